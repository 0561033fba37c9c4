/**
 * Finds the slots of an edition that an earlier version froze or kept. That version did not record their places, so
 * this searches for the stand-ins. A post could contain such a stand-in too. So it counts as a slot only in a place
 * where a template puts it: as a whole link (`href="…"`), or in the words. Inside a longer link, or in the address of a
 * picture, it is left alone, because there it would tell a stranger who the reader is.
 */
import { type SlotName, type SlotPlace, slotMark, slotNames } from './slots.ts';

/** @throws Error if the unsubscribe link is in the text, but in no place where a template puts it */
export function oldSlotPlaces(body: string, format: 'html' | 'text'): SlotPlace[] {
  const found = slotNames.flatMap((slot) => occurrences(body, slot));
  const places = found
    .filter(({ at, slot }) => isTemplates(body, at, at + slotMark(slot).length, format))
    .toSorted((a, b) => a.at - b.at);
  const lost = (list: readonly SlotPlace[]) => !list.some(({ slot }) => slot === 'unsubscribe_url');
  if (lost(places) && !lost(found))
    throw new Error(`The link to unsubscribe is nowhere in the ${format} as a template writes it.`);
  return places;
}

function occurrences(body: string, slot: SlotName): SlotPlace[] {
  const places: SlotPlace[] = [];
  const mark = slotMark(slot);
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length))
    places.push({ at, slot });
  return places;
}

function isTemplates(body: string, start: number, end: number, format: 'html' | 'text'): boolean {
  if (format === 'html' && body.lastIndexOf('<', start) > body.lastIndexOf('>', start))
    return isWholeLink(body, start, end);
  return isWholeWord(body, start, end);
}

/** `href="https://tayori-slots.invalid/unsubscribe"`, and `mailto:` before an address. */
function isWholeLink(body: string, start: number, end: number): boolean {
  const [, quote] =
    /\shref\s*=\s*(["'])(?:mailto:)?$/i.exec(body.slice(Math.max(0, start - 40), start)) ?? [];
  return quote !== undefined && body[end] === quote;
}

/** The beginning of a link is searched at most this number of letters before a mark. */
const LONGEST = 8192;

/**
 * Whether it is not part of a longer link: since the last space or tag no link begins before it, and none goes on after
 * it.
 */
function isWholeWord(body: string, start: number, end: number): boolean {
  let from = start;
  while (from > 0 && start - from < LONGEST && !/[\s<>]/.test(body.charAt(from - 1))) from -= 1;
  const before = body.slice(from, start);
  return before.length < LONGEST && !before.includes('//') && !/[\w/?#=&%@+-]/.test(body.charAt(end));
}
