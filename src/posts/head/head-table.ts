/**
 * The heads of all posts as columns. Values that every build needs of every post (title, path, date, categories) have a
 * row each; the other values are read again from the text of the head when somebody asks. So a hundred thousand posts
 * are only a few dozen objects, in memory and on disk. Pure; cache.ts keeps the bytes.
 */
import type { Settings } from '../../settings.ts';
import type { Post, PostHead, Skipped, WholePost } from '../post.ts';
import { type Glance, type HeadReading, readHead } from './read-head.ts';

export type Heads = {
  readonly title: string[];
  readonly path: string[];
  /** The ids that differ from the URL. */
  readonly ids: Record<number, string>;
  /** In ms since 1970; `NaN` if the row has no post. */
  readonly published: Float64Array;
  /** In ms since 1970; `NaN` if there is none. */
  readonly updated: Float64Array;
  /** An index of `lists`. */
  readonly categories: Float64Array;
  readonly lists: (readonly string[])[];
  /** 1 or 0. */
  readonly draft: Float64Array;
  /** From when and until when a post is shown, in ms since 1970; `NaN` if it does not say it. */
  readonly from: Float64Array;
  readonly until: Float64Array;
  readonly faults: Record<number, readonly Skipped[]>;
  /** The heads of all posts, one after the other. */
  text: Buffer;
  readonly ends: Float64Array;
  /** The index of each list, by its content. */
  readonly numbers: Map<string, number>;
};

/** In bytes: the usual size of a head. More room is made if needed. */
const USUAL = 512;

/** @param count the number of rows */
export function newHeads(count: number): Heads {
  return {
    title: [],
    path: [],
    ids: {},
    published: new Float64Array(count),
    updated: new Float64Array(count),
    categories: new Float64Array(count),
    lists: [],
    draft: new Float64Array(count),
    from: new Float64Array(count),
    until: new Float64Array(count),
    faults: {},
    text: Buffer.allocUnsafeSlow(count * USUAL),
    ends: new Float64Array(count),
    numbers: new Map(),
  };
}

/**
 * Adds the next row.
 *
 * @param text the start of the file, up to the end of its head
 * @param site the address of the site, without `/` at the end
 */
export function addHead(
  heads: Heads,
  row: number,
  glance: Pick<Glance, 'essentials' | 'faults' | 'draft' | 'shown'>,
  text: string,
  site: string,
): void {
  const { essentials, faults, draft, shown } = glance;
  addText(heads, row, essentials === undefined ? '' : text);
  heads.draft[row] = draft ? 1 : 0;
  heads.from[row] = shown?.from ?? Number.NaN;
  heads.until[row] = shown?.until ?? Number.NaN;
  heads.title.push(essentials?.title ?? '');
  heads.path.push(essentials?.path ?? '');
  heads.published[row] = essentials?.published.getTime() ?? Number.NaN;
  heads.updated[row] = essentials?.updated?.getTime() ?? Number.NaN;
  heads.categories[row] = numberOf(heads, essentials?.categories ?? []);
  if (essentials !== undefined && essentials.id !== site + essentials.path) heads.ids[row] = essentials.id;
  if (faults.length > 0) heads.faults[row] = faults;
}

/** Copies a row of an older table to the next row. */
export function copyHead(heads: Heads, row: number, old: Heads, from: number): void {
  const start = old.ends[from - 1] ?? 0;
  const end = old.ends[from] ?? 0;
  const at = reserve(heads, row, end - start);
  old.text.copy(heads.text, at, start, end);
  heads.ends[row] = at + end - start;
  heads.draft[row] = old.draft[from] ?? 0;
  heads.from[row] = old.from[from] ?? Number.NaN;
  heads.until[row] = old.until[from] ?? Number.NaN;
  heads.title.push(old.title[from] ?? '');
  heads.path.push(old.path[from] ?? '');
  heads.published[row] = old.published[from] ?? Number.NaN;
  heads.updated[row] = old.updated[from] ?? Number.NaN;
  heads.categories[row] = numberOf(heads, old.lists[old.categories[from] ?? 0] ?? []);
  const id = old.ids[from];
  const faults = old.faults[from];
  if (id !== undefined) heads.ids[row] = id;
  if (faults !== undefined) heads.faults[row] = faults;
}

function addText(heads: Heads, row: number, text: string): void {
  const at = reserve(heads, row, 3 * text.length); // a unit of UTF-16 takes at most three bytes in UTF-8
  heads.ends[row] = at + heads.text.write(text, at);
}

/** @returns the beginning of the text of a row; after it there is room for this many bytes */
function reserve(heads: Heads, row: number, bytes: number): number {
  const at = heads.ends[row - 1] ?? 0;
  if (at + bytes > heads.text.length) {
    const larger = Buffer.allocUnsafeSlow(Math.ceil(heads.text.length * 1.5) + bytes);
    heads.text.copy(larger, 0, 0, at);
    heads.text = larger;
  }
  return at;
}

/** A list that many posts have is kept once. */
function numberOf({ lists, numbers }: Heads, names: readonly string[]): number {
  const key = names.length === 1 ? (names[0] ?? '') : names.join('\n'); // no name contains a line end
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, lists.length);
  return lists.push(names) - 1;
}

/** The posts of the rows. */
export type Readings = {
  /** Without warnings. */
  readonly readings: readonly HeadReading<PostHead>[];
  readonly whole: WholePost;
};

/** @param files their paths from the site folder, in NFC */
export function readingsOf(heads: Heads, files: readonly string[], settings: Settings): Readings {
  const readings = files.map((file, row): HeadReading<PostHead> => {
    const draft = heads.draft[row] === 1;
    const faults = heads.faults[row] ?? NONE;
    const post = headAt(heads, row, file, settings);
    return { file, post, faults, warnings: NONE, draft, ...shownAt(heads, row) };
  });
  return { readings, whole: wholeFrom(heads, files, settings) };
}

const NONE: readonly never[] = [];

function shownAt(heads: Heads, row: number): Pick<HeadReading, 'shown'> {
  const from = heads.from[row] ?? Number.NaN;
  const until = heads.until[row] ?? Number.NaN;
  return Number.isNaN(from) ? {} : { shown: { from, until: Number.isNaN(until) ? null : until } };
}

/** @returns `undefined` if the row has a fault */
function headAt(heads: Heads, row: number, file: string, { site }: Settings): PostHead | undefined {
  const published = heads.published[row] ?? Number.NaN;
  if (Number.isNaN(published)) return undefined;
  const path = heads.path[row] ?? '';
  const url = site.url + path;
  const updated = heads.updated[row] ?? Number.NaN;
  return {
    file,
    title: heads.title[row] ?? '',
    path,
    url,
    id: heads.ids[row] ?? url,
    published: new Date(published),
    updated: Number.isNaN(updated) ? undefined : new Date(updated),
    categories: heads.lists[heads.categories[row] ?? 0] ?? NONE,
  };
}

/** Reads the whole front matter again for the few posts that need it, once for each. */
function wholeFrom(heads: Heads, files: readonly string[], settings: Settings): WholePost {
  const read = new Map<string, Post>();
  let rows: Map<string, number> | undefined;
  return (head) => {
    const { file } = head;
    let post = read.get(file);
    if (post === undefined) {
      rows ??= new Map(files.map((name, row) => [name, row]));
      post = postAt(heads, rows.get(file) ?? -1, file, settings);
      read.set(file, post);
    }
    return { ...post, ...head }; // its id may be another by now
  };
}

function postAt(heads: Heads, row: number, file: string, settings: Settings): Post {
  const text = heads.text.toString('utf8', heads.ends[row - 1] ?? 0, heads.ends[row]);
  const { post } = readHead(file, text, settings);
  if (post === undefined) throw new Error(`${file}: a head that was read can not be read again`);
  return post;
}
