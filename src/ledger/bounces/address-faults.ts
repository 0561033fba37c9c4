/**
 * What servers said about addresses, and what was decided about it. A delivery that failed because of its address keeps
 * the fault. The fault stays open until somebody decides, also if the process dies. There are three decisions: the
 * person is suppressed; nothing follows; or the server is not believed, and the mail is sent again.
 *
 * The file is long because it holds all questions about one kind of fault, each a query.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Mailings } from '../deliveries/mailings.ts';
import type { Tallies } from '../deliveries/tallies.ts';
import type { Engine } from '../engine.ts';
import type { EventLog } from '../events.ts';
import type { AddressFault, Deliveries, FaultVerdict, MailingRef, OpenFault } from '../ledger.ts';
import { change, first, rows, template, type Work } from '../prepared.ts';
import type { Perform } from '../subscribers/acts.ts';

/** How many of the last digests show whether a mailbox stays full. */
const DIGESTS = 3;

/** How many earlier mailings show what is usual. */
const USUAL = 10;

export type FaultBook = Pick<
  Deliveries,
  | 'faults'
  | 'openFaults'
  | 'disbelieved'
  | 'answered'
  | 'undecided'
  | 'decideFaults'
  | 'usualFaults'
  | 'bouncedIn'
>;

/** The reason that is stored if a server was not believed and the mail is sent again. Ledgers hold this text. */
export const DISBELIEVED = 'too many addresses were called bad to be believed';

type Of = { readonly mailing: number };
type OpenRow = {
  readonly subscriber: string;
  readonly address: string;
  readonly fault: string;
  readonly response: string | null;
};

export function openFaultBook(
  engine: Engine,
  events: EventLog,
  mailings: Mailings,
  tallies: Tallies,
  perform: Perform,
): FaultBook {
  const { build, domain, numbersIn, locksRows, textsIn } = engine.dialect;
  const isFault = sql<boolean>`fault is not null`;
  const isOpen = sql<boolean>`fault is not null and decided is null`;
  const total = (condition: RawBuilder<boolean>) =>
    sql<number>`cast(sum(case when ${condition} then 1 else 0 end) as bigint)`;
  const byDomain = template((v: Of) =>
    build
      .selectFrom('deliveries')
      .select([
        domain.as('name'),
        total(sql`decided is null and fault = 'bad-address'`).as('bad'),
        total(sql`decided is null and fault = 'mailbox-full'`).as('full'),
        total(sql`decided = 'believed'`).as('believed'),
      ])
      .where('mailing', '=', v.mailing)
      .where(isFault)
      .groupBy('name')
      .orderBy('name'),
  );
  const open = template((v: Of) =>
    build
      .selectFrom('deliveries')
      .select(['subscriber', 'address', 'fault', 'response'])
      .where('mailing', '=', v.mailing)
      .where(isOpen)
      .orderBy('number'),
  );
  const doubted = template((v: Of) =>
    build
      .selectFrom('deliveries')
      .innerJoin('events', 'events.delivery', 'deliveries.number')
      .select(({ fn }) => [
        'deliveries.subscriber as name',
        fn.countAll<number>().as('n'),
        fn.max('events.number').as('last'),
      ])
      .where('mailing', '=', v.mailing)
      .where('what', '=', sql.lit('queued'))
      .where('detail', '=', sql.lit(DISBELIEVED))
      .groupBy('name'),
  );
  const answersSince = template((v: Of & { readonly event: number }) =>
    build
      .selectFrom('deliveries')
      .innerJoin('events', 'events.delivery', 'deliveries.number')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('mailing', '=', v.mailing)
      .where('what', 'in', ['sent', 'failed'])
      .where('events.number', '>', v.event),
  );
  const latest = template((v: Of & { readonly subscriber: string }) =>
    build
      .selectFrom('mailings')
      .innerJoin('deliveries', 'deliveries.mailing', 'mailings.number')
      .select('fault')
      .where('channel', '=', 'mail')
      .where('kind', '=', 'digest')
      .where('ready', '=', 1)
      .where('subscriber', '=', v.subscriber)
      .where('frozen_at', '<=', ({ selectFrom }) =>
        selectFrom('mailings as this').select('this.frozen_at').where('this.number', '=', v.mailing),
      )
      .orderBy('frozen_at', 'desc')
      .orderBy('mailings.number', 'desc')
      .limit(DIGESTS),
  );
  const answers = template((v: Of) =>
    build
      .selectFrom('deliveries')
      .select(({ fn }) => [domain.as('name'), fn.countAll<number>().as('n')])
      .where('mailing', '=', v.mailing)
      .where('state', 'in', ['sent', 'failed'])
      .groupBy('name'),
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
      .select(['number', 'subscriber', 'response'])
      .where('mailing', '=', v.mailing)
      .where('subscriber', 'in', textsIn(v.people))
      .where('state', '=', 'failed')
      .where(isOpen)
      .orderBy('number')
      .$if(locksRows, (query) => query.forUpdate()),
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
  const earlier = template((v: Of) =>
    build
      .selectFrom('mailings')
      .select(['number', 'planned'])
      .where('channel', '=', 'mail')
      .where('kind', '=', 'digest')
      .where('ready', '=', 1)
      .where('number', '<>', v.mailing)
      .where('frozen_at', '<=', ({ selectFrom }) =>
        selectFrom('mailings as this').select('this.frozen_at').where('this.number', '=', v.mailing),
      )
      .orderBy('frozen_at', 'desc')
      .orderBy('number', 'desc')
      .limit(USUAL),
  );
  const believedIn = template((v: Of) =>
    build
      .selectFrom('deliveries')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('mailing', '=', v.mailing)
      .where('state', '=', sql.lit('failed')) // a literal, so that the index of failed rows is used
      // An older version stored no fault, only the server's words.
      .where(sql<boolean>`(decided = 'believed' or fault is null and response like '5__ 5.1.%')`),
  );
  const bounced = template((v: Of) =>
    build
      .selectFrom('deliveries')
      .innerJoin('subscribers', 'subscribers.id', 'deliveries.subscriber')
      .select(['subscriber', 'subscribers.address', 'response', 'fault', 'decided'])
      .where('mailing', '=', v.mailing)
      .where('state', '=', sql.lit('failed')) // a literal, so that the index of failed rows is used
      .where('status', '=', 'bounced')
      .orderBy('number'),
  );

  function* inRow(mailing: number, { subscriber, fault }: OpenRow): Work<number> {
    if (fault !== 'mailbox-full') return 1;
    const found = yield* rows(latest({ mailing, subscriber }));
    const other = found.findIndex((row) => row.fault !== fault);
    return Math.max(1, other < 0 ? found.length : other);
  }

  function* openOnes(of: MailingRef): Work<readonly OpenFault[]> {
    const mailing = yield* mailings.number(of);
    const all: OpenFault[] = [];
    for (const row of yield* rows(open({ mailing }))) {
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
    const found = yield* rows(meant({ mailing, people: JSON.stringify(subscribers) }));
    const list = found.map(({ number }) => number);
    const numbers = JSON.stringify(list);
    if (list.length === 0) return 0;
    if (verdict === 'disbelieved') {
      yield* change(requeue({ numbers }));
      yield* events.deliveries(list, { at, what: 'queued', detail: reason });
      yield* tallies.move([{ mailing, shard: '', state: 'failed', n: -list.length }]);
      return list.length;
    }
    yield* change(decide({ numbers, verdict }));
    if (verdict === 'believed')
      for (const { subscriber, response } of found) yield* perform('bounce', subscriber, response ?? '', at);
    return list.length;
  }

  const read = <T>(of: MailingRef, ask: (mailing: number) => Work<T>): Promise<T> =>
    engine.read(function* () {
      return yield* ask(yield* mailings.number(of));
    });

  return {
    faults: (of) =>
      read(of, function* (mailing) {
        const found = yield* rows(byDomain({ mailing }));
        return found.map(({ name, bad, full, believed }) => ({
          domain: name,
          badAddress: bad,
          mailboxFull: full,
          believed,
        }));
      }),
    openFaults: (of) => engine.read(() => openOnes(of)),
    disbelieved: (of) =>
      read(of, function* (mailing) {
        const found = yield* rows(doubted({ mailing }));
        const event = Math.max(0, ...found.map(({ last }) => last));
        const { n: answersSoFar = 0 } = (yield* first(answersSince({ mailing, event }))) ?? {};
        return { times: new Map(found.map(({ name, n }) => [name, n])), answersSince: answersSoFar };
      }),
    answered: (of) =>
      read(of, function* (mailing) {
        return Object.fromEntries((yield* rows(answers({ mailing }))).map(({ name, n }) => [name, n]));
      }),
    undecided: () =>
      engine.read(function* () {
        return (yield* rows(waiting({}))).map(({ id }) => ({ id, channel: 'mail' as const }));
      }),
    decideFaults: (of, verdict, subscribers, reason, now) =>
      engine.write(() => decideOn(of, verdict, subscribers, reason, now.getTime()), 'durable', 'again'),
    usualFaults: (of) =>
      read(of, function* (mailing) {
        let [answered, believed] = [0, 0];
        for (const { number } of yield* rows(earlier({ mailing }))) {
          believed += (yield* first(believedIn({ mailing: number })))?.n ?? 0;
          const { sent, failed } = yield* tallies.read(number);
          answered += sent + failed;
        }
        return { answered, believed };
      }),
    bouncedIn: (of) =>
      read(of, function* (mailing) {
        return (yield* rows(bounced({ mailing }))).map(
          ({ subscriber, address, response, fault, decided }) => ({
            subscriber,
            address,
            response: response ?? '',
            believed: fault === null ? undefined : decided === 'believed',
          }),
        );
      }),
  };
}
