/** The keys that sign: links and Message-IDs with SIGNING_KEY, whole mails with DKIM_KEY. */
import type { Channel } from '../ledger/ledger.ts';
import { type DkimKey, readDkimKey } from '../mail/dkim-key.ts';
import { ProblemError } from '../problem.ts';
import type { Environment } from '../secrets.ts';
import type { Settings } from '../settings.ts';
import { DEMONSTRATION_KEY, readKeys, type SigningKeys } from '../subscribers/links.ts';

/**
 * If there is no key, the one for demonstrations signs. That happens in a rehearsal only: mail to people is refused
 * without a key.
 */
export function signingKeys({ SIGNING_KEY: key }: Environment): SigningKeys {
  return readKeys(key) ?? [DEMONSTRATION_KEY];
}

/** @returns `undefined` if mails are not signed: so are rehearsals without the key @throws ProblemError (send-dkim) */
export function dkimKeyOf(env: Environment, { mail }: Settings, channel: Channel): DkimKey | undefined {
  if (mail.dkim === undefined || (channel === 'rehearsal' && env.DKIM_KEY === undefined)) return undefined;
  const key = readDkimKey(env.DKIM_KEY, mail.dkim);
  if ('code' in key) throw new ProblemError([key]);
  return key;
}
