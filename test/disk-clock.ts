/** The clock of a disk, for tests of what is remembered by the time of a file. */
import { stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until.ts';

/**
 * In ms of the disk's clock: twice what the program takes for one tick of a disk that keeps parts of a second (`FINE` in
 * scan-files.ts), because that clock itself goes in steps of some ms.
 */
const TICKS = 100;

/** Waits until a file that is written now has a time by which everything before it is settled: it writes and looks. */
export async function diskClockMovesOn(): Promise<void> {
  const probe = join(tmpdir(), `tayori-clock-${process.pid}`);
  const now = async () => {
    await writeFile(probe, '');
    return (await stat(probe)).mtimeMs;
  };
  const begun = await now();
  await until('a later time of files', async () => (await now()) >= begun + TICKS);
}
