/** Takes digests that were not begun back from their workers, because something changed for a person: the next claim sees it. */
import type { Dialect } from '../engine.ts';
import type { EventLog } from '../events.ts';
import { rows, template, type Work } from '../prepared.ts';

export function openTakingBack({ build }: Dialect, events: EventLog) {
  const takeBack = template((v: { readonly id: string }) =>
    build
      .updateTable('deliveries')
      .set(({ eb, lit }) => ({ state: 'queued', due: 0, owner: null, attempts: eb('attempts', '-', lit(1)) }))
      .where(
        'mailing',
        'in',
        build.selectFrom('mailings').select('mailings.number').where('kind', '=', 'digest'),
      )
      .where('subscriber', '=', v.id)
      .where('state', '=', 'claimed')
      .returning('number'),
  );

  /** @param why is kept with the deliveries */
  return function* takeBackFrom(id: string, why: string, at: number): Work<void> {
    const back = (yield* rows(takeBack({ id }))).map(({ number }) => number);
    yield* events.deliveries(back, { at, what: 'queued', detail: why });
  };
}
