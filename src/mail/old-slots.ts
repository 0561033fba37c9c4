/**
 * Finds the slots of an edition that an earlier version froze or kept. That version did not write down where they are,
 * so they are looked for by their stand-ins. A post could contain such a stand-in too. So it counts as a slot only
 * where a template puts it: as a whole link (`href="…"`), or in the words. Inside a longer link, or as the address of a
 * picture, it is left alone, because there it would tell a stranger who the reader is.
 */
import { type SlotName, type SlotPlace, slotMark, slotNames } from './slots.ts';

/** @throws Error where the link to unsubscribe is written, and nowhere as a template writes it */
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

/** How far before a mark the beginning of a link is looked for. */
const LONGEST = 8192;

/** Whether it is no part of a longer link: none begins before it since the last space or tag, and none goes on after it. */
function isWholeWord(body: string, start: number, end: number): boolean {
  let from = start;
  while (from > 0 && start - from < LONGEST && !/[\s<>]/.test(body.charAt(from - 1))) from -= 1;
  const before = body.slice(from, start);
  return before.length < LONGEST && !before.includes('//') && !/[\w/?#=&%@+-]/.test(body.charAt(end));
}
