/**
 * Writes marks and results into the rows. A row changes only if it still carries the owner's name and, where leases are
 * used, if the owner's lease has not run out. A remote database answers each statement after a round trip, so all
 * changes that come together are sent as one statement.
 */
import { sql } from 'kysely';
import type { Dialect } from '../engine.ts';
import { change, rows, template, type Work } from '../prepared.ts';
import { storableJson } from '../storable-text.ts';

/** A mark or a result, as it is written into a row. The names are those of the JSON. */
export type RowChange = {
  /** The number of the delivery. */
  readonly number: number;
  readonly state: string;
  readonly due: number | null;
  /** How many attempts do not count: they are subtracted. */
  readonly uncounted: number;
  /** `null`: the stored words stay. */
  readonly response: string | null;
  /** What a server said about the address. */
  readonly fault: string | null;
};

const changeColumns = {
  number: 'bigint',
  state: 'text',
  due: 'bigint',
  uncounted: 'integer',
  response: 'text',
  fault: 'text',
};

/** @returns the deliveries that still belonged to the owner. `again`: an earlier try may have been committed */
export type Apply = (
  owner: string,
  changes: readonly RowChange[],
  again: boolean,
) => Work<ReadonlySet<number>>;

/** One statement for many changes. Each delivery may be in a set once. */
export function applySets({ build, present, recordsIn, leases }: Dialect): Apply {
  const apply = template((v: { readonly owner: string; readonly again: number; readonly changes: string }) =>
    build
      .updateTable('deliveries')
      .from(recordsIn<RowChange>(v.changes, changeColumns).as('change'))
      .set(({ ref }) => ({
        state: ref('change.state'),
        due: ref('change.due'),
        owner: sql<string | null>`case when change.state = 'sending' then deliveries.owner end`,
        attempts: sql<number>`deliveries.attempts - change.uncounted`,
        response: sql<string | null>`coalesce(change.response, deliveries.response)`,
        fault: ref('change.fault'),
        decided: null,
      }))
      .whereRef('deliveries.number', '=', 'change.number')
      .where('deliveries.owner', '=', v.owner)
      // The transaction is tried again. The first try may have been committed, and the answer lost.
      .where(
        sql<boolean>`(change.state <> 'sending' or deliveries.state = 'claimed' or cast(${v.again} as integer) = 1)`,
      )
      .$if(leases, (query) =>
        query.where(({ exists, selectFrom }) =>
          exists(
            selectFrom('workers')
              .select('workers.owner')
              .where('workers.owner', '=', v.owner)
              .where('workers.lease_until', '>', present),
          ),
        ),
      )
      .returning('deliveries.number'),
  );
  return function* (owner, changes, again) {
    const query = apply({ owner, again: Number(again), changes: storableJson(changes) });
    return new Set((yield* rows(query)).map(({ number }) => number));
  };
}

/** One statement for each change: this is faster if a statement is a call inside the process. */
export function applyEach({ build }: Dialect): Apply {
  const mark = template((v: { readonly number: number; readonly owner: string }) =>
    build
      .updateTable('deliveries')
      .set({ state: 'sending' })
      .where('number', '=', v.number)
      .where('state', '=', 'claimed')
      .where('owner', '=', v.owner),
  );
  const close = template((v: RowChange & { readonly owner: string }) =>
    build
      .updateTable('deliveries')
      .set(({ eb }) => ({
        state: v.state,
        due: v.due,
        owner: null,
        attempts: eb('attempts', '-', v.uncounted),
        response: v.response,
        fault: v.fault,
        decided: null,
      }))
      .where('number', '=', v.number)
      .where('owner', '=', v.owner),
  );
  return function* (owner, changes) {
    const done = new Set<number>();
    for (const one of changes) {
      const query = one.state === 'sending' ? mark({ number: one.number, owner }) : close({ ...one, owner });
      if ((yield* change(query)) === 1) done.add(one.number);
    }
    return done;
  };
}
