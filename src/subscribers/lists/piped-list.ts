/**
 * A list that comes through a pipe (`zcat list.csv.gz | tayori subscribers import -`) is kept in a file while it is
 * read: a list is read twice, and a pipe gives its bytes once. Only its owner can read the file, and it is removed after.
 */
import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ProblemError } from '../../problem.ts';

export type ListFile = AsyncDisposable & {
  /** Where the list can be read from its beginning. */
  readonly path: string;
  /** Its name in messages. */
  readonly name: string;
};

/**
 * @param path absolute
 * @param named as the person wrote it; `-` is the standard input
 * @throws ProblemError (subscriber-file) if the list cannot be kept
 */
export async function openListFile(path: string, named: string, signal: AbortSignal): Promise<ListFile> {
  const piped = named === '-' || statSync(path, { throwIfNoEntry: false })?.isFIFO() === true;
  if (!piped) return { path, name: named, [Symbol.asyncDispose]: async () => {} };
  const source = named === '-' ? createReadStream('', { fd: 0, autoClose: false }) : createReadStream(path);
  const folder = await mkdtemp(join(tmpdir(), 'tayori-list-'));
  const kept = join(folder, 'list.csv');
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await pipeline(source, createWriteStream(kept, { mode: 0o600 }), { signal });
  } catch (error) {
    await remove();
    throw notKept(error);
  }
  return { path: kept, name: named === '-' ? 'stdin' : named, [Symbol.asyncDispose]: remove };
}

function notKept(error: unknown): ProblemError {
  const reason = error instanceof Error ? error.message : String(error);
  return new ProblemError(
    [
      {
        code: 'subscriber-file',
        message: `The list from the pipe can not be kept while it is read: ${reason}. Nobody was imported.`,
        hint: 'Save it as a file, and name that.',
      },
    ],
    { cause: error },
  );
}
