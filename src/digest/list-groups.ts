/**
 * A long list of headlines in groups. A section that holds nearly all of a period would else be a wall: it is
 * grouped by the tags that many of its posts share, and where they share none, by day.
 */
import type { Item } from './digest.ts';

export type ListGroup = {
  /** What its posts share; `undefined` for those that share none. */
  readonly tag: string | undefined;
  /** The day of its posts, by the first of them; `undefined` where it is no group of a day. */
  readonly day: Date | undefined;
  readonly items: readonly Item[];
};

/** A group is at least so large, and a list with groups has at least so many posts. */
const SMALLEST = 2;
const SHORTEST = 6;
const MOST_TAGS = 4;
/** Groups by tag must hold so much of the list, and none of them so much. */
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
