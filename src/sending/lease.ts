/**
 * Signs of life while a sender works: they keep its claims, take over from the dead, and bring word of what
 * stopped others. A sender that slept past its lease learns it here, and begins anew under another name.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pulse, Worker } from '../ledger/ledger.ts';
import type { Desk, Run } from './lanes.ts';
import type { Stopping } from './pace.ts';

export type Heart = {
  /** A sign of life now. */
  beat(): Promise<void>;
  /** The lease ran out: nothing that was claimed under this name may be sent. */
  lapsed(): boolean;
  stop(): void;
};

/** So many signs of life in a lease: some may be late, or lost. */
const BEATS = 4;

/** What stops one sender and is true for all of them: they send the same mail. */
const COMMON = ['content', 'bad-addresses'];

/** @returns once the first sign of life was given */
export async function startHeart(run: Run, desk: Desk): Promise<Heart> {
  const { mailing, deliveries, clock, owner, host = '' } = run;
  const over = new AbortController();
  let lapsed = false;
  const beat = async (): Promise<Pulse> => {
    const pulse = await deliveries.beat(mailing, { owner, host }, clock());
    lapsed ||= !pulse.holds;
    if (lapsed) desk.close();
    if (pulse.queued > 0) desk.reopen();
    const halt = pulse.halts.find(({ why }) => COMMON.includes(why));
    if (halt !== undefined) desk.stop(stopAfter(halt));
    return pulse;
  };
  const go = async (leaseMs: number) => {
    while (await pause(leaseMs / BEATS, over.signal)) {
      await beat();
      desk.count((await deliveries.tally(mailing)).sent);
      await desk.lookAtFaults();
    }
  };
  const { leaseMs } = await beat();
  const going = go(leaseMs).catch((error: unknown) => desk.fail(error));
  return {
    beat: async () => void (await beat()),
    lapsed: () => lapsed,
    stop: () => {
      over.abort();
      return void going;
    },
  };
}

function stopAfter({ why, host, said }: Pulse['halts'][number]): Stopping {
  return { why: why === 'bad-addresses' ? why : 'elsewhere', said: `${host}: ${said}` };
}

/** Unlike work it goes on after the first Ctrl-C: what is under way is still ours. */
function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  return sleep(ms, true, { signal, ref: false }).catch(() => false);
}

/** How often to look, while the others are waited for, in ms. */
const LOOK = 500;

/**
 * At the end of one's own work: waits until each sender that still holds something has given a sign of life,
 * or is dead and taken over.
 *
 * @param patience in ms
 * @returns whether one of them is through, and may have left something
 */
export async function awaitOthers(run: Run, desk: Desk, heart: Heart, patience: number): Promise<boolean> {
  const first = await othersAtWork(run);
  const lastHeard = new Map(first.map(({ owner, heard }) => [owner, heard]));
  let still = first;
  for (let waited = 0; waited < patience && !desk.ended(); waited += LOOK) {
    const silent = still.filter(({ owner, heard }) => heard === lastHeard.get(owner));
    if (silent.length === 0 || still.length < first.length) break;
    await desk.wait(LOOK, `for word of ${silent.map(({ host }) => host).join(', ')}`);
    await heart.beat();
    still = await othersAtWork(run);
  }
  return first.some(({ owner }) => still.every((other) => other.owner !== owner));
}

/** Who else holds something. */
export async function othersAtWork({ deliveries, mailing, owner }: Run): Promise<readonly Worker[]> {
  const workers = await deliveries.workers(mailing);
  return workers.filter((worker) => worker.owner !== owner && worker.held > 0);
}
