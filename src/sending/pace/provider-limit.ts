/**
 * A limit of one provider, such as `421 4.7.28 Too many messages`: its rate is halved, and comes back by a quarter
 * every half minute. Pure.
 */
import { SECOND } from '../../time.ts';

/** The rate since `at`, in mails a second, and the one before it. */
export type Slowed = { readonly at: Date; readonly perSecond: number; readonly from: number };

/** Several refusals within this time (in ms) are one request to slow down: those mails were under way at once. */
const ONE_REQUEST = 10 * SECOND;
const SLOWEST = 0.1;

/**
 * Halves the rate of a provider.
 *
 * @param observed the rate of the whole run, in mails a second: it counts as that of a provider that was never slowed
 */
export function slower(before: Slowed | undefined, observed: number, now: Date): Slowed {
  if (before !== undefined && now.getTime() - before.at.getTime() < ONE_REQUEST) return before;
  const left = creptRate(before, now);
  const rate = left ?? observed;
  const from = left === undefined ? rate : (before?.from ?? rate);
  return { at: now, perSecond: Math.max(SLOWEST, rate / 2), from };
}

/** After a provider asked for less, its rate comes back by a quarter every half minute. */
const CREEP_EVERY = 30 * SECOND;
const CREEP = 1.25;

/** The rate of a provider that asked for less; `undefined` if it did not ask, or has its earlier rate again. */
export function creptRate(slowed: Slowed | undefined, now: Date): number | undefined {
  if (slowed === undefined) return undefined;
  const steps = Math.floor((now.getTime() - slowed.at.getTime()) / CREEP_EVERY);
  const crept = slowed.perSecond * CREEP ** Math.max(0, steps);
  return crept >= slowed.from ? undefined : crept;
}
