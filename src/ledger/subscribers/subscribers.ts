/**
 * The list: who asked for the digest, and who left. A person who left stays so: no import adds them again, and their
 * waiting deliveries are skipped in the same transaction.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { Dialect, Engine } from '../engine.ts';
import type { EventLog } from '../events.ts';
import { type SubscriberStatus, type Subscribers, subscriberStatuses } from '../ledger.ts';
import { change, first, rows, template, type Work } from '../prepared.ts';
import type { Perform } from './acts.ts';
import type { AddPeople } from './add-subscribers.ts';
import { addressKey } from './address-memory.ts';
import { joinSlugs, pausedEvent, subscriberOf } from './subscriber-rows.ts';
import { openTakingBack } from './take-digests-back.ts';

const PAGE = 1_000;

/** The statements that find people, and change what they chose. */
function peopleStatements({ build, textsIn, locksRows }: Dialect) {
  const byId = template((v: { readonly id: string }) =>
    build.selectFrom('subscribers').selectAll().where('id', '=', v.id),
  );
  /** A person who is about to be changed. */
  const held = template((v: { readonly id: string }) =>
    build
      .selectFrom('subscribers')
      .select(['categories', 'paused_until'])
      .where('id', '=', v.id)
      .$if(locksRows, (query) => query.forUpdate()),
  );
  const byKey = template((v: { readonly key: string }) =>
    build.selectFrom('subscribers').selectAll().where('address_key', '=', v.key),
  );
  const statesOf = template((v: { readonly keys: string }) =>
    build
      .selectFrom('subscribers')
      .select(['address_key', 'status'])
      .where('address_key', 'in', textsIn(v.keys)),
  );
  const departuresOf = template((v: { readonly ids: string }) =>
    build
      .selectFrom('events')
      .select(['subscriber', 'at', 'detail'])
      .where('subscriber', 'in', textsIn(v.ids))
      .where('what', 'in', ['unsubscribed', 'bounced', 'complained'])
      .orderBy('number'),
  );
  const pageAfter = (after: string) =>
    build
      .selectFrom('subscribers')
      .selectAll()
      .where('address_key', '>', after)
      .orderBy('address_key')
      .limit(PAGE);
  const page = template((v: { readonly after: string }) => pageAfter(v.after));
  const pageOf = template((v: { readonly after: string; readonly status: string }) =>
    pageAfter(v.after).where('status', '=', v.status),
  );
  const counts = template(() =>
    build
      .selectFrom('subscribers')
      .select(({ fn }) => ['status', fn.countAll<number>().as('n')])
      .groupBy('status'),
  );
  // Each writes what it changes and nothing else: somebody may leave in the same moment.
  const choose = template((v: { readonly id: string; readonly categories: string | null }) =>
    build.updateTable('subscribers').set({ categories: v.categories }).where('id', '=', v.id),
  );
  const rest = template((v: { readonly id: string; readonly until: number | null }) =>
    build.updateTable('subscribers').set({ paused_until: v.until }).where('id', '=', v.id),
  );
  return { byId, held, byKey, statesOf, departuresOf, page, pageOf, counts, choose, rest };
}

export function openSubscribers(
  engine: Engine,
  events: EventLog,
  perform: Perform,
  add: AddPeople,
): Omit<Subscribers, 'erase' | 'forget' | 'growth'> {
  const statements = peopleStatements(engine.dialect);
  const takeBack = openTakingBack(engine.dialect, events);

  function* setCategories(id: string, categories: readonly string[] | undefined, at: number): Work<boolean> {
    const row = yield* first(statements.held({ id }));
    const next = joinSlugs(categories);
    if (row === undefined || row.categories === next) return false;
    yield* change(statements.choose({ id, categories: next }));
    yield* events.people([{ at, subscriber: id, what: 'categories', detail: next ?? 'all' }]);
    return true;
  }

  function* pause(id: string, until: number | null, at: number): Work<boolean> {
    const row = yield* first(statements.held({ id }));
    if (row === undefined || row.paused_until === until) return false;
    yield* change(statements.rest({ id, until }));
    yield* events.people([
      until === null ? { at, subscriber: id, what: 'resumed', detail: null } : pausedEvent(id, until, at),
    ]);
    if (until === null || until <= at) return true;
    yield* takeBack(id, 'the person asked for a break', at);
    return true;
  }

  const list: Subscribers['list'] = async function* ({ status } = {}) {
    for (let after = ''; ; ) {
      const query = status === undefined ? statements.page({ after }) : statements.pageOf({ after, status });
      const found = await engine.read(() => rows(query));
      for (const row of found) yield subscriberOf(row);
      after = found.at(-1)?.address_key ?? '';
      if (found.length < PAGE) return;
      await turn(); // SQLite answers at once: without this pause, other writes would wait, and Ctrl-C too
    }
  };

  const count: Subscribers['count'] = async () => {
    const counted = await engine.read(() => rows(statements.counts({})));
    const found = new Map(counted.map(({ status, n }) => [status, n]));
    const entries = subscriberStatuses.map((status) => [status, found.get(status) ?? 0]);
    return Object.fromEntries(entries) as Record<SubscriberStatus, number>; // one entry for each status
  };

  const statuses: Subscribers['statuses'] = async (addresses) => {
    const keys = addresses.map(addressKey);
    const found = await engine.read(() => rows(statements.statesOf({ keys: JSON.stringify(keys) })));
    const states = new Map(found.map(({ address_key, status }) => [address_key, status as SubscriberStatus])); // only this room writes them
    return keys.map((key) => states.get(key));
  };

  const departures: Subscribers['departures'] = async (ids) => {
    const found = await engine.read(() => rows(statements.departuresOf({ ids: JSON.stringify(ids) })));
    // Of several departures of one person the last one counts.
    return new Map(
      found.map(({ subscriber, at, detail }) => [
        subscriber ?? '',
        { at: new Date(at), reason: detail ?? '' },
      ]),
    );
  };

  return {
    add: (people, now) => engine.write(() => add(people, now.getTime()), 'durable'),
    find: async (key) => {
      const query = 'id' in key ? statements.byId(key) : statements.byKey({ key: addressKey(key.address) });
      const row = await engine.read(() => first(query));
      return row === undefined ? undefined : subscriberOf(row);
    },
    list,
    count,
    statuses,
    departures,
    act: async (act, id, word, now) => {
      const before = await engine.write(() => perform(act, id, word, now.getTime()), 'durable');
      return before !== undefined;
    },
    setCategories: (id, categories, now) =>
      engine.write(() => setCategories(id, categories, now.getTime()), 'durable'),
    pause: (id, until, now) =>
      engine.write(() => pause(id, until?.getTime() ?? null, now.getTime()), 'durable'),
  };
}
