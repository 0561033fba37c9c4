/** How long a mail that was put off waits before it is tried again, and for how long it is tried at all. Pure. */
import type { Outcome } from '../../ledger/ledger.ts';
import { DAY, MINUTE } from '../../time.ts';

/** What is still deferred after this time has failed. */
export const DEADLINE = 3 * DAY;

/** A delivery that was just tried. */
export type Tried = {
  /** How often, with this time; from 1. */
  readonly attempts: number;
  /** A mail that would be tried again after this has failed. */
  readonly deadline: Date;
  readonly now: Date;
};

/** The first attempts are repeated within seconds. After that the address itself may make the server hang up. */
const QUICK_ATTEMPTS = 3;

/** Tries again after 1, 4, 9 seconds. @returns `undefined` after QUICK_ATTEMPTS attempts, and at the deadline */
export function soon({ attempts, deadline, now }: Tried, response: string): Outcome | undefined {
  if (attempts > QUICK_ATTEMPTS || now >= deadline) return undefined;
  const retryAt = new Date(now.getTime() + attempts ** 2 * 1000);
  return { state: 'deferred', response, retryAt, countsAsAttempt: true };
}

/** `atLeast`: the shortest wait, in ms. `counts`: whether the attempt is one of those after which the waits grow. */
type Waiting = { readonly atLeast: number; readonly counts: boolean };

/** Tries again after 1, 16, 81 … minutes, but not after the deadline. At the deadline the delivery has failed. */
export function later(
  { attempts, deadline, now }: Tried,
  response: string,
  { atLeast, counts }: Waiting = { atLeast: MINUTE, counts: true },
): Outcome {
  if (now >= deadline) return { state: 'failed', response: `expired: ${response}` };
  const pause = counts ? Math.max(attempts ** 4 * MINUTE, atLeast) : atLeast;
  const retryAt = new Date(Math.min(now.getTime() + pause, deadline.getTime()));
  return { state: 'deferred', response, retryAt, countsAsAttempt: counts };
}
