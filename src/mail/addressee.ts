/** The parts of a mailing that belong to one subscriber: the Message-ID and the signed links. */
import { createHash } from 'node:crypto';
import type { Mailing } from '../ledger/ledger.ts';
import { preferencesUrl, type SigningKeys, unsubscribeUrl } from '../subscribers/links.ts';
import { bounceAddress } from './bounce-address.ts';
import { type Addressee, messageIdOf } from './message.ts';

/** An id that no subscriber has, for a mail to an editor: its links work for nobody. */
export const NOBODY = Buffer.alloc(12).toString('base64url');

/** The same on every retry, because it is made only from the mailing, the subscriber and the newest key. */
export function addresseeOf(
  mailing: Mailing,
  { subscriber, address }: { readonly subscriber: string; readonly address: string },
  keys: SigningKeys,
): Addressee {
  const { webUrl, unsubscribeMailto, list, bounces } = mailing.sender;
  const own = {
    address,
    messageId: messageIdOf(mailing, subscriber, keys[0]),
    returnPath:
      bounces === undefined ? undefined : bounceAddress(bounces, { digest: mailing.id, subscriber }, keys),
  };
  if (webUrl === undefined && unsubscribeMailto !== undefined) {
    const mailto = (to: string, subject: string) => `mailto:${to}?subject=${subject}`;
    // A mail to the unsubscribe address may be read as a wish to leave. So for choosing categories the editors' own
    // address is used.
    const editors = mailing.sender.replyTo ?? mailing.sender.address;
    return {
      ...own,
      unsubscribeUrl: mailto(unsubscribeMailto, 'unsubscribe'),
      preferencesUrl: mailto(editors, 'preferences'),
    };
  }
  // If a rehearsal has neither, the links show where the service would be.
  const service = webUrl ?? `https://${list.host}`;
  return {
    ...own,
    unsubscribeUrl: unsubscribeUrl(service, subscriber, keys),
    preferencesUrl: preferencesUrl(service, subscriber, keys),
  };
}

/** Tells keys apart without a hint at what they are. */
export function keyPrint([key]: SigningKeys): string {
  return createHash('sha256').update('tayori key print\n').update(key).digest('hex').slice(0, 16);
}

/**
 * The keys for a mailing, beginning with the key that it was frozen with. So a retry has the same Message-ID and links,
 * even if there is a newer key now.
 *
 * @returns `undefined` if that key does not exist any more
 */
export function keysFor({ sender }: Mailing, keys: SigningKeys): SigningKeys | undefined {
  if (sender.keyPrint === undefined) return keys;
  const own = keys.find((key) => keyPrint([key]) === sender.keyPrint);
  return own === undefined ? undefined : [own, ...keys.filter((key) => key !== own)];
}
