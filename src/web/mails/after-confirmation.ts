/**
 * What follows when somebody has confirmed, on a page or by mail: they get a welcome mail; or, if they changed their
 * address, their old address is told about it.
 */
import type { Confirmation, Redeemed } from '../../ledger/subscribers/forms.ts';
import type { OneMail } from '../../sending/one-mail.ts';
import { type MailService, queueMail } from '../service.ts';

/** After this many wrong guesses at the six digits only the link works. */
export const MOST_GUESSES = 5;

/**
 * @param token as the ledger knows it
 * @param by how it was answered, for the record of consent: `the link of the mail`
 */
export async function redeemToken(
  { ledger, clock, wake }: Pick<MailService, 'ledger' | 'clock' | 'wake'>,
  token: string,
  by: string,
): Promise<{ readonly done: Redeemed; readonly kept: Confirmation | undefined }> {
  const kept = await ledger.forms.find(token, clock());
  const done = await ledger.forms.redeem(token, `${kept?.form ?? ''}; confirmed by ${by}`, clock());
  if (done.what !== 'nothing') wake(); // a mail about it waits
  return { done, kept };
}

type To = OneMail['subscriber'];

/** @param request the id of the request for this mail, here and below */
export async function sayWelcome(service: MailService, to: To, request: string): Promise<void> {
  const { mails, links } = service;
  const own = { preferences_url: links.preferences(to.id), unsubscribe_url: links.unsubscribe(to.id) };
  await queueMail(service, mails.make('welcome', to, own), request);
}

/** Tells the old address. Otherwise somebody with a forwarded mail could move a subscription away unnoticed. */
export async function tellOld(service: MailService, to: To, request: string): Promise<void> {
  await queueMail(service, service.mails.make('moved', to, {}), request);
}

/** Sends the goodbye mail, whose link undoes leaving, to a person who was on the list and left by their own act. */
export async function sayGoodbye(service: MailService, person: To, request?: string): Promise<void> {
  const { mails, links } = service;
  await queueMail(service, mails.make('goodbye', person, { undo_url: links.undo(person.id) }), request);
}
