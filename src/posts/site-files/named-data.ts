/** Which data files the Liquid in a text may ask for, and a hash of them. */
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { readWhole } from '../../files.ts';
import type { Settings } from '../../settings.ts';
import { scanData } from './scan-site-files.ts';
import { keyOf } from './site-data.ts';

/** The first names behind `site.data`; `all` if they cannot be told. */
export type NamedData = ReadonlySet<string> | 'all';

/** `site.data.NAME`, and every other way to get at the data, such as `site[key]` or a loop over `site`. */
const MENTION =
  /\bsite\s*\.\s*data\b(?:\s*\.\s*([\w-]+))?|\bsite\s*\[|[=:,]\s*site\b(?!\s*\.)|\bin\s+site\s*[-%}|]/g;

/** @returns `undefined` if it asks for none */
export function dataIn(text: string): NamedData | undefined {
  const names = [...text.matchAll(MENTION)].map(([, name]) => name);
  if (names.length === 0) return undefined;
  const known = names.filter((name) => name !== undefined);
  return known.length < names.length ? 'all' : new Set(known);
}

/** A hash of the names and the bytes of these files. */
export function printOfData(root: string, settings: Settings, names: NamedData): string {
  const print = createHash('sha256');
  for (const path of scanData(root, settings.site.data).paths) {
    const [first = ''] = path.split('/');
    if (names !== 'all' && !names.has(keyOf(first)) && !names.has(keyOf(first.replace(/\.[^.]*$/, ''))))
      continue;
    const bytes = readWhole(posix.join(root, settings.site.data, path)) ?? Buffer.alloc(0);
    print.update(`${path}\n${bytes.length}\n`).update(bytes);
  }
  return print.digest('hex');
}
