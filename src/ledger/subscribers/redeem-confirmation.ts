/**
 * Uses a confirmation: the person agrees, or their address changes. A confirmation works once, and only until it
 * expires.
 */
import { type Kysely, sql } from 'kysely';
import type { Engine } from '../engine.ts';
import type { EventLog } from '../events.ts';
import { change, first, template, type Work } from '../prepared.ts';
import { LAID_ASIDE, type Tables } from '../schema.ts';
import type { Perform } from './acts.ts';
import { type AddressMemory, addressKey } from './address-memory.ts';
import type { KeepRequests } from './form-requests.ts';
import type { Confirmation, Forms, Redeemed } from './forms.ts';
import { openTakingBack } from './take-digests-back.ts';

export type ConfirmationRow = Tables['confirmations'];

export function openRedeeming(
  engine: Engine,
  events: EventLog,
  perform: Perform,
  memory: AddressMemory,
  keep: KeepRequests,
): Pick<Forms, 'redeem'> {
  const { build, folded, locksRows } = engine.dialect;
  const takeBack = openTakingBack(engine.dialect, events);
  const working = template((v: TokenAt) =>
    workingConfirmation(build, v).$if(locksRows, (query) => query.forUpdate()),
  );
  const setUsed = template((v: { readonly token: string; readonly at: number }) =>
    build.updateTable('confirmations').set({ used_at: v.at }).where('token', '=', v.token),
  );
  const person = template((v: { readonly id: string }) =>
    build
      .selectFrom('subscribers')
      .select('address')
      .where('id', '=', v.id)
      .$if(locksRows, (query) => query.forUpdate()),
  );
  const personAt = template((v: { readonly key: string }) =>
    build.selectFrom('subscribers').select(['id', 'address']).where('address_key', '=', v.key),
  );
  const setAddress = template((v: { readonly id: string; readonly address: string; readonly key: string }) =>
    build.updateTable('subscribers').set({ address: v.address, address_key: v.key }).where('id', '=', v.id),
  );

  /** Digests that still wait go to the new address, but for one that was meant for that address already. */
  const redirect = template((v: { readonly id: string; readonly address: string; readonly key: string }) =>
    build
      .updateTable('deliveries')
      .set({ address: v.address })
      .where('subscriber', '=', v.id)
      .where('state', 'in', ['queued', 'deferred'])
      .where(
        'mailing',
        'in',
        build
          .selectFrom('mailings')
          .select('mailings.number')
          .where('ready', '<', LAID_ASIDE)
          .where('kind', '=', 'digest'),
      )
      .where(
        sql<boolean>`not exists (select 1 from deliveries as other
          where other.mailing = deliveries.mailing and ${folded('other.address')} = ${v.key})`,
      ),
  );

  /** What was counted of its domains at the freeze is no longer so: it is counted anew when it is needed. */
  const forgetCounts = template((v: { readonly id: string }) =>
    build
      .updateTable('mailings')
      .set({ breakdown: null })
      .where(
        'number',
        'in',
        build
          .selectFrom('deliveries')
          .select('mailing')
          .where('subscriber', '=', v.id)
          .where('state', 'in', ['queued', 'deferred']),
      ),
  );

  /** The id stays the same, so the links in old mails still let the person leave. */
  function* move(
    { subscriber, address, address_key }: ConfirmationRow,
    word: string,
    at: number,
  ): Work<Redeemed> {
    const mover = yield* first(person({ id: subscriber }));
    if (mover === undefined) return { what: 'nothing', known: undefined };
    const taken = yield* first(personAt({ key: address_key }));
    if (taken === undefined) {
      yield* change(setAddress({ id: subscriber, address, key: address_key }));
      yield* takeBack(subscriber, 'the person moved to another address', at);
      const redirected = yield* change(redirect({ id: subscriber, address, key: address_key }));
      if (redirected > 0) yield* change(forgetCounts({ id: subscriber }));
      // An older list has the old address: imported again, it would mail a mailbox that they gave up.
      yield* memory.erase(addressKey(mover.address), at);
      yield* events.people([{ at, subscriber, what: 'moved', detail: word }]);
      yield* perform('confirm', subscriber, word, at);
      return { what: 'moved', subscriber, from: mover.address, to: address };
    }
    yield* perform('confirm', taken.id, word, at);
    if (taken.id === subscriber) return { what: 'joined', subscriber, changed: false };
    yield* perform('unsubscribe', subscriber, 'moved to an address that is on the list already', at);
    return { what: 'moved', subscriber: taken.id, from: mover.address, to: taken.address };
  }

  /** Whom a mail is owed now: in the same transaction, because a process may die right after it. */
  function* owe(done: Redeemed, { address }: ConfirmationRow, at: number): Work<void> {
    const common = { categories: undefined, form: '', at };
    if (done.what === 'moved')
      yield* keep([{ kind: 'moved', subscriber: done.subscriber, address: done.from, ...common }]);
    if (done.what === 'joined' && done.changed)
      yield* keep([{ kind: 'welcome', subscriber: done.subscriber, address, ...common }]);
  }

  function* use(known: ConfirmationRow, word: string, at: number): Work<Redeemed> {
    if (known.kind === 'move') return yield* move(known, word, at);
    const before = yield* perform('confirm', known.subscriber, word, at);
    return { what: 'joined', subscriber: known.subscriber, changed: before !== undefined };
  }

  function* redeem(token: string, word: string, at: number): Work<Redeemed> {
    const known = yield* first(working({ token, now: at }));
    if (known === undefined || known.used_at !== null)
      return { what: 'nothing', known: known && confirmationOf(known) };
    yield* change(setUsed({ token, at }));
    yield* memory.forgive(known.address_key);
    const done = yield* use(known, word, at);
    yield* owe(done, known, at);
    return done;
  }

  return {
    redeem: (token, word, now) => engine.write(() => redeem(token, word, now.getTime()), 'durable'),
  };
}

/** @param now milliseconds since 1970 */
type TokenAt = { readonly token: string; readonly now: number };

/**
 * A query for the confirmation of a token, if it is not too old. A change of address is found only if it was made, or if
 * it can still be made: a person who left after they asked for it does not come back by it, because somebody who got one
 * of their mails forwarded could have asked. If a mailbox bounced in between, the change can be made: then it helps.
 */
export function workingConfirmation(build: Kysely<Tables>, { token, now }: TokenAt) {
  return build
    .selectFrom('confirmations')
    .selectAll()
    .where('token', '=', token)
    .where('expires_at', '>', now)
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('kind', '<>', 'move'),
        eb('used_at', 'is not', null),
        exists(
          selectFrom('subscribers')
            .select('subscribers.id')
            .whereRef('subscribers.id', '=', 'confirmations.subscriber')
            .where('subscribers.status', 'not in', ['unsubscribed', 'complained']),
        ),
      ]),
    );
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
