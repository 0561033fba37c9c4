/**
 * A person who leaves gets no more digests: their waiting deliveries are skipped, also claimed ones, unless the mark is
 * made. A worker that holds such a delivery learns it when it asks for its mark. Transactional mails are still sent:
 * one of them may confirm that the person left.
 */
import type { Dialect } from '../engine.ts';
import type { EventLog } from '../events.ts';
import type { DeliveryState } from '../ledger.ts';
import { change, rows, template } from '../prepared.ts';
import { LAID_ASIDE } from '../schema.ts';
import type { Skip } from '../subscribers/acts.ts';
import type { Move, Tallies } from './tallies.ts';

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
      const { reason = '', at = 0 } = byId.get(subscriber) ?? {}; // only their rows were selected
      yield* change(skip({ number, response: reason }));
      yield* events.each([{ at, delivery: number, what: 'skipped', detail: reason }]);
      moves.push({ mailing, shard: '', state: 'skipped', n: 1 });
      moves.push({ mailing, shard: '', state: state as DeliveryState, n: -1 }); // only this room writes states
    }
    yield* tallies.move(moves);
  };
}
