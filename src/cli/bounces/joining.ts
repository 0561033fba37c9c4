/** Joining by mail, for `tayori bounces`: the things it needs are opened when the first mail needs them. */
import type { Joining } from '../../bounces/take-in-mail.ts';
import type { Ledger, Subscriber } from '../../ledger/ledger.ts';
import { localeOf } from '../../locale/locale.ts';
import { openTransportFor } from '../../mail/open-transport.ts';
import { steadyClock } from '../../mail/steady-clock.ts';
import type { Transport } from '../../mail/transport.ts';
import { type Problem, ProblemError } from '../../problem.ts';
import type { Sent } from '../../sending/one-mail.ts';
import { dkimKeyOf } from '../../sending/signing-keys.ts';
import { thisWorker } from '../../sending/this-worker.ts';
import type { Settings } from '../../settings.ts';
import { sayGoodbye } from '../../web/mails/after-confirmation.ts';
import { openJoinByMail } from '../../web/mails/join-by-mail.ts';
import { type OpenMailService, openMailService } from '../../web/mails/open-mail-service.ts';
import { clean } from '../../web/mails/worker.ts';
import type { LogLine } from '../../web/service.ts';
import type { World } from '../command.ts';
import { mailTarget, targetLine } from '../send/mail-target.ts';

export type MailJoining = AsyncDisposable & {
  readonly joining: Joining;
  /** Tells a person who left by mail that they left, with a way back. */
  readonly sayGoodbye: (person: Subscriber) => Promise<void>;
  /**
   * Sends the mails to single people that wait.
   * @returns `undefined` if none waits
   */
  readonly sendWaiting: () => Promise<Sent | undefined>;
};

/** @returns `undefined` if people can join neither by mail nor by a public service */
export function openMailJoining(settings: Settings, ledger: Ledger, world: World): MailJoining | undefined {
  const { mail, web, site } = settings;
  if (mail.subscribe === undefined && web.url === undefined) return undefined;
  const target = mailTarget(world.env.MAIL_URL);
  // With the default outbox no mail would reach anybody; and the waiting mails of the website's forms would go there.
  if (target.from === 'unset' && mail.subscribe === undefined) return undefined;
  if (target.from === 'unset') throw new ProblemError([nobodyAsked]);
  let transport: Transport | undefined;
  const opened = () => (transport ??= openTransportFor(settings, target.url, world));
  let service: Promise<OpenMailService> | undefined;
  let isTold = false;
  const log = (line: LogLine) => world.output.note(JSON.stringify(line));
  const open = () => (service ??= openIt(settings, ledger, opened(), world, log));
  return {
    joining: openJoinByMail({
      ledger,
      address: ownAddress(settings),
      own: addressesOf(mail),
      perHour: web.perHour,
      wording: localeOf(site.language).web.wording,
      service: async () => (await open()).service,
    }),
    sayGoodbye: async (person) => sayGoodbye((await open()).service, person),
    sendWaiting: async () => {
      await clean({ ledger, clock: world.clock, log });
      if (!(await isWaiting(ledger, opened()))) return undefined;
      if (!isTold) world.output.note(targetLine(target, opened(), world));
      isTold = true;
      return await (await open()).worker.work();
    },
    [Symbol.asyncDispose]: async () => await transport?.[Symbol.asyncDispose](),
  };
}

/** All addresses of the publication: a mail from one of them is never a wish to join. */
function addressesOf({ from, replyTo, returnPath, bounces, unsubscribe, subscribe }: Settings['mail']) {
  return [from?.address, replyTo, returnPath, bounces, unsubscribe, subscribe].flatMap((one) => one ?? []);
}

async function isWaiting({ forms, deliveries }: Ledger, { channel }: Transport): Promise<boolean> {
  const { queued, deferred } = await deliveries.transactional(channel);
  return queued + deferred > 0 || (await forms.waiting(1)).length > 0;
}

function openIt(
  settings: Settings,
  ledger: Ledger,
  transport: Transport,
  world: World,
  log: (line: LogLine) => void,
): Promise<OpenMailService> {
  const { root, env, clock, random, signal } = world;
  return openMailService({
    ...{ root, settings, env, ledger, transport, clock, random, signal },
    dkim: dkimKeyOf(env, settings, transport.channel),
    steady: steadyClock(clock),
    host: thisWorker(),
    log,
    wake: () => {},
  });
}

/**
 * The address for joining. If it is also the sender's address it does not count, since people write to it about other
 * things.
 */
function ownAddress({ mail: { subscribe, from, replyTo, returnPath, unsubscribe } }: Settings) {
  return [from?.address, replyTo, returnPath, unsubscribe].includes(subscribe) ? undefined : subscribe;
}

const nobodyAsked: Problem = {
  code: 'mail-unset',
  message:
    'People join by mail (`mail.subscribe`), and MAIL_URL names no mail server, so nobody could be asked.',
  hint: 'Set MAIL_URL as for `tayori send`; or try it with `MAIL_URL=outbox:.tayori/outbox`.',
};
