/** Settles deliveries that are in doubt, as the editor decided: sent, sent again, failed or skipped. */
import { sql } from 'kysely';
import type { Engine } from '../engine.ts';
import type { EventLog } from '../events.ts';
import type { Deliveries, MailingRef } from '../ledger.ts';
import { change, rows, template, type Work } from '../prepared.ts';
import type { Claims } from './claims.ts';
import type { Mailings } from './mailings.ts';
import type { Tallies } from './tallies.ts';

export function openSettling(
  engine: Engine,
  events: EventLog,
  mailings: Mailings,
  tallies: Tallies,
  claims: Claims,
): Pick<Deliveries, 'settle'> {
  const { build, locksRows, numbersIn } = engine.dialect;
  const doubtful = template((v: { readonly mailing: number }) =>
    build
      .selectFrom('deliveries')
      .select(['number', 'subscriber'])
      .where('mailing', '=', v.mailing)
      .where('state', '=', sql.lit('uncertain')) // a literal, so that the index of open rows is used
      .$if(locksRows, (query) => query.forUpdate()),
  );
  const requeue = template((v: { readonly numbers: string }) =>
    build
      .updateTable('deliveries')
      .set({ state: 'queued', due: 0 })
      .where('number', 'in', numbersIn(v.numbers)),
  );

  function* settle(
    of: MailingRef,
    as: 'sent' | 'queued' | 'failed' | 'skipped',
    reason: string,
    at: number,
    only?: ReadonlySet<string>,
  ): Work<number> {
    const mailing = yield* mailings.number(of);
    const doubt = yield* rows(doubtful({ mailing }));
    const numbers = doubt
      .filter(({ subscriber }) => only === undefined || only.has(subscriber))
      .map(({ number }) => number);
    if (as === 'queued') {
      yield* change(requeue({ numbers: JSON.stringify(numbers) }));
      yield* events.deliveries(numbers, { at, what: 'queued', detail: reason });
    } else yield* claims.putAll(numbers, as, reason, at);
    yield* tallies.move([
      { mailing, shard: '', state: 'uncertain', n: -numbers.length },
      { mailing, shard: '', state: as, n: numbers.length },
    ]);
    return numbers.length;
  }

  return {
    settle: (of, as, reason, now, only) =>
      engine.write(() => settle(of, as, reason, now.getTime(), only), 'durable'),
  };
}
