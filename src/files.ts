/**
 * The disk. Text is UTF-8 or refused; a write is whole or does not happen; a file that would not
 * change is not touched, so that its modification time tells readers and caches the truth.
 */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
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

/** Writes all of it or nothing: a reader sees the old file or the new one, never half of one. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(part, content);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
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

export function isErrno(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
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
