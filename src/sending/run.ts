/**
 * The send loop: keeps every connection busy and records what came of each delivery. It decides nothing:
 * what a reply means is in outcome.ts, when the next mail may leave in pace.ts.
 */
import type { Counts, Delivery, Worker } from '../ledger/ledger.ts';
import { type FaultWatch, openFaultWatch, unwatched } from './fault-watch.ts';
import { type Desk, openDesk, type Run, rest } from './lanes.ts';
import { awaitOthers, type Heart, othersAtWork, startHeart } from './lease.ts';
import { outcomeOf, type Verdict } from './outcome.ts';
import type { Stopping } from './pace.ts';
import { freshStanding, type Standing } from './server-health.ts';

/** How a run ended; what became of the mailing is in the ledger. */
export type Ending = {
  readonly stop: Stopping | undefined;
  /** Why the server could not be reached at the end; `undefined` where it could. */
  readonly away: string | undefined;
  /** Refusals of us, not of an address, by domain. */
  readonly refusedBy: Counts;
  /** When the next deferred delivery is due; `undefined` where none waits. */
  readonly retryAt: Date | undefined;
  /** How many mails this run brought to `sent`; others may have sent at the same time. */
  readonly sent: number;
  /** Who else still holds something. */
  readonly others: readonly Worker[];
};

/** How long what is in flight may take to end after the signal, in ms. */
const GRACE = 30_000;

/**
 * Sends what is due until nothing is, or until trouble or the signal ends it. Rows that a dead sender left
 * are settled first.
 *
 * @throws what the ledger throws, once everything in flight has ended: then nothing more is sent
 */
export async function sendMailing(run: Run): Promise<Ending> {
  await run.deliveries.recover(run.mailing, run.clock());
  const watch = run.believeBounces === true ? unwatched : await openFaultWatch(run.deliveries, run.mailing);
  let sent = 0;
  let standing = freshStanding;
  for (let names = 1; ; names += 1) {
    const owner = names === 1 ? run.owner : `${run.owner}-${names}`;
    const shift = await workShift({ ...run, owner }, watch, standing);
    sent += shift.desk.sent();
    standing = { ...shift.desk.standing(), begun: 0, since: undefined }; // those are in the tally now
    if (shift.lapsed && !run.signal.aborted && shift.desk.stopped() === undefined) continue;
    return endingOf({ ...run, owner }, shift.desk, sent);
  }
}

type Shift = { readonly desk: Desk; readonly lapsed: boolean };

/** As much as can be done under one name: on a shared ledger a name ends with its lease. */
async function workShift(run: Run, watch: FaultWatch, standing: Standing): Promise<Shift> {
  const { mailing, deliveries, clock } = run;
  const { queued, deferred, sent } = await deliveries.tally(mailing);
  const desk = openDesk(run, watch, queued + deferred, sent, standing);
  const heart = await startHeart(run, desk);
  try {
    await workOff(run, desk, heart);
  } finally {
    heart.stop();
  }
  const failure = desk.failure();
  if (failure !== undefined) throw failure.error;
  // What was claimed and not begun goes back; what was cut off after its mark is in doubt.
  await deliveries.leave(mailing, run.owner, desk.standing().stop, clock());
  return { desk, lapsed: heart.lapsed() };
}

/** Until nothing is due, nothing comes due soon enough, and whoever else holds something lives. */
async function workOff(run: Run, desk: Desk, heart: Heart): Promise<void> {
  for (let patience = run.patience; ; ) {
    desk.reopen();
    await untilDrained(run, desk);
    if (desk.ended()) return;
    const pause = await pauseUntilRetry(run, patience);
    if (pause !== undefined) {
      await desk.wait(pause, 'for a server that asked to come back');
      patience -= pause;
    } else if (!(await awaitOthers(run, desk, heart, patience))) return;
  }
}

async function endingOf(run: Run, desk: Desk, sent: number): Promise<Ending> {
  const refusals = Object.entries(desk.standing().refusals);
  return {
    stop: desk.stopped(),
    away: desk.standing().away,
    refusedBy: Object.fromEntries(refusals.map(([domain, { refused }]) => [domain, refused])),
    retryAt: await run.deliveries.nextRetry(run.mailing),
    sent,
    others: await othersAtWork(run),
  };
}

/** One connection's worth of work. */
async function lane(run: Run, desk: Desk): Promise<void> {
  try {
    for (let delivery = await desk.next(); delivery !== undefined; delivery = await desk.next()) {
      desk.hear(delivery, await deliverOne(run, desk, delivery));
    }
  } catch (error) {
    desk.fail(error);
  }
}

async function deliverOne(run: Run, desk: Desk, delivery: Delivery): Promise<Verdict> {
  const { mailing, clock, transport } = run;
  const message = await desk.message(delivery);
  const mark = async (relay?: string) => {
    if (desk.failure() !== undefined) return false; // a ledger that lost a result gets no more marks
    try {
      return await desk.records.mark(delivery.subscriber, clock(), relay);
    } catch (error) {
      desk.fail(error);
      return false; // a mark that was not kept is no mark: nothing may be sent
    }
  };
  const reply = 'kind' in message ? message : await transport.deliver(message, mark);
  const now = clock();
  const verdict = outcomeOf(reply, delivery, mailing.deadline, now);
  if (verdict.outcome !== undefined)
    desk.records.keep(delivery.subscriber, { ...verdict.outcome, relay: reply.relay }, now);
  return verdict;
}

/** Runs every lane until nothing is due. After the signal they may finish for a while; then lines are cut. */
async function untilDrained(run: Run, desk: Desk): Promise<void> {
  const { transport, signal } = run;
  const over = new AbortController();
  const lanes = Array.from({ length: transport.connections }, () => lane(run, desk));
  const cut = late(signal, over.signal).then((tooLong) =>
    tooLong ? transport[Symbol.asyncDispose]() : undefined,
  );
  await Promise.all(lanes);
  await desk.records.settled();
  over.abort();
  await cut;
}

/** @returns true a while after `signal`; false as soon as it is `over` */
async function late(signal: AbortSignal, over: AbortSignal): Promise<boolean> {
  if (!signal.aborted) {
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve, { once: true, signal: over });
      over.addEventListener('abort', resolve, { once: true });
    });
  }
  return !over.aborted && rest(GRACE, over);
}

/** @returns the ms until the next retry, where that is soon enough to wait for */
async function pauseUntilRetry(run: Run, patience: number): Promise<number | undefined> {
  const retryAt = await run.deliveries.nextRetry(run.mailing);
  if (retryAt === undefined) return undefined;
  const pause = Math.max(1, retryAt.getTime() - run.clock().getTime());
  return pause <= patience ? pause : undefined;
}
