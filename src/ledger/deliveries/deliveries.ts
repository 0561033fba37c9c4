/** Puts the deliveries of the ledger's contract together from freezing, claiming and reporting. */
import { setImmediate as turn } from 'node:timers/promises';
import { openAudit } from '../audit.ts';
import type { Engine } from '../engine.ts';
import type { EventLog } from '../events.ts';
import type { Deliveries, Delivery, DeliveryState, MailingRef } from '../ledger.ts';
import { openReport, type ReportLine } from '../report.ts';
import { hasLeft } from '../subscribers/states.ts';
import { openTransactional } from '../transactional.ts';
import type { AddressFaults } from './address-fault.ts';
import type { AttemptSteps } from './attempts.ts';
import { openCandidates } from './candidates.ts';
import type { Claimed, Claims } from './claims.ts';
import { openFreeze } from './freeze.ts';
import { openAnew } from './freeze-anew.ts';
import type { Mailings } from './mailings.ts';
import { openChoosing } from './resend.ts';
import { openAside } from './set-rehearsal-aside.ts';
import { openSettling } from './settle-doubt.ts';
import type { Tallies } from './tallies.ts';
import { openWorkerSigns } from './worker-signs.ts';
import type { WorkerRows } from './workers.ts';

/** What the deliveries are put together from. */
type Parts = {
  readonly engine: Engine;
  readonly events: EventLog;
  readonly mailings: Mailings;
  readonly tallies: Tallies;
  readonly claims: Claims;
  readonly workers: WorkerRows;
  readonly attempts: AttemptSteps;
  /** Whether this process holds the lock of a mailing, or is the only one that can write at all. */
  readonly alone: (of: MailingRef) => boolean;
};

export function openDeliveries(parts: Parts): Omit<Deliveries, keyof AddressFaults> {
  const { engine, events, mailings, tallies, claims, workers, attempts, alone } = parts;
  const freeze = openFreeze(engine, openAnew(engine.dialect, events, tallies));
  const report = openReport(engine.dialect);
  const audit = openAudit(engine.dialect);
  async function* list(of: MailingRef, state: DeliveryState): AsyncGenerator<Delivery> {
    const mailing = await engine.read(() => mailings.number(of));
    for (let after = ''; ; ) {
      const page = await engine.read(() => report.page(state, mailing, after));
      for (const line of page) yield deliveryOf(of, line);
      after = page.at(-1)?.key ?? '';
      if (report.isLast(page)) return;
      await turn(); // SQLite answers at once: without this pause, other writes would wait, and Ctrl-C too
    }
  }

  const freezeOnce: Deliveries['freeze'] = async (mailing, recipients, instead) => {
    const found = await engine.read(() => mailings.find(mailing));
    if (found !== undefined && found.frozen.getTime() !== instead?.frozen.getTime()) return found;
    await freeze(mailing, recipients, found === undefined ? undefined : instead);
    mailings.forget(mailing); // its number may belong to a mailing that was replaced
    const frozen = await engine.read(() => mailings.find(mailing));
    if (frozen === undefined) throw new Error(`The mailing ${mailing.id} was frozen and is not there`);
    return frozen;
  };

  const claim: Deliveries['claim'] = async (of, owner, limit, now, { only, except = [] } = {}) => {
    const claimed = await engine.write(
      function* () {
        const mailing = yield* mailings.number(of);
        // A transactional mail answers what a person did just now. So it is also sent to people who left or are
        // unconfirmed.
        const isDigest = (yield* mailings.kind(of)) === 'digest';
        const isMeant = (status: string, pausedUntil: number | null) =>
          !isDigest || (!hasLeft(status) && (pausedUntil ?? 0) <= now.getTime());
        const which = { mailing, limit, now: now.getTime(), only, except };
        return yield* claims.claim(owner, which, isMeant);
      },
      'durable',
      'again',
    );
    for (const { subscriber, number } of claimed) attempts.expect(of, subscriber, number);
    return claimed.map((row) => claimedDelivery(of, row));
  };

  return {
    freeze: freezeOnce,
    ...openAside(engine, events, mailings),
    mailing: (id, channel) => engine.read(() => mailings.find({ id, channel })),
    mailings: () => engine.read(() => mailings.all()),
    claim,
    mark: (of, subscriber, owner, now, relay) =>
      attempts.take({ of, subscriber, owner, at: now.getTime(), outcome: undefined, relay }),
    record: (of, subscriber, owner, outcome, now) =>
      attempts.take({ of, subscriber, owner, at: now.getTime(), outcome, relay: outcome.relay }),
    ...openWorkerSigns(engine, mailings, workers, claims, alone),
    tally: (of) => mailings.ask(of, tallies.read),
    nextRetry: async (of, only) => {
      const at = await mailings.ask(of, (mailing) => report.nextRetry(mailing, only));
      return at === undefined ? undefined : new Date(at);
    },
    list,
    breakdown: (of) => mailings.ask(of, report.breakdown),
    chosen: (of, as) => mailings.ask(of, (mailing) => report.breakdownOf(mailing, as)),
    ...openCandidates(engine, mailings),
    ...openChoosing(engine, events, mailings, tallies),
    ...openTransactional(engine, mailings),
    ...openSettling(engine, events, mailings, tallies, claims),
    audit: (of) => mailings.ask(of, audit),
  };
}

function deliveryOf(of: MailingRef, line: ReportLine): Delivery {
  return {
    mailing: of.id,
    subscriber: line.subscriber,
    address: line.address,
    edition: line.edition,
    state: line.state as DeliveryState, // only this folder writes states
    attempts: line.attempts,
    response: line.response ?? undefined,
    relay: line.relay ?? undefined,
    retryAt: line.due === null || line.due === 0 ? undefined : new Date(line.due),
  };
}

function claimedDelivery(of: MailingRef, row: Claimed): Delivery {
  return {
    mailing: of.id,
    subscriber: row.subscriber,
    address: row.address,
    edition: row.edition,
    state: 'claimed',
    attempts: row.attempts,
    response: row.response ?? undefined,
    retryAt: undefined,
  };
}
