/** Confirming an address, by the link in the mail or by its six digits. Only then is the person on the list. */
import { html } from '../../feeds/formats/html.ts';
import type { Redeemed } from '../../ledger/subscribers/forms.ts';
import { parseAddress } from '../../subscribers/addresses.ts';
import { readCode } from '../../subscribers/confirmation-code.ts';
import { MOST_GUESSES, redeemToken } from '../mails/after-confirmation.ts';
import { baseOf, type Route, type Service } from '../service.ts';
import { hashesOfCode, hashOfToken } from '../tokens.ts';
import { masked } from './masked.ts';
import { asks, says } from './page.ts';
import { onTheList } from './pause.ts';
import { overLimit, sentPage } from './subscribe.ts';

export const showConfirm: Route = async ({ token: text = '' }, service) => {
  const token = hashOfToken(text);
  const found = token === undefined ? undefined : await service.ledger.forms.find(token, service.clock());
  if (found === undefined) return tooLate(service);
  if (found.used !== undefined) return await again(service, { what: 'nothing', known: found });
  const page = found.kind === 'move' ? service.words.moving : service.words.confirm;
  return asks(service, page, masked(found.address), `/confirm?t=${text}`);
};

export const confirm: Route = async (visit, service) => {
  const { token: text } = visit;
  if (text !== undefined) return await redeem(service, hashOfToken(text), 'the link of the mail');
  const refused = overLimit(visit, service);
  if (refused !== undefined) return refused;
  const parsed = parseAddress(visit.form.text('email').slice(0, 400));
  if (!parsed.ok) return says(service, service.words.faults.address, 422);
  const digits = readCode(visit.form.text('code'));
  const codes = hashesOfCode(digits ?? '', service.keys);
  const token = await service.ledger.forms.tokenOf(parsed.address, codes, MOST_GUESSES, service.clock());
  if (digits === undefined || token === undefined)
    return sentPage(service, parsed.address, service.words.faults.code);
  return await redeem(service, token, 'the six digits of the mail');
};

async function redeem(service: Service, token: string | undefined, by: string): Promise<Response> {
  if (token === undefined) return tooLate(service);
  const { done } = await redeemToken(service, token, by);
  if (done.what === 'nothing') return await again(service, done);
  if (done.what === 'moved') return says(service, service.words.moved);
  const person = await service.ledger.subscribers.find({ id: done.subscriber });
  return says(service, onTheList(service, person, service.words.confirmed));
}

/**
 * The token was used before. People who press the button twice still read that they are confirmed. A change of address
 * counts as made only while somebody on the list has that address: there may have been another change since.
 */
async function again(service: Service, { known }: Redeemed & { what: 'nothing' }): Promise<Response> {
  if (known?.used === undefined) return tooLate(service);
  const { subscribers } = service.ledger;
  const isMove = known.kind === 'move';
  const person = await subscribers.find(isMove ? { address: known.address } : { id: known.subscriber });
  if (person?.status !== 'confirmed') return tooLate(service);
  return says(service, isMove ? service.words.moved : onTheList(service, person, service.words.confirmed));
}

function tooLate(service: Service): Response {
  const { words } = service;
  const way = html`<p class="small"><a href="${baseOf(service)}/subscribe">${words.subscribe.title(service.settings.site.title)}</a></p>`;
  return says(service, words.faults.confirmation, 400, way);
}
