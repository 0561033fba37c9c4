/**
 * Scans folders without opening the files: which files exist, and the stamp of each, which shows whether a file has
 * changed.
 */
import { isUtf8 } from 'node:buffer';
import { type Dirent, existsSync, lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { namesIn, writeQuietly } from './files.ts';
import { MAY_BE_GONE } from './links-on-disk.ts';

/** Tells one state of a file from another: bytes, times of change in ms, inode. */
export type Stamp = readonly [size: number, modified: number, changed: number, inode: number];

/** The process's own clock, in ms. `performance` would load a dozen of Node's modules: 1 ms of every build. */
const now = (): number => Number(process.hrtime.bigint()) / 1e6;

/** A stamp has this many numbers. */
const NUMBERS = 4;

/** Every file below a folder, and the stamps: four numbers for each file, in the same order. */
export type Scan = {
  readonly paths: readonly string[];
  readonly stamps: Float64Array;
  /** Names that are not UTF-8 and therefore not among the paths: a strange byte is written `\x8d`. */
  readonly misnamed: readonly string[];
  /** Links and folders that are not read, and why; only if links are followed. */
  readonly aside: readonly Aside[];
  /** Files and links with other endings: they are counted and named. */
  readonly others: readonly string[];
  /** When the scan began, on the process's own clock (`now`), in ms. */
  readonly begun: number;
};

/** A link that is not followed; or a folder `_posts`, which is skipped like every name with `_`. */
export type Aside = {
  readonly path: string;
  /** `outside`: the link leads out of the site, or to a hidden name. `back`: to a folder that is read anyway. */
  readonly why: 'outside' | 'back' | 'broken' | '_posts';
  /** The target, from the folder of the site, if it is inside. */
  readonly target?: string;
};

/**
 * Scans every file below a folder, by the rules and in the order of `listFiles`. Synchronous: for thousands of files
 * that is several times faster.
 *
 * @param ending which names count
 * @param site if it is given, links are followed that lead to a place inside this folder
 * @param skipped names that begin with one of these are skipped
 * @throws ProblemError if a folder cannot be read
 */
export function scanFiles(folder: string, ending: RegExp, site?: string, skipped: '._' | '.' = '._'): Scan {
  const begun = now();
  const paths: string[] = [];
  const misnamed: string[] = [];
  const links = site === undefined ? undefined : linksOf(site, folder, ending);
  const others: string[] = [];
  let stamps = new Float64Array(0);
  const visit = (below: string) => {
    let strange = false;
    const names = namesIn(folder + below);
    stamps = withRoom(stamps, (paths.length + names.length) * NUMBERS);
    for (const name of names) {
      if (name.startsWith('.') || (name.startsWith('_') && skipped === '._')) {
        if (name === '_posts') links?.nested(`${below}/${name}`.slice(1));
        continue;
      }
      const path = `${below}/${name}`;
      const there = lstatSync(folder + path, MAY_BE_GONE);
      const found = there?.isSymbolicLink() ? links?.follow(path.slice(1)) : there;
      strange ||= there === undefined && name.includes('\ufffd');
      if (found?.isDirectory()) visit(path);
      else if (found?.isFile() && ending.test(name)) {
        const at = paths.push(below === '' ? name : path.slice(1)) * NUMBERS;
        stamps[at - 4] = found.size;
        stamps[at - 3] = found.mtimeMs;
        stamps[at - 2] = found.ctimeMs;
        stamps[at - 1] = found.ino;
      } else if (found !== undefined) others.push(path.slice(1));
    }
    if (strange) misnamed.push(...misnamedIn(folder, below, ending));
  };
  visit('');
  const aside = links?.aside ?? [];
  return { paths, stamps: stamps.subarray(0, paths.length * NUMBERS), misnamed, others, aside, begun };
}

/** Decides about the links below a folder, and collects those that are not followed. */
function linksOf(site: string, folder: string, ending: RegExp) {
  const aside: Aside[] = [];
  const home = realPath(site) ?? site;
  const reading = [realPath(folder) ?? folder];
  const decide = (path: string): Stats | Aside | undefined => {
    const place = join(folder, path);
    const real = realPath(place);
    const found = real === undefined ? undefined : statSync(real, MAY_BE_GONE);
    if (real === undefined || found === undefined)
      return ending.test(path) ? { path, why: 'broken' } : undefined;
    if (!found.isDirectory() && !ending.test(path)) return undefined;
    const inside = [home, ...reading].find((one) => holds(one, real));
    if (inside === undefined || /(?:^|\/)\./.test(relativeTo(inside, real))) return { path, why: 'outside' };
    if (!found.isDirectory()) return found;
    if (reading.some((one) => holds(one, real) || holds(real, one))) return { path, why: 'back' };
    reading.push(real);
    return found;
  };
  return {
    aside,
    /** @returns the target of a link; `undefined` if it is not followed */
    follow: (path: string): Stats | undefined => {
      const found = decide(path);
      if (found === undefined || !('why' in found)) return found;
      aside.push(found);
      return undefined;
    },
    nested: (path: string): void => {
      const real = realPath(join(folder, path));
      if (real === undefined || !statSync(real).isDirectory()) return;
      aside.push({ path, why: '_posts', ...(holds(home, real) ? { target: relativeTo(home, real) } : {}) });
    },
  };
}

/** The place itself, with all links followed; `undefined` if there is none. */
function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/** Whether a place is a folder or inside it; both are real paths. */
function holds(folder: string, place: string): boolean {
  return place === folder || place.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** With `/`; empty if the place is not inside. */
function relativeTo(folder: string, place: string): string {
  return holds(folder, place) ? place.slice(folder.length + 1).replaceAll(sep, '/') : '';
}

/** The same numbers, with room for at least this many. */
function withRoom(numbers: Float64Array<ArrayBuffer>, count: number): Float64Array<ArrayBuffer> {
  if (count <= numbers.length) return numbers;
  const larger = new Float64Array(Math.max(count, 2 * numbers.length));
  larger.set(numbers);
  return larger;
}

/** Folders and files whose names are not UTF-8: archives from a Japanese Windows make such names. */
function misnamedIn(folder: string, below: string, ending: RegExp): string[] {
  const place = Buffer.from(`${folder}${below}/`);
  return readdirSync(place, { encoding: 'buffer' }).flatMap((name) => {
    const written = writtenOut(name);
    if (isUtf8(name) || /^[._]/.test(written)) return [];
    const found = lstatSync(Buffer.concat([place, name]), MAY_BE_GONE);
    const counts = found?.isDirectory() || (found?.isFile() && ending.test(written));
    return counts ? [`${below}/${written}`.slice(1)] : [];
  });
}

/** Bytes as text if they are UTF-8; other bytes as `\x8d`. */
function writtenOut(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const letter = [1, 2, 3, 4].map((size) => bytes.subarray(at, at + size)).find((part) => isUtf8(part));
    text += letter?.toString() ?? `\\x${bytes.toString('hex', at, at + 1)}`;
    at += letter?.length ?? 1;
  }
  return text;
}

/** What is in a folder, in code unit order; nothing if the folder is missing or cannot be read. Links are not followed. */
export function entriesIn(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

/** Whether there is a file or a folder, also through a link; false if nobody can tell. */
export function exists(path: string): boolean {
  return existsSync(path);
}

/** @returns `undefined` if there is no such file */
export function stampOf(path: string): Stamp | undefined {
  const found: Stats | undefined = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? undefined : [found.size, found.mtimeMs, found.ctimeMs, found.ino];
}

/** @param row the number of the file in the scan */
export function stampAt({ stamps }: Scan, row: number): Stamp {
  const [size = 0, modified = 0, changed = 0, inode = 0] = stamps.subarray(
    row * NUMBERS,
    (row + 1) * NUMBERS,
  );
  return [size, modified, changed, inode];
}

/** How precise the clocks of disks are, in ms: some count only whole seconds (some only every other second). */
const COARSE = 2000;
const FINE = 50;

/** How often the clock of a disk is asked, if something stopped this process for longer than `FINE` while it asked. */
const QUESTIONS = 5;

/**
 * A moment of this process by the clock of a disk, in ms; a little early rather than late.
 *
 * @param moment of `now`
 * @param file may be written
 */
function onDiskClock(moment: number, file: string): number {
  let found = Number.NEGATIVE_INFINITY;
  for (let asked = 0; asked < QUESTIONS; asked += 1) {
    const before = now();
    writeQuietly(file, []);
    const written = stampOf(file)?.[1] ?? Number.NEGATIVE_INFINITY;
    const after = now();
    found = Math.max(found, written - (after - moment));
    if (after - before < FINE / 4) break;
  }
  return found;
}

/**
 * If a file changed very shortly before the scan, it may change once more and keep the same stamp. Such a file gets a
 * stamp that equals nothing. The present time is read from the disk, because its clock may differ from ours.
 *
 * @param folder where a file may be written
 */
export function distrustFresh(scan: Scan, folder: string): Scan {
  const begun = onDiskClock(scan.begun, join(folder, 'clock'));
  const stamps = scan.stamps.slice();
  for (let at = 0; at < stamps.length; at += 4) {
    const [modified = 0, changed = 0] = stamps.subarray(at + 1, at + 3);
    const tick = modified % 1000 === 0 && changed % 1000 === 0 ? COARSE : FINE;
    if (Math.max(modified, changed) > begun - tick) stamps[at] = Number.NaN;
  }
  return { ...scan, stamps };
}
