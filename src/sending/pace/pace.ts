/**
 * When the next mail may leave, to whom, and when none should: decided from what was heard so far (server-health.ts)
 * and from what the editor allows. `nextStep` decides everything about speed and trouble, and the first reason that
 * applies wins. Pure: no clock, no waiting.
 */
import { SECOND } from '../../time.ts';
import { creptRate, shutUntil } from './provider-limit.ts';
import { clockOf, endOfQuiet, type QuietHours } from './quiet-hours.ts';
import { relayRate } from './relay-limit.ts';
import { type Health, MOST_UNREACHABLE, type Stop } from './server-health.ts';
import { allowedByNow, type WarmUp } from './warm-up.ts';
import { askingOrder } from './whose-limit.ts';

/** What the editor allows. `undefined` sets no bound. */
export type PaceLimits = {
  /** Mails a second in all. */
  readonly perSecond: number | undefined;
  /** By provider, as in providers.ts, or by domain. */
  readonly providers: Readonly<Record<string, ProviderLimit>>;
  /** A new sending domain begins with `perDay` mails, and may send twice as many each day after. */
  readonly warmUp: WarmUp | undefined;
  /** No mail leaves in these hours. */
  readonly quiet: QuietHours | undefined;
  /** The time zone of the site, in which quiet hours and the days of the warm-up are counted. */
  readonly zone: string;
  /** No mail leaves before, or after. */
  readonly notBefore: Date | undefined;
  readonly notAfter: Date | undefined;
};

export type ProviderLimit = {
  readonly perSecond?: number | undefined;
  readonly connections?: number | undefined;
};

export const noLimits: PaceLimits = {
  perSecond: undefined,
  providers: {},
  warmUp: undefined,
  quiet: undefined,
  zone: 'UTC',
  notBefore: undefined,
  notAfter: undefined,
};

export type Situation = {
  readonly health: Health;
  readonly limits: PaceLimits;
  /** The providers whose mail is claimed and waits, in the order in which it came. */
  readonly waiting: readonly string[];
  /** Whether more may be fetched. */
  readonly more: boolean;
  /** Sent in earlier runs of this mailing, and when it was frozen: for the warm-up. */
  readonly before: number;
  readonly frozen: Date;
  /** The run waits until then at most; by the steady clock. */
  readonly patience: Date;
};

export type PaceStep =
  | { readonly do: 'send'; readonly provider: string }
  | { readonly do: 'fetch' }
  /** Nothing is left that this run could send. */
  | { readonly do: 'finish' }
  | { readonly do: 'pause'; readonly until: Date; readonly why: string }
  | ({ readonly do: 'stop' } & Stopping);

/**
 * Why a run ends before its time, and in whose words. `elsewhere`: another worker found what is true for all of
 * them. With `quiet` and `late`, `said` is a time of the day; with `warm-up` it is how many mails may have left.
 */
export type Stopping = {
  readonly why: Stop['why'] | 'elsewhere' | 'quiet' | 'late' | 'warm-up';
  readonly said: string;
};

/**
 * @param now by the wall clock, which can be set: `--at`, `--not-after`, quiet hours and days are read from it
 * @param steady by the clock that the health and the patience are measured with
 */
export function nextStep(situation: Situation, now: Date, steady = now): PaceStep {
  const { health, limits, waiting, more } = situation;
  const onWall = (moment: number) => new Date(now.getTime() + moment - steady.getTime());
  if (health.stop !== undefined) return { do: 'stop', ...health.stop };
  if (limits.notAfter !== undefined && now >= limits.notAfter) {
    return { do: 'stop', why: 'late', said: clockOf(limits.notAfter, limits.zone) };
  }
  const { notBefore, unreachable } = health;
  if (notBefore !== undefined && steady < notBefore) {
    const why = `for the server: ${unreachable} of ${MOST_UNREACHABLE} failures in a row`;
    return { do: 'pause', until: onWall(notBefore.getTime()), why };
  }
  if (limits.notBefore !== undefined && now < limits.notBefore) {
    return { do: 'pause', until: limits.notBefore, why: 'for the time that was set' };
  }
  const morning = endOfQuiet(limits.quiet, limits.zone, now);
  if (morning !== undefined) {
    if (morning > onWall(situation.patience.getTime()))
      return { do: 'stop', why: 'quiet', said: clockOf(morning, limits.zone) };
    return { do: 'pause', until: morning, why: 'for the end of quiet hours' };
  }
  const allowed = allowedByNow(limits.warmUp, limits.zone, situation.frozen, now);
  if (situation.before + health.begun >= allowed) return { do: 'stop', why: 'warm-up', said: `${allowed}` };
  const opens = freeAt(health, ALL, limits.perSecond, steady);
  if (opens > steady.getTime()) return { do: 'pause', until: onWall(opens), why: 'to keep the pace' };
  const open = relayOpensAt(health, steady);
  if (open > steady.getTime())
    return { do: 'pause', until: onWall(open), why: 'for the mail server, which limits the pace' };
  const { first, next } = askingOrder(health.relay, waiting);
  const free = (each: string) => isFree(health, limits, each, steady);
  const provider = first.find(free) ?? (more ? undefined : next.find(free));
  if (provider !== undefined) return { do: 'send', provider };
  if (more) return { do: 'fetch' };
  if (waiting.length === 0) return { do: 'finish' };
  const soonest = Math.min(
    ...waiting.map((each) => freeAt(health, each, rateOf(health, limits, each, steady), steady)),
  );
  // Nobody knows when a connection comes free: look again soon.
  const until = onWall(Math.max(soonest, steady.getTime() + LOOK_AGAIN));
  return { do: 'pause', until, why: `for ${waiting.slice(0, 3).join(', ')}` };
}

/** The bucket that every mail goes through. */
const ALL = '*';
const LOOK_AGAIN = 20;

/**
 * In ms. After a pause, as many mails as fit into this time may leave at once. It makes up for timers that fire late.
 */
const BURST = SECOND / 4;

/** Nothing is sent to a provider that is shut, so its mails need not wait for their turn: they are put off at once. */
function isFree(health: Health, limits: PaceLimits, provider: string, now: Date): boolean {
  if (shutUntil(health.slowed[provider], now) !== undefined) return true;
  const most = limits.providers[provider]?.connections;
  if (most !== undefined && (health.flying[provider] ?? 0) >= most) return false;
  return freeAt(health, provider, rateOf(health, limits, provider, now), now) <= now.getTime();
}

/** When the next mail of a bucket may leave (GCRA: the time it is due, less the burst). */
function freeAt({ due }: Health, bucket: string, perSecond: number | undefined, now: Date): number {
  return perSecond === undefined ? now.getTime() : Math.max(now.getTime(), (due[bucket] ?? 0) - BURST);
}

/** The bucket of a relay that asked for less. Without a burst: it may count the mails of each second. */
const RELAY = '*relay';

function relayOpensAt({ relay, due }: Health, now: Date): number {
  const { slowed } = relay;
  return slowed === undefined ? now.getTime() : Math.max(slowed.pausedUntil, due[RELAY] ?? 0);
}

/** A mail begins: what it takes from the buckets and from the connections of its provider. */
export function begin(health: Health, limits: PaceLimits, provider: string, now: Date): Health {
  const all = charge(health.due, ALL, limits.perSecond, now);
  const relay = chargeRelay(all, relayRate(health.relay, now.getTime()), now);
  const due = charge(relay, provider, rateOf(health, limits, provider, now), now);
  const next = { ...health, begun: health.begun + 1, since: health.since ?? now, due };
  if (limits.providers[provider]?.connections === undefined) return next;
  return { ...next, flying: { ...health.flying, [provider]: (health.flying[provider] ?? 0) + 1 } };
}

function charge(due: Health['due'], bucket: string, perSecond: number | undefined, now: Date): Health['due'] {
  if (perSecond === undefined) return due;
  return { ...due, [bucket]: Math.max(now.getTime(), due[bucket] ?? 0) + SECOND / perSecond };
}

/**
 * After a mail that left late the next one may leave earlier, by half the time between two mails at most: timers fire
 * late, never early.
 */
function chargeRelay(due: Health['due'], perSecond: number | undefined, now: Date): Health['due'] {
  if (perSecond === undefined) return due;
  const apart = SECOND / perSecond;
  return { ...due, [RELAY]: Math.max(now.getTime() - apart / 2, due[RELAY] ?? 0) + apart };
}

/** A mail has ended, whatever came of it. */
export function land(health: Health, limits: PaceLimits, provider: string): Health {
  if (limits.providers[provider]?.connections === undefined) return health;
  return { ...health, flying: { ...health.flying, [provider]: (health.flying[provider] ?? 1) - 1 } };
}

/** The present rate of a provider, in mails a second; `undefined` if it has no limit. */
export function rateOf(health: Health, limits: PaceLimits, provider: string, now: Date): number | undefined {
  const most = limits.providers[provider]?.perSecond;
  const crept = creptRate(health.slowed[provider], now);
  return crept === undefined ? most : Math.min(crept, most ?? crept);
}
