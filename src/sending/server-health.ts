/** What a run has heard so far, and what follows from the next answer. Pure. */
import type { Trouble } from './outcome.ts';

/** In ms. */
export const SECOND = 1000;

export type Standing = {
  /** Mails begun, and since when. */
  readonly begun: number;
  readonly since: Date | undefined;
  /** When each bucket's next mail is due, in ms since 1970; only buckets that are bounded have one. */
  readonly due: Readonly<Record<string, number>>;
  /** Mails under way, for providers whose connections are bounded. */
  readonly flying: Readonly<Record<string, number>>;
  /** Providers that asked for less. */
  readonly slowed: Readonly<Record<string, Slowed>>;
  /** Deliveries in a row for which the server could not be reached. */
  readonly unreachable: number;
  /** Why it could not, the last time; `undefined` where the server answered since. */
  readonly away: string | undefined;
  /** No new delivery before this. */
  readonly notBefore: Date | undefined;
  /** Domains that refused the content, in a row: one entry for each refusal. */
  readonly contentRefusedBy: readonly string[];
  /** Domains that hold something against us. */
  readonly refusals: Readonly<Record<string, Refusals>>;
  readonly stop: Stop | undefined;
};

/** The rate since `at`, and the one it was before. */
export type Slowed = { readonly at: Date; readonly perSecond: number; readonly from: number };

export type Refusals = {
  readonly refused: number;
  /** Answers since the first refusal, it included. */
  readonly answered: number;
  readonly inRow: number;
};

export type Stop = {
  readonly why: 'connection' | 'login' | 'content' | 'reputation' | 'bad-addresses';
  readonly said: string;
};

export const freshStanding: Standing = {
  begun: 0,
  since: undefined,
  due: {},
  flying: {},
  slowed: {},
  unreachable: 0,
  away: undefined,
  notBefore: undefined,
  contentRefusedBy: [],
  refusals: {},
  stop: undefined,
};

/** Failures to connect in a row, after which a run ends: the server is away, and will not be back at once. */
export const MOST_UNREACHABLE = 10;
const CONTENT_REFUSALS = 3;
const LONGEST_PAUSE = 3_000;

/** What one answer says: about whom, and in whose words. */
export type Heard = {
  readonly trouble: Trouble;
  readonly domain: string;
  readonly provider: string;
  /** The server's words, or what went wrong on the way to it. */
  readonly said: string;
  /** Mails a second that the editor allows this provider; `undefined` sets no bound. */
  readonly most?: number | undefined;
};

export function hear(standing: Standing, heard: Heard, now: Date): Standing {
  const { trouble, said } = heard;
  switch (trouble) {
    case 'connection':
      return unreachableAgain(standing, said, now);
    case 'dropped':
      return dropped(standing, said, now);
    case 'login':
      return { ...standing, stop: { why: 'login', said } };
    case 'content':
      return contentRefused(answered(standing, heard), standing.contentRefusedBy, heard);
    case 'throttle':
      return slower(answered(standing, heard), heard, now);
    case 'reputation':
    case 'none':
      return answered(standing, heard);
  }
}

/** The server answered about a mail: whatever it said, it is there. */
function answered(standing: Standing, heard: Heard): Standing {
  const calm = standing.unreachable === 0 && standing.contentRefusedBy.length === 0;
  const next = calm
    ? standing
    : { ...standing, unreachable: 0, away: undefined, notBefore: undefined, contentRefusedBy: [] };
  return counted(next, heard);
}

const IN_A_ROW = 5;
const ENOUGH_ANSWERS = 100;
const MOST_REFUSED = 0.05;
const MOST_CLOSED = 3;

/** A domain is watched from its first refusal on. */
function counted(standing: Standing, { trouble, domain, said }: Heard): Standing {
  const before = standing.refusals[domain];
  const refused = trouble === 'reputation';
  if (before === undefined && !refused) return standing;
  const { refused: times, answered: all, inRow } = before ?? { refused: 0, answered: 0, inRow: 0 };
  const after = {
    refused: times + Number(refused),
    answered: all + 1,
    inRow: refused ? inRow + 1 : isOpen(before) ? 0 : inRow,
  };
  const next = { ...standing, refusals: { ...standing.refusals, [domain]: after } };
  const closed = Object.values(next.refusals).filter((each) => !isOpen(each)).length;
  return closed >= MOST_CLOSED && next.stop === undefined
    ? { ...next, stop: { why: 'reputation', said } }
    : next;
}

/** Whether mail may still go to a domain: not after five refusals in a row, or 5 % of a hundred answers. */
export function isOpen(refusals: Refusals | undefined): boolean {
  if (refusals === undefined) return true;
  const { inRow, refused, answered: all } = refusals;
  return inRow < IN_A_ROW && (all < ENOUGH_ANSWERS || refused < all * MOST_REFUSED);
}

/** Answers to what was under way at once are one request to slow down. */
const ONE_REQUEST = 10 * SECOND;
const SLOWEST = 0.1;

/** A run that is younger says little about its rate: one mail in its first second is not one mail a second. */
const TELLING = 10 * SECOND;
const YOUNG_RATE = 10;

/** Half the rate it has now: what came back of its own, if it was slowed before, else that of the whole run. */
function slower(standing: Standing, { provider, most }: Heard, now: Date): Standing {
  const before = standing.slowed[provider];
  if (before !== undefined && now.getTime() - before.at.getTime() < ONE_REQUEST) return standing;
  const left = creptRate(before, now);
  const rate = left ?? Math.min(observedRate(standing, now), most ?? Number.POSITIVE_INFINITY);
  const from = left === undefined ? rate : (before?.from ?? rate);
  const perSecond = Math.max(SLOWEST, rate / 2);
  return { ...standing, slowed: { ...standing.slowed, [provider]: { at: now, perSecond, from } } };
}

function observedRate({ begun, since }: Standing, now: Date): number {
  const ms = since === undefined ? 0 : now.getTime() - since.getTime();
  return Math.max(ms < TELLING ? YOUNG_RATE : 1, (begun * SECOND) / Math.max(SECOND, ms));
}

/** After a provider asked for less, its rate comes back by a quarter every half minute. */
const CREEP_EVERY = 30 * SECOND;
const CREEP = 1.25;

/** The rate of a provider that asked for less; `undefined` where it did not, or is back where it was. */
export function creptRate(slowed: Slowed | undefined, now: Date): number | undefined {
  if (slowed === undefined) return undefined;
  const steps = Math.floor((now.getTime() - slowed.at.getTime()) / CREEP_EVERY);
  const crept = slowed.perSecond * CREEP ** Math.max(0, steps);
  return crept >= slowed.from ? undefined : crept;
}

/** Pauses of a quarter of a second, doubled with each failure, up to three. */
function unreachableAgain(standing: Standing, said: string, now: Date): Standing {
  const unreachable = standing.unreachable + 1;
  const pause = Math.min(250 * 2 ** (unreachable - 1), LONGEST_PAUSE);
  const stop = unreachable >= MOST_UNREACHABLE ? ({ why: 'connection', said } as const) : standing.stop;
  return { ...standing, unreachable, away: said, notBefore: new Date(now.getTime() + pause), stop };
}

/** A server that ends breaks every line at once: as the first failure that is one, and says nothing of the next. */
function dropped(standing: Standing, said: string, now: Date): Standing {
  const { notBefore, unreachable } = standing;
  const same = unreachable === 1 && notBefore !== undefined && now < notBefore;
  return same ? standing : unreachableAgain(standing, said, now);
}

/** One domain may have a strange filter; two that refuse the same content are right about it. */
function contentRefused(standing: Standing, before: readonly string[], { domain, said }: Heard): Standing {
  const contentRefusedBy = [...before, domain];
  const enough = contentRefusedBy.length >= CONTENT_REFUSALS && new Set(contentRefusedBy).size > 1;
  return { ...standing, contentRefusedBy, ...(enough ? { stop: { why: 'content', said } } : {}) };
}
