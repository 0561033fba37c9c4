/**
 * The heads of all posts as columns, to be kept between builds. What every build asks of every post (date,
 * path, title, categories) is one JSON array a column; what only a post in a feed is asked for is a line of
 * JSON of its own, read when somebody asks. Pure; cache.ts keeps the bytes on disk.
 */
import type { HeadReading } from './head.ts';
import type { Post } from './post.ts';

/** What only the posts in a feed are asked for. */
const RARE = ['tags', 'authors', 'excerpt', 'readingMinutes', 'image', 'frontMatter'] as const;
type Rare = Pick<Post, (typeof RARE)[number]>;

type Columns = {
  readonly title: readonly string[];
  readonly slug: readonly string[];
  readonly path: readonly string[];
  /** Empty where it is the URL. */
  readonly id: readonly string[];
  /** ms since 1970; `null` where there is no post. */
  readonly published: readonly (number | null)[];
  readonly updated: readonly (number | null)[];
  readonly language: readonly string[];
  /** Which of `lists`. */
  readonly categories: readonly number[];
  readonly lists: readonly (readonly string[])[];
  readonly draft: readonly (0 | 1)[];
  /** Faults and warnings by row: most have none. */
  readonly faults: Readonly<Record<number, HeadReading['faults']>>;
  readonly warnings: Readonly<Record<number, HeadReading['warnings']>>;
};

/** Heads at rest: rows by number, in the order they were packed. */
export type Packed = { readonly columns: Columns; readonly lines: Buffer; readonly ends: readonly number[] };

export function packHeads(readings: readonly HeadReading[]): Packed {
  const lists = new Map<string, number>();
  const listOf = (names: readonly string[]) => {
    const key = JSON.stringify(names);
    const known = lists.get(key) ?? lists.size;
    lists.set(key, known);
    return known;
  };
  const text = (read: (post: Post) => string) => readings.map(({ post }) => (post ? read(post) : ''));
  const columns = {
    title: text(({ title }) => title),
    slug: text(({ slug }) => slug),
    path: text(({ path }) => path),
    id: text(({ id, url }) => (id === url ? '' : id)),
    published: readings.map(({ post }) => post?.published.getTime() ?? null),
    updated: readings.map(({ post }) => post?.updated?.getTime() ?? null),
    language: text(({ language }) => language),
    categories: readings.map(({ post }) => listOf(post?.categories ?? [])),
    draft: readings.map(({ draft }): 0 | 1 => (draft ? 1 : 0)),
    faults: sparse(readings.map(({ faults }) => faults)),
    warnings: sparse(readings.map(({ warnings }) => warnings)),
  };
  const rare = readings.map(({ post }) => (post === undefined ? '' : rareLine(post)));
  let end = 0;
  return {
    columns: { ...columns, lists: [...lists.keys()].map((key) => JSON.parse(key) as string[]) },
    lines: Buffer.from(rare.join('')),
    ends: rare.map((line) => (end += Buffer.byteLength(line))),
  };
}

function sparse<Value>(rows: readonly (readonly Value[])[]): Record<number, readonly Value[]> {
  return Object.fromEntries(rows.flatMap((row, index) => (row.length > 0 ? [[index, row]] : [])));
}

/** A post that is packed again is packed as it was: its line is not even read. */
const packedLines = new WeakMap<Post, Buffer>();

function rareLine(post: Post): string {
  return packedLines.get(post)?.toString() ?? JSON.stringify(RARE.map((key) => post[key] ?? null));
}

/**
 * The reading of one row.
 *
 * @param file its path from the site folder, NFC
 * @param site the address of the site, without `/` at the end
 */
export function unpackHead(packed: Packed, row: number, file: string, site: string): HeadReading {
  const { columns } = packed;
  return {
    file,
    post: columns.published[row] === null ? undefined : unpackPost(packed, row, file, site),
    faults: columns.faults[row] ?? [],
    warnings: columns.warnings[row] ?? [],
    draft: columns.draft[row] === 1,
  };
}

function unpackPost({ columns, lines, ends }: Packed, row: number, file: string, site: string): Post {
  const path = columns.path[row] ?? '';
  const url = site + path;
  const line = lines.subarray(ends[row - 1] ?? 0, ends[row]);
  const updated = columns.updated[row] ?? undefined;
  let read: Rare | undefined;
  const rare = () => (read ??= readRare(line));
  const post: Post = {
    file,
    title: columns.title[row] ?? '',
    slug: columns.slug[row] ?? '',
    path,
    url,
    id: columns.id[row] || url,
    published: new Date(columns.published[row] ?? Number.NaN),
    updated: updated === undefined ? undefined : new Date(updated),
    categories: columns.lists[columns.categories[row] ?? 0] ?? [],
    language: columns.language[row] ?? '',
    get tags() {
      return rare().tags;
    },
    get authors() {
      return rare().authors;
    },
    get excerpt() {
      return rare().excerpt;
    },
    get readingMinutes() {
      return rare().readingMinutes;
    },
    get image() {
      return rare().image;
    },
    get frontMatter() {
      return rare().frontMatter;
    },
  };
  packedLines.set(post, line);
  return post;
}

function readRare(line: Buffer): Rare {
  const values = JSON.parse(line.toString()) as unknown[]; // as rareLine wrote it: cache.ts holds the digest
  return Object.fromEntries(RARE.map((key, index) => [key, values[index] ?? undefined])) as Rare;
}
