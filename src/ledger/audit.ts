/**
 * Checks a mailing in the ledger: counts all its rows again, beside the counters, and looks for rows that no code of this
 * folder could have written, such as a queued delivery without a time at which it is due.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Dialect } from './engine.ts';
import { type Audit, type DeliveryState, deliveryStates } from './ledger.ts';
import { first, type Query, rows, template, type Work } from './prepared.ts';

type Of = { readonly mailing: number };

export function openAudit({ build }: Dialect) {
  // One statement, so that no worker can change a row between the two counts.
  const counts = template((v: Of) =>
    build
      .selectFrom('deliveries')
      .select(({ fn }) => [sql<string>`'rows'`.as('source'), 'state', fn.countAll<number>().as('n')])
      .where('mailing', '=', v.mailing)
      .groupBy('state')
      .unionAll(
        build
          .selectFrom('tallies')
          .select([
            sql<string>`'counters'`.as('source'),
            'state',
            sql<number>`cast(sum(n) as bigint)`.as('n'),
          ])
          .where('mailing', '=', v.mailing)
          .groupBy('state'),
      ),
  );
  const countOf = (isWrong: RawBuilder<boolean>) =>
    template((v: Of) =>
      build
        .selectFrom('deliveries')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('mailing', '=', v.mailing)
        .where(isWrong),
    );
  const unlike =
    countOf(sql`state <> coalesce((select what from events where events.delivery = deliveries.number
          order by events.number desc limit 1), 'queued')`);
  const stuck = countOf(sql`(state in ('queued', 'deferred') and due is null
          or state in ('claimed', 'sending') and owner is null)`);
  const homeless = countOf(sql`not exists (select 1 from editions
          where editions.mailing = deliveries.mailing and editions.key = deliveries.edition)`);
  function* count(query: Query<{ n: number }>): Work<number> {
    return (yield* first(query))?.n ?? 0;
  }

  return function* (mailing: number): Work<Audit> {
    const found = yield* rows(counts({ mailing }));
    const by = (source: string) =>
      Object.fromEntries(
        deliveryStates.map((state) => [
          state,
          found.find((one) => one.source === source && one.state === state)?.n ?? 0,
        ]),
      ) as Record<DeliveryState, number>; // one entry for each state
    return {
      rows: by('rows'),
      counters: by('counters'),
      unlike: yield* count(unlike({ mailing })),
      stuck: yield* count(stuck({ mailing })),
      homeless: yield* count(homeless({ mailing })),
    };
  };
}
