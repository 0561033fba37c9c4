/** Several previews may run on one site, each in its own process. Only one at a time reads and writes a note. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PRIVATE_FOLDER } from '../../disk/private-folder.ts';
import { lockFile } from '../../ledger/sqlite/file-locks.ts';
import { ProblemError } from '../../problem.ts';

/** Writing a note takes some ms. So the lock is tried 25 times, with 20 ms between two tries: half a second in all. */
const [TRIES, PAUSE] = [25, 20];

/**
 * Does `work` while no other process can.
 * @throws ProblemError (note-conflict) if another process keeps the lock for longer than half a second
 */
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
