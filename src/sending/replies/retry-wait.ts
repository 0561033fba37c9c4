/** How long a mail that was put off waits before it is tried again, and for how long it is tried at all. Pure. */
import type { Delivery, Outcome } from '../../ledger/ledger.ts';
import { DAY, MINUTE } from '../../time.ts';

/** What is still deferred after this time has failed. */
export const DEADLINE = 3 * DAY;

type Tried = Pick<Delivery, 'attempts'>;

/** The first attempts are repeated within seconds. After that the address itself may make the server hang up. */
const QUICK_ATTEMPTS = 3;

/** Tries again after 1, 4, 9 seconds. @returns `undefined` after QUICK_ATTEMPTS attempts, and at the deadline */
export function soon({ attempts }: Tried, response: string, deadline: Date, now: Date): Outcome | undefined {
  if (attempts > QUICK_ATTEMPTS || now >= deadline) return undefined;
  const retryAt = new Date(now.getTime() + attempts ** 2 * 1000);
  return { state: 'deferred', response, retryAt, countsAsAttempt: true };
}

/** Tries again after 1, 16, 81 … minutes, but not after the deadline. At the deadline the delivery has failed. */
export function later(
  { attempts }: Tried,
  response: string,
  deadline: Date,
  now: Date,
  atLeast = MINUTE,
  countsAsAttempt = true,
): Outcome {
  if (now >= deadline) return { state: 'failed', response: `expired: ${response}` };
  const pause = countsAsAttempt ? Math.max(attempts ** 4 * MINUTE, atLeast) : atLeast;
  const retryAt = new Date(Math.min(now.getTime() + pause, deadline.getTime()));
  return { state: 'deferred', response, retryAt, countsAsAttempt };
}
