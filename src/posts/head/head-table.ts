/**
 * The heads of all posts as columns: what every build asks of every post (title, path, date, categories), a row
 * each, and the text of each head, from which the rest is read again when somebody asks. A hundred thousand
 * posts are a few dozen objects so, in memory and on disk. Pure; cache.ts keeps the bytes.
 */
import type { Settings } from '../../settings.ts';
import type { Post, PostHead, Skipped, WholePost } from '../post.ts';
import { type Glance, type HeadReading, readHead } from './read-head.ts';

export type Heads = {
  readonly title: string[];
  readonly path: string[];
  /** Where it is not the URL. */
  readonly ids: Record<number, string>;
  /** In ms since 1970; `NaN` where there is no post. */
  readonly published: Float64Array;
  /** In ms since 1970; `NaN` where there is none. */
  readonly updated: Float64Array;
  /** Which of `lists`. */
  readonly categories: Float64Array;
  readonly lists: (readonly string[])[];
  /** 1 or 0. */
  readonly draft: Float64Array;
  readonly faults: Record<number, readonly Skipped[]>;
  /** The heads of all posts, one behind the other, and where each ends. */
  text: Buffer;
  readonly ends: Float64Array;
  /** The numbers of `lists`, by what they hold. */
  readonly numbers: Map<string, number>;
};

/** What is usual of a head, in bytes: room for more is made where it is needed. */
const USUAL = 512;

/** @param count how many rows it will have */
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
    faults: {},
    text: Buffer.allocUnsafeSlow(count * USUAL),
    ends: new Float64Array(count),
    numbers: new Map(),
  };
}

/**
 * Adds the next row.
 *
 * @param text the start of the file as far as its head goes
 * @param site the address of the site, without `/` at the end
 */
export function addHead(
  heads: Heads,
  row: number,
  glance: Pick<Glance, 'essentials' | 'faults' | 'draft'>,
  text: string,
  site: string,
): void {
  const { essentials, faults, draft } = glance;
  addText(heads, row, essentials === undefined ? '' : text);
  heads.draft[row] = draft ? 1 : 0;
  heads.title.push(essentials?.title ?? '');
  heads.path.push(essentials?.path ?? '');
  heads.published[row] = essentials?.published.getTime() ?? Number.NaN;
  heads.updated[row] = essentials?.updated?.getTime() ?? Number.NaN;
  heads.categories[row] = numberOf(heads, essentials?.categories ?? []);
  if (essentials !== undefined && essentials.id !== site + essentials.path) heads.ids[row] = essentials.id;
  if (faults.length > 0) heads.faults[row] = faults;
}

/** Adds a row of old as the next. */
export function copyHead(heads: Heads, row: number, old: Heads, from: number): void {
  const start = old.ends[from - 1] ?? 0;
  const end = old.ends[from] ?? 0;
  const at = reserve(heads, row, end - start);
  old.text.copy(heads.text, at, start, end);
  heads.ends[row] = at + end - start;
  heads.draft[row] = old.draft[from] ?? 0;
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
  const at = reserve(heads, row, 3 * text.length); // in UTF-8, a unit of UTF-16 takes no more
  heads.ends[row] = at + heads.text.write(text, at);
}

/** @returns where the text of a row begins; behind it, there is room for so many bytes */
function reserve(heads: Heads, row: number, bytes: number): number {
  const at = heads.ends[row - 1] ?? 0;
  if (at + bytes > heads.text.length) {
    const larger = Buffer.allocUnsafeSlow(Math.ceil(heads.text.length * 1.5) + bytes);
    heads.text.copy(larger, 0, 0, at);
    heads.text = larger;
  }
  return at;
}

/** Lists that many posts have are kept once. */
function numberOf({ lists, numbers }: Heads, names: readonly string[]): number {
  const key = names.length === 1 ? (names[0] ?? '') : names.join('\n'); // no name has a line end
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, lists.length);
  return lists.push(names) - 1;
}

/** What the rows say. */
export type Readings = {
  /** Without warnings. */
  readonly readings: readonly HeadReading<PostHead>[];
  readonly whole: WholePost;
};

/** @param files their paths from the site folder, NFC */
export function readingsOf(heads: Heads, files: readonly string[], settings: Settings): Readings {
  const readings = files.map((file, row): HeadReading<PostHead> => {
    const draft = heads.draft[row] === 1;
    const faults = heads.faults[row] ?? NONE;
    return { file, post: headAt(heads, row, file, settings), faults, warnings: NONE, draft };
  });
  return { readings, whole: wholeFrom(heads, files, settings) };
}

const NONE: readonly never[] = [];

/** @returns `undefined` where the row has a fault */
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

/** Few posts are asked for all that they say: the heads of those are read once more, each once. */
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
