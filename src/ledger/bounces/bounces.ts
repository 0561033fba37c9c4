/**
 * The table of bounces: mails that came back. Each mail is recorded once; the brake limits what is decided; `why` shows
 * it.
 */

import type { Mailings } from '../deliveries/mailings.ts';
import type { Dialect, Engine } from '../engine.ts';
import type { EventLog } from '../events.ts';
import { bulk, change, first, rows, template, type Work } from '../prepared.ts';
import { type Perform, RESTORED } from '../subscribers/acts.ts';
import { isStillAt } from '../subscribers/address-memory.ts';
import type { BounceRecord, Bounces } from './bounce.ts';
import type { BounceCounts } from './bounce-counts.ts';

/** One mail about one person, as it is stored. */
type Row = {
  readonly hash: string;
  readonly part: number;
  readonly at: number;
  readonly mailing: number | null;
  readonly subscriber: string | null;
  readonly kind: string;
  readonly fault: string | null;
  readonly code: string | null;
  readonly said: string;
  readonly decided: string | null;
};

/** The statements that record bounces, read the open ones, and decide about them. */
function bounceStatements({ build, numbersIn, locksRows }: Dialect) {
  const byHash = template((v: { readonly hash: string }) =>
    build.selectFrom('bounces').select('number').where('hash', '=', v.hash).limit(1),
  );
  const insert = bulk((entries: readonly Row[]) =>
    build
      .insertInto('bounces')
      .values(
        entries.map(({ hash, part, at, mailing, subscriber, kind, fault, code, said, decided }) => ({
          ...{ hash, part, at, mailing, subscriber, kind, fault, code, said, decided },
        })),
      )
      .onConflict((conflict) => conflict.doNothing()),
  );
  /** Whether the person joined the list again, or moved to another address, after this mail was sent. */
  const cameBack = template((v: { readonly mailing: number; readonly subscriber: string }) =>
    build
      .selectFrom('events')
      .select('number')
      .where('subscriber', '=', v.subscriber)
      .where('what', 'in', ['confirmed', 'moved'])
      .where('at', '>', ({ selectFrom }) =>
        selectFrom('deliveries')
          .innerJoin('events as own', 'own.delivery', 'deliveries.number')
          .select(({ fn }) => fn.max('own.at').as('at'))
          .where('deliveries.mailing', '=', v.mailing)
          .where('deliveries.subscriber', '=', v.subscriber),
      )
      .limit(1),
  );
  const undecided = template(() =>
    build
      .selectFrom('bounces')
      .innerJoin('mailings', 'mailings.number', 'bounces.mailing')
      .innerJoin('deliveries', (join) =>
        join
          .onRef('deliveries.mailing', '=', 'bounces.mailing')
          .onRef('deliveries.subscriber', '=', 'bounces.subscriber'),
      )
      .select([
        'bounces.number',
        'mailings.id',
        'deliveries.subscriber',
        'deliveries.address',
        'bounces.kind',
        'code',
        'said',
      ])
      .where('bounces.decided', 'is', null)
      .orderBy('bounces.number'),
  );
  const meant = template((v: { readonly numbers: string }) =>
    build
      .selectFrom('bounces')
      .leftJoin('deliveries', (join) =>
        join
          .onRef('deliveries.mailing', '=', 'bounces.mailing')
          .onRef('deliveries.subscriber', '=', 'bounces.subscriber'),
      )
      .leftJoin('subscribers', 'subscribers.id', 'bounces.subscriber')
      .select(['bounces.number', 'bounces.subscriber', 'said', 'deliveries.address', 'address_key'])
      .where('bounces.number', 'in', numbersIn(v.numbers))
      .where('bounces.decided', 'is', null)
      .orderBy('bounces.number')
      .$if(locksRows, (query) => query.forUpdate('bounces')),
  );
  const decide = template((v: { readonly numbers: string; readonly verdict: string }) =>
    build.updateTable('bounces').set({ decided: v.verdict }).where('number', 'in', numbersIn(v.numbers)),
  );
  return { byHash, insert, cameBack, undecided, meant, decide };
}

export function openBounces(
  engine: Engine,
  events: EventLog,
  mailings: Mailings,
  perform: Perform,
): Omit<Bounces, keyof BounceCounts> {
  const statements = bounceStatements(engine.dialect);
  const numberOf = (id: string) => mailings.number({ id, channel: 'mail' });

  /** A mail that came back before the person was restored no longer counts, even if it is read later. */
  function* decidedAtOnce(one: BounceRecord, mailing: number | null): Work<string | null> {
    if (mailing === null || one.subscriber === undefined) return 'noted';
    const later = yield* first(statements.cameBack({ mailing, subscriber: one.subscriber }));
    if (later !== undefined) return RESTORED;
    return one.open ? null : 'noted';
  }

  function* record(hash: string, records: readonly BounceRecord[], at: number): Work<boolean> {
    if ((yield* first(statements.byHash({ hash }))) !== undefined) return false;
    const entries = [];
    for (const [part, one] of records.entries()) {
      const { kind, said, fault = null, code = null, subscriber = null } = one;
      const mailing = one.mailing === undefined ? null : (yield* numberOf(one.mailing)) || null;
      const decided = yield* decidedAtOnce(one, mailing);
      entries.push({ hash, part, at, mailing, subscriber, kind, fault, code, said, decided });
    }
    // Another process recorded the same mail in the meantime: its rows are kept.
    if ((yield* statements.insert(entries)) < entries.length) return false;
    for (const { subscriber, act, note, said } of records) {
      if (subscriber === undefined) continue;
      yield* events.people([{ at, subscriber, what: 'returned', detail: note }]);
      if (act !== undefined) yield* perform(act, subscriber, `by mail: ${said}`, at);
    }
    return true;
  }

  function* decideOn(numbers: readonly number[], verdict: string, reason: string, at: number): Work<number> {
    const found = yield* rows(statements.meant({ numbers: JSON.stringify(numbers) }));
    yield* change(statements.decide({ numbers: JSON.stringify(found.map(({ number }) => number)), verdict }));
    if (verdict === 'believed')
      for (const { subscriber, said, ...row } of found)
        if (subscriber !== null && isStillAt(row))
          yield* perform('bounce', subscriber, `${reason}: ${said}`, at);
    return found.length;
  }

  return {
    isKnown: async (hash) => (await engine.read(() => first(statements.byHash({ hash })))) !== undefined,
    record: (hash, records, now) =>
      engine.write(() => record(hash, records, now.getTime()), 'durable', 'again'),
    open: () =>
      engine.read(function* () {
        return (yield* rows(statements.undecided({}))).map(({ id, code, ...row }) => ({
          ...row,
          mailing: id,
          code: code ?? undefined,
        }));
      }),
    decide: (numbers, verdict, reason, now) =>
      engine.write(() => decideOn(numbers, verdict, reason, now.getTime()), 'durable', 'again'),
  };
}
