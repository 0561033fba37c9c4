/**
 * Which workers are alive, and what a dead worker left until the next run settles it. Its last mails may have arrived
 * or not, so nobody may be told that they are queued. Nothing is written here.
 */
import type { Ledger, MailingRef, Tally, Worker } from '../ledger/ledger.ts';

export function isAtWork({ ended, leaseLeft }: Worker): boolean {
  return ended === undefined && leaseLeft > 0;
}

/** The workers as they are now. Where no process holds the mailing, every lease counts as over. */
export async function workersNow(
  ledger: Pick<Ledger, 'deliveries' | 'isTaken'>,
  of: MailingRef,
): Promise<readonly Worker[]> {
  const workers = await ledger.deliveries.workers(of);
  if ((await ledger.isTaken(of)) !== false) return workers;
  return workers.map((worker) => ({ ...worker, leaseLeft: Math.min(0, worker.leaseLeft) }));
}

/** How many deliveries the next run will find in doubt, at most. */
export function begunByTheDead(workers: readonly Worker[]): number {
  const dead = workers.filter(({ ended, leaseLeft }) => ended === undefined && leaseLeft <= 0);
  return dead.reduce((sum, { begun }) => sum + begun, 0);
}

/** The same tally, but the mails that dead workers had begun count as in doubt, and not as queued. */
export function withTheDead(tally: Tally, begun: number): Tally {
  return { ...tally, uncertain: tally.uncertain + begun, queued: tally.queued - begun };
}
