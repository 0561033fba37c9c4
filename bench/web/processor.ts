/** The processor time of another process, from Linux's /proc. */
import { readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second. */
const TICK_MS = 10;

/** @returns what it has used so far, in its own code and in the system's, in ms */
export function processorMs(pid: number | undefined): number {
  const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // Behind the name, which may hold anything: the 14th and 15th field of the line are the 12th and 13th from there.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
