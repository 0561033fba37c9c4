/**
 * Decides, once a run has ended, about the addresses that servers called bad: within the brake the people are
 * suppressed; beyond it nobody is, and their mail waits to be sent again. What a killed run left open is decided
 * here too, by the next run that ends. Each step can be broken off and done again.
 */
import { DISBELIEVED } from '../ledger/bounces/address-faults.ts';
import type { Counts, Deliveries, MailingRef, OpenFault } from '../ledger/ledger.ts';
import {
  type BrakeVerdict,
  type Crowd,
  countAllowed,
  judge,
  shareAllowed,
  sumOf,
  tookNothing,
} from './brake.ts';
import { providerOf, providerOfDomain } from './loop/providers.ts';

/** A mailbox is given up after this number of digests in a row that found it full. */
const FULL_DIGESTS = 3;

/** Whom servers call bad that were wrong about this digest before is asked again so often, and then left to the next digest. */
const ASKED_AGAIN = 6;

/** Decided at once: one durable commit for all of them. */
const BATCH = 500;

type Book = Pick<
  Deliveries,
  | 'faults'
  | 'openFaults'
  | 'disbelieved'
  | 'answered'
  | 'breakdown'
  | 'usualFaults'
  | 'undecided'
  | 'decideFaults'
  | 'workers'
  | 'tally'
>;

export type Conclusion = {
  readonly mailing: string;
  /** The people who are suppressed now. */
  readonly bounced: readonly OpenFault[];
  /** The servers that were not believed; `undefined` where all were. */
  readonly brake: Brake | undefined;
  /** How many can be decided about only when more of the mailing is sent. */
  readonly open: number;
  /** How many are asked once more, because servers were wrong about this digest before. */
  readonly again: number;
};

export type Brake = {
  /** The providers that were not believed; none where it is about all of them. */
  readonly providers: readonly string[];
  /** How many addresses were called bad, of how many people, and how many would have been believed. */
  readonly bad: number;
  readonly people: number;
  readonly allowed: number;
  /** How many mails wait to be sent again. */
  readonly queued: number;
  /** What such a server said, as an example. */
  readonly said: string;
};

/** Concludes every mailing over SMTP that no worker is sending now. The mailing `of` comes last. */
export async function concludeFaults(
  deliveries: Book,
  of: MailingRef,
  now: Date,
  { believe = false }: { readonly believe?: boolean } = {},
): Promise<readonly Conclusion[]> {
  const undecided = await deliveries.undecided();
  const conclusions: Conclusion[] = [];
  for (const one of undecided.toSorted((a, b) => Number(isSame(a, of)) - Number(isSame(b, of)))) {
    const workers = await deliveries.workers(one);
    if (workers.some(({ ended, leaseLeft, held }) => ended === undefined && leaseLeft > 0 && held > 0))
      continue; // a worker is still sending it: the last one to end decides
    conclusions.push(await concludeOne(deliveries, one, now, believe && isSame(one, of)));
  }
  return conclusions;
}

function isSame(a: MailingRef, b: MailingRef): boolean {
  return a.id === b.id && a.channel === b.channel;
}

async function concludeOne(
  deliveries: Book,
  of: MailingRef,
  now: Date,
  believe: boolean,
): Promise<Conclusion> {
  const open = await deliveries.openFaults(of);
  const telling = open.filter(({ fault, inRow }) => fault === 'bad-address' || inRow >= FULL_DIGESTS);
  const decide = async (
    verdict: Parameters<Book['decideFaults']>[1],
    some: readonly OpenFault[],
    why = '',
  ) => {
    for (let at = 0; at < some.length; at += BATCH) {
      const people = some.slice(at, at + BATCH).map(({ subscriber }) => subscriber);
      await deliveries.decideFaults(of, verdict, people, why, now);
    }
  };
  await decide(
    'noted',
    open.filter((one) => !telling.includes(one)),
  );
  const decision: Decision = believe ? 'believe' : await decisionOn(deliveries, of, telling);
  if (decision === 'wait')
    return { mailing: of.id, bounced: [], brake: undefined, open: telling.length, again: 0 };
  if (decision === 'believe') {
    const liedBefore = believe ? [] : await doubtful(deliveries, of, telling);
    const asked = liedBefore.filter(({ times }) => times < ASKED_AGAIN).map(({ one }) => one);
    await decide('disbelieved', asked, DISBELIEVED);
    await decide(
      'noted',
      liedBefore.map(({ one }) => one).filter((one) => !asked.includes(one)),
    );
    const bounced = liedBefore.length > 0 ? [] : telling;
    await decide('believed', bounced);
    return { mailing: of.id, bounced, brake: undefined, open: 0, again: asked.length };
  }
  const { providers } = decision;
  const meant = telling.filter(
    ({ address }) => providers.length === 0 || providers.includes(providerOf(address)),
  );
  // A full mailbox may have room for the next digest. It is tried then, and not again now.
  await decide(
    'noted',
    meant.filter(({ fault }) => fault === 'mailbox-full'),
  );
  const again = meant.filter(({ fault }) => fault === 'bad-address');
  await decide('disbelieved', again, DISBELIEVED);
  return {
    mailing: of.id,
    bounced: [],
    brake: { ...decision, queued: again.length, said: meant.at(-1)?.response ?? '' },
    open: telling.length - meant.length,
    again: 0,
  };
}

/**
 * Where servers were not believed before in this digest, and what they said since does not look better, they may be
 * as they were: of the few who are left at the end, a few bad ones would be within every bound.
 */
async function doubtful(
  deliveries: Pick<Deliveries, 'disbelieved' | 'usualFaults'>,
  of: MailingRef,
  telling: readonly OpenFault[],
): Promise<readonly { readonly one: OpenFault; readonly times: number }[]> {
  if (telling.length === 0) return [];
  const { times, answersSince } = await deliveries.disbelieved(of);
  const share = shareAllowed(await deliveries.usualFaults(of));
  if (times.size === 0 || telling.length <= answersSince * share) return [];
  return telling.map((one) => ({ one, times: times.get(one.subscriber) ?? 0 }));
}

type Decision = 'believe' | 'wait' | Omit<Brake, 'queued' | 'said'>;

/** What a decision is made from. */
type Figures = Pick<Deliveries, 'faults' | 'answered' | 'breakdown' | 'usualFaults' | 'tally'>;

/**
 * By all that is known of the mailing, whoever sent it and however often it was begun; what came back later is
 * decided about by the same rule.
 *
 * @param telling the people whose addresses are called bad, and about whom nothing was decided yet
 */
export async function decisionOn(
  deliveries: Figures,
  of: MailingRef,
  telling: readonly { readonly address: string }[],
): Promise<Decision> {
  if (telling.length === 0) return 'believe';
  const share = shareAllowed(await deliveries.usualFaults(of));
  const { queued, deferred, sent } = await deliveries.tally(of);
  const crowds = await crowdsOf(deliveries, of, telling);
  const sofar = onAnswered(crowds);
  const planned = judge(crowds, share);
  const answered = judge(sofar, share);
  const isOver = queued + deferred === 0;
  const within = (verdict: BrakeVerdict) => !verdict.all && verdict.providers.length === 0;
  if (!isOver && !within(planned)) return brakeOf(crowds, planned, share);
  // Of a few answers several may be bad by chance, or because the server is: more of them tell.
  const { bad, answered: heard } = sumOf(Object.values(sofar));
  if (!isOver && bad > heard * share) return 'wait';
  if (within(answered) && !tookNothing(sent, telling.length)) return 'believe';
  return isOver ? brakeOf(sofar, answered, share) : 'wait';
}

function brakeOf(
  crowds: Readonly<Record<string, Crowd>>,
  { all, providers }: BrakeVerdict,
  share: number,
): Omit<Brake, 'queued' | 'said'> {
  const whole = all || providers.length === 0;
  const named = whole ? Object.values(crowds) : providers.flatMap((name) => crowds[name] ?? []);
  const { people, bad } = sumOf(named);
  const bounds = whole
    ? [countAllowed(people, share)]
    : named.map((crowd) => countAllowed(crowd.people, share));
  const allowed = bounds.reduce((sum, bound) => sum + bound, 0);
  return { providers: whole ? [] : providers, bad, people, allowed };
}

/** The same crowds, counting only the people whose mail was answered: the others may not have been sent one yet. */
function onAnswered(crowds: Readonly<Record<string, Crowd>>): Record<string, Crowd> {
  const entries = Object.entries(crowds).filter(([, { answered }]) => answered > 0);
  return Object.fromEntries(
    entries.map(([provider, crowd]) => [provider, { ...crowd, people: crowd.answered }]),
  );
}

async function crowdsOf(
  deliveries: Figures,
  of: MailingRef,
  telling: readonly { readonly address: string }[],
): Promise<Readonly<Record<string, Crowd>>> {
  const { domains } = await deliveries.breakdown(of);
  const people = byProvider(domains);
  const answered = byProvider(await deliveries.answered(of));
  const faults = await deliveries.faults(of);
  const bad = byProvider(Object.fromEntries(faults.map(({ domain, believed }) => [domain, believed])));
  for (const { address } of telling) add(bad, providerOf(address), 1);
  return Object.fromEntries(
    [...people.keys()].map((provider) => [
      provider,
      {
        people: people.get(provider) ?? 0,
        answered: answered.get(provider) ?? 0,
        bad: bad.get(provider) ?? 0,
      },
    ]),
  );
}

function byProvider(domains: Counts): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [domain, count] of Object.entries(domains)) add(sums, providerOfDomain(domain), count);
  return sums;
}

function add(sums: Map<string, number>, name: string, count: number): void {
  sums.set(name, (sums.get(name) ?? 0) + count);
}
