/**
 * Decides about the addresses that servers called bad, when a run has ended. If they are as few as usual, these
 * people get no more mail. If they are more than the brake allows, the servers are not believed: nobody is taken off,
 * and the mail is sent again later. For example, 3 bad addresses of 1,000 are believed, and 200 are not. What a
 * killed run left open is decided by the next run that ends. Each step can be interrupted and repeated.
 */
import { DISBELIEVED } from '../../ledger/bounces/fault-decisions.ts';
import type { Deliveries, MailingRef, OpenFault } from '../../ledger/ledger.ts';
import { SOFT_BOUNCE_LIMIT } from '../../settings/soft-bounce-limit.ts';
import { providerOf } from '../pace/providers.ts';
import { shareAllowed } from './brake.ts';
import { type Decision, decisionOn, type TooManyBad } from './decision.ts';

/**
 * Servers that were wrong about this digest before may be wrong again. If they call an address bad, its mail is sent
 * again at most this number of times, and then not before the next digest.
 */
const ASKED_AGAIN = 6;

/** The number of people that one durable commit decides about. */
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
  /** The servers that were not believed; `undefined` if all were. */
  readonly brake: Brake | undefined;
  /** How many people can be decided about only when more of the mailing is sent. */
  readonly open: number;
  /** How many people get the mail again, because servers were wrong about this digest before. */
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
  const telling = open.filter(
    ({ fault, inRow }) => fault === 'bad-address' || inRow >= SOFT_BOUNCE_LIMIT.digests,
  );
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
  await decide('noted', full); // the mailbox may have room for the next digest, and is not tried again now
  await decide('disbelieved', bad, DISBELIEVED);
  const said = meant.at(-1)?.response ?? '';
  return { brake: { ...decision, queued: bad.length, said }, open: telling.length - meant.length };
}

/**
 * The people whose addresses may still be good: servers were wrong about this digest before, and what they
 * have said since then looks no better. Without this, the last few people of a digest would be taken off: among so few,
 * a few bad addresses are always fewer than the brake allows.
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

/** A person, and how often a server called their address bad in this digest and was not believed. */
type Doubted = { readonly one: OpenFault; readonly times: number };
