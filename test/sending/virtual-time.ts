/**
 * A clock for the tests that stands still while anything is computed, and jumps to the next moment for which
 * somebody waits. A run of half a minute takes no time, and comes out the same on any machine.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { Rest } from '../../src/sending/loop/run-settings.ts';

type Waiter = { readonly at: number; readonly wake: (rested: boolean) => void };

/** So many turns of the event loop without a new waiter: everybody is waiting. */
const QUIET_TURNS = 25;

export function openVirtualTime(start: Date) {
  let now = start.getTime();
  let arrivals = 0;
  const waiting = new Set<Waiter>();
  const rest: Rest = (ms, signal) =>
    new Promise((resolve) => {
      arrivals += 1;
      const waiter: Waiter = { at: now + Math.max(1, Math.ceil(ms)), wake: (rested) => end(rested) };
      const stop = () => {
        if (waiting.delete(waiter)) end(false);
      };
      const end = (rested: boolean) => {
        signal.removeEventListener('abort', stop); // a signal looks through all that listen to it, one by one
        resolve(rested);
      };
      if (signal.aborted) return resolve(false);
      signal.addEventListener('abort', stop, { once: true });
      waiting.add(waiter);
    });
  const quiet = async () => {
    for (let left = QUIET_TURNS, seen = arrivals; left > 0; left -= 1) {
      await turn();
      if (arrivals === seen) continue;
      seen = arrivals;
      left = QUIET_TURNS;
    }
  };
  const jump = () => {
    if (waiting.size === 0) return;
    now = Math.max(now, Math.min(...[...waiting].map(({ at }) => at)));
    for (const waiter of [...waiting].filter(({ at }) => at <= now)) {
      waiting.delete(waiter);
      waiter.wake(true);
    }
  };
  return {
    clock: () => new Date(now),
    rest,
    /** Seconds since the start. */
    seconds: () => (now - start.getTime()) / 1000,
    /** Lets time go on until `work` is done. */
    async during<T>(work: Promise<T>): Promise<T> {
      let done = false;
      const end = () => {
        done = true;
      };
      work.then(end, end);
      while (!done) {
        await quiet();
        if (!done) jump();
      }
      return await work;
    },
  };
}
