/** Puts the deliveries of the ledger's contract together from freezing, claiming and reporting. */
import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'kysely';
import { openAudit } from '../audit.ts';
import type { FaultBook } from '../bounces/address-faults.ts';
import type { Engine } from '../engine.ts';
import type { EventLog } from '../events.ts';
import type { Deliveries, Delivery, DeliveryState, MailingRef } from '../ledger.ts';
import { change, rows, template, type Work } from '../prepared.ts';
import { openReport, type ReportLine } from '../report.ts';
import { hasLeft } from '../subscribers/subscribers.ts';
import { openTransactional } from '../transactional.ts';
import { openAnew } from './anew.ts';
import type { Attempts } from './attempts.ts';
import type { Claims } from './claims.ts';
import { openFreeze } from './freeze.ts';
import type { Mailings } from './mailings.ts';
import { openChoices } from './resend.ts';
import { openAside } from './set-rehearsal-aside.ts';
import type { Tallies } from './tallies.ts';
import type { Workers } from './workers.ts';

/** @param alone whether this process holds the lock of a mailing, or is the only one that can write at all */
export function openDeliveries(
  engine: Engine,
  events: EventLog,
  mailings: Mailings,
  tallies: Tallies,
  claims: Claims,
  workers: Workers,
  attempts: Attempts,
  alone: (of: MailingRef) => boolean,
): Omit<Deliveries, keyof FaultBook> {
  const { build } = engine.dialect;
  const freeze = openFreeze(engine, openAnew(engine.dialect, events, tallies));
  const report = openReport(engine.dialect);
  const audit = openAudit(engine.dialect);
  const choices = openChoices(engine, events, mailings, tallies);
  const doubtful = template((v: { readonly mailing: number }) =>
    build
      .selectFrom('deliveries')
      .select(['number', 'subscriber'])
      .where('mailing', '=', v.mailing)
      .where('state', '=', sql.lit('uncertain')) // a literal, so that the index of open rows is used
      .$if(engine.dialect.locksRows, (query) => query.forUpdate()),
  );
  const requeue = template((v: { readonly numbers: string }) =>
    build
      .updateTable('deliveries')
      .set({ state: 'queued', due: 0 })
      .where('number', 'in', engine.dialect.numbersIn(v.numbers)),
  );

  function* settle(
    of: MailingRef,
    as: 'sent' | 'queued' | 'failed' | 'skipped',
    reason: string,
    at: number,
    only?: ReadonlySet<string>,
  ): Work<number> {
    const mailing = yield* mailings.number(of);
    const doubt = yield* rows(doubtful({ mailing }));
    const numbers = doubt
      .filter(({ subscriber }) => only === undefined || only.has(subscriber))
      .map(({ number }) => number);
    if (as === 'queued') {
      yield* change(requeue({ numbers: JSON.stringify(numbers) }));
      yield* events.deliveries(numbers, { at, what: 'queued', detail: reason });
    } else yield* claims.putAll(numbers, as, reason, at);
    yield* tallies.move([
      { mailing, shard: '', state: 'uncertain', n: -numbers.length },
      { mailing, shard: '', state: as, n: numbers.length },
    ]);
    return numbers.length;
  }

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

  return {
    freeze: async (mailing, recipients, instead) => {
      const found = await engine.read(() => mailings.find(mailing));
      if (found !== undefined && found.frozen.getTime() !== instead?.frozen.getTime()) return found;
      await freeze(mailing, recipients, found === undefined ? undefined : instead);
      mailings.forget(mailing); // its number may belong to a mailing that was replaced
      const frozen = await engine.read(() => mailings.find(mailing));
      if (frozen === undefined) throw new Error(`The mailing ${mailing.id} was frozen and is not there`);
      return frozen;
    },
    ...openAside(engine, events, mailings),
    mailing: (id, channel) => engine.read(() => mailings.find({ id, channel })),
    mailings: () => engine.read(() => mailings.all()),
    claim: async (of, owner, limit, now, only) => {
      const claimed = await engine.write(
        function* () {
          const mailing = yield* mailings.number(of);
          // A transactional mail answers what a person did just now. So it is also sent to people who left or are
          // unconfirmed.
          const isDigest = (yield* mailings.kind(of)) === 'digest';
          const isMeant = (status: string, pausedUntil: number | null) =>
            !isDigest || (!hasLeft(status) && (pausedUntil ?? 0) <= now.getTime());
          return yield* claims.claim(mailing, owner, limit, now.getTime(), only, isMeant);
        },
        'durable',
        'again',
      );
      for (const { subscriber, number } of claimed) attempts.expect(of, subscriber, number);
      return claimed.map((row) => ({
        mailing: of.id,
        subscriber: row.subscriber,
        address: row.address,
        edition: row.edition,
        state: 'claimed',
        attempts: row.attempts,
        response: row.response ?? undefined,
        retryAt: undefined,
      }));
    },
    mark: (of, subscriber, owner, now, relay) =>
      attempts.take({ of, subscriber, owner, at: now.getTime(), outcome: undefined, relay }),
    record: (of, subscriber, owner, outcome, now) =>
      attempts.take({ of, subscriber, owner, at: now.getTime(), outcome, relay: outcome.relay }),
    recover: (of, now) =>
      engine.write(
        function* () {
          return yield* claims.recover(yield* mailings.number(of), alone(of), now.getTime());
        },
        'durable',
        'again',
      ),
    beat: (of, { owner, host }, now) => {
      const at = now.getTime();
      return engine.write(
        function* () {
          const mailing = yield* mailings.number(of);
          const holds = yield* workers.sign(mailing, owner, host, at);
          const taken = engine.dialect.leases ? yield* claims.recover(mailing, false, at) : undefined;
          const halts = yield* workers.halts(mailing, owner);
          return { holds, leaseMs: workers.leaseMs, queued: taken?.queued ?? 0, halts };
        },
        'soon',
        'again',
      );
    },
    leave: (of, owner, halt, now) =>
      engine.write(
        function* () {
          const mailing = yield* mailings.number(of);
          yield* workers.end(owner, halt, now.getTime());
          return yield* claims.release(mailing, owner, now.getTime());
        },
        'durable',
        'again',
      ),
    workers: (of) =>
      engine.read(function* () {
        return yield* workers.all(yield* mailings.number(of));
      }),
    tally: (of) =>
      engine.read(function* () {
        return yield* tallies.read(yield* mailings.number(of));
      }),
    nextRetry: async (of, only) => {
      const at = await engine.read(function* () {
        return yield* report.nextRetry(yield* mailings.number(of), only);
      });
      return at === undefined ? undefined : new Date(at);
    },
    list,
    breakdown: (of) =>
      engine.read(function* () {
        return yield* report.breakdown(yield* mailings.number(of));
      }),
    chosen: (of, as) =>
      engine.read(function* () {
        return yield* report.breakdownOf(yield* mailings.number(of), as);
      }),
    ...choices,
    ...openTransactional(engine, mailings),
    settle: (of, as, reason, now, only) =>
      engine.write(() => settle(of, as, reason, now.getTime(), only), 'durable'),
    audit: (of) =>
      engine.read(function* () {
        return yield* audit(yield* mailings.number(of));
      }),
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
