/**
 * A rendered digest, before it has an addressee. An edition is its version for one set of categories;
 * the few places that differ for each subscriber are slots, filled in one pass when a message is made.
 */
import { oldSlotPlaces } from './old-slots.ts';
import { type Part, type SlotPlaces, takeApart } from './slots.ts';

export type Email = {
  /** The mailing: a digest's id, such as `2025-W45`. */
  readonly id: string;
  /** One for each set of categories that occurs among the subscribers; the first is for all categories. */
  readonly editions: readonly Edition[];
};

export type Edition = {
  /** The slugs of its categories, sorted and joined by `+`; `all` for the edition of all categories. */
  readonly key: string;
  readonly subject: string;
  /** A whole document, with stand-ins in its slots. */
  readonly html: string;
  /** Plain text with stand-ins in its slots, lines ended by `\n`. */
  readonly text: string;
  /** Where the slots are; `undefined` in what an earlier version made, which did not say. */
  readonly slots?: SlotPlaces | undefined;
};

/**
 * Takes both bodies of an edition apart at their slots.
 *
 * @throws Error where a slot is not at its place, or the link to unsubscribe can not be told from a post's own
 */
export function partsOf({ html, text, slots }: Pick<Edition, 'html' | 'text' | 'slots'>): {
  readonly html: readonly Part[];
  readonly text: readonly Part[];
} {
  return {
    html: takeApart(html, slots?.html ?? oldSlotPlaces(html, 'html')),
    text: takeApart(text, slots?.text ?? oldSlotPlaces(text, 'text')),
  };
}

/** The edition of all categories. */
export const ALL = 'all';

/** The key of the edition that a subscriber gets. @param slugs their choice; `undefined` means all */
export function editionKey(slugs: readonly string[] | undefined): string {
  return slugs === undefined || slugs.length === 0 ? ALL : [...new Set(slugs)].toSorted().join('+');
}
