/**
 * The bytes of a post: the only file of this folder that reads posts from the disk. Reading is synchronous: for
 * thousands of small files that is several times faster than waiting for each.
 */
import { closeSync, existsSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { posix } from 'node:path';
import { isErrno } from '../disk/files.ts';
import { ProblemError } from '../problem.ts';
import type { Skipped } from './post.ts';

/** Enough of a file for its front matter and the first paragraphs, in bytes. */
export const START = 8192;

/** The bytes without the first part of a letter that was cut at their end. */
export function wholeLetters(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > bytes.length - 4 && end > 0 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  const first = bytes[end - 1] ?? 0;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
  return end - 1 + length > bytes.length && bytes.length === START ? bytes.subarray(0, end - 1) : bytes;
}

export const decoder = new TextDecoder('utf-8');

/** Used again for every file, so that ten thousand posts need the memory of one. */
let buffer = Buffer.allocUnsafeSlow(128 * 1024);

/** The bytes of a file; valid until the next call. The scan has already decided whether a link may be followed. */
export function readBytes(path: string, most?: number): Uint8Array {
  try {
    const descriptor = openSync(path, 'r');
    try {
      if (most !== undefined) return buffer.subarray(0, readSync(descriptor, buffer, 0, most, null));
      return fill(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw unreadable(path, error);
  }
}

function fill(descriptor: number): Uint8Array {
  let length = 0;
  for (;;) {
    const read = readSync(descriptor, buffer, length, buffer.length - length, null);
    length += read;
    if (read === 0) return buffer.subarray(0, length);
    if (length < buffer.length) continue;
    const larger = Buffer.allocUnsafeSlow(Math.max(buffer.length * 2, fstatSync(descriptor).size + 1));
    buffer.copy(larger, 0, 0, length);
    buffer = larger;
  }
}

/**
 * The name of a file on disk; a Mac may have written it in decomposed Unicode. Folders are read only for such a name: for
 * each post of a large folder that would take as long as all its names.
 */
export function onDisk(root: string, file: string): string {
  if (isAscii(file) || existsSync(posix.join(root, file))) return file;
  const parts: string[] = [];
  for (const part of file.split('/')) {
    const names = isAscii(part) ? [] : readdirSync(posix.join(root, ...parts));
    parts.push(
      names.find((name) => name === part) ?? names.find((name) => name.normalize('NFC') === part) ?? part,
    );
  }
  return posix.join(...parts);
}

function isAscii(text: string): boolean {
  return !/[^\x20-\x7e]/.test(text);
}

export function notUtf8(file: string): Skipped {
  return {
    code: 'post-encoding',
    message: 'The post is not UTF-8 text.',
    hint: 'Save it again as UTF-8 (it may be Shift_JIS or UTF-16).',
    at: { file, line: 1, column: 1 },
  };
}

function unreadable(path: string, error: unknown): ProblemError {
  const reason = error instanceof Error ? error.message : String(error);
  const gone = isErrno(error, 'ENOENT');
  return new ProblemError(
    [
      {
        code: 'file-unreadable',
        message: `The post can not be read: ${reason}.`,
        hint: gone ? 'It was there a moment ago: run the command again.' : 'Check that you may read it.',
        at: { file: path },
      },
    ],
    { cause: error },
  );
}

/** Normalizing is slow, and most names need none. */
export function nfc(path: string): string {
  return isAscii(path) ? path : path.normalize('NFC');
}
