/**
 * Adds people to the list: new ones, and what a list or a form says anew about people who are on it. A person who left
 * stays so. What happens to each person is planned first, and then written in few statements.
 */
import { Buffer } from 'node:buffer';
import type { Dialect } from '../engine.ts';
import type { EventLog } from '../events.ts';
import type { AddResult, Departure, NewSubscriber } from '../ledger.ts';
import { bulk, change, rows, template, type Work } from '../prepared.ts';
import { actOf, type Perform } from './acts.ts';
import { type AddressMemory, addressKey } from './address-memory.ts';
import { hasLeft } from './states.ts';
import { SUBSCRIBER_ID_BYTES } from './subscriber.ts';
import {
  differencesOf,
  merge,
  newRow,
  pausedEvent,
  type SubscriberRow,
  updateRow,
  wordOf,
} from './subscriber-rows.ts';

export type AddPeople = (people: readonly NewSubscriber[], at: number) => Work<readonly AddResult[]>;

/** @param random gives as many random bytes as it is asked for: the ids of new subscribers */
export function openAdding(
  { build, locksRows, textsIn }: Dialect,
  events: EventLog,
  perform: Perform,
  random: (bytes: number) => Uint8Array,
  memory: AddressMemory,
): AddPeople {
  const byKeys = template((v: { readonly keys: string }) =>
    build
      .selectFrom('subscribers')
      .selectAll()
      .where('address_key', 'in', textsIn(v.keys))
      // The same order in all transactions, so that two of them never wait for each other.
      .$if(locksRows, (query) => query.orderBy('id').forUpdate()),
  );
  const insert = bulk((people: readonly SubscriberRow[]) =>
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
  const update = updateRow(build);
  return function* (people, at) {
    const keys = JSON.stringify(people.map(({ address }) => addressKey(address)));
    const known = new Map((yield* rows(byKeys({ keys }))).map((row) => [row.address_key, row]));
    const listed = people.filter(({ own }) => own !== true);
    const erased = yield* memory.erased(listed.map(({ address }) => addressKey(address)));
    const chance = Buffer.from(random(SUBSCRIBER_ID_BYTES * people.length));
    const idAt = (n: number) =>
      chance.toString('base64url', n * SUBSCRIBER_ID_BYTES, (n + 1) * SUBSCRIBER_ID_BYTES);
    const { results, fresh, changed, departed, log } = planned(people, known, erased, idAt, at);
    yield* insert(inOrder([...fresh.values()]));
    for (const row of changed.values()) yield* change(update(row));
    yield* events.people(log);
    for (const { id, status, reason } of departed) yield* perform(actOf[status], id, reason, at);
    return results;
  };
}

/** One order for all lists: a row waits for another process that adds the same address, so two could wait for each other. */
function inOrder(people: readonly SubscriberRow[]): readonly SubscriberRow[] {
  return people.toSorted((a, b) => (a.address_key < b.address_key ? -1 : 1));
}

/** What is to be written, and the result for each person. */
type Planned = {
  readonly results: readonly AddResult[];
  /** By the key of the address. */
  readonly fresh: ReadonlyMap<string, SubscriberRow>;
  readonly changed: ReadonlyMap<string, SubscriberRow>;
  readonly departed: readonly { readonly id: string; readonly status: Departure; readonly reason: string }[];
  readonly log: readonly LogEntry[];
};

type LogEntry = {
  readonly at: number;
  readonly subscriber: string;
  readonly what: string;
  readonly detail: string | null;
};

/** @param idAt gives the id of the nth new subscriber */
function planned(
  people: readonly NewSubscriber[],
  stored: ReadonlyMap<string, SubscriberRow>,
  erased: ReadonlySet<string>,
  idAt: (n: number) => string,
  at: number,
): Planned {
  const known = new Map(stored);
  const fresh = new Map<string, SubscriberRow>();
  const changed = new Map<string, SubscriberRow>();
  const departed: Planned['departed'][number][] = [];
  const log: LogEntry[] = [];
  const addNew = (person: NewSubscriber, key: string): AddResult => {
    const added = newRow(person, idAt(fresh.size), at);
    known.set(key, added);
    fresh.set(key, added);
    log.push({ subscriber: added.id, what: added.status, ...wordOf(person, at) });
    if (added.paused_until !== null) log.push(pausedEvent(added.id, added.paused_until, at));
    return person.left === undefined ? 'added' : 'left';
  };
  const results = people.map((person): AddResult => {
    const key = addressKey(person.address);
    const row = known.get(key);
    if (row === undefined) return erased.has(key) ? 'left' : addNew(person, key);
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
  return { results, fresh, changed, departed, log };
}
