/** What is one subscriber's own in a mailing: the Message-ID and the signed links. */
import type { Mailing } from '../ledger/ledger.ts';
import { preferencesUrl, type SigningKeys, unsubscribeUrl } from '../subscribers/links.ts';
import { type Addressee, messageIdOf } from './message.ts';

/** An id that no subscriber has, for a mail to an editor: its links work for nobody. */
export const NOBODY = Buffer.alloc(12).toString('base64url');

/** The same on every retry: made from the mailing, the subscriber and the newest key alone. */
export function addresseeOf(
  mailing: Mailing,
  { subscriber, address }: { readonly subscriber: string; readonly address: string },
  keys: SigningKeys,
): Addressee {
  const { webUrl, unsubscribeMailto, list } = mailing.sender;
  const own = { address, messageId: messageIdOf(mailing, subscriber, keys[0]) };
  if (webUrl === undefined && unsubscribeMailto !== undefined) {
    const mailto = (subject: string) => `mailto:${unsubscribeMailto}?subject=${subject}`;
    return { ...own, unsubscribeUrl: mailto('unsubscribe'), preferencesUrl: mailto('preferences') };
  }
  // With neither, in a rehearsal, the links show where the service would be.
  const service = webUrl ?? `https://${list.host}`;
  return {
    ...own,
    unsubscribeUrl: unsubscribeUrl(service, subscriber, keys),
    preferencesUrl: preferencesUrl(service, subscriber, keys),
  };
}
