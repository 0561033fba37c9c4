/**
 * Laying a rehearsal aside: its digest was made again, and the next rehearsal is frozen anew. Nothing of it
 * is taken away: its rows and events stay, with an event for each delivery that says why it ended here.
 */
import { sql } from 'kysely';
import type { Engine } from '../engine.ts';
import type { EventLog } from '../events.ts';
import type { Deliveries } from '../ledger.ts';
import { first, template } from '../prepared.ts';
import { LAID_ASIDE } from '../schema.ts';
import type { Mailings } from './mailings.ts';

export function openAside(
  engine: Engine,
  events: EventLog,
  mailings: Mailings,
): Pick<Deliveries, 'layAside'> {
  const { build } = engine.dialect;
  // Only ever of the outbox: what people were written is never laid aside, whoever asks.
  const hide = template((v: { readonly id: string; readonly frozen: number }) =>
    build
      .updateTable('mailings')
      .set(({ lit }) => ({ ready: lit(LAID_ASIDE) }))
      .where('id', '=', v.id)
      .where('channel', '=', sql.lit('rehearsal'))
      .where('ready', '=', sql.lit(1))
      .where('frozen_at', '=', v.frozen)
      .returning('number'),
  );
  return {
    layAside: (of, reason, now) =>
      engine.write(function* () {
        mailings.forget(of); // another process may have been first: its rehearsal has another number
        const hidden = yield* first(hide({ id: of.id, frozen: of.frozen.getTime() }));
        if (hidden === undefined) return false;
        yield* events.mailing(hidden.number, { at: now.getTime(), what: 'laid-aside', detail: reason });
        return true;
      }, 'durable'),
  };
}
