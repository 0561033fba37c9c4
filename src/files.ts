/**
 * The disk. Text is UTF-8 or refused; a write is whole or does not happen; a file that would not
 * change is not touched, so that its modification time tells readers and caches the truth.
 */
import { isUtf8 } from 'node:buffer';
import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, posix, resolve, sep } from 'node:path';
import { ProblemError } from './problem.ts';

/**
 * Reads a text file.
 *
 * @returns `undefined` where there is no such file
 * @throws ProblemError where it is not UTF-8 or can not be read
 */
export async function readText(path: string): Promise<string | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw unreadable(path, error);
  }
  const text = decodeText(bytes);
  if (text !== undefined) return text;
  throw new ProblemError([
    {
      code: 'file-unreadable',
      message: 'The file is not UTF-8 text.',
      hint: 'Save it again as UTF-8.',
      at: { file: path },
    },
  ]);
}

/** The first bytes of a file as text, a cut letter dropped; empty where it can not be read. */
export function readStart(path: string, bytes: number): string {
  try {
    const handle = openSync(path, 'r');
    try {
      const buffer = Buffer.alloc(bytes);
      const length = readSync(handle, buffer, 0, bytes, 0);
      return new TextDecoder().decode(buffer.subarray(0, length), { stream: true });
    } finally {
      closeSync(handle);
    }
  } catch {
    return '';
  }
}

/** The size of a file below a folder, in bytes; `undefined` where there is none, or the path leaves the folder. */
export function sizeOf(folder: string, path: string): number | undefined {
  const place = resolve(folder, path);
  if (!place.startsWith(folder + sep)) return undefined;
  const found = statSync(place, { throwIfNoEntry: false });
  return found?.isFile() ? found.size : undefined;
}

/** Strict UTF-8, without a byte order mark; `undefined` where the bytes are something else. */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Makes a folder, and those above it that are missing. Not with `recursive`: Node then never comes back where
 * a file system says ENOENT for a new folder in one that is there, as /proc does.
 *
 * @throws what mkdir throws
 */
export function makeFolder(path: string): void {
  if (isFolder(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    if (!isFolder(path)) throw error; // else somebody was faster
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Writes all of it or nothing: a reader sees the old file or the new one, never half of one. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  try {
    makeFolder(dirname(path));
    await writeFile(part, content);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => {}); // the first fault is the one to tell
    throw unreadable(path, error);
  }
}

/** Writes only what differs. @returns whether the file was written */
export async function writeChanged(path: string, content: string | Uint8Array): Promise<boolean> {
  const next = Buffer.from(content);
  const old = await readFile(path).catch(() => undefined);
  if (old?.equals(next)) return false;
  await writeWhole(path, next);
  return true;
}

/**
 * The path of a file below a folder of ours, which itself may be a link.
 *
 * @throws ProblemError where a folder on the way is a link: what it points to is not ours to write in
 */
export function placeBelow(folder: string, file: string): string {
  let place = folder;
  for (const name of file.split('/').slice(0, -1)) {
    place = join(place, name);
    if (lstatSync(place, MAY_BE_GONE)?.isSymbolicLink()) throw linked(place);
  }
  return join(folder, file);
}

/**
 * Removes what writers left in a folder that were killed in the middle of a file, as far as that is possible.
 *
 * @param file only of this one: for folders that are not ours alone
 */
export function removeParts(folder: string, file?: string): void {
  for (const name of namesIn(folder)) {
    const [, whole, writer] = /^(.+)\.(\d+)\.part$/.exec(name) ?? [];
    if (writer === undefined || (file !== undefined && whole !== file)) continue;
    if (!isAlive(Number(writer))) rmSync(join(folder, name), { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return isErrno(error, 'EPERM');
  }
}

/** Removes a file, and its folder where nothing else is in it. */
export async function removeFile(path: string): Promise<void> {
  try {
    await rm(path, { force: true });
    await rmdir(dirname(path));
  } catch (error) {
    if (!isErrno(error, 'ENOTEMPTY', 'EEXIST', 'ENOENT')) throw unreadable(path, error);
  }
}

/**
 * Every file below a folder, as paths relative to it with `/`, in code point order. Links are not
 * followed, and names that begin with `_` or `.` are passed over with all they hold.
 *
 * @returns an empty list where there is no such folder
 */
export async function listFiles(folder: string, below = ''): Promise<string[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true }).catch((error: unknown) => {
    if (isErrno(error, 'ENOENT')) return [];
    throw unreadable(join(folder, below), error);
  });
  const files: string[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (/^[._]/.test(entry.name)) continue;
    const path = posix.join(below, entry.name);
    if (entry.isDirectory()) files.push(...(await listFiles(folder, path)));
    else if (entry.isFile()) files.push(path);
  }
  return files;
}

/** What tells one state of a file from another: bytes, times of change in ms, inode. */
export type Stamp = readonly [size: number, modified: number, changed: number, inode: number];

/** How many numbers a stamp is. */
const NUMBERS = 4;

/** Every file below a folder, and its stamp: four numbers each, in the same order. */
export type Scan = {
  readonly paths: readonly string[];
  readonly stamps: Float64Array;
  /** Names that are not UTF-8, which are not among the paths: a strange byte as `\x8d`. */
  readonly misnamed: readonly string[];
  /** When it began, on the stopwatch of the process, in ms. */
  readonly begun: number;
};

/**
 * Looks at every file below a folder, by the rules and in the order of `listFiles`. Synchronous: for
 * thousands of files that is several times faster.
 *
 * @param ending which names count
 * @throws ProblemError where a folder can not be read
 */
export function scanFiles(folder: string, ending: RegExp): Scan {
  const begun = performance.now();
  const paths: string[] = [];
  const stamps: number[] = [];
  const misnamed: string[] = [];
  const visit = (below: string) => {
    let strange = false;
    for (const name of namesIn(folder + below)) {
      if (name.startsWith('.') || name.startsWith('_')) continue;
      const path = `${below}/${name}`;
      const found = lstatSync(folder + path, MAY_BE_GONE);
      strange ||= found === undefined && name.includes('\ufffd');
      if (found?.isDirectory()) visit(path);
      else if (found?.isFile() && ending.test(name)) {
        paths.push(path.slice(1));
        stamps.push(found.size, found.mtimeMs, found.ctimeMs, found.ino);
      }
    }
    if (strange) misnamed.push(...misnamedIn(folder, below, ending));
  };
  visit('');
  return { paths, stamps: new Float64Array(stamps), misnamed, begun };
}

/** Folders, and files that should count, whose names are not UTF-8: an archive of a Japanese Windows makes such. */
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

/** Bytes as text, where they are UTF-8; any other as `\x8d`. */
function writtenOut(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const letter = [1, 2, 3, 4].map((size) => bytes.subarray(at, at + size)).find((part) => isUtf8(part));
    text += letter?.toString() ?? `\\x${bytes.toString('hex', at, at + 1)}`;
    at += letter?.length ?? 1;
  }
  return text;
}

const MAY_BE_GONE = { throwIfNoEntry: false } as const;

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return [];
    throw unreadable(folder, error);
  }
}

/** @returns `undefined` where there is no such file */
export function stampOf(path: string): Stamp | undefined {
  const found: Stats | undefined = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? undefined : [found.size, found.mtimeMs, found.ctimeMs, found.ino];
}

/** @param row which file of the scan */
export function stampAt({ stamps }: Scan, row: number): Stamp {
  const [size = 0, modified = 0, changed = 0, inode = 0] = stamps.subarray(
    row * NUMBERS,
    (row + 1) * NUMBERS,
  );
  return [size, modified, changed, inode];
}

/** Ticks of the clocks of disks, in ms: of those that count whole seconds (some only every other), and of others. */
const COARSE = 2000;
const FINE = 50;

/**
 * A file that changed so shortly before the scan that it may have changed once more without another stamp
 * gets one that equals nothing. What time it is, the disk itself is asked: its clock need not be ours.
 *
 * @param folder where a file may be written
 */
export function distrustFresh(scan: Scan, folder: string): Scan {
  writeQuietly(join(folder, 'clock'), []);
  const now = stampOf(join(folder, 'clock'))?.[1] ?? Number.NEGATIVE_INFINITY;
  const begun = now - (performance.now() - scan.begun);
  const stamps = scan.stamps.slice();
  for (let at = 0; at < stamps.length; at += 4) {
    const [modified = 0, changed = 0] = stamps.subarray(at + 1, at + 3);
    const tick = modified % 1000 === 0 && changed % 1000 === 0 ? COARSE : FINE;
    if (Math.max(modified, changed) > begun - tick) stamps[at] = Number.NaN;
  }
  return { ...scan, stamps };
}

/** @returns `undefined` where it can not be read: for what may be missing or broken, such as a cache */
export function readWhole(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Writes a file that nobody misses where it can not be written, such as a cache; whole or not at all. */
export function writeQuietly(path: string, parts: readonly Uint8Array[]): void {
  const part = `${path}.${process.pid}.part`;
  try {
    makeFolder(dirname(path));
    const handle = openSync(part, 'w');
    try {
      for (const bytes of parts) writeFileSync(handle, bytes);
    } finally {
      closeSync(handle);
    }
    renameSync(part, path);
  } catch {
    rmSync(part, { force: true });
  }
}

/** Removes the files of a folder that are not named, as far as that is possible. */
export function removeOthers(folder: string, names: ReadonlySet<string>): void {
  for (const name of namesIn(folder)) {
    if (!names.has(name)) rmSync(join(folder, name), { force: true });
  }
}

export function isErrno(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

function linked(path: string): ProblemError {
  return new ProblemError([
    {
      code: 'file-unreadable',
      message: 'A folder that should be written is a link, and what it points to is left alone.',
      hint: 'Remove the link, or link the whole of `out/` instead.',
      at: { file: path },
    },
  ]);
}

function unreadable(path: string, error: unknown): ProblemError {
  const reason = error instanceof Error ? error.message : String(error);
  return new ProblemError(
    [
      {
        code: 'file-unreadable',
        message: `The file can not be read or written: ${reason}.`,
        hint: 'Check that the path exists, that you may use it, and that the disk has room.',
        at: { file: path },
      },
    ],
    { cause: error },
  );
}
