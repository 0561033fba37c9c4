/**
 * Slots: the few places of an edition that differ for each subscriber. A slot is known by its place, counted in the
 * text, and not by its text: if a post's title or link contains the same letters, they are only letters.
 *
 * Until a slot is filled it holds a stand-in: an address or a link that cannot exist (RFC 2606). So a person who reads
 * the copy on disk sees what belongs there.
 */

/** The values that differ for each subscriber. A template writes `{{ slots.unsubscribe_url }}` and so on. */
export const slotNames = ['address', 'unsubscribe_url', 'preferences_url'] as const;
export type SlotName = (typeof slotNames)[number];
export type Slots = Readonly<Record<SlotName, string>>;

/** The beginning of a slot's stand-in, in UTF-16 units from the beginning of the text. */
export type SlotPlace = { readonly at: number; readonly slot: SlotName };

/** The slots of an edition, in the order of their places. */
export type SlotPlaces = { readonly html: readonly SlotPlace[]; readonly text: readonly SlotPlace[] };

/** A text taken apart at its slots. */
export type Part = string | { readonly slot: SlotName };

const standIns: Slots = {
  address: 'your-address@tayori-slots.invalid',
  unsubscribe_url: 'https://tayori-slots.invalid/unsubscribe',
  preferences_url: 'https://tayori-slots.invalid/preferences',
};

/** The stand-in of a slot until it is filled. */
export function slotMark(name: SlotName): string {
  return standIns[name];
}

/**
 * Takes a text apart at its slots.
 *
 * @throws Error if a slot's stand-in is not at its place: then the places belong to another text
 */
export function takeApart(text: string, places: readonly SlotPlace[]): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const { at, slot } of places) {
    const standIn = standIns[slot];
    if (at < from || !text.startsWith(standIn, at))
      throw new Error(`The slot ${slot} is not at its place (${at}).`);
    if (at > from) parts.push(text.slice(from, at));
    parts.push({ slot });
    from = at + standIn.length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

/**
 * Puts a text together, with the stand-ins in its slots.
 * @returns the text and the places of the slots
 */
export function putTogether(parts: readonly Part[]): {
  readonly text: string;
  readonly places: readonly SlotPlace[];
} {
  const places: SlotPlace[] = [];
  let text = '';
  for (const part of parts) {
    if (typeof part !== 'string') places.push({ at: text.length, slot: part.slot });
    text += typeof part === 'string' ? part : standIns[part.slot];
  }
  return { text, places };
}

/**
 * Fills every slot in one pass: filled values are not searched for slots again.
 *
 * @param encode how a value is written: HTML escaping for html, nothing for text
 */
export function fillParts(parts: readonly Part[], slots: Slots, encode: (value: string) => string): string {
  return parts.map((part) => (typeof part === 'string' ? part : encode(slots[part.slot]))).join('');
}
