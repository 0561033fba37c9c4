/** Waits for the other workers of a mailing, until they have finished or until this worker can take over. */
import type { Worker } from '../../ledger/ledger.ts';
import type { Dispatch } from './dispatch.ts';
import type { Lease } from './lease.ts';
import type { RunEnd } from './run-end.ts';
import type { SendRun } from './run-settings.ts';

/** How often to look, while the others are waited for, in ms. */
const LOOK = 500;

type Waiting = {
  readonly dispatch: Pick<Dispatch, 'wait'>;
  readonly end: RunEnd;
  readonly lease: Lease;
};

/**
 * At the end of one's own work: waits until each worker that still holds something has given a sign of life,
 * or is dead and taken over.
 *
 * @param patience in ms
 * @returns whether one of them is through, and may have left something
 */
export async function awaitOthers(
  run: SendRun,
  { dispatch, end, lease }: Waiting,
  patience: number,
): Promise<boolean> {
  const first = await othersAtWork(run);
  const lastHeard = new Map(first.map(({ owner, heard }) => [owner, heard]));
  let still = first;
  for (let waited = 0; waited < patience && !end.isOver(); waited += LOOK) {
    const silent = still.filter(({ owner, heard }) => heard === lastHeard.get(owner));
    if (silent.length === 0 || still.length < first.length) break;
    await dispatch.wait(LOOK, `for word of ${silent.map(({ host }) => host).join(', ')}`);
    await lease.renew();
    still = await othersAtWork(run);
  }
  return first.some(({ owner }) => still.every((other) => other.owner !== owner));
}

/** Who else holds something. */
export async function othersAtWork({ deliveries, mailing, owner }: SendRun): Promise<readonly Worker[]> {
  const workers = await deliveries.workers(mailing);
  return workers.filter((worker) => worker.owner !== owner && worker.held > 0);
}
