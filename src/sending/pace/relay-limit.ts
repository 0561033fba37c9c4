/**
 * A limit of the relay: whose limit a refusal is, and how fast mail may leave after it. Pure.
 *
 * A relay that takes 14 mails a second says `454 Throttling failure` to the fifteenth, whatever its recipient.
 * If only the recipient's domain got less mail, its people would wait for nothing. So the relay gets less mail: first
 * a pause of a second, then nine tenths of what it took in the last second. From there the rate slowly grows back
 * almost to what it was, and later beyond it, to find out whether the limit is still there. A single refusal among
 * many mails is no limit (`451 no space`, once): that mail is asked for again, and the others go on as they did.
 */
import { SECOND } from '../../time.ts';
import { kindsAfterOneMore, type Refused } from './whose-limit.ts';

export type RelayHealth = Refused & {
  /** Mails that the relay took in the present tenth of a second. */
  readonly taken: Taken;
  /** The same of the last second, a row for each tenth; apart, so that most mails touch one row only. */
  readonly takenBefore: readonly Taken[];
  /** `undefined` if the relay never asked for less. */
  readonly slowed: SlowedRelay | undefined;
  /** Answers so far, taken or refused; and which of them were the last refusals. */
  readonly answers: number;
  readonly refusals: readonly number[];
  /** When the relay last took a mail for a provider that was refused, in ms. */
  readonly mixedAt: number;
};

/** The number of a tenth of a second, counted from 1970, and how many mails the relay took in it. */
type Taken = readonly [tenth: number, mails: number];

export type SlowedRelay = {
  /** When it was slowed the last time, in ms; the rate and the pauses are counted from here. */
  readonly at: number;
  /** Mails a second that it took just before it asked for less. */
  readonly took: number;
  /** No mail before this. */
  readonly pausedUntil: number;
  /** Whether it may be no limit of the relay, but of several providers. */
  readonly perhaps: boolean;
  /** Requests to slow down without a mail taken in between, and when the first of them came. */
  readonly inRow: number;
  readonly since: number;
  /** Those of them that came from providers that were refused before. */
  readonly repeated: number;
  /** How often it was slowed soon after the last time, although it took mails in between. */
  readonly steps: number;
};

export const freshRelay: RelayHealth = {
  taken: [0, 0],
  takenBefore: [],
  slowed: undefined,
  answers: 0,
  refusals: [],
  kinds: {},
  ofDomainsUntil: Number.NEGATIVE_INFINITY,
  refusedProviders: [],
  mixedAt: Number.NEGATIVE_INFINITY,
};

const TENTH = SECOND / 10;

/** The relay took a mail. @param began when that mail began */
export function relayTook(relay: RelayHealth, began: number, now: number, provider = ''): RelayHealth {
  const tenth = Math.floor(now / TENTH);
  const [last, mails] = relay.taken;
  return {
    ...relay,
    taken: [tenth, last === tenth ? mails + 1 : 1],
    takenBefore: last === tenth ? relay.takenBefore : recent([...relay.takenBefore, relay.taken], tenth - 10),
    answers: relay.answers + 1,
    slowed: relay.slowed && afterOneMore(relay.slowed, began),
    kinds: kindsAfterOneMore(relay.kinds, now),
    mixedAt: relay.refusedProviders.includes(provider) ? now : relay.mixedAt,
  };
}

/** The tenths after this one. */
function recent(taken: readonly Taken[], after: number): readonly Taken[] {
  return taken.filter(([tenth]) => tenth > after);
}

/** What was under way when it was slowed belongs to what it took before; a later one ends the row of refusals. */
function afterOneMore(slowed: SlowedRelay, began: number): SlowedRelay {
  if (began <= slowed.at) return { ...slowed, took: slowed.took + 1 };
  return slowed.inRow === 0 ? slowed : { ...slowed, inRow: 0 };
}

/** How many mails it took in the last second. */
function lately({ taken, takenBefore }: RelayHealth, now: number): number {
  const tenths = recent([...takenBefore, taken], Math.floor(now / TENTH) - 11);
  return tenths.reduce((sum, [, mails]) => sum + mails, 0);
}

const SLOWER = 0.9;
const SLOWEST = 0.1;
/** While nobody knows whose limit it is, at least this number of mails a second, to find out. */
const SLOWEST_PERHAPS = 1;
const FIRST_PAUSE = SECOND;
/** As many providers that were not refused before are asked a second apart; then the pauses grow. */
const MOST_ASKED = 20;

/** A run waits at least this long (in ms) for a relay that takes nothing, even if the editor allows less. */
const LEAST_PATIENCE = 10 * SECOND;

/** LIMITING refusals among AMONG answers are a limit; fewer come from a server that has a bad moment. */
const LIMITING = 5;
const AMONG = 20;

/** A relay that is slowed for the third time within such times (in ms) is not helped by it. */
const SOON_AGAIN = 20 * SECOND;
const MOST_STEPS = 2;
/** So long (in ms) its refusals then count as those of the domains. */
const OF_DOMAINS = 60 * SECOND;

export type Asked = {
  /** When the refused mail began. */
  readonly began: number;
  /** How long the run may wait for a relay that takes nothing at all, in ms. */
  readonly patience: number;
  /**
   * The refusals may be about providers: if half of them put mails off, it looks like a limit, but to go slower changes
   * nothing.
   */
  readonly perhaps?: boolean;
  /** The provider of the refused mail was never refused before. */
  readonly isFirst?: boolean;
};

/**
 * The relay asks for less. If it asks once, the mail is tried again; if it asks again and again, it gets mail more
 * slowly. Mails that were under way when it was slowed the last time say nothing new.
 *
 * @returns `undefined` if it has taken nothing for longer than that
 */
export function slowRelay(
  relay: RelayHealth,
  { began, patience, perhaps = false, isFirst = false }: Asked,
  now: number,
): RelayHealth | undefined {
  const before = relay.slowed;
  if (before !== undefined && began <= before.at) return relay;
  const answers = relay.answers + 1;
  const refusals = [...relay.refusals, answers].slice(-LIMITING);
  const [first = 0] = refusals;
  if (before !== undefined && before.inRow > 0) {
    const slowed = slowedAgain(before, { patience, isFirst }, now);
    return slowed && { ...relay, answers, refusals: [], slowed };
  }
  if (refusals.length < LIMITING || answers - first >= AMONG) return { ...relay, answers, refusals };
  const soon = before !== undefined && now - before.at < SOON_AGAIN;
  const steps = soon ? before.steps + 1 : 0;
  // A limit refuses a domain now and takes its mail later. What a domain says for itself, it says to each of its mails.
  const isPure = now - relay.mixedAt > OF_DOMAINS;
  if (perhaps && isPure && steps > MOST_STEPS - 1)
    return { ...relay, answers, refusals: [], slowed: undefined, ofDomainsUntil: now + OF_DOMAINS };
  const took = Math.max(perhaps ? SLOWEST_PERHAPS : SLOWEST, lately(relay, now));
  const pausedUntil = now + FIRST_PAUSE;
  const slowed = { at: now, took, pausedUntil, perhaps, inRow: 1, since: now, repeated: 0, steps };
  return { ...relay, answers, refusals: [], slowed };
}

/** It asks again, and took nothing since it was slowed. @returns `undefined` if that lasts for too long */
function slowedAgain(
  before: SlowedRelay,
  { patience, isFirst }: Pick<Asked, 'patience' | 'isFirst'>,
  now: number,
): SlowedRelay | undefined {
  const most = before.since + Math.max(LEAST_PATIENCE, patience);
  if (now >= most) return undefined;
  const inRow = before.inRow + 1;
  const repeated = before.repeated + Number(!before.perhaps || !isFirst || inRow > MOST_ASKED);
  const pausedUntil = Math.min(now + FIRST_PAUSE * 2 ** repeated, most);
  return { ...before, at: now, pausedUntil, inRow, repeated };
}

const CREEP = 1.02;
/** Near the limit the rate stays for a while, because each try beyond it costs a pause. */
const NEAR = 0.95;
const LOOK_BEYOND = 30 * SECOND;

/** Mails a second that may leave now; `undefined` if the relay sets no limit. */
export function relayRate({ slowed }: RelayHealth, now: number): number | undefined {
  if (slowed === undefined) return undefined;
  const { pausedUntil, took } = slowed;
  const since = Math.max(0, now - pausedUntil);
  const crept = SLOWER * CREEP ** (Math.min(since, LOOK_BEYOND) / SECOND);
  const beyond = CREEP ** (Math.max(0, since - LOOK_BEYOND) / SECOND);
  return Math.max(SLOWEST, took * Math.min(NEAR, crept) * beyond);
}
