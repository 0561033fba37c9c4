/**
 * Divides a long list of headlines into groups, because a section with nearly all posts of a period would be hard to
 * read. It is grouped by tags that many of its posts share. If there are none, it is grouped by day.
 */
import type { Item } from './digest.ts';

export type ListGroup = {
  /** The tag that the posts share; `undefined` for posts without such a tag. */
  readonly tag: string | undefined;
  /** The day of the posts, as the time of the first of them; `undefined` if the group is not a day. */
  readonly day: Date | undefined;
  readonly items: readonly Item[];
};

/** The smallest group, and the smallest list that is divided. */
const SMALLEST = 2;
const SHORTEST = 6;
const MOST_TAGS = 4;
/** Groups by tag must hold at least this share of the list together, and none of them may hold that much alone. */
const HELD = 0.6;
const TOO_COMMON = 0.6;

/** @param grouped whether the list needs groups at all. @param day the number of a post's day in the period */
export function groupsWithin(
  items: readonly Item[],
  grouped: boolean,
  day: (item: Item) => number,
): ListGroup[] {
  if (items.length === 0) return [];
  if (!grouped || items.length < SHORTEST) return [{ tag: undefined, day: undefined, items }];
  return byTag(items) ?? byDay(items, day);
}

function byTag(items: readonly Item[]): ListGroup[] | undefined {
  const groups: ListGroup[] = [];
  let left = items;
  while (groups.length < MOST_TAGS) {
    const [tag, held] = largestTag(left, items.length);
    if (tag === undefined || held.length < SMALLEST) break;
    groups.push({ tag, day: undefined, items: held });
    left = left.filter((item) => !held.includes(item));
  }
  if (items.length - left.length < HELD * items.length) return undefined;
  return left.length === 0 ? groups : [...groups, { tag: undefined, day: undefined, items: left }];
}

function largestTag(
  items: readonly Item[],
  all: number,
): readonly [tag: string | undefined, held: readonly Item[]] {
  const byName = new Map<string, Item[]>();
  for (const item of items)
    for (const tag of new Set(item.tags ?? [])) byName.set(tag, [...(byName.get(tag) ?? []), item]);
  const fit = [...byName].filter(([, held]) => held.length <= TOO_COMMON * all);
  const [first] = fit.toSorted(([a, one], [b, two]) => two.length - one.length || (a < b ? -1 : 1));
  return first ?? [undefined, []];
}

function byDay(items: readonly Item[], day: (item: Item) => number): ListGroup[] {
  const days = [...Map.groupBy(items, day)].toSorted(([a], [b]) => b - a);
  return days.map(([, held]) => ({ tag: undefined, day: held[0]?.published, items: held }));
}
