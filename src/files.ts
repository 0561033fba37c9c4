/**
 * The disk. Text is UTF-8 or refused; a write is whole or does not happen; a file that would not
 * change is not touched, so that its modification time tells readers and caches the truth.
 *
 * The file is long because every way to the disk stands here once.
 */
import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, posix, relative, resolve, sep } from 'node:path';
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
    bytes = readFileSync(path); // what is small is read sooner than one could wait for it
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

/**
 * The size of a file below a folder, where its name allows it: that by which it is called, and where a link is on
 * the way, also that of the place to which it leads. Nothing else is looked at.
 *
 * @param allows says it of a path from the folder, with `/`
 * @returns `undefined` where there is no such file, or it is not allowed
 */
export function sizeInside(
  folder: string,
  path: string,
  allows: (path: string) => boolean,
): number | undefined {
  if (!allows(path)) return undefined;
  try {
    const [home, real] = [realpathSync(folder), realpathSync(join(folder, path))];
    if (!real.startsWith(home + sep) || !allows(real.slice(home.length + 1).replaceAll(sep, '/')))
      return undefined;
    const found = statSync(real);
    return found.isFile() ? found.size : undefined;
  } catch {
    return undefined;
  }
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
 * The folder of a site for what nobody else may see and for what can be made again: ledger, outbox, backups,
 * cache. Site generators copy no folder whose name begins with a dot.
 */
export const PRIVATE_FOLDER = '.tayori';

/**
 * Makes a folder, and those above it that are missing. A private folder is made for its owner only, and Git
 * ignores all that is in it. Not with `recursive`: Node then never comes back where a file system says ENOENT
 * for a new folder in one that is there, as /proc does.
 *
 * @throws what mkdir throws
 */
export function makeFolder(path: string): void {
  if (isFolder(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  const isPrivate = basename(path) === PRIVATE_FOLDER;
  try {
    mkdirSync(path, { mode: isPrivate ? 0o700 : 0o777 });
  } catch (error) {
    if (!isFolder(path)) throw error; // somebody else made it in the meantime
  }
  if (isPrivate) writeFileSync(join(path, '.gitignore'), '*\n');
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Whether two paths lead to one place in the end, or the second to a place inside the first, also by links. */
export function leadsInto(folder: string, path: string): boolean {
  const way = relative(realPlace(folder), realPlace(path));
  return !(way === '..' || way.startsWith(`..${sep}`));
}

/** The path without links; of what is not there yet, the last part stays as it is written. */
function realPlace(path: string): string {
  const full = resolve(path);
  if (dirname(full) === full) return full;
  try {
    return realpathSync(full);
  } catch {
    const link = linkAt(full);
    return link === undefined
      ? join(realPlace(dirname(full)), basename(full))
      : realPlace(resolve(dirname(full), link));
  }
}

/** Where a link that leads nowhere points to; a file written through it would be made there. */
function linkAt(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

/**
 * Writes all of it or nothing: a reader sees the old file or the new one, never half of one.
 *
 * @param mode who may use a new file: 0o600 for what names people (default: as the machine has it)
 */
export async function writeWhole(path: string, content: string | Uint8Array, mode = 0o666): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  try {
    makeFolder(dirname(path));
    await writeFile(part, content, { mode });
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => {}); // the first fault is the one to tell
    throw unreadable(path, error);
  }
}

/** Writes only what differs. @returns whether the file was written */
export async function writeChanged(path: string, content: string | Uint8Array): Promise<boolean> {
  const next = Buffer.from(content);
  const old = readWhole(path);
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
  if (isLink(folder)) return;
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

/** What a link points to is not ours to clear away. */
function isLink(path: string): boolean {
  return lstatSync(path, MAY_BE_GONE)?.isSymbolicLink() === true;
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

export const MAY_BE_GONE = { throwIfNoEntry: false } as const;

/** The names in a folder, in code unit order; none where there is no such folder. @throws ProblemError */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return [];
    throw unreadable(folder, error);
  }
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

/** Removes the files of a folder that are not named, as far as that is possible; never through a link. */
export function removeOthers(folder: string, names: ReadonlySet<string>): void {
  if (isLink(folder)) return;
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
