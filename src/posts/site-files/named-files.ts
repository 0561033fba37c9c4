/** Which data files and includes the Liquid in a text may take in, and a hash of them. */
import { createHash, type Hash } from 'node:crypto';
import { posix } from 'node:path';
import { readWhole } from '../../disk/files.ts';
import type { Settings } from '../../settings.ts';
import { includedFile } from './included-file.ts';
import { scanData, scanIncludes } from './scan-site-files.ts';
import { keyOf } from './site-data.ts';

/** Names; `all` if they cannot be told. */
type Names = ReadonlySet<string> | 'all';

export type Named = {
  /** The first names behind `site.data`. */
  readonly data: Names;
  readonly includes: Names;
  /** The names of `include_relative`, beside the post. */
  readonly beside: Names;
};

/** `site.data.NAME`, and every other way to get at the data, such as `site[key]` or a loop over `site`. */
const DATA =
  /\bsite\s*\.\s*data\b(?:\s*\.\s*([\w-]+))?|\bsite\s*\[|[=:,]\s*site\b(?!\s*\.)|\bin\s+site\s*[-%}|]/g;
const INCLUDE = /\{%-?\s*include(?:_cached)?\s+([\w/.\-()+~#@]+)?(?=([\s%{-]?))/g;
const BESIDE = /\{%-?\s*include_relative\s+([\w/.\-()+~#@]+)?(?=([\s%{-]?))/g;

/** @returns `undefined` if it takes in nothing */
export function namedIn(text: string): Named | undefined {
  const data = namesOf([...text.matchAll(DATA)].map(([, name]) => name));
  const includes = namesOf([...text.matchAll(INCLUDE)].map(wholeName));
  const beside = namesOf([...text.matchAll(BESIDE)].map(wholeName));
  const all = [data, includes, beside];
  return all.every((names) => names !== 'all' && names.size === 0) ? undefined : { data, includes, beside };
}

/** A name in which a variable stands is not known. */
function wholeName([, name, next]: RegExpExecArray): string | undefined {
  return next === '{' ? undefined : name;
}

function namesOf(found: readonly (string | undefined)[]): Names {
  const known = found.filter((name) => name !== undefined);
  return known.length < found.length ? 'all' : new Set(known);
}

/** A hash of these files, and of what their own Liquid takes in. */
export function printOf(root: string, settings: Settings, folder: string, named: Named): string {
  const print = createHash('sha256');
  const { includes } = settings.site;
  const all = withInner(named, (name, beside) => includedText(root, beside ? folder : includes, name));
  if (all === 'all') {
    addFiles(print, root, settings.site.data, scanData(root, settings.site.data).paths);
    addFiles(print, root, includes, scanIncludes(root, includes).paths);
    return print.digest('hex');
  }
  addFiles(print, root, settings.site.data, dataFiles(root, settings, all.data));
  for (const text of all.texts) print.update(`${text.length}\n${text}`);
  return print.digest('hex');
}

/** Follows includes in includes. */
function withInner(
  named: Named,
  read: (name: string, beside: boolean) => string,
): { readonly data: Names; readonly texts: readonly string[] } | 'all' {
  const data = new Set<string>();
  const texts = new Map<string, string>();
  const waiting: Named[] = [named];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.data === 'all' || next.includes === 'all' || next.beside === 'all') return 'all';
    for (const name of next.data) data.add(name);
    const names = [
      ...[...next.includes].map((name) => [name, false] as const),
      ...[...next.beside].map((name) => [name, true] as const),
    ];
    for (const [name, beside] of names) {
      const key = `${beside} ${name}`;
      if (texts.has(key)) continue;
      const text = read(name, beside);
      texts.set(key, `${key}\n${text}`);
      const inner = namedIn(text);
      if (inner !== undefined) waiting.push(inner);
    }
  }
  return { data, texts: [...texts.values()] };
}

/** The texts of the includes that some texts name, and of those in them. A name that is computed says nothing. */
export function includedTexts(root: string, folder: string, texts: readonly string[]): string[] {
  const found = new Map<string, string>();
  const waiting = [...texts];
  for (let text = waiting.pop(); text !== undefined; text = waiting.pop()) {
    for (const name of [...text.matchAll(INCLUDE)].map(wholeName)) {
      if (name === undefined || found.has(name)) continue;
      const inner = includedText(root, folder, name);
      found.set(name, inner);
      waiting.push(inner);
    }
  }
  return [...found.values()];
}

/** Empty where there is none, or it cannot be read: rendering says why. */
function includedText(root: string, folder: string, name: string): string {
  try {
    return includedFile(root, folder, name)?.text ?? '';
  } catch {
    return '';
  }
}

function dataFiles(root: string, settings: Settings, names: Names): string[] {
  if (names !== 'all' && names.size === 0) return [];
  return scanData(root, settings.site.data).paths.filter((path) => {
    const [first = ''] = path.split('/');
    return names === 'all' || names.has(keyOf(first)) || names.has(keyOf(first.replace(/\.[^.]*$/, '')));
  });
}

function addFiles(print: Hash, root: string, folder: string, paths: readonly string[]): void {
  for (const path of paths) {
    const bytes = readWhole(posix.join(root, folder, path)) ?? Buffer.alloc(0);
    print.update(`${path}\n${bytes.length}\n`).update(bytes);
  }
}
