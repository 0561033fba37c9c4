/** A site folder with a ledger, and the commands that read it, run in this process as main.ts would run them. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ledger, MailingRef, Outcome } from '../../src/ledger/ledger.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { countedBytes, frozen, later, NOW, WEEK } from '../ledger/people.ts';
import { type Around, type Said, tayori } from './program.ts';

const SITE = join(import.meta.dirname, '../fixtures/site');

export type LedgerSite = AsyncDisposable & {
  readonly root: string;
  ledger<T>(work: (ledger: Ledger) => Promise<T>): Promise<T>;
  /** Without a terminal, unless there is an answer to what it asks, or the result is shown on one. */
  tayori(
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
    terminal?: Pick<Around, 'answer' | 'width'>,
  ): Promise<Said>;
};

export async function openLedgerSite(): Promise<LedgerSite> {
  const root = await mkdtemp(join(tmpdir(), 'tayori-ledger-site-'));
  await cp(SITE, root, { recursive: true });
  const random = countedBytes();
  return {
    root,
    ledger: async (work) => {
      await using ledger = await openLedger('sqlite:.tayori/ledger.db', root, { random });
      return await work(ledger);
    },
    tayori: (argv, env = {}, terminal = {}) =>
      tayori(root, argv, {
        env: { LEDGER_URL: 'sqlite:.tayori/ledger.db', ...env },
        clock: () => later(60),
        random,
        ...terminal,
      }),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true }),
  };
}

/** What becomes of each address, in order; `undefined` leaves it queued. */
export type Fates = Readonly<Record<string, Outcome | undefined>>;

/** Freezes a mailing to the addresses, and lets each meet its fate. @returns their ids */
export async function mailed(ledger: Ledger, fates: Fates, of: MailingRef = WEEK): Promise<string[]> {
  const ids = await frozen(ledger, Object.keys(fates), of);
  const outcomes = Object.values(fates);
  const busy = outcomes.filter((outcome) => outcome !== undefined).length;
  await ledger.deliveries.claim(of, 'sender-1', busy, NOW);
  for (const [index, outcome] of outcomes.entries()) {
    const id = ids[index] ?? '';
    if (outcome === undefined) continue;
    await ledger.deliveries.mark(of, id, 'sender-1', NOW);
    await ledger.deliveries.record(of, id, 'sender-1', outcome, later(1));
  }
  return ids;
}

export const SENT: Outcome = { state: 'sent', response: '250 2.0.0 Ok: queued as 4B2F' };
export const DOUBT: Outcome = { state: 'uncertain', response: 'the line dropped after the final dot' };
export const FAILED: Outcome = {
  state: 'failed',
  response:
    '550 5.1.1 <jiro@docomo.ne.jp>: Recipient address rejected: User unknown in virtual mailbox table',
  fault: 'bad-address',
};
export const DEFERRED: Outcome = {
  state: 'deferred',
  response: '451 4.7.1 Greylisted',
  retryAt: later(35),
  countsAsAttempt: true,
};
