/**
 * What an edition shows: a lead, highlights, and sections in the order of the config. Nothing is lost: what
 * finds no room stands in `rest`, is counted in 「ほか n 本」 and listed on the web version.
 *
 * - What the issue note decides comes first: its lead, and the posts in its order.
 * - A post stands once: in the first of its categories that the config names, else under its own name
 *   after those, else under その他.
 * - Room is shared by dealing slots round the sections, so a section of 80 leaves room for one of 2; and
 *   inside them round the days, so a crowded Sunday leaves room for Monday.
 * - Another telling of a story that is shown (same-story.ts) stands below it as a link, and takes no room.
 * - A post whose title is cut off inside a bracket waits until every other post has had its turn.
 */
import type { Category } from '../settings.ts';
import { DAY } from '../time.ts';
import type { Digest, Item } from './digest.ts';
import { highlightsOf, leadOf } from './lead.ts';
import { groupsWithin, type ListGroup } from './list-groups.ts';
import { storiesOf } from './same-story.ts';
import {
  inOrder,
  leadersFirst,
  pick,
  rankOf,
  roomOf,
  type SectionLimits,
  type Telling,
} from './section-places.ts';

export type Contents = {
  /** The post on top; it does not appear in its section again. */
  readonly lead: Item;
  /** The name of the section that the lead was taken from. */
  readonly leadCategory: string;
  /** The lead and up to three more, each telling another story, of different sections where there are. */
  readonly highlights: readonly Item[];
  /** Other posts that tell the story of one that is shown, by the one that is shown. */
  readonly also: ReadonlyMap<Item, readonly Item[]>;
  /** The post whose figure, or whose quote, stands apart; it is shown in its place too. */
  readonly figure: Item | undefined;
  readonly quote: Item | undefined;
  /** In the order of the config; categories it does not name come last, in the order of their names. */
  readonly sections: readonly Section[];
  /** All posts of the edition, shown or not, the lead included. */
  readonly total: number;
};

export type Section = {
  readonly name: string;
  /** Unique in the digest, for anchors. */
  readonly slug: string;
  readonly label: string | undefined;
  /** Those that the note puts in order, then newest first. */
  readonly items: readonly Item[];
  /** How many of them are shown with what they say; the others are a list of headlines. */
  readonly leading: number;
  /** That list, in groups where it is long. */
  readonly list: readonly ListGroup[];
  /** Posts of the section that are not shown, newest first. */
  readonly rest: readonly Item[];
  /** With what is shown below another telling of its story; without the lead. */
  readonly total: number;
};

/**
 * Lays out one edition.
 *
 * @param chosen slugs of categories; `undefined` means all, those that the config does not name too
 * @returns `undefined` where the period has no post for them
 */
export function contentsOf(
  digest: Digest,
  categories: readonly Category[],
  limits: SectionLimits,
  chosen?: readonly string[],
  others = '',
): Contents | undefined {
  const groups = groupsOf(digest.items, categories, chosen, others);
  const rank = rankOf(digest);
  const lead = leadOf(groups, digest.note?.lead);
  if (lead === undefined) return undefined;
  const without = groups.map((group) => ({ ...group, items: group.items.filter((item) => item !== lead) }));
  const telling: Telling = {
    same: storiesOf(digest.items),
    day: ({ published }) => Math.floor((published.getTime() - digest.period.start.getTime()) / DAY),
    rank,
  };
  const also = new Map<Item, Item[]>();
  const sections = sectionsOf(without, roomOf(without, limits, rank), lead, also, telling);
  const items = [lead, ...groups.flatMap((group) => group.items)];
  return {
    lead,
    leadCategory: groups.find((group) => group.items.includes(lead))?.name ?? '',
    highlights: highlightsOf(lead, sections, telling),
    also,
    figure: items.find(({ figure }) => figure !== undefined),
    quote: items.find(({ quote }) => quote !== undefined),
    sections: sections.filter(hasPosts),
    total: groups.reduce((sum, group) => sum + group.items.length, 0),
  };
}

/** @param also gets what tells a story that is shown */
function sectionsOf(
  groups: readonly Group[],
  room: ReturnType<typeof roomOf>,
  lead: Item,
  also: Map<Item, Item[]>,
  telling: Telling,
): Section[] {
  const shown: Item[] = [lead];
  const picks = groups.map(({ items }, index) => {
    const picked = pick(items, room[index]?.places ?? 0, shown, also, telling);
    shown.push(...picked);
    return picked;
  });
  const grouped = new Set([...also.values()].flat());
  return groups.map(({ items, ...group }, index) => {
    const picked = picks[index] ?? [];
    const { most = false } = room[index] ?? {};
    const leading = most ? LEADING_OF_MOST : LEADING;
    const held = leadersFirst(inOrder(picked, items, telling.rank), leading, telling.rank, also);
    return {
      ...group,
      items: held,
      leading,
      list: groupsWithin(held.slice(leading), most, telling.day),
      rest: items.filter((item) => !picked.includes(item) && !grouped.has(item)),
      total: items.length,
    };
  });
}

/** How many posts of a section say more than their headline. */
const LEADING = 3;
const LEADING_OF_MOST = 5;
type Group = Pick<Section, 'name' | 'slug' | 'label' | 'items'>;

/** Every group that could hold a post, in order; empty ones too. */
function groupsOf(
  items: readonly Item[],
  categories: readonly Category[],
  chosen: readonly string[] | undefined,
  others: string,
): Group[] {
  const known = categories.filter(({ slug }) => chosen === undefined || chosen.includes(slug));
  const nameFor = (item: Item) =>
    known.find(({ name }) => item.categories.includes(name))?.name ??
    (chosen === undefined ? (item.categories[0] ?? others) : undefined);
  const byName = Map.groupBy(items, nameFor);
  const unknown = [...byName.keys()]
    .filter(
      (name) => name !== undefined && name !== others && !known.some((category) => category.name === name),
    )
    .toSorted();
  const extra =
    byName.has(others) && !known.some(({ name }) => name === others) ? [...unknown, others] : unknown;
  return [
    ...known.map(({ name, slug, label }) => ({ name, slug, label, items: byName.get(name) ?? [] })),
    ...extra.map((name, index) => ({
      name: name ?? others,
      slug: `more_${index + 1}`, // the config's slugs have no underscore
      label: undefined,
      items: byName.get(name) ?? [],
    })),
  ];
}

function hasPosts({ items, rest }: Section): boolean {
  return items.length + rest.length > 0;
}
