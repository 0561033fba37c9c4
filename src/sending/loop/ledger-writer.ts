/**
 * Writes marks and results into the ledger. A mark is written at once, because the content waits for it. A result
 * waits a moment for the next mark and shares its commit, because the commit is most of the cost. Each lane has at
 * most one delivery that is marked and not recorded, so a worker that is killed leaves no more deliveries in doubt
 * than it has connections.
 */
import type { Deliveries, MailingRef, Outcome } from '../../ledger/ledger.ts';
import { ProblemError } from '../../problem.ts';

export type LedgerWriter = {
  /** @returns false if the claim was lost: then send nothing */
  mark(subscriber: string, now: Date, relay?: string): Promise<boolean>;
  /** Keeps how a delivery ended, soon; what the ledger throws goes to `fail`. */
  keep(subscriber: string, outcome: Outcome, now: Date): void;
  /** Resolves once everything is kept, or has failed. */
  settled(): Promise<void>;
};

/** How long a result may wait for the next mark, in ms. */
const LONGEST_WAIT = 5;

/** How often a result is tried if another program holds the ledger. Each try waits some seconds by itself. */
const TRIES = 4;

/** What a server has answered must not be lost, so a busy ledger is tried several times. */
async function patiently(write: () => Promise<boolean>): Promise<boolean> {
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      return await write();
    } catch (error) {
      const busy = error instanceof ProblemError && error.problems.some(({ code }) => code === 'ledger-busy');
      if (!busy || left === 0) throw error;
    }
  }
}

export function openLedgerWriter(
  deliveries: Pick<Deliveries, 'mark' | 'record'>,
  of: MailingRef,
  owner: string,
  fail: (error: unknown) => void,
): LedgerWriter {
  const underWay = new Set<Promise<void>>();
  let waiting: (() => Promise<boolean>)[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const due = waiting;
    waiting = [];
    for (const write of due) {
      const written = patiently(write)
        .then(() => {}, fail)
        .then(() => void underWay.delete(written));
      underWay.add(written);
    }
  };
  return {
    mark: (subscriber, now, relay) => {
      flush();
      return deliveries.mark(of, subscriber, owner, now, relay);
    },
    keep: (subscriber, outcome, now) => {
      waiting.push(() => deliveries.record(of, subscriber, owner, outcome, now));
      timer ??= setTimeout(flush, LONGEST_WAIT);
    },
    settled: async () => {
      flush();
      await Promise.all(underWay);
    },
  };
}
