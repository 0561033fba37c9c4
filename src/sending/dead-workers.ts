/**
 * What a sender left that died, before the next run settles it: its mails may have arrived or not, so nothing may
 * say that they are queued. It only reads.
 */
import type { Ledger, MailingRef, Tally, Worker } from '../ledger/ledger.ts';

/** The senders as they are now: the lease of one that is dead is over, whatever was left of it. */
export async function sendersNow(
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

/** The same people: what the dead had begun counts as in doubt, and no more as queued. */
export function withTheDead(tally: Tally, begun: number): Tally {
  return { ...tally, uncertain: tally.uncertain + begun, queued: tally.queued - begun };
}
