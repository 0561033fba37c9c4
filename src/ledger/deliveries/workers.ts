/**
 * The workers: a row for each process that sends, with its lease by the database's clock. A lease that ran out is never
 * renewed. A worker that slept longer than its lease must come back under another name: otherwise what it began before
 * could be mistaken for what it begins later.
 */
import { sql } from 'kysely';
import type { Engine } from '../engine.ts';
import type { Halt, Pulse, Worker } from '../ledger.ts';
import { change, rows, template, type Work } from '../prepared.ts';

/** The rows, as the other queries use them; for the interface see worker.ts. */
export type WorkerRows = ReturnType<typeof openWorkers>;

/** @param leaseMs how long claims hold without a sign of life, if several workers may send */
export function openWorkers({ dialect, boot }: Engine, leaseMs: number) {
  const { build, present, run, leases } = dialect;
  type Sign = {
    readonly owner: string;
    readonly boot: string;
    readonly lease: number;
    readonly mailing: number;
    readonly host: string | null;
    readonly since: number;
  };
  const sign = template((v: Sign) =>
    build
      .insertInto('workers')
      .values(({ eb }) => ({
        owner: v.owner,
        boot: leases ? run : v.boot,
        lease_until: eb(present, '+', v.lease),
        mailing: v.mailing,
        host: v.host,
        since: v.since,
      }))
      .onConflict((conflict) => {
        const renewed = conflict.column('owner').doUpdateSet(({ ref, fn }) => ({
          boot: ref('excluded.boot'),
          lease_until: ref('excluded.lease_until'),
          host: fn.coalesce('workers.host', 'excluded.host'),
        }));
        return leases ? renewed.where('workers.lease_until', '>', present) : renewed;
      }),
  );
  const end = template(
    (v: { readonly owner: string; readonly at: number } & Record<keyof Halt, string | null>) =>
      build
        .updateTable('workers')
        .set({ lease_until: present, ended: v.at, stop_why: v.why, stop_said: v.said })
        .where('owner', '=', v.owner)
        .where('ended', 'is', null),
  );
  const dead = (v: { readonly mailing: number; readonly at: number }) =>
    build
      .updateTable('workers')
      .set({ lease_until: present, ended: v.at })
      .where('mailing', '=', v.mailing)
      .where('ended', 'is', null);
  const over = template((v: { readonly mailing: number; readonly at: number }) =>
    dead(v).where('lease_until', '<=', present),
  );
  // If the database server restarts, its workers lose their locks but still run: then only the lease says who is alive.
  const absent = template((v: { readonly mailing: number; readonly at: number }) =>
    dead(v).$if(leases, (query) =>
      query.where(({ or, eb }) => or([eb('lease_until', '<=', present), eb('boot', '=', run)])),
    ),
  );
  const all = template((v: { readonly mailing: number; readonly boot: string }) =>
    build
      .selectFrom('workers')
      .select(['owner', 'host', 'since', 'ended', 'stop_why', 'stop_said', 'lease_until as heard'])
      .select(({ eb, selectFrom }) => [
        eb('lease_until', '-', present).as('left'),
        selectFrom('deliveries')
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .where('deliveries.mailing', '=', v.mailing)
          .whereRef('deliveries.owner', '=', 'workers.owner')
          .as('held'),
        selectFrom('deliveries')
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .where('deliveries.mailing', '=', v.mailing)
          .whereRef('deliveries.owner', '=', 'workers.owner')
          .where(({ or, eb: is }) =>
            or([is('state', '=', 'sending'), ...(leases ? [] : [is('workers.boot', '<>', v.boot)])]),
          )
          .as('begun'),
        selectFrom('tallies')
          .select('n')
          .where('tallies.mailing', '=', v.mailing)
          .where('state', '=', sql.lit('sent'))
          .whereRef('shard', '=', 'workers.owner')
          .as('sent'),
      ])
      .where('mailing', '=', v.mailing)
      .orderBy('since')
      .orderBy('owner'),
  );
  const halts = template((v: { readonly mailing: number; readonly owner: string }) =>
    build
      .selectFrom('workers')
      .select(['host', 'stop_why', 'stop_said'])
      .where('mailing', '=', v.mailing)
      .where('stop_why', 'is not', null)
      .where('ended', '>=', ({ selectFrom }) =>
        selectFrom('workers').select('since').where('owner', '=', v.owner),
      ),
  );

  return {
    leaseMs,
    /** @returns false if the lease of that name ran out */
    *sign(mailing: number, owner: string, host: string | null, at: number): Work<boolean> {
      return (yield* change(sign({ owner, boot, lease: leaseMs, mailing, host, since: at }))) === 1;
    },
    *end(owner: string, halt: Halt | undefined, at: number): Work<void> {
      yield* change(end({ owner, at, why: halt?.why ?? null, said: halt?.said ?? null }));
    },
    /** Ends dead workers: all of them if no other worker is alive, otherwise those whose lease ran out. */
    *bury(mailing: number, alone: boolean, at: number): Work<void> {
      yield* change(alone ? absent({ mailing, at }) : over({ mailing, at }));
    },
    *halts(mailing: number, owner: string): Work<Pulse['halts']> {
      const found = yield* rows(halts({ mailing, owner }));
      return found.map((row) => ({
        host: row.host ?? '',
        why: row.stop_why ?? '',
        said: row.stop_said ?? '',
      }));
    },
    *all(mailing: number): Work<readonly Worker[]> {
      return (yield* rows(all({ mailing, boot }))).map(workerOf);
    },
  };
}

type Row = {
  readonly owner: string;
  readonly host: string | null;
  readonly since: number | null;
  readonly ended: number | null;
  readonly stop_why: string | null;
  readonly stop_said: string | null;
  readonly heard: number;
  readonly left: number;
  readonly held: number | null;
  readonly begun: number | null;
  readonly sent: number | null;
};

function workerOf(row: Row): Worker {
  const { owner, host, since, left, heard, held, begun, sent, ended, stop_why, stop_said } = row;
  return {
    owner,
    host: host ?? '',
    since: new Date(since ?? 0),
    leaseLeft: left,
    heard,
    held: held ?? 0,
    begun: begun ?? 0,
    sent: sent ?? 0,
    ended: ended === null ? undefined : new Date(ended),
    stop: stop_why === null ? undefined : { why: stop_why, said: stop_said ?? '' },
  };
}
