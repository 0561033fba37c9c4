/**
 * The heads of the last build, kept in `.tayori/cache/heads`. A file whose stamp (size, times of change,
 * inode) is as it was is not opened again. Everything else is read anew: a stamp of the very moment in
 * which the cache was written (the file may have changed again within one tick of its clock), a cache of
 * other settings or another program, one that is broken. Deleting it costs time and nothing else.
 */
import { type Cache, keepBytes, recallBytes } from '../cache.ts';
import type { Scan } from '../scan-files.ts';
import type { Heads } from './head/head-table.ts';

/** The heads, in the folder. */
export const HEADS = 'heads';
const NUMBERS = 4;

/** The heads that were kept, and which row of them a file of the scan has, by its number there. */
export type KeptHeads = { readonly heads: Heads; readonly rowOf: (index: number) => number | undefined };

/** @returns `undefined` where nothing was kept; a file that must be read has no row */
export function recallHeads(cache: Cache, scan: Scan): KeptHeads | undefined {
  const kept = load(cache);
  if (kept === undefined) return undefined;
  let rows: Map<string, number> | undefined;
  const known = (path: string, index: number) => {
    if (kept.paths[index] === path) return index;
    rows ??= new Map(kept.paths.map((other, row) => [other, row]));
    return rows.get(path);
  };
  const rowOf = (index: number) => {
    const row = known(scan.paths[index] ?? '', index);
    return row !== undefined && sameStamp(scan.stamps, index, kept.stamps, row) ? row : undefined;
  };
  return { heads: kept.heads, rowOf };
}

function sameStamp(a: Float64Array, row: number, b: Float64Array, other: number): boolean {
  for (let number = 0; number < NUMBERS; number += 1) {
    if (a[row * NUMBERS + number] !== b[other * NUMBERS + number]) return false;
  }
  return true;
}

/** What is kept as numbers, a column behind the other. */
const COLUMNS = ['published', 'updated', 'categories', 'draft', 'ends'] as const;
type Stored = Pick<Heads, 'title' | 'path' | 'ids' | 'lists' | 'faults'> & Pick<Scan, 'paths'>;

/** @param scan with `NaN` for the stamps that can not be trusted */
export function keepHeads({ folder, key }: Cache, { paths, stamps }: Scan, heads: Heads): void {
  const { title, path, ids, lists, faults } = heads;
  const stored: Stored = { paths, title, path, ids, lists, faults };
  const table = Buffer.from(JSON.stringify(stored));
  const numbers = [stamps, ...COLUMNS.map((name) => heads[name])].map(bytesOf);
  const parts = [...numbers, table, heads.text.subarray(0, heads.ends.at(-1) ?? 0)];
  const head: Head = { key, rows: paths.length, table: table.length };
  keepBytes(folder, HEADS, [Buffer.from(`${JSON.stringify(head)}\n`), ...parts]);
}

function bytesOf(numbers: Float64Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

type Loaded = { readonly paths: Scan['paths']; readonly stamps: Float64Array; readonly heads: Heads };

/** The first line: the key, how many posts, how long the table behind the numbers is. */
type Head = { readonly key: string; readonly rows: number; readonly table: number };

function load({ folder, key }: Cache): Loaded | undefined {
  const bytes = recallBytes(folder, HEADS);
  if (bytes === undefined) return undefined;
  const line = bytes.indexOf('\n');
  const head = JSON.parse(bytes.toString('utf8', 0, line)) as Head; // as keepHeads wrote it
  if (head.key !== key) return undefined;
  const body = bytes.subarray(line + 1);
  const { rows } = head;
  const width = Float64Array.BYTES_PER_ELEMENT * rows;
  const column = (from: number, count: number) =>
    new Float64Array(new Uint8Array(body.subarray(from * width, (from + count) * width)).buffer);
  const [published, updated, categories, draft, ends] = COLUMNS.map((_, index) => column(NUMBERS + index, 1));
  const table = (NUMBERS + COLUMNS.length) * width;
  const { paths, ...texts } = JSON.parse(body.toString('utf8', table, table + head.table)) as Stored;
  const text = body.subarray(table + head.table);
  const heads = { ...texts, text, numbers: new Map(), published, updated, categories, draft, ends } as Heads;
  return { paths, stamps: column(0, NUMBERS), heads };
}
