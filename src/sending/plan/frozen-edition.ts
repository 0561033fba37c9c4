/** What a freeze keeps: everything that a config, a template or a post could change afterwards. */
import { createHash } from 'node:crypto';
import type { Channel, FrozenEdition, Mailing, Sender } from '../../ledger/ledger.ts';
import type { Edition } from '../../mail/email.ts';
import type { SlotPlace } from '../../mail/slots.ts';
import type { Settings } from '../../settings.ts';
import { DEADLINE } from '../replies/retry-wait.ts';

/** @param now becomes the `Date:` of every message, so that a retry is the same mail */
export function mailingOf(
  id: string,
  channel: Channel,
  sender: Sender,
  editions: readonly Edition[],
  now: Date,
): Omit<Mailing, 'planned'> {
  return {
    id,
    channel,
    kind: 'digest',
    sender,
    frozen: now,
    date: now,
    deadline: new Date(now.getTime() + DEADLINE),
    editions: editions.map(frozenEdition),
  };
}

/** An edition that an earlier version froze has no places. Its hash is made as that version made it. */
export function frozenEdition({ key, subject, html, text, slots }: Edition): FrozenEdition {
  const hash = createHash('sha256').update(`${subject}\n${html}\n${text}`);
  if (slots !== undefined) hash.update(`\n${JSON.stringify([slots.html, slots.text].map(placesKey))}`);
  return { key, subject, html, text, ...(slots === undefined ? {} : { slots }), hash: hash.digest('hex') };
}

/** The same text for the same places, in whatever order the keys of each place stand. */
function placesKey(places: readonly SlotPlace[]): string {
  return places.map(({ at, slot }) => `${slot}@${at}`).join(' ');
}

/** Who sends; `undefined` if the config does not say it. */
export function senderOf({ mail, site, web }: Settings): Sender | undefined {
  if (mail.from === undefined) return undefined;
  return {
    name: mail.from.name,
    address: mail.from.address,
    replyTo: mail.replyTo,
    returnPath: mail.returnPath ?? mail.from.address,
    bounces: mail.bounces,
    list: { title: site.title, host: new URL(site.url).hostname },
    webUrl: web.url,
    unsubscribeMailto: mail.unsubscribe,
  };
}
