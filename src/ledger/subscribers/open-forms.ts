/** Confirmations in the database; forms.ts describes them. */

import type { Engine } from '../engine.ts';
import type { EventLog } from '../events.ts';
import { change, first, rows, template, type Work } from '../prepared.ts';
import type { Tables } from '../schema.ts';
import type { Perform } from './acts.ts';
import { type AddressMemory, addressKey } from './address-memory.ts';
import type { FormRequests } from './form-requests.ts';
import type { Confirmation, Forms, NewConfirmation, Redeemed } from './forms.ts';

type Row = Tables['confirmations'];

export function openForms(
  engine: Engine,
  events: EventLog,
  perform: Perform,
  memory: AddressMemory,
): Omit<Forms, keyof FormRequests | 'tokenFor' | 'openedSince'> {
  const { build, locksRows } = engine.dialect;
  const dropUnused = template((v: { readonly key: string; readonly subscriber: string }) =>
    build
      .deleteFrom('confirmations')
      .where('address_key', '=', v.key)
      .where('subscriber', '=', v.subscriber)
      .where('used_at', 'is', null)
      .returning('fresh'),
  );
  const insert = template((row: Row) =>
    build.insertInto('confirmations').values({
      token: row.token,
      code: row.code,
      kind: row.kind,
      subscriber: row.subscriber,
      address: row.address,
      address_key: row.address_key,
      form: row.form,
      made_at: row.made_at,
      expires_at: row.expires_at,
      used_at: row.used_at,
      tries: row.tries,
      fresh: row.fresh,
    }),
  );
  const byToken = template((v: { readonly token: string }) =>
    build
      .selectFrom('confirmations')
      .selectAll()
      .where('token', '=', v.token)
      .$if(locksRows, (query) => query.forUpdate()),
  );
  const plainByToken = template((v: { readonly token: string; readonly now: number }) =>
    build
      .selectFrom('confirmations')
      .selectAll()
      .where('token', '=', v.token)
      .where('expires_at', '>', v.now),
  );
  const openOf = template((v: { readonly key: string; readonly now: number; readonly most: number }) =>
    build
      .selectFrom('confirmations')
      .select(['token', 'code'])
      .where('address_key', '=', v.key)
      .where('used_at', 'is', null)
      .where('expires_at', '>', v.now)
      .where('tries', '<', v.most),
  );
  const countTry = template((v: { readonly key: string }) =>
    build
      .updateTable('confirmations')
      .set(({ eb, lit }) => ({ tries: eb('tries', '+', lit(1)) }))
      .where('address_key', '=', v.key)
      .where('used_at', 'is', null),
  );
  const use = template((v: { readonly token: string; readonly at: number }) =>
    build.updateTable('confirmations').set({ used_at: v.at }).where('token', '=', v.token),
  );
  const expired = template((v: { readonly now: number }) =>
    build
      .deleteFrom('confirmations')
      .where('expires_at', '<=', v.now)
      .returning(['subscriber', 'fresh', 'used_at']),
  );
  const person = template((v: { readonly id: string }) =>
    build.selectFrom('subscribers').selectAll().where('id', '=', v.id),
  );
  const personAt = template((v: { readonly key: string }) =>
    build.selectFrom('subscribers').selectAll().where('address_key', '=', v.key),
  );
  const setAddress = template((v: { readonly id: string; readonly address: string; readonly key: string }) =>
    build.updateTable('subscribers').set({ address: v.address, address_key: v.key }).where('id', '=', v.id),
  );

  /**
   * The id stays the same, so the links in old mails still let the person leave. A person who left after they asked for
   * the change does not come back by it: whoever got one of their mails forwarded could have asked. A mailbox that
   * bounced in between does not stop the change, which helps just then.
   */
  function* move({ subscriber, address, address_key }: Row, word: string, at: number): Work<Redeemed> {
    const mover = yield* first(person({ id: subscriber }));
    if (mover === undefined || mover.status === 'unsubscribed' || mover.status === 'complained')
      return { what: 'nothing', known: undefined };
    const taken = yield* first(personAt({ key: address_key }));
    if (taken === undefined) {
      yield* change(setAddress({ id: subscriber, address, key: address_key }));
      yield* events.people([{ at, subscriber, what: 'moved', detail: word }]);
      yield* perform('confirm', subscriber, word, at);
      return { what: 'moved', subscriber, from: mover.address, to: address };
    }
    if (taken.id === subscriber) return { what: 'joined', subscriber, changed: false };
    yield* perform('confirm', taken.id, word, at);
    yield* perform('unsubscribe', subscriber, 'moved to an address that is on the list already', at);
    return { what: 'moved', subscriber: taken.id, from: mover.address, to: taken.address };
  }

  function* redeem(token: string, word: string, at: number): Work<Redeemed> {
    const row = yield* first(byToken({ token }));
    const known = row === undefined || row.expires_at <= at ? undefined : row;
    if (known === undefined || known.used_at !== null)
      return { what: 'nothing', known: known && confirmationOf(known) };
    yield* change(use({ token, at }));
    yield* memory.forgive(known.address_key);
    if (known.kind === 'move') return yield* move(known, word, at);
    const before = yield* perform('confirm', known.subscriber, word, at);
    return { what: 'joined', subscriber: known.subscriber, changed: before !== undefined };
  }

  return {
    mayAsk: (address, request, bounds, now) =>
      engine.write(() => memory.count(addressKey(address), request, bounds, now.getTime()), 'durable'),
    open: (confirmation, now) =>
      engine.write(function* () {
        const key = addressKey(confirmation.address);
        const earlier = yield* rows(dropUnused({ key, subscriber: confirmation.subscriber }));
        const fresh = confirmation.fresh || earlier.some((row) => row.fresh === 1);
        yield* change(insert(rowOf(confirmation, key, fresh, now.getTime())));
      }, 'durable'),
    find: async (token, now) => {
      const row = await engine.read(() => first(plainByToken({ token, now: now.getTime() })));
      return row && confirmationOf(row);
    },
    tokenOf: (address, code, most, now) =>
      engine.write(function* () {
        const key = addressKey(address);
        const open = yield* rows(openOf({ key, now: now.getTime(), most }));
        yield* change(countTry({ key })); // also if there is none: so every guess takes the same time
        return open.find((row) => row.code === code)?.token;
      }, 'durable'),
    redeem: (token, word, now) => engine.write(() => redeem(token, word, now.getTime()), 'durable'),
    expire: (now) =>
      engine.write(function* () {
        const gone = yield* rows(expired({ now: now.getTime() }));
        return gone.filter((row) => row.fresh === 1 && row.used_at === null).map((row) => row.subscriber);
      }, 'durable'),
  };
}

function rowOf(confirmation: NewConfirmation, key: string, fresh: boolean, at: number): Row {
  const { token, code, kind, subscriber, address, form, expires } = confirmation;
  const times = { made_at: at, expires_at: expires.getTime(), used_at: null };
  return {
    token,
    code,
    kind,
    subscriber,
    address,
    address_key: key,
    form,
    ...times,
    tries: 0,
    fresh: Number(fresh),
  };
}

function confirmationOf(row: Row): Confirmation {
  return {
    kind: row.kind as Confirmation['kind'], // only `open` writes it
    subscriber: row.subscriber,
    address: row.address,
    form: row.form,
    made: new Date(row.made_at),
    expires: new Date(row.expires_at),
    used: row.used_at === null ? undefined : new Date(row.used_at),
  };
}
