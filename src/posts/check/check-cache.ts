/**
 * What the last check found, kept in `.tayori/cache/check`: a post whose stamp (size, times of change, inode) is as it
 * was is neither opened nor looked at again. What another file may change (the address of a post that it links to) is
 * not kept, nor is what only shows when posts are seen together. Deleting it costs time and nothing else.
 */
import { type Cache, keepValue, recallValue } from '../../cache.ts';
import type { ProblemCode, Severity } from '../../problem.ts';
import { distrustFresh, type Scan } from '../../scan.ts';
import type { HeadReading } from '../head/read-head.ts';
import type { Post } from '../post.ts';
import type { Finding } from './finding.ts';

/** What is found in the text of a post. */
export type Looked = {
  readonly findings: readonly Finding[];
  /** Where its categories stand, for what is found when all posts are known. */
  readonly categoriesAt: { readonly line: number; readonly column: number } | undefined;
  /** How its text begins, to know events that are told twice; absent where it can not be read. */
  readonly beginning: string | undefined;
  /** Whether its Liquid can not be run. */
  readonly refused: boolean;
  /** Whether other files may change what was found. */
  readonly depends: boolean;
};

/** A file, with what was found where somebody asked. */
export type CheckRow = { readonly reading: HeadReading; readonly looked: Looked | undefined };

const FILE = 'check';
const NUMBERS = 4;

/** `[code, severity, message, hint, line, column, print]`: a hundred thousand of them are kept as text. */
type Packed = readonly [ProblemCode, Severity, string, number, number, number, string];
type PackedRow = {
  readonly stamp: readonly (number | null)[];
  readonly reading: HeadReading;
  readonly looked?: Omit<Looked, 'findings'> & { readonly findings: readonly Packed[] };
};
type Stored = {
  readonly key: string;
  readonly hints: readonly string[];
  readonly rows: Readonly<Record<string, PackedRow>>;
};

/** @returns the row of a file of the scan, by its number there; `undefined` where it must be read */
export function recallChecks(
  { folder, key }: Cache,
  { paths, stamps }: Scan,
): (index: number) => CheckRow | undefined {
  const stored = recallValue<Stored>(folder, FILE);
  if (stored?.key !== key) return () => undefined;
  return (index) => {
    const path = paths[index] ?? '';
    const row = Object.hasOwn(stored.rows, path) ? stored.rows[path] : undefined;
    if (row?.stamp.some((number, at) => number !== stamps[index * NUMBERS + at]) !== false) return undefined;
    const reading = { ...row.reading, post: revived(row.reading.post) };
    return { reading, looked: row.looked && unpacked(row.looked, reading.file, stored.hints) };
  };
}

/** @param rows of the files of the scan, in its order */
export function keepChecks({ folder, key }: Cache, scan: Scan, rows: readonly CheckRow[]): void {
  const { paths, stamps } = distrustFresh(scan, folder);
  const hints = new Map<string, number>();
  const packed = rows.map(({ reading, looked }, index): [string, PackedRow] => {
    // Written as JSON, the stamp of a file that may change within this tick is `null`, which no stamp is.
    const stamp = [...stamps.subarray(index * NUMBERS, (index + 1) * NUMBERS)];
    const kept = looked === undefined || looked.depends ? {} : { looked: packedLook(looked, hints) };
    return [paths[index] ?? '', { stamp, reading, ...kept }];
  });
  const stored: Stored = { key, rows: Object.fromEntries(packed), hints: [...hints.keys()] };
  keepValue(folder, FILE, stored);
}

function packedLook(looked: Looked, hints: Map<string, number>): NonNullable<PackedRow['looked']> {
  const findings = looked.findings.map(({ code, severity, message, hint, at, print }): Packed => {
    const place = hints.get(hint) ?? hints.size;
    hints.set(hint, place);
    return [code, severity, message, place, at.line ?? 1, at.column ?? 1, print];
  });
  return { ...looked, findings };
}

function unpacked(looked: NonNullable<PackedRow['looked']>, file: string, hints: readonly string[]): Looked {
  const findings = looked.findings.map(([code, severity, message, hint, line, column, print]): Finding => {
    return { code, message, hint: hints[hint] ?? '', at: { file, line, column }, severity, print };
  });
  return { ...looked, findings };
}

/** JSON knows no dates, and leaves out what is undefined. */
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
