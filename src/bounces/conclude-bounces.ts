/**
 * Decides what follows from bounces that came in after a digest was sent. The limit on faults is the same as in
 * sending. Below the limit, a hard bounce takes its subscriber off the list; soft bounces do so when several digests in
 * a row came back (settings/soft-bounce-limit.ts). Above the limit nobody is taken off, and the bounces stay open until an editor
 * says that they are right. Refusals during the send and later bounces are counted together.
 */
import type { OpenBounce } from '../ledger/bounces/bounce.ts';
import type { DomainFaults, Ledger } from '../ledger/ledger.ts';
import type { Brake } from '../sending/brake/conclude-faults.ts';
import { decisionOn } from '../sending/brake/decision.ts';
import { SOFT_BOUNCE_LIMIT } from '../settings/soft-bounce-limit.ts';
import { DAY } from '../time.ts';

/** This many bounces are decided in one commit to the disk. */
const BATCH = 500;

export type Concluded = {
  readonly mailing: string;
  readonly bounced: readonly OpenBounce[];
  /** Soft bounces: they are remembered until as many digests in a row came back as the limit says. */
  readonly noted: readonly OpenBounce[];
  /** Bounces over the limit, or bounces that wait because the digest is still being sent. */
  readonly held: readonly OpenBounce[];
  readonly brake: Omit<Brake, 'queued' | 'said'> | undefined;
};

type Book = Pick<Ledger, 'bounces' | 'deliveries'>;

/** An editor's decision about all bounces of one digest: they are right, or everyone stays on the list. */
export type EditorsWord = { readonly mailing: string; readonly believe: boolean };

export async function concludeBounces(
  ledger: Book,
  now: Date,
  word?: EditorsWord,
): Promise<readonly Concluded[]> {
  const byMailing = Map.groupBy(await ledger.bounces.open(), ({ mailing }) => mailing);
  const concluded: Concluded[] = [];
  for (const [mailing, open] of byMailing)
    concluded.push(
      await concludeOne(ledger, mailing, open, now, word?.mailing === mailing ? word.believe : undefined),
    );
  return concluded;
}

async function concludeOne(
  ledger: Book,
  mailing: string,
  open: readonly OpenBounce[],
  now: Date,
  believe: boolean | undefined,
): Promise<Concluded> {
  const decisive: OpenBounce[] = [];
  for (const one of open) if (one.kind === 'hard' || (await isOutOfReach(ledger, one))) decisive.push(one);
  const noted = open.filter((one) => !decisive.includes(one));
  await decideInBatches(ledger, noted, 'noted', '', now);
  if (believe === false) {
    await decideInBatches(ledger, decisive, 'noted', '', now);
    return { mailing, bounced: [], noted: open, held: [], brake: undefined };
  }
  // Two servers may each send a bounce for the same mail: that is one person.
  const people = [...new Map(decisive.map((one) => [one.subscriber, one])).values()];
  const of = { id: mailing, channel: 'mail' } as const;
  const decision =
    believe || people.length === 0
      ? 'believe'
      : await decisionOn(withLaterBounces(ledger, mailing), of, people);
  if (decision === 'believe') {
    await decideInBatches(ledger, decisive, 'believed', `came back from ${mailing}`, now);
    return { mailing, bounced: people, noted, held: [], brake: undefined };
  }
  const brake = decision === 'wait' ? undefined : decision;
  return { mailing, bounced: [], noted, held: people, brake };
}

async function decideInBatches(
  { bounces }: Book,
  some: readonly OpenBounce[],
  verdict: 'believed' | 'noted',
  reason: string,
  now: Date,
): Promise<void> {
  for (let at = 0; at < some.length; at += BATCH) {
    const numbers = some.slice(at, at + BATCH).map(({ number }) => number);
    await bounces.decide(numbers, verdict, reason, now);
  }
}

/** Whether this many digests in a row came back, the first of them long enough ago. */
async function isOutOfReach({ bounces }: Book, { mailing, subscriber }: OpenBounce): Promise<boolean> {
  const last = await bounces.lastReturns(mailing, subscriber);
  const [newest, oldest] = [last[0], last.at(-1)];
  if (last.length < SOFT_BOUNCE_LIMIT.digests || newest === undefined || oldest === undefined) return false;
  const days = (newest.frozen.getTime() - oldest.frozen.getTime()) / DAY;
  return days >= SOFT_BOUNCE_LIMIT.days && last.every(({ soft }) => soft);
}

/** What the send loop counts, with the later bounces added to the refusals during the send. */
function withLaterBounces({ bounces, deliveries }: Book, mailing: string): Parameters<typeof decisionOn>[0] {
  return {
    answered: (of) => deliveries.answered(of),
    breakdown: (of) => deliveries.breakdown(of),
    tally: (of) => deliveries.tally(of),
    faults: async (of) => withReturned(await deliveries.faults(of), await bounces.believed(mailing)),
    usualFaults: async (of) => {
      const { answered, believed } = await deliveries.usualFaults(of);
      return { answered, believed: believed + (await bounces.usual(mailing)) };
    },
  };
}

function withReturned(
  faults: readonly DomainFaults[],
  more: Readonly<Record<string, number>>,
): DomainFaults[] {
  const returned = Object.entries(more).map(([domain, believed]) => ({
    ...{ domain, believed },
    badAddress: 0,
    mailboxFull: 0,
  }));
  const domains = Map.groupBy([...faults, ...returned], ({ domain }) => domain);
  return [...domains].map(([domain, rows]) => {
    const sum = (key: 'badAddress' | 'mailboxFull' | 'believed') =>
      rows.reduce((all, row) => all + row[key], 0);
    return {
      domain,
      badAddress: sum('badAddress'),
      mailboxFull: sum('mailboxFull'),
      believed: sum('believed'),
    };
  });
}
