/**
 * The health of the servers, as far as a run has heard of it, and what follows from the next answer: a pause, a
 * slower rate, or the end of the run. Pure.
 */
import { SECOND } from '../../time.ts';
import type { Trouble } from '../replies/smtp-codes.ts';
import { type Slowed, slower, tookAgain } from './provider-limit.ts';
import {
  afterAnswer,
  isEverybody,
  isOpen,
  nothingRefused,
  oneMoreRefused,
  type Refusals,
  type RefusedInRow,
} from './refusing-domains.ts';
import { type Asked, freshRelay, type RelayHealth, relayTook, slowRelay } from './relay-limit.ts';
import { whoseLimit } from './whose-limit.ts';

export type Health = {
  /** Mails begun, and since when. */
  readonly begun: number;
  readonly since: Date | undefined;
  /** When each bucket's next mail is due, in ms since 1970; only buckets that are bounded have one. */
  readonly due: Readonly<Record<string, number>>;
  /** Mails under way, for providers whose connections are bounded. */
  readonly flying: Readonly<Record<string, number>>;
  /** Providers that asked for less. */
  readonly slowed: Readonly<Record<string, Slowed>>;
  /** What the relay takes, for all recipients together. */
  readonly relay: RelayHealth;
  /** Deliveries in a row for which the server could not be reached. */
  readonly unreachable: number;
  /** Why it could not, the last time; `undefined` if the server has answered since. */
  readonly away: string | undefined;
  /** No new delivery before this. */
  readonly notBefore: Date | undefined;
  /** Domains that refused the content, in a row: one entry for each refusal. */
  readonly contentRefusedBy: readonly string[];
  /** Domains that refused mail for good. */
  readonly refusals: Readonly<Record<string, Refusals>>;
  /** What was refused for good since a server took a mail the last time. */
  readonly refusedInRow: RefusedInRow;
  readonly stop: Stop | undefined;
};

export type Stop = {
  readonly why:
    | 'connection'
    | 'login'
    | 'content'
    | 'reputation'
    | 'refused'
    | 'bad-addresses'
    | 'relay'
    | 'quota';
  readonly said: string;
};

export const freshHealth: Health = {
  begun: 0,
  since: undefined,
  due: {},
  flying: {},
  slowed: {},
  relay: freshRelay,
  unreachable: 0,
  away: undefined,
  notBefore: undefined,
  contentRefusedBy: [],
  refusals: {},
  refusedInRow: nothingRefused,
  stop: undefined,
};

/** Failures to connect in a row, after which a run ends: the server is away, and will not be back at once. */
export const MOST_UNREACHABLE = 10;
const CONTENT_REFUSALS = 3;
const LONGEST_PAUSE = 3_000;

/** What one answer says, and which domain and provider it is about. */
export type Heard = {
  readonly trouble: Trouble;
  readonly domain: string;
  readonly provider: string;
  /** The server's words, or what went wrong on the way to it. */
  readonly said: string;
  /** Mails a second that the editor allows this provider; `undefined` sets no bound. */
  readonly most?: number | undefined;
  /** The kind of the refusal, such as `450 4.7.1`, if it may be about the relay or about the domain. */
  readonly limit?: string | undefined;
  /** Whether the mail was refused for good, for another reason than a bad address. */
  readonly forGood?: boolean | undefined;
  /** When the mail began; without it, now. */
  readonly began?: Date;
  /** How long the run may wait for a relay that takes nothing, in ms. */
  readonly patience?: number;
};

/** What an answer means for its delivery: what it says, or a limit of the relay, or perhaps one. */
export type Means = 'as-said' | 'relay' | 'perhaps-relay';

export function hear(
  health: Health,
  heard: Heard,
  now: Date,
): { readonly health: Health; readonly means: Means } {
  const { limit, provider, trouble } = heard;
  if (trouble === 'relay')
    return { health: relaySlower(answered(health, heard), heard, now), means: 'relay' };
  if (limit === undefined) return { health: heardOne(health, heard, now), means: 'as-said' };
  const { relay, means, isFirst } = whoseLimit(health.relay, { limit, provider }, now.getTime());
  const known = { ...health, relay };
  if (means === 'relay') {
    const perhaps = { perhaps: true, isFirst };
    return { health: relaySlower(answered(known, heard), heard, now, perhaps), means };
  }
  return { health: heardOne(known, heard, now), means: means === 'domain' ? 'as-said' : means };
}

/** A relay that takes nothing for too long ends the run: the relay's own words say why. */
function relaySlower(
  health: Health,
  { said, began, patience = 0 }: Heard,
  now: Date,
  perhaps: Pick<Asked, 'perhaps' | 'isFirst'> = {},
): Health {
  const at = now.getTime();
  const relay = slowRelay(health.relay, { began: (began ?? now).getTime(), patience, ...perhaps }, at);
  return relay === undefined ? { ...health, stop: { why: 'relay', said } } : { ...health, relay };
}

function tookOne(health: Health, { began, provider }: Heard, now: Date): Health {
  const relay = relayTook(health.relay, (began ?? now).getTime(), now.getTime(), provider);
  const slowed = health.slowed[provider];
  if (slowed === undefined) return { ...health, relay };
  return { ...health, relay, slowed: { ...health.slowed, [provider]: tookAgain(slowed) } };
}

function heardOne(health: Health, heard: Heard, now: Date): Health {
  const { trouble, said } = heard;
  switch (trouble) {
    case 'connection':
      return unreachableAgain(health, heard, now);
    case 'dropped':
      return dropped(health, heard, now);
    case 'login':
    case 'quota':
      return { ...health, stop: { why: trouble, said } };
    case 'content':
      return contentRefused(answered(health, heard), health.contentRefusedBy, heard);
    case 'throttle':
      return providerSlower(answered(health, heard), heard, now);
    case 'taken':
      return answered(tookOne(health, heard, now), heard);
    case 'relay':
    case 'reputation':
    case 'elsewhere':
    case 'none':
      return answered(health, heard);
  }
}

/** The server answered about a mail: whatever it said, it is there. */
function answered(health: Health, heard: Heard): Health {
  const calm = health.unreachable === 0 && health.contentRefusedBy.length === 0;
  const next = calm
    ? health
    : { ...health, unreachable: 0, away: undefined, notBefore: undefined, contentRefusedBy: [] };
  return counted(next, heard);
}

const MOST_CLOSED = 3;

/** Three domains that refuse everybody end the run, and so does a row of refusals from all sides. */
function counted(health: Health, { trouble, domain, said, forGood = false }: Heard): Health {
  const refusedInRow =
    trouble === 'taken' ? nothingRefused : forGood ? oneMoreRefused(health.refusedInRow, domain) : undefined;
  const next = refusedInRow === undefined ? health : { ...health, refusedInRow };
  const answer = { domain, said, forGood, ofUs: trouble === 'reputation' };
  const after = afterAnswer(health.refusals[domain], answer);
  if (after === undefined) return next;
  const refusals = { ...health.refusals, [domain]: after };
  const closed = Object.values(refusals).filter((each) => !isOpen(each)).length;
  const why: Stop['why'] | undefined =
    closed >= MOST_CLOSED ? 'reputation' : isEverybody(next.refusedInRow) ? 'refused' : undefined;
  return { ...next, refusals, stop: health.stop ?? (why === undefined ? undefined : { why, said }) };
}

/** A run that is younger than this (in ms) can not tell its rate yet: it counts as YOUNG_RATE at least. */
const TELLING = 10 * SECOND;
const YOUNG_RATE = 10;

function providerSlower(
  health: Health,
  { provider, most = Number.POSITIVE_INFINITY }: Heard,
  now: Date,
): Health {
  const observed = Math.min(observedRate(health, now), most);
  const slowed = { ...health.slowed, [provider]: slower(health.slowed[provider], observed, now) };
  return { ...health, slowed };
}

/** Mails a second since the run began. */
function observedRate({ begun, since }: Health, now: Date): number {
  const ms = since === undefined ? 0 : now.getTime() - since.getTime();
  return Math.max(ms < TELLING ? YOUNG_RATE : 1, (begun * SECOND) / Math.max(SECOND, ms));
}

/** Pauses of a quarter of a second, doubled with each failure, up to three. */
function unreachableAgain(health: Health, { said }: Heard, now: Date): Health {
  const unreachable = health.unreachable + 1;
  const pause = Math.min(250 * 2 ** (unreachable - 1), LONGEST_PAUSE);
  const stop = unreachable >= MOST_UNREACHABLE ? ({ why: 'connection', said } as const) : health.stop;
  return { ...health, unreachable, away: said, notBefore: new Date(now.getTime() + pause), stop };
}

/**
 * A connection broke while it was in use. A server that stops breaks all connections at once: together they are one
 * failure, and as long as the pause after it lasts, further ones do not count.
 */
function dropped(health: Health, heard: Heard, now: Date): Health {
  const { notBefore, unreachable } = health;
  const same = unreachable === 1 && notBefore !== undefined && now < notBefore;
  return same ? health : unreachableAgain(health, heard, now);
}

/** One domain may have a strange filter. If two refuse the same content, the content is the reason. */
function contentRefused(health: Health, before: readonly string[], { domain, said }: Heard): Health {
  const contentRefusedBy = [...before, domain];
  const enough = contentRefusedBy.length >= CONTENT_REFUSALS && new Set(contentRefusedBy).size > 1;
  return { ...health, contentRefusedBy, ...(enough ? { stop: { why: 'content', said } } : {}) };
}
