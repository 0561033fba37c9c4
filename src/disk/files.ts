/**
 * Reads and writes files. Text is UTF-8 or refused. A file is written completely or not at all. A file that would stay
 * the same is not written, so that its modification time is right for readers and caches.
 */
import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { ProblemError } from '../problem.ts';
import { isLink } from './links-on-disk.ts';
import { makeFolder } from './private-folder.ts';

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

/** Strict UTF-8, without a byte order mark; `undefined` for other bytes. */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
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
 * Removes unfinished files of writers that were killed, as far as possible.
 *
 * @param file only those of this file: for folders that are not ours alone
 */
export function removeParts(folder: string, file?: string): void {
  if (isLink(folder)) return;
  for (const name of namesIn(folder)) {
    const [, whole, writer] = /^(.+)\.(\d+)\.part$/.exec(name) ?? [];
    if (writer === undefined || (file !== undefined && whole !== file)) continue;
    if (!isAlive(Number(writer))) removeQuietly(join(folder, name));
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return isErrno(error, 'EPERM');
  }
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
    removeQuietly(part);
  }
}

/** Removes the files of a folder that are not named, as far as possible; never through a link. */
export function removeOthers(folder: string, names: ReadonlySet<string>): void {
  if (isLink(folder)) return;
  for (const name of namesIn(folder)) {
    if (!names.has(name)) removeQuietly(join(folder, name));
  }
}

/** Removes a file if that is possible: what is left in a folder of somebody else does no harm. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // It stays.
  }
}

export function isErrno(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

export function unreadable(path: string, error: unknown): ProblemError {
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
