/** Confirming an address, by the link of the mail or by its six digits: only then somebody is on the list. */
import { html } from '../../feeds/formats/html.ts';
import type { Redeemed } from '../../ledger/subscribers/forms.ts';
import { parseAddress } from '../../subscribers/addresses.ts';
import { preferencesUrl, unsubscribeUrl } from '../../subscribers/links.ts';
import { baseOf, queueMail, type Route, type Service } from '../service.ts';
import { hashOfCode, hashOfToken, readCode } from '../tokens.ts';
import { masked } from './masked.ts';
import { asks, says } from './page.ts';
import { overLimit, sentPage } from './subscribe.ts';

/** Wrong guesses, after which only the link works. */
const MOST_GUESSES = 5;

export const showConfirm: Route = async ({ url }, service) => {
  const text = url.searchParams.get('t') ?? '';
  const token = hashOfToken(text);
  const found = token === undefined ? undefined : await service.ledger.forms.find(token, service.clock());
  if (found === undefined) return tooLate(service);
  if (found.used !== undefined) return await again(service, { what: 'nothing', known: found });
  const page = found.kind === 'move' ? service.words.moving : service.words.confirm;
  return asks(service, page, masked(found.address), `/confirm?t=${text}`);
};

export const confirm: Route = async (visit, service) => {
  const text = visit.url.searchParams.get('t');
  if (text !== null) return await redeem(service, hashOfToken(text), 'the link of the mail');
  const refused = overLimit(visit, service);
  if (refused !== undefined) return refused;
  const parsed = parseAddress(visit.form.text('email').slice(0, 400));
  if (!parsed.ok) return says(service, service.words.faults.address, 422);
  const digits = readCode(visit.form.text('code'));
  const code = hashOfCode(digits ?? '', service.keys);
  const token = await service.ledger.forms.tokenOf(parsed.address, code, MOST_GUESSES, service.clock());
  if (digits === undefined || token === undefined)
    return sentPage(service, parsed.address, service.words.faults.code);
  return await redeem(service, token, 'the six digits of the mail');
};

async function redeem(service: Service, token: string | undefined, by: string): Promise<Response> {
  const { ledger, words, clock } = service;
  if (token === undefined) return tooLate(service);
  const kept = await ledger.forms.find(token, clock());
  const done = await ledger.forms.redeem(token, `${kept?.form ?? ''}; confirmed by ${by}`, clock());
  if (done.what === 'nothing') return await again(service, done);
  if (done.what === 'moved') await tellOld(service, done);
  else if (done.changed) await welcome(service, done.subscriber, kept?.address ?? '');
  return says(service, done.what === 'moved' ? words.moved : words.confirmed);
}

/** Who presses the button twice, or opens the mail again, is confirmed all the same. */
async function again(service: Service, { known }: Redeemed & { what: 'nothing' }): Promise<Response> {
  const person = known?.used && (await service.ledger.subscribers.find({ id: known.subscriber }));
  if (known === undefined || person?.status !== 'confirmed') return tooLate(service);
  return says(service, known.kind === 'move' ? service.words.moved : service.words.confirmed);
}

export async function welcome(service: Service, id: string, address: string): Promise<void> {
  const { mails, url, keys } = service;
  const links = {
    preferences_url: preferencesUrl(url, id, keys),
    unsubscribe_url: unsubscribeUrl(url, id, keys),
  };
  await queueMail(service, mails.make('welcome', { id, address }, links));
}

/** Whoever had the address hears of it: a forwarded mail must not be enough to take a subscription away in silence. */
async function tellOld(service: Service, { subscriber, from }: Redeemed & { what: 'moved' }): Promise<void> {
  await queueMail(service, service.mails.make('moved', { id: subscriber, address: from }, {}));
}

function tooLate(service: Service): Response {
  const { words } = service;
  const way = html`<p class="small"><a href="${baseOf(service)}/subscribe">${words.subscribe.title(service.settings.site.title)}</a></p>`;
  return says(service, words.faults.confirmation, 400, way);
}
