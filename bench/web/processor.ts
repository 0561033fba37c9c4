/** The processor time of another process, from Linux's /proc. */
import { readdirSync, readFileSync } from 'node:fs';

/** @returns what its threads have used so far, in their own code and in the system's, in µs */
export function processorTime(pid: number | undefined): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const used = threads.map((thread) => readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8')); // in ns
  return used.reduce((sum, line) => sum + Number(line.split(' ')[0]) / 1000, 0);
}
