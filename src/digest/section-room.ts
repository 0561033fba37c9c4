/** How many posts each section of a digest may show, so that a large section leaves room for small ones. */
import type { Item } from './digest.ts';
import type { Rank } from './section-places.ts';

export type SectionLimits = { readonly sectionLimit: number; readonly totalLimit: number };

/** A section with this share of all posts is the main subject of the period. */
const MOST = 0.75;

/**
 * How many posts each section shows. A section with nearly all posts also gets the places that no other section needs.
 */
export function roomOf(
  sections: readonly { readonly items: readonly Item[] }[],
  { sectionLimit, totalLimit }: SectionLimits,
  rank: Rank,
): { readonly places: number; readonly most: boolean }[] {
  const wanted = sections.map(({ items }) => items.length);
  const dealt = shareOut(wanted, sectionLimit, totalLimit - 1);
  const [all, used] = [wanted, dealt].map((counts) => counts.reduce((sum, count) => sum + count, 0));
  return sections.map(({ items }, index) => {
    const most = items.length > sectionLimit && items.length >= MOST * (all ?? 0);
    const free = most ? totalLimit - 1 - (used ?? 0) : 0;
    const asked = items.filter((item) => rank(item) !== undefined).length;
    return { places: Math.max((dealt[index] ?? 0) + free, asked), most };
  });
}

/**
 * Gives each section one place in turn, until all posts have one or no place is left.
 *
 * @param wanted how many posts each section has
 * @returns how many each section may show
 */
export function shareOut(wanted: readonly number[], each: number, total: number): number[] {
  const given = wanted.map(() => 0);
  let left = total;
  while (left > 0) {
    const open = wanted.flatMap((want, index) => ((given[index] ?? 0) < Math.min(want, each) ? [index] : []));
    if (open.length === 0) break;
    for (const index of open.slice(0, left)) given[index] = (given[index] ?? 0) + 1;
    left -= Math.min(open.length, left);
  }
  return given;
}
