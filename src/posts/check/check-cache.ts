/**
 * Keeps what the last check found, in `.tayori/cache/check`. If the stamp of a post (size, times of change, inode) is
 * unchanged, the post is neither opened nor checked again. Findings that depend on another file (the address of a post
 * that it links to) or on all posts together are not kept. Deleting the cache costs only time.
 */
import { type Cache, keepBytes, recallBytes } from '../../cache.ts';
import { distrustFresh, type Scan } from '../../disk/scan-files.ts';
import type { HeadReading } from '../head/read-head.ts';
import type { Post } from '../post.ts';
import type { Share } from '../rules/claims/same-share.ts';
import { NO_FINDINGS, type PackedFindings } from './packed-findings.ts';

/** What the rules found in the text of a post. */
export type Looked = {
  readonly findings: PackedFindings;
  /** The place of its categories, for findings that need all posts. */
  readonly categoriesAt: { readonly line: number; readonly column: number } | undefined;
  /** The beginning of its text, to recognise an event that is told twice; missing if the text cannot be read. */
  readonly beginning: string | undefined;
  /** The shares that it has, to see which stand in many posts. */
  readonly shares: readonly Share[];
  /** Whether its Liquid cannot be run. */
  readonly refused: boolean;
  /** Whether other files may change what was found. */
  readonly depends: boolean;
};

/** A file, with the findings if it was checked. */
export type CheckRow = { readonly reading: HeadReading; readonly looked: Looked | undefined };

const FILE = 'check';
const NUMBERS = 4;

type KeptRow = { readonly reading: HeadReading; readonly looked?: Omit<Looked, 'findings'> };

/** The first line of the file; after it come, for each row, one line of JSON and its findings. */
type Head = {
  readonly key: string;
  /** For each row: the path of its file, the stamp, and where its JSON and its findings end, in bytes after the head. */
  readonly files: readonly (readonly [
    path: string,
    stamp: readonly (number | null)[],
    rowEnd: number,
    end: number,
  ])[];
};

/** @returns a function that gives the row for the number of a file in the scan; `undefined` if the file must be read */
export function recallChecks(
  { folder, key }: Cache,
  { paths, stamps }: Scan,
): (index: number) => CheckRow | undefined {
  const bytes = recallBytes(folder, FILE);
  const line = bytes?.indexOf('\n') ?? -1;
  if (bytes === undefined || line < 0) return () => undefined;
  const head = JSON.parse(bytes.toString('utf8', 0, line)) as Head; // keepChecks wrote it
  if (head.key !== key) return () => undefined;
  const places = new Map(head.files.map(([path], row) => [path, row]));
  return (index) => {
    const row = places.get(paths[index] ?? '');
    const [, stamp, rowEnd = 0, end] = head.files[row ?? -1] ?? [];
    if (stamp?.some((number, at) => number !== stamps[index * NUMBERS + at]) !== false) return undefined;
    const after = line + 1;
    const begin = after + (head.files[(row ?? 0) - 1]?.[3] ?? 0);
    const text = bytes.toString('utf8', begin, after + rowEnd);
    const { reading, looked } = JSON.parse(text) as KeptRow; // keepChecks wrote it
    return {
      reading: { ...reading, post: revived(reading.post) },
      looked: looked && { ...looked, findings: bytes.subarray(after + rowEnd, after + (end ?? rowEnd)) },
    };
  };
}

/** @param rows one for each file of the scan, in its order */
export function keepChecks({ folder, key }: Cache, scan: Scan, rows: readonly CheckRow[]): void {
  const { paths, stamps } = distrustFresh(scan, folder);
  let end = 0;
  const parts = rows.flatMap(keptParts);
  const files = rows.map((_, index) => {
    const rowEnd = end + (parts[index * 2]?.length ?? 0);
    end = rowEnd + (parts[index * 2 + 1]?.length ?? 0);
    // A file that may change within this tick of the clock has the stamp `NaN`. JSON writes it as `null`, which no
    // stamp equals.
    const stamp = [...stamps.subarray(index * NUMBERS, (index + 1) * NUMBERS)];
    return [paths[index] ?? '', stamp, rowEnd, end] as const;
  });
  const head: Head = { key, files };
  keepBytes(folder, FILE, [Buffer.from(`${JSON.stringify(head)}\n`), ...parts]);
}

/** The JSON of a row, and its findings. */
function keptParts({ reading, looked }: CheckRow): readonly [Uint8Array, Uint8Array] {
  if (looked === undefined || looked.depends) return [jsonOf({ reading }), NO_FINDINGS];
  const { findings, ...others } = looked;
  return [jsonOf({ reading, looked: others }), findings];
}

function jsonOf(row: KeptRow): Buffer {
  return Buffer.from(JSON.stringify(row));
}

/** JSON has no dates, and leaves out undefined fields. */
function revived(post: Post | undefined): Post | undefined {
  if (post === undefined) return undefined;
  const { updated } = post;
  return {
    ...post,
    published: new Date(post.published),
    updated: updated === undefined ? undefined : new Date(updated),
    excerpt: post.excerpt,
    image: post.image,
    readingMinutes: post.readingMinutes,
  };
}
