/**
 * Marks and results on their way into the ledger. A mark goes at once, for content waits for it; a result
 * waits a moment for the next mark, to share its commit: most of what either costs is the commit. So a lane
 * has at most one delivery that is marked and not recorded, and a sender that is killed leaves no more
 * doubt than it has connections.
 */
import type { Deliveries, MailingRef, Outcome } from '../ledger/ledger.ts';

export type Records = {
  /** @returns false where the claim was lost: send nothing */
  mark(subscriber: string, now: Date, relay?: string): Promise<boolean>;
  /** Keeps how a delivery ended, soon; what the ledger throws goes to `fail`. */
  keep(subscriber: string, outcome: Outcome, now: Date): void;
  /** Resolves once everything is kept, or has failed. */
  settled(): Promise<void>;
};

/** How long a result may wait for company, in ms. */
const COMPANY = 5;

export function openRecords(
  deliveries: Pick<Deliveries, 'mark' | 'record'>,
  of: MailingRef,
  owner: string,
  fail: (error: unknown) => void,
): Records {
  const underWay = new Set<Promise<void>>();
  let waiting: (() => Promise<boolean>)[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const due = waiting;
    waiting = [];
    for (const write of due) {
      const written = write()
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
      timer ??= setTimeout(flush, COMPANY);
    },
    settled: async () => {
      flush();
      await Promise.all(underWay);
    },
  };
}
