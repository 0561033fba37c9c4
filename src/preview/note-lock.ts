/** Two previews may run on one site, each a process: one at a time looks at a note and writes it. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PRIVATE_FOLDER } from '../files.ts';
import { lockFile } from '../ledger/sqlite/file-locks.ts';
import { ProblemError } from '../problem.ts';

/** A note is written in some ms: so often it is tried, with so many ms between. */
const [TRIES, PAUSE] = [25, 20];

/** @throws ProblemError (note-conflict) where another process does not come to its end */
export async function alone<T>(root: string, work: () => Promise<T>): Promise<T> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    await using lock = lockFile(join(root, PRIVATE_FOLDER, 'notes'), 'write');
    if (lock !== undefined) return await work();
    await sleep(PAUSE);
  }
  throw new ProblemError([
    {
      code: 'note-conflict',
      message: 'Another preview is writing a note of this site, and does not come to its end.',
      hint: 'End the other preview, and try again.',
    },
  ]);
}
