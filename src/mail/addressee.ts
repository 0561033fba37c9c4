/** What is one subscriber's own in a mailing: the Message-ID and the signed links. */
import { createHash } from 'node:crypto';
import type { Mailing } from '../ledger/ledger.ts';
import { preferencesUrl, type SigningKeys, unsubscribeUrl } from '../subscribers/links.ts';
import { bounceAddress } from './bounce-address.ts';
import { type Addressee, messageIdOf } from './message.ts';

/** An id that no subscriber has, for a mail to an editor: its links work for nobody. */
export const NOBODY = Buffer.alloc(12).toString('base64url');

/** The same on every retry: made from the mailing, the subscriber and the newest key alone. */
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
    // Whatever comes to the first address may be read as leaving: who wants to choose writes to the editors.
    const editors = mailing.sender.replyTo ?? mailing.sender.address;
    return {
      ...own,
      unsubscribeUrl: mailto(unsubscribeMailto, 'unsubscribe'),
      preferencesUrl: mailto(editors, 'preferences'),
    };
  }
  // With neither, in a rehearsal, the links show where the service would be.
  const service = webUrl ?? `https://${list.host}`;
  return {
    ...own,
    unsubscribeUrl: unsubscribeUrl(service, subscriber, keys),
    preferencesUrl: preferencesUrl(service, subscriber, keys),
  };
}

/** Tells keys apart, without a hint at what they are. */
export function keyPrint([key]: SigningKeys): string {
  return createHash('sha256').update('tayori key print\n').update(key).digest('hex').slice(0, 16);
}

/**
 * The keys for a mailing, the one that it was frozen with first: a retry has the same Message-ID and links,
 * though a newer key has come since.
 *
 * @returns `undefined` where that key is no longer there
 */
export function keysFor({ sender }: Mailing, keys: SigningKeys): SigningKeys | undefined {
  if (sender.keyPrint === undefined) return keys;
  const own = keys.find((key) => keyPrint([key]) === sender.keyPrint);
  return own === undefined ? undefined : [own, ...keys.filter((key) => key !== own)];
}
