/**
 * The heads of the last build, kept in `.cache/tayori/heads`. A file whose stamp (size, times of change,
 * inode) is as it was is not opened again. Everything else is read anew: a stamp of the very moment in
 * which the cache was written (the file may have changed again within one tick of its clock), a cache of
 * other settings or another program, one that is broken. Deleting it costs time and nothing else.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readWhole, type Scan, writeQuietly } from '../files.ts';
import type { HeadReading } from './head.ts';
import { type Packed, packHeads, unpackHead } from './heads.ts';

/** Where a site keeps what may be deleted, and what it is good for: the program and the settings. */
export type Cache = { readonly folder: string; readonly key: string };

/** What a site folder holds for the program to use again. */
export const CACHE_FOLDER = '.cache/tayori';

type Kept = { readonly paths: readonly string[]; readonly stamps: Float64Array; readonly packed: Packed };

/** The heads, in the folder. */
export const HEADS = 'heads';
const NUMBERS = 4;

/** @returns the reading of a file of the scan, by its number there; `undefined` where it must be read */
export function recallHeads(
  cache: Cache,
  scan: Scan,
  site: string,
): (index: number, file: string) => HeadReading | undefined {
  const kept = load(cache);
  if (kept === undefined) return () => undefined;
  let rows: Map<string, number> | undefined;
  const rowOf = (path: string, index: number) => {
    if (kept.paths[index] === path) return index;
    rows ??= new Map(kept.paths.map((known, row) => [known, row]));
    return rows.get(path);
  };
  return (index, file) => {
    const row = rowOf(scan.paths[index] ?? '', index);
    if (row === undefined || !sameStamp(scan.stamps, index, kept.stamps, row)) return undefined;
    return unpackHead(kept.packed, row, file, site);
  };
}

function sameStamp(a: Float64Array, row: number, b: Float64Array, other: number): boolean {
  for (let number = 0; number < NUMBERS; number += 1) {
    if (a[row * NUMBERS + number] !== b[other * NUMBERS + number]) return false;
  }
  return true;
}

/** @param scan with `NaN` for the stamps that can not be trusted */
export function keepHeads({ folder, key }: Cache, scan: Scan, readings: readonly HeadReading[]): void {
  const { columns, lines, ends } = packHeads(readings);
  const table = Buffer.from(JSON.stringify({ paths: scan.paths, columns, ends }));
  const stamps = Buffer.from(scan.stamps.buffer, scan.stamps.byteOffset, scan.stamps.byteLength);
  const parts = [stamps, table, lines];
  const head = { key, digest: digestOf(...parts), sizes: parts.map(({ length }) => length) };
  writeQuietly(join(folder, '.gitignore'), [Buffer.from('*\n')]);
  writeQuietly(join(folder, HEADS), [Buffer.from(`${JSON.stringify(head)}\n`), ...parts]);
}

function load({ folder, key }: Cache): Kept | undefined {
  const bytes = readWhole(join(folder, HEADS));
  if (bytes === undefined) return undefined;
  try {
    return parse(bytes, key);
  } catch {
    return undefined;
  }
}

function parse(bytes: Buffer, key: string): Kept | undefined {
  const line = bytes.indexOf('\n');
  const head = JSON.parse(bytes.toString('utf8', 0, line)) as {
    key: string;
    digest: string;
    sizes: number[];
  };
  const [first = 0, second = 0] = head.sizes;
  const body = bytes.subarray(line + 1);
  if (head.key !== key || head.digest !== digestOf(body)) return undefined;
  const table = body.toString('utf8', first, first + second);
  // The digest says that it is what keepHeads wrote.
  const { paths, columns, ends } = JSON.parse(table) as Pick<Kept, 'paths'> & Omit<Packed, 'lines'>;
  const stamps = new Float64Array(new Uint8Array(body.subarray(0, first)).buffer);
  return { paths, stamps, packed: { columns, ends, lines: body.subarray(first + second) } };
}

function digestOf(...parts: readonly Uint8Array[]): string {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
