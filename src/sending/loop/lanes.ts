/**
 * The lanes of a run: as many as the transport has connections. Each takes the next delivery, hands it to the
 * transport, marks it before its first byte leaves, and keeps what came of it. They decide nothing themselves.
 */
import type { Delivery } from '../../ledger/ledger.ts';
import { outcomeOf } from '../replies/outcome.ts';
import type { Composer } from './composer.ts';
import type { Dispatch } from './dispatch.ts';
import type { LedgerWriter } from './ledger-writer.ts';
import type { RunEnd } from './run-end.ts';
import { restByTimer, type SendRun } from './run-settings.ts';

/** What the lanes of a run share. */
export type Shared = {
  readonly dispatch: Dispatch;
  readonly compose: Composer;
  readonly writer: LedgerWriter;
  readonly end: RunEnd;
};

/** How long what is in flight may take to end after the signal, in ms. */
const GRACE = 30_000;

/** Runs every lane until nothing is due. After the signal they may finish for a while; then lines are cut. */
export async function untilDrained(run: SendRun, shared: Shared): Promise<void> {
  const { transport, signal } = run;
  const over = new AbortController();
  const lanes = Array.from({ length: transport.connections }, () => lane(run, shared));
  const cut = late(signal, over.signal).then((tooLong) =>
    tooLong ? transport[Symbol.asyncDispose]() : undefined,
  );
  await Promise.all(lanes);
  await shared.writer.settled();
  over.abort();
  await cut;
}

/** One connection's worth of work. */
async function lane(run: SendRun, shared: Shared): Promise<void> {
  const { dispatch, end } = shared;
  try {
    for (let next = await dispatch.next(); next !== undefined; next = await dispatch.next())
      await deliverOne(run, shared, next);
  } catch (error) {
    end.end({ why: 'failure', error });
  }
}

async function deliverOne(run: SendRun, shared: Shared, delivery: Delivery): Promise<void> {
  const { mailing, clock, transport } = run;
  const { dispatch, compose, writer } = shared;
  const message = await compose(delivery);
  const mark = (relay?: string) => markOne(run, shared, delivery, relay);
  const reply = 'kind' in message ? message : await transport.deliver(message, mark);
  const now = clock();
  const outcome = dispatch.hear(delivery, outcomeOf(reply, delivery, mailing.deadline, now), now);
  if (outcome !== undefined) writer.keep(delivery.subscriber, { ...outcome, relay: reply.relay }, now);
}

/** If the mark was not kept, the mail may not be sent. After a failure of the ledger no mark is tried. */
async function markOne(
  { clock }: SendRun,
  { writer, end }: Shared,
  { subscriber }: Delivery,
  relay: string | undefined,
): Promise<boolean> {
  if (end.reason()?.why === 'failure') return false;
  try {
    return await writer.mark(subscriber, clock(), relay);
  } catch (error) {
    end.end({ why: 'failure', error });
    return false;
  }
}

/** @returns true a while after `signal`; false as soon as it is `over` */
async function late(signal: AbortSignal, over: AbortSignal): Promise<boolean> {
  if (!signal.aborted) {
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve, { once: true, signal: over });
      over.addEventListener('abort', resolve, { once: true });
    });
  }
  return !over.aborted && restByTimer(GRACE, over);
}
