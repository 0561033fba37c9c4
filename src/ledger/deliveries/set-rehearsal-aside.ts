/**
 * Lays a rehearsal aside because its digest was made again; then the next rehearsal is frozen anew. Nothing is deleted:
 * rows and events stay, and each delivery gets an event that says why it ended.
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
  // Only rehearsals. Mails that were sent to people are never laid aside.
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
        mailings.forget(of); // another process may have been first; its rehearsal has another number
        const hidden = yield* first(hide({ id: of.id, frozen: of.frozen.getTime() }));
        if (hidden === undefined) return false;
        yield* events.mailing(hidden.number, { at: now.getTime(), what: 'laid-aside', detail: reason });
        return true;
      }, 'durable'),
  };
}
