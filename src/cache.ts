/**
 * The cache: values that are kept to be fast next time. It has one folder, `.tayori/cache`, one form of file, and one
 * way to read them. A file begins with the hash of its rest, so a file that is broken, or written by somebody else,
 * counts as missing. Deleting any of it costs only time.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readWhole, writeQuietly } from './disk/files.ts';
import { PRIVATE_FOLDER } from './disk/private-folder.ts';

/** The folder of the cache, from the site folder. */
export const CACHE_FOLDER = `${PRIVATE_FOLDER}/cache`;

/** A folder, and the key of everything that its files depend on: the program and the settings (see cache-key.ts). */
export type Cache = { readonly folder: string; readonly key: string };

/** Keeps bytes under a name; if that is not possible, nothing is kept. */
export function keepBytes(folder: string, name: string, parts: readonly Uint8Array[]): void {
  writeQuietly(join(folder, name), [Buffer.from(`${hashOf(parts)}\n`), ...parts]);
}

/** @returns the bytes that were kept under the name; `undefined` if there are none, or they are broken */
export function recallBytes(folder: string, name: string): Buffer | undefined {
  const bytes = readWhole(join(folder, name)) ?? Buffer.alloc(0);
  const line = bytes.indexOf('\n');
  const kept = bytes.subarray(line + 1);
  return line >= 0 && bytes.toString('latin1', 0, line) === hashOf([kept]) ? kept : undefined;
}

/** Keeps a value of plain data, as JSON. */
export function keepValue(folder: string, name: string, value: object): void {
  keepBytes(folder, name, [Buffer.from(JSON.stringify(value))]);
}

/**
 * @returns the value that was kept under the name. It has the type with which `keepValue` was called for that name: the
 * hash shows that the file holds what that call wrote, and the caller compares the key.
 */
export function recallValue<Value extends object>(folder: string, name: string): Value | undefined {
  const bytes = recallBytes(folder, name);
  return bytes === undefined ? undefined : (JSON.parse(bytes.toString()) as Value);
}

/**
 * A fast and short hash is enough here: it finds accidents, and a person who can write into the folder can do worse.
 */
function hashOf(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
