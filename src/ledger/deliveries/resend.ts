/**
 * Sends a frozen mailing to some people only: those whose delivery failed, those who are deferred, or those who joined
 * later (candidates.ts). The rows are marked with the choice, so that a run that is killed finds them again. Each row
 * gets an event.
 */

import type { Dialect, Engine } from '../engine.ts';
import type { EventLog } from '../events.ts';
import type { Deliveries, Recipient } from '../ledger.ts';
import { bulk, change, rows, template, type Work } from '../prepared.ts';
import type { Mailings } from './mailings.ts';
import type { Tallies } from './tallies.ts';

type Meant = { readonly mailing: number; readonly people: string };
type NewRow = Recipient & { readonly mailing: number; readonly at: number };

/** The statements that queue failed or deferred deliveries again, and add those of new people. */
function choiceStatements({ build, numbersIn, locksRows, textsIn }: Dialect) {
  const meant = template((v: Meant & { readonly state: string }) =>
    build
      .selectFrom('deliveries')
      .select('number')
      .where('mailing', '=', v.mailing)
      .where('subscriber', 'in', textsIn(v.people))
      .where('state', '=', v.state)
      .$if(locksRows, (query) => query.forUpdate()),
  );
  const requeue = template((v: { readonly numbers: string; readonly chosen: string }) =>
    build
      .updateTable('deliveries')
      .set(({ lit }) => ({
        state: 'queued',
        due: 0,
        attempts: lit(0),
        chosen: v.chosen,
        fault: null,
        decided: null,
      }))
      .where('number', 'in', numbersIn(v.numbers)),
  );
  const insert = bulk((people: readonly NewRow[]) =>
    build
      .insertInto('deliveries')
      .values(
        people.map(({ mailing, subscriber, address, edition, at }) => ({
          mailing,
          subscriber,
          address,
          edition,
          state: 'queued',
          attempts: 0,
          due: 0,
          chosen: 'new',
          added_at: at,
        })),
      )
      .onConflict((conflict) => conflict.doNothing()),
  );
  const known = template((v: Meant) =>
    build
      .selectFrom('deliveries')
      .select('subscriber')
      .where('mailing', '=', v.mailing)
      .where('subscriber', 'in', textsIn(v.people)),
  );
  const added = template((v: Meant) =>
    build
      .selectFrom('deliveries')
      .select(['number', 'edition'])
      .where('mailing', '=', v.mailing)
      .where('chosen', '=', 'new')
      .where('subscriber', 'in', textsIn(v.people)),
  );
  const grow = template((v: { readonly mailing: number; readonly n: number }) =>
    build
      .updateTable('mailings')
      .set(({ eb }) => ({ planned: eb('planned', '+', v.n), breakdown: null }))
      .where('number', '=', v.mailing),
  );
  const extend = template((v: { readonly mailing: number; readonly deadline: number }) =>
    build
      .updateTable('mailings')
      .set({ deadline_at: v.deadline })
      .where('number', '=', v.mailing)
      .where('deadline_at', '<', v.deadline),
  );
  return { meant, requeue, insert, known, added, grow, extend };
}

export function openChoosing(
  engine: Engine,
  events: EventLog,
  mailings: Mailings,
  tallies: Tallies,
): Pick<Deliveries, 'choose'> {
  const statements = choiceStatements(engine.dialect);

  function* again(
    mailing: number,
    as: 'failed' | 'deferred',
    people: readonly Recipient[],
    entry: Entry,
  ): Work<number> {
    const ids = JSON.stringify(people.map(({ subscriber }) => subscriber));
    const found = yield* rows(statements.meant({ mailing, people: ids, state: as }));
    const numbers = found.map(({ number }) => number);
    yield* change(statements.requeue({ numbers: JSON.stringify(numbers), chosen: as }));
    yield* events.deliveries(numbers, { ...entry, what: 'queued' });
    yield* tallies.move([{ mailing, shard: '', state: as, n: -numbers.length }]);
    return numbers.length;
  }

  function* add(mailing: number, people: readonly Recipient[], { at, detail }: Entry): Work<number> {
    const all = JSON.stringify(people.map(({ subscriber }) => subscriber));
    const here = new Set(
      (yield* rows(statements.known({ mailing, people: all }))).map(({ subscriber }) => subscriber),
    );
    const fresh = people.filter(({ subscriber }) => !here.has(subscriber));
    yield* statements.insert(fresh.map((person) => ({ ...person, mailing, at })));
    const ids = JSON.stringify(fresh.map(({ subscriber }) => subscriber));
    const came = yield* rows(statements.added({ mailing, people: ids }));
    yield* change(statements.grow({ mailing, n: came.length }));
    yield* events.each(
      came.map(({ number, edition }) => ({
        at,
        delivery: number,
        what: 'queued',
        detail: `${edition}; ${detail}`,
      })),
    );
    return came.length;
  }

  return {
    choose: (of, as, people, { reason, deadline }, now) =>
      engine.write(function* () {
        const mailing = yield* mailings.number(of);
        yield* change(statements.extend({ mailing, deadline: deadline.getTime() }));
        const entry = { at: now.getTime(), detail: reason };
        return yield* as === 'new' ? add(mailing, people, entry) : again(mailing, as, people, entry);
      }, 'durable'),
  };
}

type Entry = { readonly at: number; readonly detail: string };
