/**
 * `site.data` of Jekyll: the data files of the site by their names, folders as maps (lib/jekyll/readers/data_reader.rb).
 * A file is read when somebody asks for its value.
 */
import { posix } from 'node:path';
import type { Settings } from '../../settings.ts';
import { readDataFile } from './data-file.ts';
import { DATA_ENDINGS, scanData } from './scan-site-files.ts';

/** @returns `undefined` if there is no data file */
export function siteData(root: string, settings: Settings): object | undefined {
  const { data, timezone } = settings.site;
  const { paths } = scanData(root, data);
  if (paths.length === 0) return undefined;
  const all: Folder = {};
  for (const path of paths.toSorted(asJekyllReads)) {
    const names = path
      .split('/')
      .map((name, index, { length }) => keyOf(index === length - 1 ? stem(name) : name));
    const key = names.pop() ?? '';
    const file = posix.join(data, path);
    defineLater(folderAt(all, names), key, () => readDataFile(posix.join(root, file), file, timezone));
  }
  return all;
}

type Folder = Record<string, unknown>;

/** What Jekyll calls a file or a folder: `my file (1).yml` is `site.data.my_file_1`. */
export function keyOf(name: string): string {
  return name.replace(/[^\w\s-]+|(?<=^|\b\s)\s+(?=$|\s?\b)/g, '').replace(/\s+/g, '_');
}

function stem(name: string): string {
  return name.replace(/\.[^.]*$/, '');
}

/** Folders after files: a folder hides a file of its name. */
function asJekyllReads(a: string, b: string): number {
  const depth = (path: string) => path.split('/').length;
  const ending = (path: string) => DATA_ENDINGS.indexOf(posix.extname(path).slice(1));
  return depth(a) - depth(b) || ending(a) - ending(b) || (a < b ? -1 : 1);
}

function folderAt(all: Folder, names: readonly string[]): Folder {
  let place = all;
  for (const name of names) {
    const found = folders.get(place)?.get(name);
    const next = found ?? {};
    if (found === undefined) {
      folders.set(place, (folders.get(place) ?? new Map()).set(name, next));
      Object.defineProperty(place, name, { value: next, enumerable: true, configurable: true });
    }
    place = next;
  }
  return place;
}

/** The folders in a folder, which must not be asked for by reading its values: that would read files. */
const folders = new WeakMap<Folder, Map<string, Folder>>();

function defineLater(place: Folder, key: string, read: () => unknown): void {
  Object.defineProperty(place, key, { get: read, enumerable: true, configurable: true });
}
