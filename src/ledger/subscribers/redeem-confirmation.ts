/**
 * Uses a confirmation: the person agrees, or their address changes. A confirmation works once, and only until it
 * expires.
 */
import type { Engine } from '../engine.ts';
import type { EventLog } from '../events.ts';
import { change, first, template, type Work } from '../prepared.ts';
import type { Tables } from '../schema.ts';
import type { Perform } from './acts.ts';
import type { AddressMemory } from './address-memory.ts';
import type { Confirmation, Forms, Redeemed } from './forms.ts';

export type ConfirmationRow = Tables['confirmations'];

export function openRedeeming(
  engine: Engine,
  events: EventLog,
  perform: Perform,
  memory: AddressMemory,
): Pick<Forms, 'redeem'> {
  const { build, locksRows } = engine.dialect;
  const byToken = template((v: { readonly token: string }) =>
    build
      .selectFrom('confirmations')
      .selectAll()
      .where('token', '=', v.token)
      .$if(locksRows, (query) => query.forUpdate()),
  );
  const use = template((v: { readonly token: string; readonly at: number }) =>
    build.updateTable('confirmations').set({ used_at: v.at }).where('token', '=', v.token),
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
   * the change does not come back by it: somebody who got one of their mails forwarded could have asked. If a mailbox
   * bounced in between, the change is made, because then it helps.
   */
  function* move(
    { subscriber, address, address_key }: ConfirmationRow,
    word: string,
    at: number,
  ): Work<Redeemed> {
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
    redeem: (token, word, now) => engine.write(() => redeem(token, word, now.getTime()), 'durable'),
  };
}

export function confirmationOf(row: ConfirmationRow): Confirmation {
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
