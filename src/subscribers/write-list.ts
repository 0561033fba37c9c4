/** Writes a list of any length: whole or not at all, and for the owner's eyes only. */
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ProblemError } from '../problem.ts';

/** @throws ProblemError where the file can not be written */
export async function writeList(path: string, pieces: AsyncIterable<string>): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await pipeline(pieces, createWriteStream(part, { mode: 0o600 }));
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    if (error instanceof ProblemError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ProblemError(
      [
        {
          code: 'file-unreadable',
          message: `The list can not be written: ${reason}.`,
          hint: 'Check that you may write in the folder, and that the disk has room.',
          at: { file: path },
        },
      ],
      { cause: error },
    );
  }
}
