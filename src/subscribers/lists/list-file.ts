/** Writes a list of any length: completely or not at all, and readable only by its owner. */
import { createWriteStream } from 'node:fs';
import { lstat, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { makeFolder } from '../../disk/private-folder.ts';
import { ProblemError } from '../../problem.ts';

/**
 * @param over whether an existing file may be replaced; a device or a link never is
 * @throws ProblemError if the file cannot be written
 */
export async function writeList(path: string, pieces: AsyncIterable<string>, over: boolean): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (found !== undefined && !(over && found.isFile())) throw taken(path, found.isFile());
  const part = `${path}.${process.pid}.part`;
  try {
    makeFolder(dirname(path));
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

function taken(path: string, file: boolean): ProblemError {
  return new ProblemError([
    {
      code: 'file-unreadable',
      message: file
        ? 'There is such a file already.'
        : 'What is there is no ordinary file, and is not replaced.',
      hint: file
        ? 'Name another file, or replace it with `--force`.'
        : 'Name a file; without one, the list goes to stdout.',
      at: { file: path },
    },
  ]);
}
