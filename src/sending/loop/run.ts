/**
 * Runs a mailing: settles what a dead worker left, keeps every connection busy until nothing is due, and says how it
 * ended. Its claims hold as long as its lease. A worker that slept past its lease, as in a laptop that was closed,
 * begins anew under another name.
 */

import { type FaultWatch, openFaultWatch, unwatched } from '../brake/fault-watch.ts';
import { freshHealth, type Health } from '../pace/server-health.ts';
import { awaitOthers } from './await-others.ts';
import { openClaimedQueue } from './claimed-queue.ts';
import { openComposer } from './composer.ts';
import { openDispatch } from './dispatch.ts';
import { type Shared, untilDrained } from './lanes.ts';
import { type Lease, startLease } from './lease.ts';
import { openLedgerWriter } from './ledger-writer.ts';
import { openRunEnd } from './run-end.ts';
import { type Ending, endingOf } from './run-result.ts';
import type { SendRun } from './run-settings.ts';

/**
 * Sends what is due until nothing is, or until trouble or the signal ends it.
 *
 * @param known what an earlier run heard of the same servers
 * @throws what the ledger throws, once everything in flight has ended: then nothing more is sent
 */
export async function sendMailing(run: SendRun, known = freshHealth): Promise<Ending> {
  await run.deliveries.recover(run.mailing, run.clock());
  const watch = run.believeBounces === true ? unwatched : await openFaultWatch(run.deliveries, run.mailing);
  let sent = 0;
  let health = known;
  for (let names = 1; ; names += 1) {
    const named = { ...run, owner: names === 1 ? run.owner : `${run.owner}-${names}` };
    const { dispatch, end } = await workUnderName(named, watch, health);
    sent += dispatch.sent();
    health = { ...dispatch.health(), begun: 0, since: undefined }; // those are in the tally now
    const reason = end.reason();
    if (reason?.why === 'lease') continue;
    return endingOf(named, health, sent, reason?.why === 'stop' ? reason.stop : undefined);
  }
}

/** Works until nothing is due, or until the lease of this name is lost. */
async function workUnderName(run: SendRun, watch: FaultWatch, health: Health): Promise<Shared> {
  const { mailing, deliveries, clock, owner } = run;
  const { queued, deferred, sent } = await deliveries.tally(mailing);
  const end = openRunEnd(run.signal);
  const queue = openClaimedQueue(run);
  const writer = openLedgerWriter(deliveries, mailing, owner, (error) => end.end({ why: 'failure', error }));
  const dispatch = openDispatch(run, {
    watch,
    queue,
    writer,
    end,
    health,
    due: queued + deferred,
    before: sent,
  });
  const shared = { dispatch, writer, end, compose: openComposer(run) };
  const lease = await startLease(run, { dispatch, queue, end });
  try {
    await untilNothingIsDue(run, shared, lease, queue.reopen);
  } finally {
    await lease.stop();
  }
  const reason = end.reason();
  if (reason?.why === 'failure') throw reason.error;
  // What was claimed and not begun goes back; what was cut off after its mark is in doubt.
  await deliveries.leave(mailing, owner, dispatch.health().stop, clock());
  return shared;
}

/** Works until nothing is due, no retry comes soon enough, and all other workers that hold something are alive. */
async function untilNothingIsDue(
  run: SendRun,
  shared: Shared,
  lease: Lease,
  lookAgain: () => void,
): Promise<void> {
  const { dispatch, end } = shared;
  for (let patience = run.patience; ; ) {
    lookAgain();
    await untilDrained(run, shared);
    if (end.isOver()) return;
    if (dispatch.queuedAgain()) continue;
    const pause = await pauseUntilRetry(run, patience);
    if (pause !== undefined) {
      await dispatch.wait(pause, 'for a server that asked to come back');
      patience -= pause;
    } else if (!(await awaitOthers(run, { dispatch, end, lease }, patience))) return;
  }
}

/** @returns the ms until the next retry; `undefined` if that is too long to wait for */
async function pauseUntilRetry(run: SendRun, patience: number): Promise<number | undefined> {
  const retryAt = await run.deliveries.nextRetry(run.mailing);
  if (retryAt === undefined) return undefined;
  const pause = Math.max(1, retryAt.getTime() - run.clock().getTime());
  return pause <= patience ? pause : undefined;
}
