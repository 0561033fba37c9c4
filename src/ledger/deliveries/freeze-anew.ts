/**
 * Freezes a mailing anew, in one transaction: its mails were wrong, and new mails replace them.
 *
 * Rows that are sent, failed or skipped move to the new mailing and keep their state, so nobody gets the digest twice.
 * Rows that still wait are laid aside with the old mails; the same people wait again in the new mailing, if they are
 * still on the list. If a mail is under way or in doubt, nothing is changed.
 */
import { sql } from 'kysely';
import type { Dialect } from '../engine.ts';
import type { EventLog } from '../events.ts';
import type { DeliveryState, MailingRef } from '../ledger.ts';
import { change, first, rows, template, type Work } from '../prepared.ts';
import { LAID_ASIDE } from '../schema.ts';
import type { Tallies } from './tallies.ts';

/** The mailing that is replaced: the moment of its freeze, and why it is replaced. */
export type Instead = { readonly frozen: Date; readonly reason: string };

type Pair = { readonly from: number; readonly to: number };

export type TakePlace = ReturnType<typeof openAnew>;

export function openAnew({ build, folded }: Dialect, events: EventLog, tallies: Tallies) {
  const visible = template((v: { readonly id: string; readonly channel: string; readonly frozen: number }) =>
    build
      .selectFrom('mailings')
      .select('number')
      .where('id', '=', v.id)
      .where('channel', '=', v.channel)
      .where('frozen_at', '=', v.frozen)
      .where('ready', '=', sql.lit(1)),
  );
  /** After this, no worker can claim them, even if it still knows the old mailing. */
  const close = template((v: { readonly from: number; readonly response: string }) =>
    build
      .updateTable('deliveries')
      .set({ state: 'skipped', due: null, owner: null, response: v.response })
      .where('mailing', '=', v.from)
      .where(sql<boolean>`state in ('queued', 'deferred')`)
      .returning('number'),
  );
  const open = template((v: { readonly from: number }) =>
    build
      .selectFrom('deliveries')
      .select('number')
      .where('mailing', '=', v.from)
      .where(sql<boolean>`state in ('claimed', 'sending', 'uncertain')`)
      .limit(1),
  );
  /** Rows of the old mailing with nothing left to send: the closed ones, and those that were laid aside. */
  const done = (from: number, response: string) =>
    build
      .selectFrom('deliveries')
      .where('mailing', '=', from)
      .where(sql<boolean>`(state <> 'skipped' or response is null or response <> ${response})`);
  const dropCopies = template((v: Pair & { readonly response: string }) =>
    build
      .deleteFrom('deliveries')
      .where('mailing', '=', v.to)
      .where(({ or, eb }) =>
        or([
          eb('subscriber', 'in', done(v.from, v.response).select('subscriber')),
          eb(folded('address'), 'in', done(v.from, v.response).select(folded('address').as('key'))),
        ]),
      ),
  );
  const keepEditions = template((v: Pair & { readonly response: string }) =>
    build
      .insertInto('editions')
      .columns(['mailing', 'position', 'key', 'subject', 'html', 'text', 'slots', 'hash'])
      .expression(
        build
          .selectFrom('editions')
          .select(({ cast, val }) => [
            cast<number>(val(v.to), 'bigint').as('mailing'),
            sql<number>`position + 1000`.as('position'),
            ...(['key', 'subject', 'html', 'text', 'slots', 'hash'] as const),
          ])
          .where('mailing', '=', v.from)
          .where('key', 'in', done(v.from, v.response).select('edition'))
          .where('key', 'not in', build.selectFrom('editions').select('key').where('mailing', '=', v.to)),
      ),
  );
  const counts = template((v: { readonly from: number; readonly response: string }) =>
    done(v.from, v.response)
      .select(({ fn }) => ['state', fn.countAll<number>().as('n')])
      .groupBy('state'),
  );
  const move = template((v: Pair & { readonly response: string; readonly frozen: number }) =>
    build
      .updateTable('deliveries')
      .set({ mailing: v.to, added_at: sql<number>`coalesce(added_at, cast(${v.frozen} as bigint))` })
      .where('mailing', '=', v.from)
      .where(sql<boolean>`(state <> 'skipped' or response is null or response <> ${v.response})`),
  );
  const hide = template((v: { readonly from: number }) =>
    build
      .updateTable('mailings')
      .set(({ lit }) => ({ ready: lit(LAID_ASIDE) }))
      .where('number', '=', v.from),
  );
  const planned = template((v: { readonly to: number }) =>
    build
      .selectFrom('deliveries')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('mailing', '=', v.to),
  );

  /**
   * @param to the new mailing; its rows are written, and nobody sees it yet
   * @returns how many rows it has after the move; `undefined` if the old mailing is gone
   * @throws StillOpen if a mail of the old one is under way or in doubt; the transaction is undone
   */
  return function* (to: number, of: MailingRef, instead: Instead, at: number): Work<number | undefined> {
    const frozen = instead.frozen.getTime();
    const from = (yield* first(visible({ id: of.id, channel: of.channel, frozen })))?.number;
    if (from === undefined) return undefined;
    const response = `laid aside: ${instead.reason}`;
    const waiting = (yield* rows(close({ from, response }))).map(({ number }) => number);
    if ((yield* first(open({ from }))) !== undefined) throw new StillOpen();
    yield* events.deliveries(waiting, { at, what: 'laid-aside', detail: instead.reason });
    yield* change(dropCopies({ from, to, response }));
    yield* change(keepEditions({ from, to, response }));
    const moved = yield* rows(counts({ from, response }));
    yield* change(move({ from, to, response, frozen }));
    yield* tallies.move(
      moved.flatMap(({ state, n }) => [
        { mailing: to, shard: '', state: state as DeliveryState, n }, // only this folder writes states
        { mailing: from, shard: '', state: state as DeliveryState, n: -n },
      ]),
    );
    yield* change(hide({ from }));
    return (yield* first(planned({ to })))?.n ?? 0;
  };
}

/** A mail is under way or in doubt: it is not known yet who has received it. */
export class StillOpen extends Error {
  override readonly name = 'StillOpen';
}
