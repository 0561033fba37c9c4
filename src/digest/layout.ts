/**
 * What an edition shows: a lead, three highlights, and sections in the order of the config. Nothing is
 * lost: what finds no room stands in `rest`, is counted in 「ほか n 本」 and listed on the web version.
 *
 * - A post stands once: in the first of its categories that the config names, else under its own name
 *   after those, else under その他.
 * - Lead: the newest post that asks for it (`featured` or `pin`); else of the first section, the newest
 *   with a cover and a whole title, then the newest with a whole title, then the newest.
 * - Room is shared by dealing slots round the sections, so a section of 80 leaves room for one of 2; and
 *   inside them round the days, so a crowded Sunday leaves room for Monday.
 * - Where room is short, a second telling of a story already shown (stories.ts) and a post whose title is
 *   cut off inside a bracket wait until every other post has had its turn.
 */
import type { Category } from '../settings.ts';
import { DAY } from '../time.ts';
import type { Digest, Item } from './digest.ts';
import { type SameStory, storiesOf } from './same-story.ts';

export type Contents = {
  /** The post on top; it does not appear in its section again. */
  readonly lead: Item;
  /** The name of the section that the lead was taken from. */
  readonly leadCategory: string;
  /** The lead and up to two more, each telling another story, of different sections where there are. */
  readonly highlights: readonly Item[];
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
  /** Newest first. */
  readonly items: readonly Item[];
  /** Posts of the section that are not shown, newest first. */
  readonly rest: readonly Item[];
};

export type Limits = { readonly sectionLimit: number; readonly totalLimit: number };

/**
 * Lays out one edition.
 *
 * @param chosen slugs of categories; `undefined` means all, those that the config does not name too
 * @returns `undefined` where the period has no post for them
 */
export function contentsOf(
  digest: Digest,
  categories: readonly Category[],
  limits: Limits,
  chosen?: readonly string[],
): Contents | undefined {
  const groups = groupsOf(digest.items, categories, chosen);
  const lead = leadOf(groups);
  if (lead === undefined) return undefined;
  const leadCategory = groups.find(({ items }) => items.includes(lead))?.name ?? '';
  const without = groups.map((group) => ({ ...group, items: group.items.filter((item) => item !== lead) }));
  const same = storiesOf(digest.items.map(({ title }) => title));
  const day = ({ published }: Item) =>
    Math.floor((published.getTime() - digest.period.start.getTime()) / DAY);
  const room = shareOut(
    without.map(({ items }) => items.length),
    limits.sectionLimit,
    limits.totalLimit - 1,
  );
  const shown: Item[] = [lead];
  const sections = without.map(({ items, ...group }, index) => {
    const picked = pick(items, room[index] ?? 0, shown, { same, day });
    shown.push(...picked);
    return {
      ...group,
      items: items.filter((item) => picked.includes(item)),
      rest: items.filter((item) => !picked.includes(item)),
    };
  });
  const total = groups.reduce((sum, { items }) => sum + items.length, 0);
  const highlights = highlightsOf(lead, sections, same);
  return { lead, leadCategory, highlights, sections: sections.filter(hasPosts), total };
}

type Group = Pick<Section, 'name' | 'slug' | 'label' | 'items'>;

const OTHERS = 'その他';

/** Every group that could hold a post, in order; empty ones too. */
function groupsOf(
  items: readonly Item[],
  categories: readonly Category[],
  chosen: readonly string[] | undefined,
): Group[] {
  const known = categories.filter(({ slug }) => chosen === undefined || chosen.includes(slug));
  const nameFor = (item: Item) =>
    known.find(({ name }) => item.categories.includes(name))?.name ??
    (chosen === undefined ? (item.categories[0] ?? OTHERS) : undefined);
  const byName = Map.groupBy(items, nameFor);
  const unknown = [...byName.keys()]
    .filter(
      (name) => name !== undefined && name !== OTHERS && !known.some((category) => category.name === name),
    )
    .toSorted();
  const extra =
    byName.has(OTHERS) && !known.some(({ name }) => name === OTHERS) ? [...unknown, OTHERS] : unknown;
  return [
    ...known.map(({ name, slug, label }) => ({ name, slug, label, items: byName.get(name) ?? [] })),
    ...extra.map((name, index) => ({
      name: name ?? OTHERS,
      slug: `more_${index + 1}`, // the config's slugs have no underscore
      label: undefined,
      items: byName.get(name) ?? [],
    })),
  ];
}

function leadOf(groups: readonly Group[]): Item | undefined {
  const asked = groups.flatMap(({ items }) => items).filter(({ featured }) => featured);
  const first = groups.find(({ items }) => items.length > 0)?.items ?? [];
  return (
    asked.toSorted((a, b) => b.published.getTime() - a.published.getTime())[0] ??
    first.find((item) => item.image !== undefined && isWhole(item.title)) ??
    first.find((item) => isWhole(item.title)) ??
    first[0]
  );
}

/** Whether every bracket in a title is closed: a title cut by the pipeline should not stand on top. */
function isWhole(title: string): boolean {
  return ['「」', '『』', '（）', '()', '【】'].every((pair) => {
    const [open = '', close = ''] = pair;
    return title.split(open).length === title.split(close).length;
  });
}

/**
 * Deals slots round the sections, one each in turn, until all is shown or the room is gone.
 *
 * @param wanted how many posts each section has
 * @returns how many each may show
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

type Telling = { readonly same: SameStory; readonly day: (item: Item) => number };

/** Those that tell something new, the featured first; the others only where there is room left. */
function pick(items: readonly Item[], room: number, shown: readonly Item[], { same, day }: Telling): Item[] {
  const picked = items.filter(({ featured }) => featured).slice(0, room);
  const left = items.filter(({ featured }) => !featured);
  const waiting: Item[] = [];
  while (picked.length < room) {
    const item = nextOf(left, [...shown, ...picked], day);
    if (item === undefined) break;
    left.splice(left.indexOf(item), 1);
    const told = [...shown, ...picked].some(({ title }) => same(title, item.title));
    (told || !isWhole(item.title) ? waiting : picked).push(item);
  }
  return [...picked, ...waiting].slice(0, room);
}

/** The newest post of the day of which least is shown; of two such days, of the later. */
function nextOf(left: readonly Item[], shown: readonly Item[], day: Telling['day']): Item | undefined {
  const counts = Map.groupBy(shown, day);
  const count = (item: Item) => counts.get(day(item))?.length ?? 0;
  return left.reduce<Item | undefined>(
    (best, item) => (best === undefined || count(item) < count(best) ? item : best),
    undefined,
  );
}

/** The lead, then the first fresh post of each section in turn, then the next ones of any section. */
function highlightsOf(lead: Item, sections: readonly Section[], same: SameStory): Item[] {
  const firsts = sections.flatMap(({ items }) => items.slice(0, 1));
  const others = sections.flatMap(({ items }) => items.slice(1));
  const chosen = [lead];
  for (const item of [...firsts, ...others]) {
    if (chosen.length === 3) break;
    if (!chosen.some(({ title }) => same(title, item.title)) && isWhole(item.title)) chosen.push(item);
  }
  return chosen;
}

function hasPosts({ items, rest }: Section): boolean {
  return items.length + rest.length > 0;
}
