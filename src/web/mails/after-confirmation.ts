/**
 * What follows when somebody has confirmed, on a page or by mail: they get a welcome mail; or, if they changed their
 * address, their old address is told about it.
 */
import type { Confirmation, Redeemed } from '../../ledger/subscribers/forms.ts';
import { type MailService, queueMail } from '../service.ts';

/** After so many wrong guesses at the six digits only the link works. */
export const MOST_GUESSES = 5;

/**
 * @param token as the ledger knows it
 * @param by how it was answered, for the record of consent: `the link of the mail`
 */
export async function redeemToken(
  service: MailService,
  token: string,
  by: string,
): Promise<{ readonly done: Redeemed; readonly kept: Confirmation | undefined }> {
  const { ledger, clock } = service;
  const kept = await ledger.forms.find(token, clock());
  const done = await ledger.forms.redeem(token, `${kept?.form ?? ''}; confirmed by ${by}`, clock());
  if (done.what === 'moved') await tellOld(service, done);
  if (done.what === 'joined' && done.changed) await welcome(service, done.subscriber, kept?.address ?? '');
  return { done, kept };
}

async function welcome(service: MailService, id: string, address: string): Promise<void> {
  const { mails, links } = service;
  const own = { preferences_url: links.preferences(id), unsubscribe_url: links.unsubscribe(id) };
  await queueMail(service, mails.make('welcome', { id, address }, own));
}

/** Tells the old address. Otherwise somebody with a forwarded mail could move a subscription away unnoticed. */
async function tellOld(
  service: MailService,
  { subscriber, from }: Redeemed & { what: 'moved' },
): Promise<void> {
  await queueMail(service, service.mails.make('moved', { id: subscriber, address: from }, {}));
}

/**
 * Sends the goodbye mail, whose link undoes leaving, to a person who was on the list and left by their own act.
 *
 * @param request the id of the form that asked for it, if one did
 */
export async function sayGoodbye(
  service: MailService,
  person: { readonly id: string; readonly address: string },
  request?: string,
): Promise<void> {
  const { mails, links } = service;
  await queueMail(service, mails.make('goodbye', person, { undo_url: links.undo(person.id) }), request);
}
