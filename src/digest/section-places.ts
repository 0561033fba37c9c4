/**
 * How many places each section gets, which of its posts take them, and in what order. Posts that the issue note names
 * are always shown.
 */
import type { Digest, Item } from './digest.ts';
import { figureOf } from './figures.ts';
import type { SameStory } from './same-story.ts';
import { isWhole } from './text/whole-title.ts';

export type SectionLimits = { readonly sectionLimit: number; readonly totalLimit: number };

/** The most links to other posts about the same story. */
const ALSO = 3;
/** A section with this share of all posts is the main subject of the period. */
const MOST = 0.75;

/** The place of a post in the order of the note; `undefined` if the note does not name the post. */
export type Rank = (item: Item) => number | undefined;

export function rankOf({ note }: Digest): Rank {
  const places = new Map(note?.order.map((url, index) => [url, index] as const));
  return ({ url }) => places.get(url);
}

export function inOrder(picked: readonly Item[], items: readonly Item[], rank: Rank): Item[] {
  const ordered = picked.filter((item) => rank(item) !== undefined);
  return [
    ...ordered.toSorted((a, b) => (rank(a) ?? 0) - (rank(b) ?? 0)),
    ...items.filter((item) => picked.includes(item) && rank(item) === undefined),
  ];
}

/** Orders posts that show more than a headline: first those that the note names, then those with most to show. */
export function leadersFirst(
  held: readonly Item[],
  leading: number,
  rank: Rank,
  also: ReadonlyMap<Item, readonly Item[]>,
): Item[] {
  const weight = (item: Item) => {
    const { featured, image, telling = '' } = item;
    const shows = image !== undefined || figureOf(telling) !== undefined;
    return (
      (rank(item) !== undefined ? 100 : 0) +
      (featured ? 50 : 0) +
      (shows ? 2 : 0) +
      (also.get(item)?.length ?? 0) +
      (telling === '' ? 0 : 1)
    );
  };
  const first = held.toSorted((a, b) => weight(b) - weight(a)).slice(0, leading);
  return [...held.filter((item) => first.includes(item)), ...held.filter((item) => !first.includes(item))];
}

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

export type Telling = { readonly same: SameStory; readonly day: (item: Item) => number; readonly rank: Rank };

/**
 * Picks posts: first those that the note names, then those that ask for it, then those that tell something new. A post
 * with a cut title is picked only if a place is left.
 *
 * @param also gets the posts that tell the story of a shown post
 */
export function pick(
  items: readonly Item[],
  room: number,
  shown: readonly Item[],
  also: Map<Item, Item[]>,
  { same, day, rank }: Telling,
): Item[] {
  const named = items.filter((item) => rank(item) !== undefined);
  const asked = items.filter((item) => item.featured && !named.includes(item));
  const picked = [...named, ...asked].slice(0, Math.max(room, named.length));
  const left = items.filter((item) => !named.includes(item) && !asked.includes(item));
  const waiting: Item[] = [];
  for (;;) {
    const item = nextOf(left, [...shown, ...picked], day);
    if (item === undefined) break;
    left.splice(left.indexOf(item), 1);
    // A post goes below a story of its own section, or below the lead. If its story is told in another section, it
    // waits.
    const first = [...shown.slice(0, 1), ...picked].find((other) => same(other, item));
    const told = first !== undefined || shown.some((other) => same(other, item));
    const tellings = first === undefined ? undefined : (also.get(first) ?? []);
    if (first !== undefined && tellings !== undefined && tellings.length < ALSO)
      also.set(first, [...tellings, item]);
    else if (!told && picked.length < room && isWhole(item.title)) picked.push(item);
    else waiting.push(item);
  }
  return [...picked, ...waiting].slice(0, Math.max(room, named.length));
}

/** The newest post of the day that has the fewest posts shown; of two such days, of the later one. */
function nextOf(left: readonly Item[], shown: readonly Item[], day: Telling['day']): Item | undefined {
  const counts = Map.groupBy(shown, day);
  const count = (item: Item) => counts.get(day(item))?.length ?? 0;
  return left.reduce<Item | undefined>(
    (best, item) => (best === undefined || count(item) < count(best) ? item : best),
    undefined,
  );
}
