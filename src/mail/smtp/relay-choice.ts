/**
 * Chooses which of several relays takes the next mail, and how long a relay that failed is left out. Pure: the clock is
 * passed in, in ms.
 */

import { SECOND } from '../../time.ts';
import type { Phase, Reply } from '../transport.ts';
import { isQuota, isRelayLimit } from './relay-quota.ts';

export type Relay = {
  /** The host, and the port if one is given. */
  readonly name: string;
  /** Its share of the mails, compared with the weights of the others. */
  readonly weight: number;
  readonly connections: number;
  /** Mails for each second; `undefined`: no limit. */
  readonly perSecond: number | undefined;
};

export type RelayStanding = {
  /**
   * Grows by the weight each time the relay could be chosen, and falls when it is chosen: so the shares follow the
   * weights.
   */
  readonly credit: number;
  readonly underWay: number;
  /** The time at which its next mail is due. */
  readonly due: number;
  /** Failures since the last mail that ended without one, and how many there were of each kind. */
  readonly failures: number;
  readonly byKind: Readonly<Partial<Record<Failure, number>>>;
  readonly failedAt: number;
  readonly restUntil: number;
  /** How often it was left out, and why. */
  readonly rests: number;
  readonly said: string;
};

export const freshRelay: RelayStanding = {
  credit: 0,
  underWay: 0,
  due: 0,
  failures: 0,
  byKind: {},
  failedAt: Number.NEGATIVE_INFINITY,
  restUntil: Number.NEGATIVE_INFINITY,
  rests: 0,
  said: '',
};

export type Turn =
  | { readonly do: 'use'; readonly index: number; readonly standings: readonly RelayStanding[] }
  /** Wait until this time, or until a mail has ended. */
  | { readonly do: 'wait'; readonly until: number | undefined }
  /** All others were tried for this mail, or are left out. */
  | { readonly do: 'none' };

/** After a pause, the mails of this time (in ms) may leave at once. */
const BURST = SECOND / 4;

/** @param tried the relays that already failed for this mail */
export function nextRelay(
  relays: readonly Relay[],
  standings: readonly RelayStanding[],
  tried: ReadonlySet<number>,
  now: number,
): Turn {
  const left = relays.map((relay, index) => ({ ...relay, index, ...(standings[index] ?? freshRelay) }));
  const untried = left.filter(({ index }) => !tried.has(index));
  const awake = untried.filter(({ restUntil }) => restUntil <= now);
  if (awake.length === 0 && (tried.size > 0 || untried.length === 0)) return { do: 'none' };
  // All are left out: the one that comes back first is asked, so that the run learns whether it works again.
  const pool = awake.length > 0 ? awake : untried.toSorted((a, b) => a.restUntil - b.restUntil).slice(0, 1);
  const open = pool.filter(hasRoom);
  const free = open.filter(({ due }) => due - BURST <= now);
  if (free.length === 0) return { do: 'wait', until: soonest(open, awake.length > 0 ? untried : []) };
  const total = free.reduce((sum, { weight }) => sum + weight, 0);
  const [chosen] = free.toSorted((a, b) => b.credit + b.weight - (a.credit + a.weight) || a.index - b.index);
  if (chosen === undefined) return { do: 'none' };
  const paid = standings.map((standing, index) => {
    const relay = free.find((each) => each.index === index);
    if (relay === undefined) return standing;
    const credit = standing.credit + relay.weight;
    return index === chosen.index
      ? begun({ ...standing, credit: credit - total }, relay, now)
      : { ...standing, credit };
  });
  return { do: 'use', index: chosen.index, standings: paid };
}

/**
 * Whether the relay may take another mail. After a failure it gets one mail at a time, which shows whether it works
 * again.
 */
function hasRoom({ underWay, failures, connections }: RelayStanding & Relay): boolean {
  return underWay < (failures > 0 ? 1 : connections);
}

function begun(standing: RelayStanding, { perSecond }: Relay, now: number): RelayStanding {
  const due = perSecond === undefined ? standing.due : Math.max(now, standing.due) + SECOND / perSecond;
  return { ...standing, underWay: standing.underWay + 1, due };
}

/** The first time at which one of these may go on by itself: its pace allows it, or its rest ends. */
function soonest(open: readonly RelayStanding[], all: readonly RelayStanding[]): number | undefined {
  const times = [...open.map(({ due }) => due - BURST), ...all.map(({ restUntil }) => restUntil)];
  const ahead = times.filter((time) => Number.isFinite(time));
  return ahead.length === 0 ? undefined : Math.min(...ahead);
}

/**
 * `down`: the relay cannot be reached, or refuses every mail now (421). `login`: it refuses our user and password.
 * `quota`: it takes no more mail from us today, or this hour. `limit`: we are too fast for it.
 */
export type Failure = 'down' | 'login' | 'quota' | 'limit';

const BEFORE_MAIL: readonly Phase[] = ['connect', 'tls', 'greeting', 'auth'];

/** What a reply says against the relay itself; `undefined` if it says nothing, or is about the recipient. */
export function failureOf(reply: Reply): Failure | undefined {
  if (reply.kind === 'unknown') return 'down';
  if (reply.kind === 'unsent') return BEFORE_MAIL.includes(reply.phase) ? 'down' : undefined;
  if (reply.kind !== 'refused' || reply.own === true) return undefined;
  const { code, phase } = reply;
  if ([530, 534, 535, 538].includes(code) || (phase === 'auth' && code >= 500)) return 'login';
  if (isQuota(reply)) return 'quota';
  if (code === 421 || BEFORE_MAIL.includes(phase)) return 'down';
  return isRelayLimit(reply) ? 'limit' : undefined;
}

/** Whether a relay that was not tried for this mail is not left out. */
export function isAnotherAwake(
  standings: readonly RelayStanding[],
  tried: ReadonlySet<number>,
  now: number,
): boolean {
  return standings.some(({ restUntil }, index) => !tried.has(index) && restUntil <= now);
}

/** How long a relay rests, in ms. `longest` is reached after some failures in a row. */
const RESTS: Readonly<
  Record<Failure, { readonly first: number; readonly factor: number; readonly longest: number }>
> = {
  down: { first: 5 * SECOND, factor: 3, longest: 300 * SECOND },
  limit: { first: SECOND, factor: 2, longest: 30 * SECOND },
  // A wrong password stays wrong until a person corrects it, and a quota until its time is over.
  login: { first: 600 * SECOND, factor: 1, longest: 600 * SECOND },
  quota: { first: 600 * SECOND, factor: 1, longest: 600 * SECOND },
};

/**
 * A mail has ended. While the relay keeps failing, it rests 5, 15, 45 seconds and so on, up to five minutes; if we are
 * too fast for it, 1, 2, 4 seconds and so on. Each kind is counted by itself: a relay that limited us five times and
 * then breaks one connection is not away for five minutes, and one that does both by turns rests longer each time.
 *
 * @param began when that mail began: mails that were under way at the last failure belong to that failure
 */
export function ended(
  standing: RelayStanding,
  {
    failure,
    said,
    began,
  }: { readonly failure: Failure | undefined; readonly said: string; readonly began: number },
  now: number,
): RelayStanding {
  const rest = { ...standing, underWay: standing.underWay - 1 };
  if (failure === undefined) return { ...rest, failures: 0, byKind: {} };
  if (began <= standing.failedAt) return rest;
  const times = (standing.byKind[failure] ?? 0) + 1;
  const { first, factor, longest } = RESTS[failure];
  const pause = Math.min(first * factor ** (times - 1), longest);
  return {
    ...rest,
    failures: standing.failures + 1,
    byKind: { ...standing.byKind, [failure]: times },
    failedAt: now,
    restUntil: now + pause,
    rests: standing.rests + 1,
    said,
  };
}
