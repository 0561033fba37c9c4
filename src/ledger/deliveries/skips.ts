/**
 * Whoever leaves gets no digest any more: what waits for them is skipped, claimed or not, as long as the mark
 * is not made. The worker that holds a claimed one is told when it asks for its mark. A transactional mail goes
 * out all the same: somebody who leaves may get one that says so.
 */
import type { Dialect } from '../engine.ts';
import type { EventLog } from '../events.ts';
import type { DeliveryState } from '../ledger.ts';
import { change, rows, template, type Work } from '../prepared.ts';
import { LAID_ASIDE } from '../schema.ts';
import type { Move, Tallies } from './tallies.ts';

/** Whoever left, why in the words of the history, and when in milliseconds since 1970. */
type Leaver = { readonly subscriber: string; readonly reason: string; readonly at: number };
export type Skip = (leavers: readonly Leaver[]) => Work<void>;

export function openSkips({ build, locksRows, textsIn }: Dialect, events: EventLog, tallies: Tallies): Skip {
  const open = template((v: { readonly subscribers: string }) =>
    build
      .selectFrom('deliveries')
      .select(['number', 'mailing', 'subscriber', 'state'])
      .where(
        'mailing',
        'in',
        build
          .selectFrom('mailings')
          .select('mailings.number')
          .where('ready', '<', LAID_ASIDE)
          .where('kind', '=', 'digest'),
      )
      .where('subscriber', 'in', textsIn(v.subscribers))
      .where('state', 'in', ['queued', 'deferred', 'claimed'])
      .orderBy('number')
      .$if(locksRows, (query) => query.forUpdate('deliveries')),
  );
  const skip = template((v: { readonly number: number; readonly response: string }) =>
    build
      .updateTable('deliveries')
      .set({ state: 'skipped', due: null, owner: null, response: v.response })
      .where('number', '=', v.number),
  );
  return function* (leavers) {
    const byId = new Map(leavers.map((leaver) => [leaver.subscriber, leaver]));
    const moves: Move[] = [];
    for (const row of yield* rows(open({ subscribers: JSON.stringify([...byId.keys()]) }))) {
      const { number, mailing, subscriber, state } = row;
      const { reason = '', at = 0 } = byId.get(subscriber) ?? {}; // only theirs were asked for
      yield* change(skip({ number, response: reason }));
      yield* events.each([{ at, delivery: number, what: 'skipped', detail: reason }]);
      moves.push({ mailing, shard: '', state: 'skipped', n: 1 });
      moves.push({ mailing, shard: '', state: state as DeliveryState, n: -1 }); // as the rules of this room wrote it
    }
    yield* tallies.move(moves);
  };
}
