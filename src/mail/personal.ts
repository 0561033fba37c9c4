/** What is one subscriber's own in a mailing: the Message-ID and the signed links. */
import { createHmac } from 'node:crypto';
import type { Mailing } from '../ledger/ledger.ts';
import { type Addressee, messageIdOf } from './message.ts';

/** Makes the token of a link that only this subscriber may have. */
export type Sign = (purpose: 'unsubscribe' | 'preferences', subscriber: string) => string;

/**
 * Signs links in an outbox, where nothing leaves the machine, when there is no key: whoever reads the source
 * knows it, so no mail that goes out may ever be signed with it.
 */
export const DEMONSTRATION_KEY = 'a key for demonstrations: it protects nothing';

/** The same on every retry: made from the mailing, the subscriber and the keys alone. */
export function addresseeOf(
  mailing: Mailing,
  { subscriber, address }: { readonly subscriber: string; readonly address: string },
  key: string,
  sign: Sign,
): Addressee {
  return {
    address,
    messageId: messageIdOf(mailing, subscriber, key),
    unsubscribeUrl: link(mailing, 'unsubscribe', subscriber, sign),
    preferencesUrl: link(mailing, 'preferences', subscriber, sign),
  };
}

/** Without a public service a mailto; with neither, in a rehearsal, where the service would be. */
function link(
  { sender }: Mailing,
  purpose: 'unsubscribe' | 'preferences',
  subscriber: string,
  sign: Sign,
): string {
  if (sender.webUrl === undefined && sender.unsubscribeMailto !== undefined) {
    return `mailto:${sender.unsubscribeMailto}?subject=${purpose}`;
  }
  const service = sender.webUrl ?? `https://${sender.list.host}`;
  return `${service}/${purpose}?t=${sign(purpose, subscriber)}`;
}

export function signWith(key: string): Sign {
  return (purpose, subscriber) =>
    `${subscriber}.${createHmac('sha256', key).update(`${purpose}\n${subscriber}`).digest('base64url').slice(0, 27)}`;
}
