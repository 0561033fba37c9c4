/**
 * A rendered digest, before it has an addressee. An edition is its version for one set of categories. The few places
 * that differ for each subscriber are slots, which are filled in one pass when a message is made.
 */
import { oldSlotPlaces } from './old-slots.ts';
import { type Part, type SlotPlaces, takeApart } from './slots.ts';

export type Email = {
  /** The mailing: a digest's id, such as `2025-W45`. */
  readonly id: string;
  /** One for each set of categories that some subscriber has; the first is for all categories. */
  readonly editions: readonly Edition[];
};

export type Edition = {
  /** The slugs of its categories, sorted and joined by `+`; `all` for the edition of all categories. */
  readonly key: string;
  readonly subject: string;
  /** A whole HTML document; its slots hold stand-ins until they are filled. */
  readonly html: string;
  /** Plain text with stand-ins in its slots and `\n` as line end. */
  readonly text: string;
  /** The places of the slots; `undefined` in an edition of an earlier version, which did not record them. */
  readonly slots?: SlotPlaces | undefined;
};

/**
 * Takes both bodies of an edition apart at their slots.
 *
 * @throws Error if a slot is not at its place, or if the unsubscribe link cannot be told from a link of a post
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

/**
 * The key of the edition that a subscriber gets.
 * @param slugs the categories that they chose; `undefined` means all
 */
export function editionKey(slugs: readonly string[] | undefined): string {
  return slugs === undefined || slugs.length === 0 ? ALL : [...new Set(slugs)].toSorted().join('+');
}
