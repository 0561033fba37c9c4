/**
 * Signs of life while a worker sends: they keep its claims, take over from dead workers, and report what
 * stopped others. A worker that slept past its lease learns it here.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pulse } from '../../ledger/ledger.ts';
import type { Stopping } from '../pace/pace.ts';
import type { ClaimedQueue } from './claimed-queue.ts';
import type { Dispatch } from './dispatch.ts';
import type { RunEnd } from './run-end.ts';
import type { SendRun } from './run-settings.ts';

export type Lease = {
  /** A sign of life now. */
  renew(): Promise<void>;
  /** Resolves once nothing more is written or read: the ledger may be left and closed then. */
  stop(): Promise<void>;
};

type Told = {
  readonly dispatch: Pick<Dispatch, 'count' | 'lookAtFaults'>;
  readonly queue: Pick<ClaimedQueue, 'reopen'>;
  readonly end: RunEnd;
};

/** The number of signs of life in one lease: some may come late, or not at all. */
const SIGNS = 4;

/** Reasons that stop one worker and are true for all of them: they send the same mail through the same relay. */
const COMMON = ['content', 'bad-addresses', 'quota'];

/** @returns once the first sign of life was given */
export async function startLease(run: SendRun, { dispatch, queue, end }: Told): Promise<Lease> {
  const { mailing, deliveries, clock, owner, host = '', onCount } = run;
  const over = new AbortController();
  const renew = async (): Promise<Pulse> => {
    const pulse = await deliveries.beat(mailing, { owner, host }, clock());
    if (!pulse.holds) end.end({ why: 'lease' });
    if (pulse.queued > 0) queue.reopen();
    const halt = pulse.halts.find(({ why }) => COMMON.includes(why));
    if (halt !== undefined) end.end({ why: 'stop', stop: stopAfter(halt) });
    return pulse;
  };
  const goOn = async (leaseMs: number) => {
    while (await pause(leaseMs / SIGNS, over.signal)) {
      await renew();
      const { sent } = await deliveries.tally(mailing);
      dispatch.count(sent);
      await onCount?.(sent);
      await dispatch.lookAtFaults();
    }
  };
  const { leaseMs } = await renew();
  const going = goOn(leaseMs).catch((error: unknown) => end.end({ why: 'failure', error }));
  return {
    renew: async () => void (await renew()),
    stop: () => {
      over.abort();
      return going;
    },
  };
}

function stopAfter({ why, host, said }: Pulse['halts'][number]): Stopping {
  const same = why === 'bad-addresses' || why === 'quota' ? why : 'elsewhere';
  return { why: same, said: `${host}: ${said}` };
}

/** Signs of life go on after the first Ctrl-C, because the mails that are under way are still ours. */
function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  return sleep(ms, true, { signal, ref: false }).catch(() => false);
}
