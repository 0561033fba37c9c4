/**
 * Keeps what the last check found, in `.tayori/cache/check`. If the stamp of a post (size, times of change, inode) is
 * unchanged, the post is neither opened nor checked again. Findings that depend on another file (the address of a post
 * that it links to) or on all posts together are not kept. Deleting the cache costs only time.
 */
import { type Cache, keepBytes, recallBytes } from '../../cache.ts';
import type { ProblemCode, Severity } from '../../problem.ts';
import { distrustFresh, type Scan } from '../../scan-files.ts';
import type { HeadReading } from '../head/read-head.ts';
import type { Post } from '../post.ts';
import type { Finding } from './finding.ts';

/** What the rules found in the text of a post. */
export type Looked = {
  readonly findings: readonly Finding[];
  /** The place of its categories, for findings that need all posts. */
  readonly categoriesAt: { readonly line: number; readonly column: number } | undefined;
  /** The beginning of its text, to recognise an event that is told twice; missing if the text cannot be read. */
  readonly beginning: string | undefined;
  /** Whether its Liquid cannot be run. */
  readonly refused: boolean;
  /** Whether other files may change what was found. */
  readonly depends: boolean;
};

/** A file, with the findings if it was checked. */
export type CheckRow = { readonly reading: HeadReading; readonly looked: Looked | undefined };

const FILE = 'check';
const NUMBERS = 4;

/** `[code, severity, message, hint, line, column, print]`: a hundred thousand of them are kept as text. */
type Packed = readonly [ProblemCode, Severity, string, number, number, number, string];
type PackedLook = Omit<Looked, 'findings'> & { readonly findings: readonly Packed[] };
type PackedRow = { readonly reading: HeadReading; readonly looked?: PackedLook };

/** The first line of the file; after it comes one line of JSON for each row. */
type Head = {
  readonly key: string;
  readonly hints: readonly string[];
  /** For each row: the path of its file, the stamp, and where the row ends, in bytes after the first line. */
  readonly files: readonly (readonly [path: string, stamp: readonly (number | null)[], end: number])[];
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
    const [, stamp, end] = head.files[row ?? -1] ?? [];
    if (stamp?.some((number, at) => number !== stamps[index * NUMBERS + at]) !== false) return undefined;
    const begin = line + 1 + (head.files[(row ?? 0) - 1]?.[2] ?? 0);
    const text = bytes.toString('utf8', begin, line + 1 + (end ?? 0));
    const { reading, looked } = JSON.parse(text) as PackedRow; // keepChecks wrote it
    return {
      reading: { ...reading, post: revived(reading.post) },
      looked: looked && unpacked(looked, reading.file, head.hints),
    };
  };
}

/** @param rows one for each file of the scan, in its order */
export function keepChecks({ folder, key }: Cache, scan: Scan, rows: readonly CheckRow[]): void {
  const { paths, stamps } = distrustFresh(scan, folder);
  const hints = new Map<string, number>();
  let end = 0;
  const parts = rows.map(({ reading, looked }) => {
    const kept = looked === undefined || looked.depends ? {} : { looked: packedLook(looked, hints) };
    return Buffer.from(JSON.stringify({ reading, ...kept } satisfies PackedRow));
  });
  const files = parts.map((part, index) => {
    end += part.length;
    // A file that may change within this tick of the clock has the stamp `NaN`. JSON writes it as `null`, which no
    // stamp equals.
    const stamp = [...stamps.subarray(index * NUMBERS, (index + 1) * NUMBERS)];
    return [paths[index] ?? '', stamp, end] as const;
  });
  const head: Head = { key, hints: [...hints.keys()], files };
  keepBytes(folder, FILE, [Buffer.from(`${JSON.stringify(head)}\n`), ...parts]);
}

function packedLook(looked: Looked, hints: Map<string, number>): PackedLook {
  const findings = looked.findings.map(({ code, severity, message, hint, at, print }): Packed => {
    const place = hints.get(hint) ?? hints.size;
    hints.set(hint, place);
    return [code, severity, message, place, at.line ?? 1, at.column ?? 1, print];
  });
  return { ...looked, findings };
}

function unpacked(looked: PackedLook, file: string, hints: readonly string[]): Looked {
  const findings = looked.findings.map(([code, severity, message, hint, line, column, print]): Finding => {
    return { code, message, hint: hints[hint] ?? '', at: { file, line, column }, severity, print };
  });
  return { ...looked, findings };
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
