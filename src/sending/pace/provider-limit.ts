/**
 * A limit of one provider, such as `421 4.7.28 Too many messages`: its rate is halved, and comes back by a quarter
 * every half minute. A provider that takes nothing any more is left alone for a while: asked in turn, its people would
 * keep a run busy for hours, and everybody else waiting behind them. Pure.
 */
import { MINUTE, SECOND } from '../../time.ts';

/** The rate since `at`, in mails a second, and the one before it. */
export type Slowed = {
  readonly at: Date;
  readonly perSecond: number;
  readonly from: number;
  /** How often it asked for less without a mail taken in between, and since when. */
  readonly inRow: number;
  readonly since: Date;
  /** It gets no mail before this; `undefined` if it takes some. */
  readonly shutUntil: Date | undefined;
};

/** Several refusals within this time (in ms) are one request to slow down: those mails were under way at once. */
const ONE_REQUEST = 10 * SECOND;
const SLOWEST = 0.1;

/** A provider that asked for less so often, and took nothing for so long (in ms), gets no mail for a while. */
const SHUT_AFTER = 10;
const SHUT_AFTER_MS = 30 * SECOND;
const SHUT_FOR = 10 * MINUTE;

/**
 * Halves the rate of a provider.
 *
 * @param observed the rate of the whole run, in mails a second: it counts as that of a provider that was never slowed
 */
export function slower(before: Slowed | undefined, observed: number, now: Date): Slowed {
  const inRow = (before?.inRow ?? 0) + 1;
  const since = before === undefined || before.inRow === 0 ? now : before.since;
  const isShut = inRow >= SHUT_AFTER && now.getTime() - since.getTime() >= SHUT_AFTER_MS;
  const shutUntil = isShut ? new Date(now.getTime() + SHUT_FOR) : undefined;
  if (before !== undefined && now.getTime() - before.at.getTime() < ONE_REQUEST)
    return { ...before, inRow, since, shutUntil };
  const left = creptRate(before, now);
  const rate = left ?? observed;
  const from = left === undefined ? rate : (before?.from ?? rate);
  return { at: now, perSecond: Math.max(SLOWEST, rate / 2), from, inRow, since, shutUntil };
}

/** It took a mail. */
export function tookAgain(slowed: Slowed): Slowed {
  return slowed.inRow === 0 ? slowed : { ...slowed, inRow: 0, shutUntil: undefined };
}

/** Until when a provider gets no mail; `undefined` if it may get some. */
export function shutUntil(slowed: Slowed | undefined, now: Date): Date | undefined {
  return slowed?.shutUntil !== undefined && now < slowed.shutUntil ? slowed.shutUntil : undefined;
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
