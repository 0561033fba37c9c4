/**
 * Which post is the lead of a digest, and which three posts are named beside it.
 *
 * - The lead is the post that the issue note names; else the newest post that asks for it (`featured` or `pin`); else,
 *   in the first section, the newest post with a cover and a whole title; then the newest post with a whole title and
 *   some words, first in that section, then anywhere; then without words; then the newest post.
 * - A post whose title is cut, or has no letter in it (🎉), is no highlight, and neither is a post that tells the same story as another highlight.
 */
import type { Item } from './digest.ts';
import type { Choosing } from './section-places.ts';
import { tellsSomething } from './text/whole-title.ts';

/** The posts of one section. */
type Posts = { readonly items: readonly Item[] };

/**
 * @param wanted the URL that the issue note names
 * @returns `undefined` if there is no post
 */
export function leadOf(groups: readonly Posts[], wanted: string | undefined): Item | undefined {
  const all = groups.flatMap(({ items }) => items);
  const first = groups.find(({ items }) => items.length > 0)?.items ?? [];
  return (
    all.find(({ url }) => url === wanted) ??
    all
      .filter(({ featured }) => featured)
      .toSorted((a, b) => b.published.getTime() - a.published.getTime())[0] ??
    first.find((item) => item.image !== undefined && tellsSomething(item.title)) ??
    first.find(hasWords) ??
    all.find(hasWords) ??
    first.find((item) => tellsSomething(item.title)) ??
    all.find((item) => tellsSomething(item.title)) ??
    first[0]
  );
}

/** The lead shows more than its title; a post that is only a table or code has nothing to show there. */
function hasWords({ title, excerpt }: Item): boolean {
  return tellsSomething(title) && excerpt !== '';
}

const HIGHLIGHTS = 4;

/**
 * The lead; then the posts that the note puts first; then the newest post of each section that tells something new;
 * then others.
 */
export function highlightsOf(lead: Item, sections: readonly Posts[], { same, rank }: Choosing): Item[] {
  const all = sections.flatMap(({ items }) => items);
  const named = all.filter((item) => rank(item) !== undefined);
  const firsts = sections.flatMap(({ items }) => items.slice(0, 1));
  const chosen = [lead];
  for (const item of [...named.toSorted((a, b) => (rank(a) ?? 0) - (rank(b) ?? 0)), ...firsts, ...all]) {
    if (chosen.length === HIGHLIGHTS) break;
    const told = chosen.some((other) => same(other, item));
    if (!chosen.includes(item) && !told && tellsSomething(item.title)) chosen.push(item);
  }
  return chosen;
}
