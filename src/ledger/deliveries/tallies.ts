/**
 * Counters of the closed states. They change in the same transaction as the rows, so a report reads only a few rows for
 * a list of any length. Each worker has its own counters, so that no worker waits for another.
 */
import { type OnConflictBuilder, sql } from 'kysely';
import type { Dialect } from '../engine.ts';
import type { DeliveryState, Tally } from '../ledger.ts';
import { change, first, rows, template, type Work } from '../prepared.ts';
import type { Tables } from '../schema.ts';

/** The states that are counted. A row in another state counts as queued. */
type Counted = Exclude<keyof Tally, 'planned' | 'queued'>;
/** How many rows entered a state (above zero) or left it (below zero). `shard`: a worker's name, or '' for all else. */
export type Move = {
  readonly mailing: number;
  readonly shard: string;
  readonly state: DeliveryState;
  readonly n: number;
};

const columns = { mailing: 'bigint', shard: 'text', state: 'text', n: 'bigint' };

export type Tallies = ReturnType<typeof openTallies>;

/** A counter that is there already grows by the number that comes. */
function addUp(conflict: OnConflictBuilder<Tables, 'tallies'>) {
  return conflict
    .columns(['mailing', 'state', 'shard'])
    .doUpdateSet({ n: ({ ref }) => sql<number>`${ref('tallies.n')} + ${ref('excluded.n')}` });
}

export function openTallies({ build, recordsIn, remote }: Dialect) {
  const one = template((v: Move) =>
    build
      .insertInto('tallies')
      .values({ mailing: v.mailing, state: v.state, shard: v.shard, n: v.n })
      .onConflict(addUp),
  );
  const several = template((v: { readonly moves: string }) =>
    build
      .insertInto('tallies')
      .columns(['mailing', 'shard', 'state', 'n'])
      .expression(
        build
          .selectFrom(recordsIn<Move>(v.moves, columns).as('move'))
          .select(['move.mailing', 'move.shard', 'move.state', 'move.n']),
      )
      .onConflict(addUp),
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
    /** Moves of states that are not counted are ignored. */
    *move(moves: readonly Move[]): Work<void> {
      const sums = summed(moves).filter(({ n }) => n !== 0);
      // One statement if each is a round trip; otherwise parameters, which are faster than JSON.
      if (remote && sums.length > 0) yield* change(several({ moves: JSON.stringify(sums) }));
      else for (const sum of sums) yield* change(one(sum));
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

const counted: readonly DeliveryState[] = [
  'sent',
  'failed',
  'skipped',
  'uncertain',
  'deferred',
] satisfies Counted[];

/** Adds up the moves of each counter. */
function summed(moves: readonly Move[]): Move[] {
  const sums = new Map<string, Move>();
  for (const move of moves) {
    if (!counted.includes(move.state)) continue;
    const key = `${move.mailing} ${move.state} ${move.shard}`;
    sums.set(key, { ...move, n: move.n + (sums.get(key)?.n ?? 0) });
  }
  return [...sums.values()];
}
