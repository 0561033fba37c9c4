/**
 * What is kept to be quick: one folder, `.tayori/cache`, one form of file, one way to ask for it. A file
 * begins with the hash of what follows, so that one that is broken, or that somebody else wrote, counts as
 * missing. Deleting any of it costs time and nothing else.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { PRIVATE_FOLDER, readWhole, writeQuietly } from './files.ts';

/** What a site folder holds for the program to use again. */
export const CACHE_FOLDER = `${PRIVATE_FOLDER}/cache`;

/** A folder, and what everything in it depends on: the program and the settings (see cache-key.ts). */
export type Cache = { readonly folder: string; readonly key: string };

/** Keeps bytes under a name; where that is not possible, nothing is kept. */
export function keepBytes(folder: string, name: string, parts: readonly Uint8Array[]): void {
  writeQuietly(join(folder, name), [Buffer.from(`${hashOf(parts)}\n`), ...parts]);
}

/** @returns the bytes that were kept under the name; `undefined` where there are none, or they are broken */
export function recallBytes(folder: string, name: string): Buffer | undefined {
  const bytes = readWhole(join(folder, name)) ?? Buffer.alloc(0);
  const line = bytes.indexOf('\n');
  const kept = bytes.subarray(line + 1);
  return line >= 0 && bytes.toString('latin1', 0, line) === hashOf([kept]) ? kept : undefined;
}

/** Keeps a value that is plain data, as JSON. */
export function keepValue(folder: string, name: string, value: object): void {
  keepBytes(folder, name, [Buffer.from(JSON.stringify(value))]);
}

/**
 * @returns the value that was kept under the name. It has the type with which `keepValue` was called for that
 *   name: the hash says that the file holds what that call wrote, and the caller compares the key.
 */
export function recallValue<Value extends object>(folder: string, name: string): Value | undefined {
  const bytes = recallBytes(folder, name);
  return bytes === undefined ? undefined : (JSON.parse(bytes.toString()) as Value);
}

/** Quick and short is enough here: it finds accidents, and who can write into the folder can do worse. */
function hashOf(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
