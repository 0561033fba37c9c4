/**
 * A rendered digest, before it has an addressee. An edition is its version for one set of categories;
 * the few places that differ for each subscriber are slots, filled in one pass when a message is made.
 */

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
  /** A whole document, with slots. */
  readonly html: string;
  /** Plain text with slots, lines ended by `\n`. */
  readonly text: string;
};

/** The edition of all categories. */
export const ALL = 'all';

/** The key of the edition that a subscriber gets. @param slugs their choice; `undefined` means all */
export function editionKey(slugs: readonly string[] | undefined): string {
  return slugs === undefined || slugs.length === 0 ? ALL : [...new Set(slugs)].toSorted().join('+');
}

/** What differs for each subscriber. A template writes `{{ slots.unsubscribe_url }}` and so on. */
export const slotNames = ['address', 'unsubscribe_url', 'preferences_url'] as const;
export type SlotName = (typeof slotNames)[number];
export type Slots = Readonly<Record<SlotName, string>>;

/**
 * How a slot stands in an edition: as an address or a link that can not exist (RFC 2606), so that HTML, MJML
 * and mail programs leave it alone, and a person who reads the copy on disk sees what will stand there.
 */
const marks: Slots = {
  address: 'your-address@tayori-slots.invalid',
  unsubscribe_url: 'https://tayori-slots.invalid/unsubscribe',
  preferences_url: 'https://tayori-slots.invalid/preferences',
};

export function slotMark(name: SlotName): string {
  return marks[name];
}

const MARK = /(?:your-address@|https:\/\/|)tayori-slots\.invalid(?:\/[a-z-]*)?/g;

/**
 * Takes a text apart at its slots.
 *
 * @returns strings and slots in order; joined, with the slots' marks, they are the text
 * @throws Error on a slot that does not exist: a template is broken, and no mail may leave
 */
export function splitSlots(text: string): (string | { readonly slot: SlotName })[] {
  const parts: (string | { readonly slot: SlotName })[] = [];
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(MARK)) {
    const slot = slotNames.find((known) => slotMark(known) === mark);
    if (slot === undefined) throw new Error(`The template has a slot that does not exist: ${mark}`);
    if (index > from) parts.push(text.slice(from, index));
    parts.push({ slot });
    from = index + mark.length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

/**
 * Fills every slot in one pass: what is put in is never scanned again, so a value that looks like a
 * slot stays as it is.
 *
 * @param encode how a value is written there: HTML escaping for html, nothing for text
 * @throws Error on a slot that does not exist
 */
export function fillSlots(text: string, slots: Slots, encode: (value: string) => string): string {
  return splitSlots(text)
    .map((part): string => (typeof part === 'string' ? part : encode(slots[part.slot])))
    .join('');
}

/** Makes words that look like a slot harmless, in text that comes from posts or people. */
export function defuseSlots(text: string): string {
  return text.replaceAll('tayori-slots.', 'tayori-slots\u2060.');
}
