/** The history: what happened. An event is written in the same transaction as its change, and is never changed later. */

import type { Dialect } from './engine.ts';
import type { Channel, Event } from './ledger.ts';
import { bulk, change, rows, template, type Work } from './prepared.ts';
import { storableJson } from './storable-text.ts';

export type EventLog = ReturnType<typeof eventLog>;

/** An event as it is stored. It is about a delivery or about a subscriber. */
type Entry = { readonly at: number; readonly what: string; readonly detail: string | null };
type AboutDelivery = Entry & { readonly delivery: number; readonly relay?: string | null };

export function eventLog({ build, numbersIn, recordsIn, remote }: Dialect) {
  const aboutPeople = bulk((entries: readonly (Entry & { readonly subscriber: string })[]) =>
    build
      .insertInto('events')
      .values(entries.map(({ at, subscriber, what, detail }) => ({ at, subscriber, what, detail }))),
  );
  const aboutDeliveries = bulk((entries: readonly AboutDelivery[]) =>
    build
      .insertInto('events')
      .values(
        entries.map(({ at, delivery, what, detail, relay }) => ({ at, delivery, what, detail, relay })),
      ),
  );
  const columns = { at: 'bigint', delivery: 'bigint', what: 'text', detail: 'text', relay: 'text' };
  const asSet = template((v: { readonly entries: string }) =>
    build
      .insertInto('events')
      .columns(['at', 'delivery', 'what', 'detail', 'relay'])
      .expression(
        build
          .selectFrom(recordsIn<AboutDelivery>(v.entries, columns).as('given'))
          .select(['given.at', 'given.delivery', 'given.what', 'given.detail', 'given.relay']),
      ),
  );
  /** To a database server: one statement for all, as JSON. To SQLite: as parameters, which take less time than JSON. */
  const aboutEach = (entries: readonly AboutDelivery[]) =>
    remote ? change(asSet({ entries: storableJson(entries) })) : aboutDeliveries(entries);
  /** The same entry for each of several deliveries, in the order of their numbers. */
  const forEachOf = (entry: Entry) =>
    build
      .selectFrom('deliveries')
      .select(({ val, cast }) => [
        cast<number>(val(entry.at), 'bigint').as('at'),
        'number',
        cast<string>(val(entry.what), 'text').as('what'),
        cast<string | null>(val(entry.detail), 'text').as('detail'),
      ])
      .orderBy('number');
  const aboutMany = template((entry: Entry & { readonly numbers: string }) =>
    build
      .insertInto('events')
      .columns(['at', 'delivery', 'what', 'detail'])
      .expression(forEachOf(entry).where('number', 'in', numbersIn(entry.numbers))),
  );
  const aboutMailing = template((entry: Entry & { readonly mailing: number }) =>
    build
      .insertInto('events')
      .columns(['at', 'delivery', 'what', 'detail'])
      .expression(forEachOf(entry).where('mailing', '=', entry.mailing)),
  );
  const ofSubscriber = template(({ subscriber }: { readonly subscriber: string }) =>
    build
      .selectFrom('events')
      .select(['at', 'what', 'detail', 'number', 'relay'])
      .where('subscriber', '=', subscriber)
      .orderBy('number'),
  );
  const ofDeliveries = template(({ subscriber }: { readonly subscriber: string }) =>
    build
      .selectFrom('mailings')
      .innerJoin('deliveries', 'deliveries.mailing', 'mailings.number')
      .innerJoin('events', 'events.delivery', 'deliveries.number')
      .select([
        'at',
        'what',
        'detail',
        'events.number',
        'relay',
        'mailings.id as mailing',
        'mailings.channel',
      ])
      .where('deliveries.subscriber', '=', subscriber)
      .where('mailings.ready', '>=', 1) // mailings that were laid aside are included, since their events happened
      .orderBy('events.number'),
  );
  const freezes = template(({ subscriber }: { readonly subscriber: string }) =>
    build
      .selectFrom('mailings')
      .innerJoin('deliveries', 'deliveries.mailing', 'mailings.number')
      .select(['mailings.frozen_at as at', 'mailings.id as mailing', 'mailings.channel', 'edition'])
      .where('deliveries.subscriber', '=', subscriber)
      .where('deliveries.added_at', 'is', null) // people who were added later have their own event
      .where('mailings.ready', '>=', 1),
  );

  return {
    people: aboutPeople,
    each: aboutEach,
    deliveries: (numbers: readonly number[], entry: Entry) =>
      change(aboutMany({ ...entry, numbers: JSON.stringify(numbers) })),

    /** The same entry for each delivery of a mailing. */
    mailing: (mailing: number, entry: Entry) => change(aboutMailing({ ...entry, mailing })),

    /** Oldest first. There is no stored event for "queued": the delivery's mailing says when that was. */
    *history(subscriber: string): Work<readonly Event[]> {
      const person = yield* rows(ofSubscriber({ subscriber }));
      const sent = yield* rows(ofDeliveries({ subscriber }));
      const queued = yield* rows(freezes({ subscriber }));
      const all = [
        ...person.map((event) => ({ ...event, mailing: undefined, channel: undefined })),
        ...sent,
        ...queued.map(queuedEvent),
      ];
      return all
        .toSorted((a, b) => a.at - b.at || placeOf(a) - placeOf(b))
        .map((stored) => eventOf(subscriber, stored));
    },
  };
}

/** What the events of a person, of their deliveries and of freezes have in common. */
type Stored = Entry & {
  readonly number: number;
  readonly relay: string | null;
  readonly mailing: string | undefined;
  readonly channel: string | undefined;
};

type Freeze = Pick<Stored, 'at' | 'mailing' | 'channel'> & { readonly edition: string };

function queuedEvent({ edition, ...event }: Freeze): Stored {
  return { ...event, number: 0, what: 'queued', detail: edition, relay: null };
}

function eventOf(subscriber: string, { at, mailing, channel, what, detail, relay }: Stored): Event {
  return {
    at: new Date(at),
    subscriber,
    mailing,
    channel: channel as Channel | undefined, // only freeze writes it
    what,
    detail: detail ?? undefined,
    relay: relay ?? undefined,
  };
}

/** The order within one millisecond: a rehearsal is laid aside, the next one is queued, and then it is sent. */
function placeOf({ what, number }: { readonly what: string; readonly number: number }): number {
  return what === 'laid-aside' ? -1 : number;
}
