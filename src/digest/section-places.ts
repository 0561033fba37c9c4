/**
 * Which posts of a section are shown, and in what order. Posts that the issue note names are always shown.
 * section-room.ts says how many places a section has.
 */
import type { Digest, Item } from './digest.ts';
import { figureOf } from './figures.ts';
import type { SameStory } from './same-story.ts';
import { isWhole } from './text/whole-title.ts';

/** The most links to other posts about the same story. */
const ALSO = 3;

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

/** What decides between posts: whether two tell the same story, on which day one is, and its place in the note. */
export type Choosing = {
  readonly same: SameStory;
  readonly day: (item: Item) => number;
  readonly rank: Rank;
};

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
  { same, day, rank }: Choosing,
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
function nextOf(left: readonly Item[], shown: readonly Item[], day: Choosing['day']): Item | undefined {
  const counts = Map.groupBy(shown, day);
  const count = (item: Item) => counts.get(day(item))?.length ?? 0;
  return left.reduce<Item | undefined>(
    (best, item) => (best === undefined || count(item) < count(best) ? item : best),
    undefined,
  );
}
