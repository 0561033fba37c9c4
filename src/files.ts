/**
 * The disk. Text is UTF-8 or refused. A file is written completely or not at all. A file that would stay the same is
 * not written, so that its modification time is right for readers and caches.
 *
 * The file is long because every access to the disk is here, once.
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
import { readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, posix, relative, resolve, sep } from 'node:path';
import { ProblemError } from './problem.ts';

/**
 * Reads a text file.
 *
 * @returns `undefined` if there is no such file
 * @throws ProblemError if it is not UTF-8 or cannot be read
 */
export async function readText(path: string): Promise<string | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path); // for small files this is faster than waiting for a promise
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

/** The first bytes of a file as text, without a letter that is cut; empty if it cannot be read. */
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

/** A file of a site, with all links followed. */
export type SiteFile = { readonly path: string; readonly mode: number };

/**
 * Where a file of a folder really is. A link is followed only to a place inside the site, or inside the folder, that is
 * not hidden. It is the same with posts: otherwise a link in a pull request could publish `.env`.
 *
 * @param root the site folder
 * @param folder from the site folder; it may itself be a link, also out of the site, because its owner made it so
 * @param file from that folder, with `/`
 * @returns `undefined` if there is nothing; `outside` if a link leads out of the site, or to a name with a dot; `odd` if
 *   it is no file, but a folder or a pipe, or if the link leads to nothing
 */
export function siteFile(
  root: string,
  folder: string,
  file: string,
): SiteFile | 'outside' | 'odd' | undefined {
  const place = join(root, folder, file);
  let real: string;
  try {
    real = realpathSync(place);
  } catch {
    return isLink(place) ? 'odd' : undefined;
  }
  // The folder first: its own name may begin with a dot.
  const home = [join(root, folder), root]
    .map((one) => realpathSync(one))
    .find((one) => real.startsWith(one + sep));
  if (
    home === undefined ||
    relative(home, real)
      .split(sep)
      .some((name) => name.startsWith('.'))
  )
    return 'outside';
  const found = statSync(real, MAY_BE_GONE);
  return found?.isFile() === true ? { path: real, mode: found.mode & 0o777 } : 'odd';
}

/** The size of a file below a folder, in bytes; `undefined` if there is none, or the path leaves the folder. */
export function sizeOf(folder: string, path: string): number | undefined {
  const place = resolve(folder, path);
  if (!place.startsWith(folder + sep)) return undefined;
  const found = statSync(place, { throwIfNoEntry: false });
  return found?.isFile() ? found.size : undefined;
}

/**
 * The size of a file below a folder, if its name is allowed. If a link is on the way, the name of the place to which it
 * leads must be allowed too. Nothing else is looked at.
 *
 * @param allows whether a path from the folder, with `/`, is allowed
 * @returns `undefined` if there is no such file, or it is not allowed
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

/** Strict UTF-8, without a byte order mark; `undefined` for other bytes. */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * The folder of a site for private files and for files that can be made again: ledger, outbox, backups, cache. Site
 * generators copy no folder whose name begins with a dot.
 */
export const PRIVATE_FOLDER = '.tayori';

/**
 * Makes a folder and the missing folders above it. A private folder is only for its owner, and Git ignores everything
 * in it. `recursive` is not used: with it, Node never returns if a file system says ENOENT for a new folder in an
 * existing one, as /proc does.
 *
 * @throws the errors of mkdir
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

/** Whether two paths are the same place in the end, or the second is inside the first, also through links. */
export function leadsInto(folder: string, path: string): boolean {
  const way = relative(realPlace(folder), realPlace(path));
  return !(way === '..' || way.startsWith(`..${sep}`));
}

/** The path without links. A part that does not exist yet stays as it is written. */
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

/** The target of a link that leads to nothing; a file written through the link would be made there. */
function linkAt(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

/**
 * Writes everything or nothing: a reader sees the old file or the new one, never half of one.
 *
 * @param mode the mode of a new file: 0o600 for files that name people (default: as the machine has it)
 * @param last is called when everything is there, just before the old file is replaced; nothing is written if it
 * throws a ProblemError
 */
export async function writeWhole(
  path: string,
  content: string | Uint8Array,
  mode = 0o666,
  last: () => void = () => {},
): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  try {
    makeFolder(dirname(path));
    await rm(part, { force: true }); // what a dead process with our number left, or a link that somebody put there
    await writeFile(part, content, { mode, flag: 'wx' });
    last();
    renameSync(part, path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => {}); // the first error is the one to report
    if (error instanceof ProblemError) throw error;
    throw unreadable(path, error);
  }
}

/**
 * Writes only if the content differs.
 * @returns whether the file was written
 */
export async function writeChanged(path: string, content: string | Uint8Array): Promise<boolean> {
  const next = Buffer.from(content);
  const old = readWhole(path);
  if (old?.equals(next)) return false;
  await writeWhole(path, next);
  return true;
}

/**
 * The path of a file below a folder of ours. The folder itself may be a link.
 *
 * @throws ProblemError if a folder on the way is a link: we do not write into the place that it points to
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
 * Removes unfinished files of writers that were killed, as far as possible.
 *
 * @param file only those of this file: for folders that are not ours alone
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

/** Whether it is a link: then we do not delete what it points to. */
function isLink(path: string): boolean {
  return lstatSync(path, MAY_BE_GONE)?.isSymbolicLink() === true;
}

/** Removes a file, and its folder if that is empty then. */
export async function removeFile(path: string): Promise<void> {
  try {
    await rm(path, { force: true });
    await rmdir(dirname(path));
  } catch (error) {
    if (!isErrno(error, 'ENOTEMPTY', 'EEXIST', 'ENOENT')) throw unreadable(path, error);
  }
}

/**
 * Every file below a folder, as relative paths with `/`, in code point order. Links are not followed, and names that
 * begin with `_` or `.` are skipped with everything in them.
 *
 * @returns an empty list if there is no such folder
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

/**
 * The names in a folder, in code unit order; none if there is no such folder.
 * @throws ProblemError
 */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return [];
    throw unreadable(folder, error);
  }
}

/**
 * For files that may be missing or broken, such as a cache.
 * @returns `undefined` if it cannot be read
 */
export function readWhole(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Writes a file that is not needed, such as a cache: completely or not at all, and without an error. */
export function writeQuietly(path: string, parts: readonly Uint8Array[]): void {
  const part = `${path}.${process.pid}.part`;
  try {
    makeFolder(dirname(path));
    rmSync(part, { force: true });
    const handle = openSync(part, 'wx');
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

/** Removes the files of a folder that are not named, as far as possible; never through a link. */
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
