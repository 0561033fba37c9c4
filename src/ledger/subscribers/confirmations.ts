/** Confirmations in the database: made, looked for, and dropped when they are too old. forms.ts describes them. */
import type { Engine } from '../engine.ts';
import { change, first, rows, template } from '../prepared.ts';
import { type AddressMemory, addressKey } from './address-memory.ts';
import type { Forms, NewConfirmation } from './forms.ts';
import { type ConfirmationRow, confirmationOf, workingConfirmation } from './redeem-confirmation.ts';

export function openConfirmations(
  engine: Engine,
  memory: AddressMemory,
): Pick<Forms, 'mayAsk' | 'open' | 'find' | 'tokenOf' | 'expire'> {
  const { build, locksRows } = engine.dialect;
  const dropUnused = template((v: { readonly key: string; readonly subscriber: string }) =>
    build
      .deleteFrom('confirmations')
      .where('address_key', '=', v.key)
      .where('subscriber', '=', v.subscriber)
      .where('used_at', 'is', null)
      .returning('fresh'),
  );
  const insert = template((row: ConfirmationRow) =>
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
  const working = template((v: { readonly token: string; readonly now: number }) =>
    workingConfirmation(build, v),
  );
  const openOf = template(
    (v: { readonly key: string; readonly now: number; readonly most: number }) =>
      build
        .selectFrom('confirmations')
        .select(['token', 'code'])
        .where('address_key', '=', v.key)
        .where('used_at', 'is', null)
        .where('expires_at', '>', v.now)
        .where('tries', '<', v.most)
        .$if(locksRows, (query) => query.forUpdate()), // two guesses at once are two
  );
  const countTry = template((v: { readonly key: string }) =>
    build
      .updateTable('confirmations')
      .set(({ eb, lit }) => ({ tries: eb('tries', '+', lit(1)) }))
      .where('address_key', '=', v.key)
      .where('used_at', 'is', null),
  );
  const expired = template((v: { readonly now: number }) =>
    build
      .deleteFrom('confirmations')
      .where('expires_at', '<=', v.now)
      .returning(['subscriber', 'fresh', 'used_at']),
  );

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
      const row = await engine.read(() => first(working({ token, now: now.getTime() })));
      return row && confirmationOf(row);
    },
    tokenOf: (address, codes, most, now) =>
      engine.write(function* () {
        const key = addressKey(address);
        const open = yield* rows(openOf({ key, now: now.getTime(), most }));
        yield* change(countTry({ key })); // also if there is none: so every guess takes the same time
        return open.find(({ code }) => codes.includes(code))?.token;
      }, 'durable'),
    expire: (now) =>
      engine.write(function* () {
        const gone = yield* rows(expired({ now: now.getTime() }));
        return gone.filter((row) => row.fresh === 1 && row.used_at === null).map((row) => row.subscriber);
      }, 'durable'),
  };
}

function rowOf(confirmation: NewConfirmation, key: string, fresh: boolean, at: number): ConfirmationRow {
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
