/**
 * Which post stands on top of a digest, and which three more are named beside it.
 *
 * - The lead: what the issue note says; else the newest post that asks for it (`featured` or `pin`); else of the first
 *   section, the newest with a cover and a whole title, then the newest with a whole title, there or anywhere, then
 *   the newest.
 * - A title that is cut off is no highlight, and neither is another telling of a story that is one.
 */
import type { Item } from './digest.ts';
import type { Telling } from './section-places.ts';
import { isWhole } from './text/whole-title.ts';

/** Posts of one section, the sections in their order. */
type Posts = { readonly items: readonly Item[] };

/**
 * @param wanted the URL that the issue note names
 * @returns `undefined` where there is no post
 */
export function leadOf(groups: readonly Posts[], wanted: string | undefined): Item | undefined {
  const all = groups.flatMap(({ items }) => items);
  const first = groups.find(({ items }) => items.length > 0)?.items ?? [];
  return (
    all.find(({ url }) => url === wanted) ??
    all
      .filter(({ featured }) => featured)
      .toSorted((a, b) => b.published.getTime() - a.published.getTime())[0] ??
    first.find((item) => item.image !== undefined && isWhole(item.title)) ??
    first.find((item) => isWhole(item.title)) ??
    all.find((item) => isWhole(item.title)) ??
    first[0]
  );
}

const HIGHLIGHTS = 4;

/** The lead, what the note puts first, the first fresh post of each section in turn, then the next of any. */
export function highlightsOf(lead: Item, sections: readonly Posts[], { same, rank }: Telling): Item[] {
  const all = sections.flatMap(({ items }) => items);
  const named = all.filter((item) => rank(item) !== undefined);
  const firsts = sections.flatMap(({ items }) => items.slice(0, 1));
  const chosen = [lead];
  for (const item of [...named.toSorted((a, b) => (rank(a) ?? 0) - (rank(b) ?? 0)), ...firsts, ...all]) {
    if (chosen.length === HIGHLIGHTS) break;
    const told = chosen.some((other) => same(other, item));
    if (!chosen.includes(item) && !told && isWhole(item.title)) chosen.push(item);
  }
  return chosen;
}
