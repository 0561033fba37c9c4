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

export type RelayHealth = {
  /** Mails that the relay took in the present tenth of a second. */
  readonly taken: Taken;
  /** The same of the last second, a row for each tenth; apart, so that most mails touch one row only. */
  readonly takenBefore: readonly Taken[];
  /** `undefined` if the relay never asked for less. */
  readonly slowed: SlowedRelay | undefined;
  /** Answers so far, taken or refused; and which of them were the last refusals. */
  readonly answers: number;
  readonly refusals: readonly number[];
  /** Refusals of one kind, such as `450 4.7.1`, in the last seconds. */
  readonly kinds: Readonly<Record<string, Kind>>;
  /** Slowing did not help: until then (in ms) such refusals are about the domains that say them. */
  readonly ofDomainsUntil: number;
  /** Domains that were refused, the last ones; and when the relay last took a mail for one of them, in ms. */
  readonly refusedDomains: readonly string[];
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
  /** Requests to slow down without a mail taken in between, and when the first of them came. */
  readonly inRow: number;
  readonly since: number;
  /** How often it was slowed soon after the last time, although it took mails in between. */
  readonly steps: number;
};

type Kind = {
  readonly since: number;
  readonly domains: readonly string[];
  readonly refused: number;
  /** Mails taken since the first refusal. */
  readonly taken: number;
};

export const freshRelay: RelayHealth = {
  taken: [0, 0],
  takenBefore: [],
  slowed: undefined,
  answers: 0,
  refusals: [],
  kinds: {},
  ofDomainsUntil: Number.NEGATIVE_INFINITY,
  refusedDomains: [],
  mixedAt: Number.NEGATIVE_INFINITY,
};

const TENTH = SECOND / 10;

/** The relay took a mail. @param began when that mail began */
export function relayTook(relay: RelayHealth, began: number, now: number, domain = ''): RelayHealth {
  const tenth = Math.floor(now / TENTH);
  const [last, mails] = relay.taken;
  return {
    ...relay,
    taken: [tenth, last === tenth ? mails + 1 : 1],
    takenBefore: last === tenth ? relay.takenBefore : recent([...relay.takenBefore, relay.taken], tenth - 10),
    answers: relay.answers + 1,
    slowed: relay.slowed && afterOneMore(relay.slowed, began),
    kinds: kindsAfterOneMore(relay.kinds, now),
    mixedAt: relay.refusedDomains.includes(domain) ? now : relay.mixedAt,
  };
}

/** The tenths after this one. */
function recent(taken: readonly Taken[], after: number): readonly Taken[] {
  return taken.filter(([tenth]) => tenth > after);
}

/** Nearly always no refusal waits to be understood: then this gives back the same object. */
function kindsAfterOneMore(kinds: RelayHealth['kinds'], now: number): RelayHealth['kinds'] {
  if (Object.keys(kinds).length === 0) return kinds;
  const young = Object.entries(kinds).filter(([, { since }]) => now - since <= WINDOW);
  return Object.fromEntries(young.map(([name, kind]) => [name, { ...kind, taken: kind.taken + 1 }]));
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

/** Several domains that are refused in the same way within this time (in ms) show that it is the relay. */
const WINDOW = 10 * SECOND;
const SEVERAL = 3;
const MOST_REFUSED = 200;

/**
 * A refusal that may be about one domain or about the relay, such as `450 4.7.1`.
 *
 * @returns `relay` once several domains hear it at once and hardly any mail is taken meanwhile, and from then on until it
 *   takes a mail; `perhaps-relay` for a domain that hears it for the first time
 */
export function whoseLimit(
  relay: RelayHealth,
  { limit, domain }: { readonly limit: string; readonly domain: string },
  now: number,
): { readonly relay: RelayHealth; readonly means: 'relay' | 'perhaps-relay' | 'domain' } {
  const known = relay.kinds[limit];
  const before =
    known === undefined || now - known.since > WINDOW
      ? { since: now, domains: [], refused: 0, taken: 0 }
      : known;
  const isNew = !before.domains.includes(domain);
  const kind: Kind = {
    ...before,
    domains: isNew ? [...before.domains, domain].slice(0, SEVERAL) : before.domains,
    refused: before.refused + 1,
  };
  const refusedDomains = relay.refusedDomains.includes(domain)
    ? relay.refusedDomains
    : [...relay.refusedDomains, domain].slice(-MOST_REFUSED);
  const next = { ...relay, refusedDomains, kinds: { ...relay.kinds, [limit]: kind } };
  if (now < relay.ofDomainsUntil) return { relay: next, means: 'domain' };
  // Slowed, and nothing was taken since: mails leave so rarely now that several would never come within the time.
  const isSilent = (relay.slowed?.inRow ?? 0) > 0;
  if (isSilent || (kind.domains.length >= SEVERAL && kind.refused * 2 >= kind.taken))
    return { relay: next, means: 'relay' };
  return { relay: next, means: isNew && kind.domains.length < SEVERAL ? 'perhaps-relay' : 'domain' };
}

const SLOWER = 0.9;
const SLOWEST = 0.1;
const FIRST_PAUSE = SECOND;

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

/**
 * The relay asks for less. If it asks once, the mail is tried again; if it asks again and again, it gets mail more
 * slowly. Mails that were under way when it was slowed the last time say nothing new.
 *
 * @param began when the refused mail began
 * @param patience how long the run may wait for a relay that takes nothing at all, in ms
 * @param perhaps the refusals may be about domains: if half of all domains put mails off, it looks like a limit, but to go
 *   slower changes nothing
 * @returns `undefined` if it has taken nothing for longer than that
 */
export function slowRelay(
  relay: RelayHealth,
  {
    began,
    patience,
    perhaps = false,
  }: { readonly began: number; readonly patience: number; readonly perhaps?: boolean },
  now: number,
): RelayHealth | undefined {
  const before = relay.slowed;
  if (before !== undefined && began <= before.at) return relay;
  const again = before !== undefined && before.inRow > 0;
  const answers = relay.answers + 1;
  const refusals = [...relay.refusals, answers].slice(-LIMITING);
  const [first = 0] = refusals;
  if (!again && (refusals.length < LIMITING || answers - first >= AMONG))
    return { ...relay, answers, refusals };
  const steps = again
    ? before.steps
    : now - (before?.at ?? now - SOON_AGAIN) < SOON_AGAIN
      ? (before?.steps ?? 0) + 1
      : 0;
  // A limit refuses a domain now and takes its mail later. What a domain says for itself, it says to each of its mails.
  const isPure = now - relay.mixedAt > OF_DOMAINS;
  if (perhaps && isPure && steps > MOST_STEPS - 1)
    return { ...relay, answers, refusals: [], slowed: undefined, ofDomainsUntil: now + OF_DOMAINS };
  const inRow = again ? before.inRow + 1 : 1;
  const since = again ? before.since : now;
  const most = since + Math.max(LEAST_PATIENCE, patience);
  if (now >= most) return undefined;
  const pausedUntil = Math.min(now + FIRST_PAUSE * 2 ** (inRow - 1), most);
  const took = again ? before.took : Math.max(SLOWEST, lately(relay, now));
  return { ...relay, answers, refusals: [], slowed: { at: now, took, pausedUntil, inRow, since, steps } };
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
