/**
 * When the next mail may leave, and when none should: decided from what was heard so far. Everything the
 * send loop knows about speed and trouble goes through `nextStep`; the rates of mailbox providers will be
 * decided here too.
 */
import type { Trouble } from './outcome.ts';

/** What a run has heard so far. */
export type Standing = {
  /** Deliveries in a row for which the server could not be reached. */
  readonly unreachable: number;
  /** No new delivery before this. */
  readonly notBefore: Date | undefined;
  /** Domains that refused the content, in a row: one entry for each refusal. */
  readonly contentRefusedBy: readonly string[];
  /** Refusals of us, not of an address, by domain. */
  readonly refusedBy: Readonly<Record<string, number>>;
  readonly stop: Stop | undefined;
};

export type Stop = { readonly why: 'connection' | 'login' | 'content'; readonly said: string };

export type Step =
  | { readonly do: 'send' }
  | { readonly do: 'pause'; readonly until: Date; readonly why: string }
  | { readonly do: 'stop' };

export const freshStanding: Standing = {
  unreachable: 0,
  notBefore: undefined,
  contentRefusedBy: [],
  refusedBy: {},
  stop: undefined,
};

/** Failures to connect in a row, after which a run ends: the server is away, and will not be back at once. */
export const MOST_UNREACHABLE = 10;
const CONTENT_REFUSALS = 3;
const LONGEST_PAUSE = 3_000;

export function nextStep({ stop, notBefore, unreachable }: Standing, now: Date): Step {
  if (stop !== undefined) return { do: 'stop' };
  if (notBefore !== undefined && now < notBefore) return pause(notBefore, unreachable);
  return { do: 'send' };
}

function pause(until: Date, unreachable: number): Step {
  return {
    do: 'pause',
    until,
    why: `for the server: ${unreachable} of ${MOST_UNREACHABLE} failures in a row`,
  };
}

/** @param said the server's words, or what went wrong on the way to it */
export function hear(
  standing: Standing,
  trouble: Trouble,
  domain: string,
  said: string,
  now: Date,
): Standing {
  switch (trouble) {
    case 'connection':
      return unreachableAgain(standing, said, now);
    case 'login':
      return { ...standing, stop: { why: 'login', said } };
    case 'content':
      return contentRefused(standing, domain, said);
    case 'reputation': {
      const times = (standing.refusedBy[domain] ?? 0) + 1;
      return { ...reached(standing), refusedBy: { ...standing.refusedBy, [domain]: times } };
    }
    case 'none':
    case 'throttle':
      return standing.unreachable === 0 && standing.contentRefusedBy.length === 0
        ? standing
        : reached(standing);
  }
}

/** The server answered about a mail: whatever it said, it is there. */
function reached(standing: Standing): Standing {
  return { ...standing, unreachable: 0, notBefore: undefined, contentRefusedBy: [] };
}

/** Pauses of a quarter of a second, doubled with each failure, up to three. */
function unreachableAgain(standing: Standing, said: string, now: Date): Standing {
  const unreachable = standing.unreachable + 1;
  const pause = Math.min(250 * 2 ** (unreachable - 1), LONGEST_PAUSE);
  const stop = unreachable >= MOST_UNREACHABLE ? ({ why: 'connection', said } as const) : standing.stop;
  return { ...standing, unreachable, notBefore: new Date(now.getTime() + pause), stop };
}

/** One domain may have a strange filter; two that refuse the same content are right about it. */
function contentRefused(standing: Standing, domain: string, said: string): Standing {
  const contentRefusedBy = [...standing.contentRefusedBy, domain];
  const enough = contentRefusedBy.length >= CONTENT_REFUSALS && new Set(contentRefusedBy).size > 1;
  return { ...reached(standing), contentRefusedBy, ...(enough ? { stop: { why: 'content', said } } : {}) };
}
