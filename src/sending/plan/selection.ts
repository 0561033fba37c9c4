/**
 * A run that sends only to some recipients of a frozen mailing: those who failed, those who are deferred, or those
 * who were confirmed since. People who are left out are counted with the reason, and the editor sees both first.
 */
import type {
  Candidate,
  Choice,
  Counts,
  Deliveries,
  Mailing,
  MailingRef,
  Recipient,
} from '../../ledger/ledger.ts';
import { hasLeft } from '../../ledger/subscribers/states.ts';
import { editionKey } from '../../mail/email.ts';
import { domainOf } from '../../mail/mailbox.ts';
import { enhancedOf } from '../../mail/smtp/reply.ts';
import type { SendRun } from '../loop/run-settings.ts';
import { DEADLINE } from '../replies/retry-wait.ts';
import { BAD_ADDRESS } from '../replies/smtp-codes.ts';

export type Only = {
  readonly choice: Choice;
  /** Also people whose address a server called bad. */
  readonly force: boolean;
};

/** Why somebody is left out, although they failed, are deferred, or are new. */
export type LeftOutReason = 'left' | 'bad-address' | 'no-edition';

export type Survey = {
  readonly choice: Choice;
  /** How many people the run sends to. */
  readonly people: number;
  /** How many of them an earlier run had chosen already, and did not finish. */
  readonly before: number;
  readonly editions: Counts;
  readonly domains: Counts;
  readonly leftOut: readonly LeftOut[];
};

export type LeftOut = {
  readonly reason: LeftOutReason;
  readonly people: number;
  /** The first of them, with what was said last. */
  readonly named: readonly Pick<Candidate, 'address' | 'response'>[];
};

const NAMED = 3;

/** Counts, a page at a time, and changes nothing. */
export async function survey(
  deliveries: Pick<Deliveries, 'candidates' | 'chosen'>,
  mailing: Mailing,
  only: Only,
): Promise<Survey> {
  const before = await deliveries.chosen(mailing, only.choice);
  const editions = new Map(Object.entries(before.editions));
  const domains = new Map(Object.entries(before.domains));
  const leftOut = new Map<LeftOutReason, { people: number; named: Candidate[] }>();
  for await (const candidate of deliveries.candidates(mailing, only.choice)) {
    const reason = reasonAgainst(candidate, only, mailing);
    if (reason === undefined) {
      add(editions, editionOf(candidate));
      add(domains, domainOf(candidate.address));
      continue;
    }
    const same = leftOut.get(reason) ?? { people: 0, named: [] };
    leftOut.set(reason, same);
    same.people += 1;
    if (same.named.length < NAMED) same.named.push(candidate);
  }
  return {
    choice: only.choice,
    people: sum(editions.values()),
    before: sum(Object.values(before.editions)),
    editions: Object.fromEntries(editions),
    domains: Object.fromEntries(domains),
    leftOut: [...leftOut].map(([reason, same]) => ({ reason, ...same })),
  };
}

/** Whether such a run would send to anybody. It stops looking at the first person that it finds. */
export async function findsSomebody(
  deliveries: Pick<Deliveries, 'candidates' | 'mailing'>,
  of: MailingRef,
  only: Only,
): Promise<boolean> {
  const mailing = await deliveries.mailing(of.id, of.channel);
  if (mailing === undefined) return false;
  for await (const candidate of deliveries.candidates(of, only.choice))
    if (reasonAgainst(candidate, only, mailing) === undefined) return true;
  return false;
}

/** Why somebody is left out; `undefined` if they get the mail. People who left the list never get it. */
export function reasonAgainst(
  candidate: Pick<Candidate, 'status' | 'response' | 'edition' | 'categories' | 'restored'>,
  { choice, force }: Only,
  { editions }: Pick<Mailing, 'editions'>,
): LeftOutReason | undefined {
  const { status, response, restored = false } = candidate;
  if (status === undefined || hasLeft(status)) return 'left';
  if (choice === 'failed' && !force && !restored && isBadAddress(response ?? '')) return 'bad-address';
  const known = editions.some(({ key }) => key === editionOf(candidate));
  return known ? undefined : 'no-edition';
}

/** Whether a server said that there is no such mailbox, or no mail can be written to it (RFC 3463, 3.2). */
export function isBadAddress(response: string): boolean {
  return BAD_ADDRESS.test(enhancedOf(response) ?? '');
}

function editionOf({ edition, categories }: Pick<Candidate, 'edition' | 'categories'>): string {
  return edition ?? editionKey(categories);
}

/** Written at once: one durable commit for all of them. */
const BATCH = 1_000;

/**
 * Queues the mails of these people, and keeps the decision with each. A deferred mail gets a new deadline, as in a
 * new mailing.
 *
 * @returns the mailing as it is now
 */
export async function choose(
  deliveries: Pick<Deliveries, 'candidates' | 'choose' | 'mailing'>,
  mailing: Mailing,
  only: Only,
  now: Date,
): Promise<Mailing> {
  const { choice, force } = only;
  const reason = `by decision: --only ${choice}${force ? ' --force' : ''}`;
  const decision = { reason, deadline: new Date(now.getTime() + DEADLINE) };
  const write = (some: readonly Recipient[]) => deliveries.choose(mailing, choice, some, decision, now);
  let batch: Recipient[] = [];
  for await (const candidate of deliveries.candidates(mailing, choice)) {
    if (reasonAgainst(candidate, only, mailing) !== undefined) continue;
    const { subscriber, address } = candidate;
    if (batch.push({ subscriber, address, edition: editionOf(candidate) }) < BATCH) continue;
    await write(batch);
    batch = [];
  }
  await write(batch);
  return (await deliveries.mailing(mailing.id, mailing.channel)) ?? mailing;
}

/** The same deliveries, but a run can claim only the chosen ones. */
export function onlyChosen(deliveries: Deliveries, choice: Choice): SendRun['deliveries'] {
  return {
    ...deliveries,
    claim: (of, owner, limit, now, which) =>
      deliveries.claim(of, owner, limit, now, { ...which, only: choice }),
    nextRetry: (of) => deliveries.nextRetry(of, choice),
    tally: async (of: MailingRef) => {
      const { editions } = await deliveries.chosen(of, choice);
      return { ...(await deliveries.tally(of)), queued: sum(Object.values(editions)), deferred: 0 };
    },
  };
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, number) => total + number, 0);
}
