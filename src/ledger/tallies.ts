/**
 * Counters of the closed states, kept in the transaction of each change: a report costs a few rows
 * however long the list is. Each sender has its own set, so that no sender waits for another.
 */
import { sql } from 'kysely';
import type { Dialect } from './engine.ts';
import type { Tally } from './ledger.ts';
import { change, first, rows, template, type Work } from './query.ts';

/** The states that are counted; what is in none of them is queued. */
type Counted = Exclude<keyof Tally, 'planned' | 'queued'>;
export type Moves = { readonly [state in Counted]?: number };

export type Tallies = ReturnType<typeof openTallies>;

export function openTallies({ build }: Dialect) {
  const move = template(
    (v: { readonly mailing: number; readonly state: string; readonly shard: string; readonly n: number }) =>
      build
        .insertInto('tallies')
        .values({ mailing: v.mailing, state: v.state, shard: v.shard, n: v.n })
        .onConflict((conflict) =>
          conflict
            .columns(['mailing', 'state', 'shard'])
            .doUpdateSet({ n: ({ ref }) => sql<number>`${ref('tallies.n')} + ${ref('excluded.n')}` }),
        ),
  );
  const sums = template((v: { readonly mailing: number }) =>
    build
      .selectFrom('tallies')
      .select(['state', sql<number>`cast(sum(n) as bigint)`.as('n')])
      .where('mailing', '=', v.mailing)
      .groupBy('state'),
  );
  const planned = template((v: { readonly mailing: number }) =>
    build.selectFrom('mailings').select('planned').where('number', '=', v.mailing),
  );

  return {
    *move(mailing: number, shard: string, moves: Moves): Work<void> {
      for (const [state, n] of Object.entries(moves)) {
        if (n !== 0) yield* change(move({ mailing, state, shard, n }));
      }
    },
    *read(mailing: number): Work<Tally> {
      const all = (yield* first(planned({ mailing })))?.planned ?? 0;
      const counts = new Map((yield* rows(sums({ mailing }))).map(({ state, n }) => [state, n]));
      const of = (state: Counted) => counts.get(state) ?? 0;
      const closed = {
        sent: of('sent'),
        failed: of('failed'),
        skipped: of('skipped'),
        uncertain: of('uncertain'),
        deferred: of('deferred'),
      };
      const queued = all - Object.values(closed).reduce((sum, n) => sum + n, 0);
      return { planned: all, ...closed, queued };
    },
  };
}
