/** What this process is called where workers are named: in the ledger, in `tayori status`, to those who join a send. */
import { hostname } from 'node:os';

/** The machine and the process: `tokyo (4711)`. */
export function thisWorker(): string {
  return `${hostname()} (${process.pid})`;
}
