/**
 * The digest as one subscriber gets it. The editor types the mail address into a form. It is never part of a URL, where
 * the browser's history would keep it: a URL names the person by a random handle.
 */
import * as v from 'valibot';
import { addresseeOf, NOBODY } from '../mail/addressee.ts';
import type { Edition } from '../mail/email.ts';
import { editionKey, partsOf } from '../mail/email.ts';
import { fillParts, type Slots } from '../mail/slots.ts';
import { mailingOf, senderOf } from '../sending/plan/frozen-edition.ts';
import { DEMONSTRATION_KEY } from '../subscribers/links.ts';
import { escapeHtml } from '../text/escape-html.ts';
import type { PageData, Person, PreviewContext } from './preview-context.ts';
import { editionOf, type RenderedDigest } from './rendered-digest.ts';

export const findSchema = v.strictObject({ address: v.pipe(v.string(), v.trim(), v.maxLength(320)) });

/** How many people are remembered at once. After that, the one who was looked up first is forgotten. */
const MOST_PEOPLE = 50;

/**
 * Looks up a subscriber by mail address.
 * @returns `outcome`: `found` (with the handle), `unknown`, `status` (not confirmed, so nothing is sent to them),
 * `nothing` (their edition has no post) or `no-ledger`
 */
export async function findPerson(
  preview: PreviewContext,
  { address }: { readonly address: string },
): Promise<PageData> {
  const { options, live, people } = preview;
  const asked = await options.askLedger(async ({ subscribers }) => ({
    found: await subscribers.find({ address }),
  }));
  if (asked === undefined) return { outcome: 'no-ledger' };
  const { found } = asked;
  if (found === undefined) return { outcome: 'unknown' };
  const masked = options.masked(found.address);
  if (found.status !== 'confirmed') return { outcome: 'status', masked, status: found.status };
  const edition = editionKey(found.categories);
  const { rendered } = live.now();
  if (rendered !== undefined && (await editionOf(rendered, edition)) === undefined)
    return { outcome: 'nothing', masked, edition };
  const handle = Buffer.from(options.random(9)).toString('base64url');
  if (people.size >= MOST_PEOPLE) people.delete(people.keys().next().value ?? '');
  people.set(handle, { address: found.address, masked, edition });
  return { outcome: 'found', handle, masked, edition };
}

/**
 * The edition with the person's address in it. Its links are signed with the demonstration key, so they work for
 * nobody: somebody may copy the page.
 */
export function filledFor(rendered: RenderedDigest, edition: Edition, person: Person, now: Date): Edition {
  const sender = senderOf(rendered.settings);
  const parts = partsOf(edition);
  const slots: Slots =
    sender === undefined
      ? { address: person.address, unsubscribe_url: '#', preferences_url: '#' }
      : slotsFor(
          { ...mailingOf(rendered.period.id, 'rehearsal', sender, [edition], now), planned: 0 },
          person,
        );
  return {
    ...edition,
    html: fillParts(parts.html, slots, escapeHtml),
    text: fillParts(parts.text, slots, (value) => value),
  };
}

function slotsFor(mailing: Parameters<typeof addresseeOf>[0], { address }: Person): Slots {
  const own = addresseeOf(mailing, { subscriber: NOBODY, address }, [DEMONSTRATION_KEY]);
  return { address, unsubscribe_url: own.unsubscribeUrl, preferences_url: own.preferencesUrl };
}
