/**
 * Keeps the heads of the last build, in `.tayori/cache/heads`. If the stamp of a file (size, times of change, inode) is
 * unchanged, the file is not opened again. It is read again if its stamp is of the same moment in which the cache was
 * written, since it may have changed again within one tick of the clock; if the settings or the program changed; or if
 * the cache is broken. Deleting the cache costs only time.
 */
import { type Cache, keepBytes, recallBytes } from '../../cache.ts';
import type { Scan } from '../../disk/scan-files.ts';
import type { Heads } from './head-table.ts';

/** The name of the file with the heads. */
export const HEADS = 'heads';
const NUMBERS = 4;

/** The kept heads, and a function that gives the row for the number of a file in the scan. */
export type KeptHeads = { readonly heads: Heads; readonly rowOf: (index: number) => number | undefined };

/** @returns `undefined` if nothing was kept; a file that must be read has no row */
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

/** The columns of numbers, which are written one after the other. */
const COLUMNS = ['published', 'updated', 'categories', 'draft', 'from', 'until', 'ends'] as const;
type Stored = Pick<Heads, 'title' | 'path' | 'ids' | 'lists' | 'faults'> & Pick<Scan, 'paths'>;

/** @param scan a stamp that cannot be trusted is `NaN` */
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

/** The first line: the key, the number of posts, and the length of the table after the numbers. */
type Head = { readonly key: string; readonly rows: number; readonly table: number };

function load({ folder, key }: Cache): Loaded | undefined {
  const bytes = recallBytes(folder, HEADS);
  if (bytes === undefined) return undefined;
  const line = bytes.indexOf('\n');
  const head = JSON.parse(bytes.toString('utf8', 0, line)) as Head; // keepHeads wrote it
  if (head.key !== key) return undefined;
  const body = bytes.subarray(line + 1);
  const { rows } = head;
  const width = Float64Array.BYTES_PER_ELEMENT * rows;
  const column = (from: number, count: number) =>
    new Float64Array(new Uint8Array(body.subarray(from * width, (from + count) * width)).buffer);
  const columnOf = (name: (typeof COLUMNS)[number]) => column(NUMBERS + COLUMNS.indexOf(name), 1);
  const table = (NUMBERS + COLUMNS.length) * width;
  const { paths, ...texts } = JSON.parse(body.toString('utf8', table, table + head.table)) as Stored;
  const text = body.subarray(table + head.table);
  const heads: Heads = {
    ...texts,
    text,
    numbers: new Map(),
    published: columnOf('published'),
    updated: columnOf('updated'),
    categories: columnOf('categories'),
    draft: columnOf('draft'),
    from: columnOf('from'),
    until: columnOf('until'),
    ends: columnOf('ends'),
  };
  return { paths, stamps: column(0, NUMBERS), heads };
}
