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
import type { Tallies } from './tallies.ts';

export function openSkips({ build, locksRows }: Dialect, events: EventLog, tallies: Tallies) {
  const open = template((v: { readonly subscriber: string }) =>
    build
      .selectFrom('deliveries')
      .select(['number', 'mailing', 'state'])
      .where(
        'mailing',
        'in',
        build
          .selectFrom('mailings')
          .select('mailings.number')
          .where('ready', '<', LAID_ASIDE)
          .where('kind', '=', 'digest'),
      )
      .where('subscriber', '=', v.subscriber)
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
  return function* (subscriber: string, response: string, at: number): Work<void> {
    for (const { number, mailing, state } of yield* rows(open({ subscriber }))) {
      yield* change(skip({ number, response }));
      yield* events.each([{ at, delivery: number, what: 'skipped', detail: response }]);
      yield* tallies.move([
        { mailing, shard: '', state: 'skipped', n: 1 },
        { mailing, shard: '', state: state as DeliveryState, n: -1 }, // as the rules of this room wrote it
      ]);
    }
  };
}
