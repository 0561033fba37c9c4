/**
 * What servers said about addresses, and what was decided about it. A delivery that failed because of its address keeps
 * the fault. The fault stays open until somebody decides, also if the process dies. There are three decisions: the
 * person is suppressed; nothing follows; or the server is not believed, and the mail is sent again.
 */
import { sql } from 'kysely';
import { SOFT_BOUNCE_LIMIT } from '../../settings/soft-bounce-limit.ts';
import type { Mailings } from '../deliveries/mailings.ts';
import type { Tallies } from '../deliveries/tallies.ts';
import type { Dialect, Engine } from '../engine.ts';
import type { EventLog } from '../events.ts';
import type { AddressFault, Deliveries, FaultVerdict, MailingRef, OpenFault } from '../ledger.ts';
import { change, rows, template, type Work } from '../prepared.ts';
import type { Perform } from '../subscribers/acts.ts';
import { isStillAt } from '../subscribers/address-memory.ts';
import { digestsUpTo } from './digests-up-to.ts';

export type FaultDecisions = Pick<Deliveries, 'openFaults' | 'undecided' | 'decideFaults'>;

/** The reason that is stored if a server was not believed and the mail is sent again. Ledgers hold this text. */
export const DISBELIEVED = 'too many addresses were called bad to be believed';

type Of = { readonly mailing: number };
type OpenRow = {
  readonly subscriber: string;
  readonly address: string;
  readonly fault: string;
  readonly response: string | null;
};

/** The statements that read open faults, and decide about them. */
function faultStatements({ build, numbersIn, locksRows, textsIn }: Dialect) {
  const isOpen = sql<boolean>`fault is not null and decided is null`;
  const open = template((v: Of) =>
    build
      .selectFrom('deliveries')
      .select(['subscriber', 'address', 'fault', 'response'])
      .where('mailing', '=', v.mailing)
      .where(isOpen)
      .orderBy('number'),
  );
  const latest = template((v: Of & { readonly subscriber: string }) =>
    digestsUpTo(build, v.mailing)
      .innerJoin('deliveries', 'deliveries.mailing', 'mailings.number')
      .select('fault')
      .where('subscriber', '=', v.subscriber)
      .limit(SOFT_BOUNCE_LIMIT.digests),
  );
  const waiting = template(() =>
    build
      .selectFrom('mailings')
      .select(['id', 'channel'])
      .where('channel', '=', 'mail')
      .where('kind', '=', 'digest')
      .where('ready', '=', 1)
      .where(
        sql<boolean>`exists (select 1 from deliveries
          where deliveries.mailing = mailings.number and fault is not null and decided is null)`,
      )
      .orderBy('frozen_at')
      .orderBy('number'),
  );
  const meant = template((v: Of & { readonly people: string }) =>
    build
      .selectFrom('deliveries')
      .leftJoin('subscribers', 'subscribers.id', 'deliveries.subscriber')
      .select(['number', 'subscriber', 'response', 'deliveries.address', 'address_key'])
      .where('mailing', '=', v.mailing)
      .where('subscriber', 'in', textsIn(v.people))
      .where('state', '=', 'failed')
      .where(isOpen)
      .orderBy('number')
      .$if(locksRows, (query) => query.forUpdate('deliveries')),
  );
  const decide = template((v: { readonly numbers: string; readonly verdict: string }) =>
    build.updateTable('deliveries').set({ decided: v.verdict }).where('number', 'in', numbersIn(v.numbers)),
  );
  const requeue = template((v: { readonly numbers: string }) =>
    build
      .updateTable('deliveries')
      .set(({ lit }) => ({ state: 'queued', due: 0, attempts: lit(0), fault: null, decided: null }))
      .where('number', 'in', numbersIn(v.numbers)),
  );
  return { open, latest, waiting, meant, decide, requeue };
}

export function openFaultDecisions(
  engine: Engine,
  events: EventLog,
  mailings: Mailings,
  tallies: Tallies,
  perform: Perform,
): FaultDecisions {
  const statements = faultStatements(engine.dialect);

  function* inRow(mailing: number, { subscriber, fault }: OpenRow): Work<number> {
    if (fault !== 'mailbox-full') return 1;
    const found = yield* rows(statements.latest({ mailing, subscriber }));
    const other = found.findIndex((row) => row.fault !== fault);
    return Math.max(1, other < 0 ? found.length : other);
  }

  function* openOnes(of: MailingRef): Work<readonly OpenFault[]> {
    const mailing = yield* mailings.number(of);
    const all: OpenFault[] = [];
    for (const row of yield* rows(statements.open({ mailing }))) {
      const fault = row.fault as AddressFault; // only the send loop writes it
      const known = { subscriber: row.subscriber, address: row.address, response: row.response ?? '' };
      all.push({ ...known, fault, inRow: yield* inRow(mailing, { ...row, fault }) });
    }
    return all;
  }

  function* decideOn(
    of: MailingRef,
    verdict: FaultVerdict,
    subscribers: readonly string[],
    reason: string,
    at: number,
  ): Work<number> {
    const mailing = yield* mailings.number(of);
    const found = yield* rows(statements.meant({ mailing, people: JSON.stringify(subscribers) }));
    const list = found.map(({ number }) => number);
    const numbers = JSON.stringify(list);
    if (list.length === 0) return 0;
    if (verdict === 'disbelieved') {
      yield* change(statements.requeue({ numbers }));
      yield* events.deliveries(list, { at, what: 'queued', detail: reason });
      yield* tallies.move([{ mailing, shard: '', state: 'failed', n: -list.length }]);
      return list.length;
    }
    yield* change(statements.decide({ numbers, verdict }));
    if (verdict === 'believed')
      for (const { subscriber, response, ...row } of found)
        if (isStillAt(row)) yield* perform('bounce', subscriber, response ?? '', at);
    return list.length;
  }

  return {
    openFaults: (of) => engine.read(() => openOnes(of)),
    undecided: () =>
      engine.read(function* () {
        return (yield* rows(statements.waiting({}))).map(({ id }) => ({ id, channel: 'mail' as const }));
      }),
    decideFaults: (of, verdict, subscribers, reason, now) =>
      engine.write(() => decideOn(of, verdict, subscribers, reason, now.getTime()), 'durable', 'again'),
  };
}
