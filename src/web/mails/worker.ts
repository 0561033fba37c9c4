/**
 * The worker, which runs beside the server. It acts on the forms that were kept: it puts a new person on the list as
 * unconfirmed and asks them by mail, or sends somebody their links. And it sends the mails that wait. Visitors do not
 * wait for it, and the answer of a page does not show what it does.
 */

import type { MailingRef, Subscriber } from '../../ledger/ledger.ts';
import type { KeptRequest } from '../../ledger/subscribers/forms.ts';
import { erasePerson } from '../../sending/erase-person.ts';
import { type OneMailJob, queuedBefore, type Sent, sendQueued } from '../../sending/one-mail.ts';
import { LINK_DAYS } from '../../settings/link-days.ts';
import { DAY, HOUR } from '../../time.ts';
import { isAnswered, type MailService, queueMail } from '../service.ts';
import { hashOfCode, hashOfToken, newCode, newToken } from '../tokens.ts';
import { sayGoodbye, sayWelcome, tellOld } from './after-confirmation.ts';
import { LINKS_LIMIT, UNCONFIRMED_LIMIT } from './mail-limits.ts';

const BATCH = 100;
const CLEAN_EVERY = HOUR;

export type MailWorker = {
  /** Acts on the forms that were kept, and sends the queued mails. @returns how the sending went */
  work(): Promise<Sent>;
};

/** @param job everything that sending needs but the ledger, which is the service's */
export function openWorker(service: MailService, job: Omit<OneMailJob, 'ledger'>): MailWorker {
  let cleaned = 0;
  return {
    work: async () => {
      await actOnForms(service);
      const now = service.clock().getTime();
      if (now - cleaned >= CLEAN_EVERY) {
        await clean(service);
        cleaned = now;
      }
      return await sendQueued({ ...job, ledger: service.ledger });
    },
  };
}

/** If several processes serve one ledger, only one of them at a time acts on the forms. */
async function actOnForms(service: MailService): Promise<void> {
  const { ledger, from } = service;
  const place: MailingRef = { id: 'web.forms', channel: from.channel };
  await using alone = await ledger.lock(place);
  if (alone === undefined) return;
  for (;;) {
    const waiting = await ledger.forms.waiting(BATCH);
    let settled = 0;
    for (const request of waiting) {
      if (!(await settle(service, request))) continue;
      await ledger.forms.done(request.id);
      settled += 1;
    }
    if (waiting.length < BATCH || settled === 0) return;
  }
}

/** A request that fails must not hold up those behind it: it is tried again later, and given up after a day. */
async function settle(service: MailService, request: KeptRequest): Promise<boolean> {
  try {
    return await acts[request.kind](service, request);
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    const old = service.clock().getTime() - request.at.getTime() > DAY;
    service.log({ what: 'form', kind: request.kind, fault: name, given_up: old });
    return old;
  }
}

/** What each form asks for. @returns whether it is done; else it is tried again later */
const acts: Readonly<
  Record<KeptRequest['kind'], (service: MailService, request: KeptRequest) => Promise<boolean>>
> = {
  join: async (service, request) => {
    const person = await service.ledger.subscribers.find({ address: request.address });
    if (person?.status === 'confirmed') await sendLinks(service, person);
    else await askToConfirm(service, request, person);
    return true;
  },
  link: async (service, { address }) => {
    const person = await service.ledger.subscribers.find({ address });
    if (person?.status === 'confirmed') await sendLinks(service, person);
    return true;
  },
  move: async (service, request) => {
    const { subscriber: id = '', address, id: asked } = request;
    const person = await service.ledger.subscribers.find({ id });
    const may = await service.ledger.forms.mayAsk(address, asked, UNCONFIRMED_LIMIT, service.clock());
    if (person?.status === 'confirmed' && may) await sendConfirmation(service, request, id, false);
    return true;
  },
  goodbye: async (service, { subscriber = '', id }) => {
    const person = await service.ledger.subscribers.find({ id: subscriber });
    if (person?.status === 'unsubscribed') await sayGoodbye(service, person, id);
    return true;
  },
  welcome: async (service, { subscriber = '', address, id }) => {
    const person = await service.ledger.subscribers.find({ id: subscriber });
    if (person?.status === 'confirmed') await sayWelcome(service, { id: subscriber, address }, id);
    return true;
  },
  moved: async (service, { subscriber = '', address, id }) => {
    const person = await service.ledger.subscribers.find({ id: subscriber });
    if (person !== undefined) await tellOld(service, { id: subscriber, address }, id);
    return true;
  },
  erase: async (service, { subscriber = '' }) => {
    const person = await service.ledger.subscribers.find({ id: subscriber });
    return person === undefined || (await erasePerson(service, person, service.clock())) !== 'busy';
  },
};

/** People who left, bounced or complained are asked too: only their own answer brings them back. */
async function askToConfirm(
  service: MailService,
  request: KeptRequest,
  known: Subscriber | undefined,
): Promise<void> {
  const { ledger, clock } = service;
  const { address, categories } = request;
  if (!(await ledger.forms.mayAsk(address, request.id, UNCONFIRMED_LIMIT, clock()))) return;
  // If a person is known already, a form does not change what they chose: anybody could send it.
  const wanted = known === undefined ? categories : undefined;
  const own = { address, name: undefined, categories: wanted, consent: undefined, own: true } as const;
  await ledger.subscribers.add([own], clock());
  const person = known ?? (await ledger.subscribers.find({ address }));
  if (person !== undefined) await sendConfirmation(service, request, person.id, known === undefined);
}

async function sendConfirmation(
  service: MailService,
  { id, kind, address, form }: KeptRequest,
  subscriber: string,
  fresh: boolean,
): Promise<void> {
  const { ledger, mails, links, keys, clock, random } = service;
  // Queued before a crash: a new token would make the link in that mail void.
  if (await isAnswered(service, 'confirmation', id)) return;
  const [token, code] = [newToken(random), newCode(random)];
  const confirmation = {
    kind: kind === 'move' ? kind : 'join',
    subscriber,
    address,
    form,
    token: hashOfToken(token) ?? '',
    code: hashOfCode(code, keys),
    expires: new Date(clock().getTime() + LINK_DAYS.confirm * DAY),
    fresh,
  } as const;
  await ledger.forms.open(confirmation, clock());
  const mail = mails.make(
    kind === 'move' ? 'move' : 'confirm',
    { id: subscriber, address },
    { confirm_url: links.confirm(token), code },
  );
  await queueMail(service, mail, id);
}

async function sendLinks(service: MailService, { id, address }: Subscriber): Promise<void> {
  const { ledger, mails, links, clock } = service;
  const ages = (await queuedBefore(ledger, id, 'link')).map((at) => clock().getTime() - at.getTime());
  if (ages.some((age) => age < LINKS_LIMIT.every)) return;
  if (ages.filter((age) => age < LINKS_LIMIT.within).length >= LINKS_LIMIT.most) return;
  const own = {
    preferences_url: links.preferences(id),
    unsubscribe_url: links.unsubscribe(id),
    me_url: links.me(id),
  };
  await queueMail(service, mails.make('link', { id, address }, own));
}

/** A person who came by a form and did not confirm within a week is deleted together with the confirmation. */
export async function clean({
  ledger,
  clock,
  log,
}: Pick<MailService, 'ledger' | 'clock' | 'log'>): Promise<void> {
  let forgotten = 0;
  for (const id of await ledger.forms.expire(clock())) {
    if (await ledger.subscribers.forget(id)) forgotten += 1;
  }
  if (forgotten > 0) log({ what: 'forgotten', people: forgotten });
}
