/**
 * Decides about the addresses that servers called bad, when a run has ended. If they are as few as usual, these
 * people get no more mail. If they are more than the brake allows, the servers are not believed: nobody is taken off,
 * and the mail is sent again later. For example, 3 bad addresses of 1,000 are believed, and 200 are not. What a
 * killed run left open is decided by the next run that ends. Each step can be broken off and done again.
 */
import { DISBELIEVED } from '../ledger/bounces/address-faults.ts';
import type { Counts, Deliveries, MailingRef, OpenFault } from '../ledger/ledger.ts';
import { type BrakeVerdict, type Crowd, judge, onAnswered, shareAllowed, sumOf } from './brake.ts';
import { type TooManyBad, tookNothing, tooManyBad } from './brake-problems.ts';
import { providerOf, providerOfDomain } from './loop/providers.ts';

/** A mailbox is given up after this number of digests in a row that found it full. */
const FULL_DIGESTS = 3;

/**
 * Servers that were wrong about this digest before may be wrong again. If they call an address bad, its mail is sent
 * again at most so many times, and then not before the next digest.
 */
const ASKED_AGAIN = 6;

/** So many people are decided about in one durable commit. */
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
  /** How many get the mail once more, because servers were wrong about this digest before. */
  readonly again: number;
};

export type Brake = TooManyBad & {
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
  const decide: Decide = async (verdict, some, why = '') => {
    for (let at = 0; at < some.length; at += BATCH) {
      const people = some.slice(at, at + BATCH).map(({ subscriber }) => subscriber);
      await deliveries.decideFaults(of, verdict, people, why, now);
    }
  };
  const rest = open.filter((one) => !telling.includes(one));
  await decide('noted', rest);
  const nothing = { mailing: of.id, bounced: [], brake: undefined, open: 0, again: 0 };
  const decision = believe ? 'believe' : await decisionOn(deliveries, of, telling);
  if (decision === 'wait') return { ...nothing, open: telling.length };
  if (decision !== 'believe') return { ...nothing, ...(await disbelieve(telling, decision, decide)) };
  const doubted = believe ? [] : await doubtful(deliveries, of, telling);
  return { ...nothing, ...(await believeAll(telling, doubted, decide)) };
}

/** Keeps what was decided about these people, and why. */
type Decide = (
  verdict: Parameters<Book['decideFaults']>[1],
  some: readonly OpenFault[],
  why?: string,
) => Promise<void>;

/** Servers are believed, and these people get no more mail. If some are doubted, nobody is taken off for now. */
async function believeAll(
  telling: readonly OpenFault[],
  doubted: readonly Doubted[],
  decide: Decide,
): Promise<Pick<Conclusion, 'bounced' | 'again'>> {
  const again = doubted.filter(({ times }) => times < ASKED_AGAIN).map(({ one }) => one);
  const asked = doubted.filter(({ times }) => times >= ASKED_AGAIN).map(({ one }) => one);
  const bounced = doubted.length > 0 ? [] : telling;
  await decide('disbelieved', again, DISBELIEVED);
  await decide('noted', asked);
  await decide('believed', bounced);
  return { bounced, again: again.length };
}

/** Servers are not believed: the mail to the people whom they called bad is sent again. */
async function disbelieve(
  telling: readonly OpenFault[],
  decision: Exclude<Decision, string>,
  decide: Decide,
): Promise<Pick<Conclusion, 'brake' | 'open'>> {
  const { providers } = decision;
  const isMeant = ({ address }: OpenFault) =>
    providers.length === 0 || providers.includes(providerOf(address));
  const meant = telling.filter(isMeant);
  const full = meant.filter(({ fault }) => fault === 'mailbox-full');
  const bad = meant.filter(({ fault }) => fault === 'bad-address');
  await decide('noted', full); // it may have room for the next digest, and is not tried again now
  await decide('disbelieved', bad, DISBELIEVED);
  const said = meant.at(-1)?.response ?? '';
  return { brake: { ...decision, queued: bad.length, said }, open: telling.length - meant.length };
}

/**
 * The people whose addresses may still be good, because servers were wrong about this digest before and what they
 * said since looks no better. Without this, the last few people of a digest would be taken off: among so few, a few
 * bad addresses are always within the bound.
 */
async function doubtful(
  deliveries: Pick<Deliveries, 'disbelieved' | 'usualFaults'>,
  of: MailingRef,
  telling: readonly OpenFault[],
): Promise<readonly Doubted[]> {
  if (telling.length === 0) return [];
  const { times, answersSince } = await deliveries.disbelieved(of);
  const share = shareAllowed(await deliveries.usualFaults(of));
  if (times.size === 0 || telling.length <= answersSince * share) return [];
  return telling.map((one) => ({ one, times: times.get(one.subscriber) ?? 0 }));
}

/** A person, and how often servers were not believed about them in this digest. */
type Doubted = { readonly one: OpenFault; readonly times: number };

type Decision = 'believe' | 'wait' | TooManyBad;

/** What a decision is made from. */
type Figures = Pick<Deliveries, 'faults' | 'answered' | 'breakdown' | 'usualFaults' | 'tally'>;

/**
 * Decides from all that is known of the mailing, from every worker and every run. Bounces that come back later are
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
  if (!isOver && !within(planned)) return tooManyBad(crowds, planned, share);
  // Of a few answers several may be bad by chance, or because the server is: more of them tell.
  const { bad, answered: heard } = sumOf(Object.values(sofar));
  if (!isOver && bad > heard * share) return 'wait';
  if (within(answered) && !tookNothing(sent, telling.length)) return 'believe';
  return isOver ? tooManyBad(sofar, answered, share) : 'wait';
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
