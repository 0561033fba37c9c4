/**
 * The list: who asked for the digest, and who left. A person who left stays so: no import adds them again, and their
 * waiting deliveries are skipped in the same transaction.
 *
 * The file is long because each act on a subscriber is a query and an event in one transaction.
 */
import { Buffer } from 'node:buffer';
import { setImmediate as turn } from 'node:timers/promises';
import type { Engine } from '../engine.ts';
import type { EventLog } from '../events.ts';
import {
  type AddResult,
  type Departure,
  type LeavingRecord,
  type NewSubscriber,
  type Subscriber,
  type SubscriberStatus,
  type Subscribers,
  subscriberStatuses,
} from '../ledger.ts';
import { bulk, change, first, rows, template, type Work } from '../prepared.ts';
import type { Tables } from '../schema.ts';
import { actOf, type Perform } from './acts.ts';
import { type AddressMemory, addressKey } from './address-memory.ts';
import { type Act, hasLeft } from './states.ts';

export { addressKey } from './address-memory.ts';
export { hasLeft } from './states.ts';

type Row = Tables['subscribers'];

/** Random bytes in an id: 16 letters of base64url. */
const ID_BYTES = 12;
const PAGE = 1_000;

export function openSubscribers(
  engine: Engine,
  events: EventLog,
  perform: Perform,
  random: (bytes: number) => Uint8Array,
  memory: AddressMemory,
): Omit<Subscribers, 'erase' | 'forget' | 'growth'> {
  const { build, textsIn } = engine.dialect;
  const byId = template((v: { readonly id: string }) =>
    build.selectFrom('subscribers').selectAll().where('id', '=', v.id),
  );
  const byKey = template((v: { readonly key: string }) =>
    build.selectFrom('subscribers').selectAll().where('address_key', '=', v.key),
  );
  const byKeys = template((v: { readonly keys: string }) =>
    build.selectFrom('subscribers').selectAll().where('address_key', 'in', textsIn(v.keys)),
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
  const page = template((v: { readonly after: string }) =>
    build
      .selectFrom('subscribers')
      .selectAll()
      .where('address_key', '>', v.after)
      .orderBy('address_key')
      .limit(PAGE),
  );
  const pageOf = template((v: { readonly after: string; readonly status: string }) =>
    build
      .selectFrom('subscribers')
      .selectAll()
      .where('address_key', '>', v.after)
      .where('status', '=', v.status)
      .orderBy('address_key')
      .limit(PAGE),
  );
  const counts = template(() =>
    build
      .selectFrom('subscribers')
      .select(({ fn }) => ['status', fn.countAll<number>().as('n')])
      .groupBy('status'),
  );
  const insert = bulk((people: readonly Row[]) =>
    build.insertInto('subscribers').values(
      people.map((row) => ({
        id: row.id,
        address: row.address,
        address_key: row.address_key,
        name: row.name,
        status: row.status,
        categories: row.categories,
        consent_source: row.consent_source,
        consent_at: row.consent_at,
        added_at: row.added_at,
        paused_until: row.paused_until,
      })),
    ),
  );
  const update = template((row: Row) =>
    build
      .updateTable('subscribers')
      .set({
        name: row.name,
        status: row.status,
        categories: row.categories,
        consent_source: row.consent_source,
        consent_at: row.consent_at,
        paused_until: row.paused_until,
      })
      .where('id', '=', row.id),
  );

  function* add(people: readonly NewSubscriber[], at: number): Work<readonly AddResult[]> {
    const keys = JSON.stringify(people.map(({ address }) => addressKey(address)));
    const known = new Map((yield* rows(byKeys({ keys }))).map((row) => [row.address_key, row]));
    const erased = yield* memory.erased(people.filter(({ own }) => own !== true).map(keyOf));
    const fresh = new Map<string, Row>();
    const changed = new Map<string, Row>();
    const departed: { id: string; status: Departure; reason: string }[] = [];
    const log: { at: number; subscriber: string; what: string; detail: string | null }[] = [];
    const chance = Buffer.from(random(ID_BYTES * people.length));
    const ids = (n: number) => chance.toString('base64url', n * ID_BYTES, (n + 1) * ID_BYTES);
    const results = people.map((person): AddResult => {
      const key = addressKey(person.address);
      const row = known.get(key);
      if (row === undefined && erased.has(key)) return 'left';
      if (row === undefined) {
        const added = newRow(person, ids(fresh.size), at);
        known.set(key, added);
        fresh.set(key, added);
        log.push({ subscriber: added.id, what: added.status, ...wordOf(person, at) });
        if (added.paused_until !== null) log.push(pausedEvent(added.id, added.paused_until, at));
        return person.left === undefined ? 'added' : 'left';
      }
      if (hasLeft(row.status)) return 'left';
      if (person.left !== undefined) {
        const reason = person.departure?.reason ?? 'a list says so';
        departed.push({ id: row.id, status: person.left, reason });
        return 'left';
      }
      const merged = merge(row, person);
      const differences = differencesOf(row, merged);
      if (differences.length === 0) return 'same';
      known.set(key, merged);
      (fresh.has(key) ? fresh : changed).set(key, merged);
      for (const { what, detail } of differences) log.push({ at, subscriber: row.id, what, detail });
      return 'updated';
    });
    yield* insert([...fresh.values()]);
    for (const row of changed.values()) yield* change(update(row));
    yield* events.people(log);
    for (const { id, status, reason } of departed) yield* perform(actOf[status], id, reason, at);
    return results;
  }

  function* setCategories(id: string, categories: readonly string[] | undefined, at: number): Work<boolean> {
    const row = yield* first(byId({ id }));
    const next = joinSlugs(categories);
    if (row === undefined || row.categories === next) return false;
    yield* change(update({ ...row, categories: next }));
    yield* events.people([{ at, subscriber: id, what: 'categories', detail: next ?? 'all' }]);
    return true;
  }

  function* pause(id: string, until: number | null, at: number): Work<boolean> {
    const row = yield* first(byId({ id }));
    if (row === undefined || row.paused_until === until) return false;
    yield* change(update({ ...row, paused_until: until }));
    yield* events.people([
      until === null ? { at, subscriber: id, what: 'resumed', detail: null } : pausedEvent(id, until, at),
    ]);
    return true;
  }

  const happens =
    (act: Act) =>
    async (id: string, word: string, now: Date): Promise<boolean> => {
      const before = await engine.write(() => perform(act, id, word, now.getTime()), 'durable');
      return before !== undefined;
    };

  return {
    add: (people, now) => engine.write(() => add(people, now.getTime()), 'durable'),
    find: async (key) => {
      const query = 'id' in key ? byId(key) : byKey({ key: addressKey(key.address) });
      const row = await engine.read(() => first(query));
      return row === undefined ? undefined : subscriberOf(row);
    },
    async *list({ status } = {}) {
      for (let after = ''; ; ) {
        const query = status === undefined ? page({ after }) : pageOf({ after, status });
        const found = await engine.read(() => rows(query));
        for (const row of found) yield subscriberOf(row);
        after = found.at(-1)?.address_key ?? '';
        if (found.length < PAGE) return;
        await turn(); // SQLite answers at once: without this pause, other writes would wait, and Ctrl-C too
      }
    },
    count: async () => {
      const found = new Map((await engine.read(() => rows(counts({})))).map(({ status, n }) => [status, n]));
      const entries = subscriberStatuses.map((status) => [status, found.get(status) ?? 0]);
      return Object.fromEntries(entries) as Record<SubscriberStatus, number>; // one entry for each status
    },
    statuses: async (addresses) => {
      const keys = addresses.map(addressKey);
      const found = await engine.read(() => rows(statesOf({ keys: JSON.stringify(keys) })));
      const states = new Map(
        found.map(({ address_key, status }) => [address_key, status as SubscriberStatus]),
      ); // only this room writes them
      return keys.map((key) => states.get(key));
    },
    departures: async (ids) => {
      const found = await engine.read(() => rows(departuresOf({ ids: JSON.stringify(ids) })));
      const record = (at: number, detail: string | null): LeavingRecord => ({
        at: new Date(at),
        reason: detail ?? '',
      });
      return new Map(found.map(({ subscriber, at, detail }) => [subscriber ?? '', record(at, detail)])); // the last one counts
    },
    confirm: happens('confirm'),
    unsubscribe: happens('unsubscribe'),
    complain: happens('complain'),
    bounce: happens('bounce'),
    restore: happens('restore'),
    setCategories: (id, categories, now) =>
      engine.write(() => setCategories(id, categories, now.getTime()), 'durable'),
    pause: (id, until, now) =>
      engine.write(() => pause(id, until?.getTime() ?? null, now.getTime()), 'durable'),
  };
}

function keyOf({ address }: NewSubscriber): string {
  return addressKey(address);
}

function pausedEvent(subscriber: string, until: number, at: number) {
  return { at, subscriber, what: 'paused', detail: new Date(until).toISOString() };
}

function newRow(
  { address, name, categories, consent, left, pausedUntil }: NewSubscriber,
  id: string,
  at: number,
): Row {
  return {
    id,
    address,
    address_key: addressKey(address),
    name: name ?? null,
    status: left ?? (consent === undefined ? 'unconfirmed' : 'confirmed'),
    categories: joinSlugs(categories),
    consent_source: consent?.source ?? null,
    consent_at: consent?.at.getTime() ?? null,
    added_at: at,
    paused_until: pausedUntil?.getTime() ?? null,
  };
}

/** The words of the history about a new person: how they agreed, or when and why they left. */
function wordOf(
  { consent, left, departure }: NewSubscriber,
  at: number,
): { at: number; detail: string | null } {
  if (left === undefined) return { at, detail: consent?.source ?? null };
  return { at: departure?.at.getTime() ?? at, detail: departure?.reason ?? 'a list says so' };
}

/** What is not given stays as it is: a list without categories must not change a person's choice. */
function merge(row: Row, { name, categories, consent }: NewSubscriber): Row {
  const merged = {
    ...row,
    name: name ?? row.name,
    categories: categories === undefined ? row.categories : joinSlugs(categories),
  };
  if (row.status !== 'unconfirmed' || consent === undefined) return merged;
  return {
    ...merged,
    status: 'confirmed',
    consent_source: consent.source,
    consent_at: consent.at.getTime(),
  };
}

function differencesOf(old: Row, now: Row): { what: string; detail: string | null }[] {
  return [
    ...(old.status === now.status ? [] : [{ what: now.status, detail: now.consent_source }]),
    ...(old.name === now.name ? [] : [{ what: 'name', detail: null }]),
    ...(old.categories === now.categories ? [] : [{ what: 'categories', detail: now.categories ?? 'all' }]),
  ];
}

/** Sorted, so that the same choice is always the same text. */
function joinSlugs(slugs: readonly string[] | undefined): string | null {
  return slugs === undefined || slugs.length === 0 ? null : [...new Set(slugs)].toSorted().join(' ');
}

function subscriberOf(row: Row): Subscriber {
  return {
    id: row.id,
    address: row.address,
    name: row.name ?? undefined,
    status: row.status as SubscriberStatus, // only this room writes it
    categories: row.categories?.split(' '),
    consent:
      row.consent_source === null || row.consent_at === null
        ? undefined
        : { source: row.consent_source, at: new Date(row.consent_at) },
    added: new Date(row.added_at),
    ...(row.paused_until === null ? {} : { pausedUntil: new Date(row.paused_until) }),
  };
}
