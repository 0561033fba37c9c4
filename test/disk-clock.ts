/** The clock of a disk, for tests of what is remembered by the time of a file. */
import { stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Longer than the program takes for one tick of a disk that keeps parts of a second (scan-files.ts). */
const TICKS = 50;

/** Waits until a file that is written now has a time by which everything before it is settled: it writes and looks. */
export async function diskClockMovesOn(): Promise<void> {
  const probe = join(tmpdir(), `tayori-clock-${process.pid}`);
  const now = async () => {
    await writeFile(probe, '');
    return (await stat(probe)).mtimeMs;
  };
  const begun = await now();
  while ((await now()) < begun + TICKS);
}
