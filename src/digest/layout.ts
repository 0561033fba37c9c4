/**
 * What an edition shows: a lead, highlights, and sections in the order of the config. No post is lost: a post that has
 * no place goes into `rest`, is counted in 「ほか n 本」 and is listed on the web version.
 *
 * - The issue note comes first: its lead, and the posts in its order.
 * - Each post is in one section: the first of its categories that the config names. Otherwise it is in a section with
 *   the name of its own category, after the others; without a category, under その他.
 * - Each section gets one place in turn, so that 80 posts of one section leave places for 2 posts of another. In a
 *   section, each day gets one place in turn, so that many posts on Sunday leave places for Monday.
 * - A post that tells the same story as a shown post (same-story.ts) is a link below it, and takes no place.
 * - A post whose title is cut off inside a bracket gets a place only if all other posts have one.
 */
import type { Category } from '../settings.ts';
import { DAY } from '../time.ts';
import type { Digest, Item } from './digest.ts';
import { highlightsOf, leadOf } from './lead-and-highlights.ts';
import { groupsWithin, type ListGroup } from './list-groups.ts';
import { storiesOf } from './same-story.ts';
import { type Choosing, inOrder, leadersFirst, pick, rankOf } from './section-places.ts';
import { roomOf, type SectionLimits } from './section-room.ts';

export type Contents = {
  /** The post on top. It is not shown again in its section. */
  readonly lead: Item;
  /** The name of the section that the lead was taken from. */
  readonly leadCategory: string;
  /** The lead and up to three more posts. Each tells another story; if possible, each is from another section. */
  readonly highlights: readonly Item[];
  /** For a shown post: the other posts that tell the same story. */
  readonly also: ReadonlyMap<Item, readonly Item[]>;
  /** The posts whose figure and quote are shown large. They are also shown in their own places. */
  readonly figure: Item | undefined;
  readonly quote: Item | undefined;
  /** In the order of the config; then the categories that it does not name, by name. */
  readonly sections: readonly Section[];
  /** All posts of the edition, shown or not, the lead included. */
  readonly total: number;
};

export type Section = {
  readonly name: string;
  /** Unique in the digest, for anchors. */
  readonly slug: string;
  readonly label: string | undefined;
  /** First those that the note puts in order, then the newest. */
  readonly items: readonly Item[];
  /** How many of them are shown with their text; the others are a list of headlines. */
  readonly leading: number;
  /** The list of headlines, in groups if it is long. */
  readonly list: readonly ListGroup[];
  /** Posts of the section that are not shown, newest first. */
  readonly rest: readonly Item[];
  /** The number of posts, with those that are links below another post, but without the lead. */
  readonly total: number;
};

/**
 * Lays out one edition.
 *
 * @param chosen slugs of categories; `undefined`: all of them, also those that the config does not name
 * @returns `undefined` if the period has no post for them
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
  const choosing: Choosing = {
    same: storiesOf(digest.items),
    day: ({ published }) => Math.floor((published.getTime() - digest.period.start.getTime()) / DAY),
    rank,
  };
  const also = new Map<Item, Item[]>();
  const sections = sectionsOf(without, roomOf(without, limits, rank), lead, also, choosing);
  const items = [lead, ...groups.flatMap((group) => group.items)];
  return {
    lead,
    leadCategory: groups.find((group) => group.items.includes(lead))?.name ?? '',
    highlights: highlightsOf(lead, sections, choosing),
    also,
    figure: items.find(({ figure }) => figure !== undefined),
    quote: items.find(({ quote }) => quote !== undefined),
    sections: sections.filter(hasPosts),
    total: groups.reduce((sum, group) => sum + group.items.length, 0),
  };
}

/** @param also gets the posts that tell the story of a shown post */
function sectionsOf(
  groups: readonly Group[],
  room: ReturnType<typeof roomOf>,
  lead: Item,
  also: Map<Item, Item[]>,
  choosing: Choosing,
): Section[] {
  const shown: Item[] = [lead];
  const picks = groups.map(({ items }, index) => {
    const picked = pick(items, room[index]?.places ?? 0, shown, also, choosing);
    shown.push(...picked);
    return picked;
  });
  const grouped = new Set([...also.values()].flat());
  return groups.map(({ items, ...group }, index) => {
    const picked = picks[index] ?? [];
    const { most = false } = room[index] ?? {};
    const leading = most ? LEADING_OF_MOST : LEADING;
    const held = leadersFirst(inOrder(picked, items, choosing.rank), leading, choosing.rank, also);
    return {
      ...group,
      items: held,
      leading,
      list: groupsWithin(held.slice(leading), most, choosing.day),
      rest: items.filter((item) => !picked.includes(item) && !grouped.has(item)),
      total: items.length,
    };
  });
}

/** How many posts of a section show more than their headline. */
const LEADING = 3;
const LEADING_OF_MOST = 5;
type Group = Pick<Section, 'name' | 'slug' | 'label' | 'items'>;

/** Every group that a post could be in, in order; also empty ones. */
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
      slug: `more_${index + 1}`, // a slug of the config has no underscore
      label: undefined,
      items: byName.get(name) ?? [],
    })),
  ];
}

function hasPosts({ items, rest }: Section): boolean {
  return items.length + rest.length > 0;
}
