/**
 * What the ledger remembers of an address without keeping the address: a keyed hash, how many mails it was sent
 * that nobody confirmed, and whether the person was erased. The key is made once and stays in the ledger, so that
 * every import and every server sees the same hashes, whatever becomes of SIGNING_KEY.
 */
import { createHmac } from 'node:crypto';
import type { Dialect } from '../engine.ts';
import { change, first, rows, template, type Work } from '../prepared.ts';

/** How many mails an unconfirmed address may be sent. */
export type AskBounds = {
  /** At least this long between two of them, in ms. */
  readonly every: number;
  /** In all, until it is confirmed. */
  readonly ever: number;
};

export type AddressMemory = ReturnType<typeof openAddressMemory>;

/** One address is one subscriber, however its letters are cased. */
export function addressKey(address: string): string {
  // ASCII alone, as SQLite's lower() and the index over it: of other letters nobody knows a server's opinion.
  return address.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

export function openAddressMemory({ build, textsIn }: Dialect, random: (bytes: number) => Uint8Array) {
  const findKey = template(() => build.selectFrom('memory_key').select('key').where('id', '=', 1));
  const keepKey = template((v: { readonly key: string }) =>
    build
      .insertInto('memory_key')
      .values({ id: 1, key: v.key })
      .onConflict((conflict) => conflict.doNothing()),
  );
  const anyErased = template(() =>
    build.selectFrom('address_memory').select('hash').where('erased_at', 'is not', null).limit(1),
  );
  const erasedOf = template((v: { readonly hashes: string }) =>
    build
      .selectFrom('address_memory')
      .select('hash')
      .where('erased_at', 'is not', null)
      .where('hash', 'in', textsIn(v.hashes)),
  );
  const find = template((v: { readonly hash: string }) =>
    build.selectFrom('address_memory').selectAll().where('hash', '=', v.hash),
  );
  const begin = template((v: { readonly hash: string }) =>
    build
      .insertInto('address_memory')
      .values({ hash: v.hash, asked: 0 })
      .onConflict((conflict) => conflict.doNothing()),
  );
  const count = template((v: { readonly hash: string; readonly at: number; readonly request: string }) =>
    build
      .updateTable('address_memory')
      .set(({ eb, lit }) => ({ asked: eb('asked', '+', lit(1)), asked_at: v.at, asked_for: v.request }))
      .where('hash', '=', v.hash),
  );
  const forgive = template((v: { readonly hash: string }) =>
    build
      .updateTable('address_memory')
      .set({ asked: 0, asked_at: null, asked_for: null, erased_at: null })
      .where('hash', '=', v.hash),
  );
  const mark = template((v: { readonly hash: string; readonly at: number }) =>
    build.updateTable('address_memory').set({ erased_at: v.at }).where('hash', '=', v.hash),
  );

  function* key(): Work<string> {
    const known = yield* first(findKey({}));
    if (known !== undefined) return known.key;
    yield* change(keepKey({ key: Buffer.from(random(32)).toString('base64url') }));
    return (yield* first(findKey({})))?.key ?? ''; // it stands there now: ours, or another worker's
  }

  return {
    /** Which of these address keys belong to people who were erased. */
    *erased(keys: readonly string[]): Work<ReadonlySet<string>> {
      if (keys.length === 0 || (yield* first(anyErased({}))) === undefined) return new Set();
      const secret = yield* key();
      const hashes = new Map(keys.map((each) => [hashOf(each, secret), each]));
      const found = yield* rows(erasedOf({ hashes: JSON.stringify([...hashes.keys()]) }));
      return new Set(found.map(({ hash }) => hashes.get(hash) ?? ''));
    },

    /**
     * Counts a mail to this address, where one more is allowed.
     *
     * @param request counted once: acting on it again, after a crash, is allowed and counts nothing
     */
    *count(addressKey: string, request: string, { every, ever }: AskBounds, at: number): Work<boolean> {
      const hash = hashOf(addressKey, yield* key());
      const known = yield* first(find({ hash }));
      if (known?.asked_for === request) return true;
      if (known !== undefined && known.asked >= ever) return false;
      if (known !== undefined && known.asked_at !== null && at - known.asked_at < every) return false;
      yield* change(begin({ hash }));
      yield* change(count({ hash, at, request }));
      return true;
    },

    /** The address was confirmed: mails to it are wanted. */
    *forgive(addressKey: string): Work<void> {
      yield* change(forgive({ hash: hashOf(addressKey, yield* key()) }));
    },

    *erase(addressKey: string, at: number): Work<void> {
      const hash = hashOf(addressKey, yield* key());
      yield* change(begin({ hash }));
      yield* change(mark({ hash, at }));
    },
  };
}

function hashOf(addressKey: string, secret: string): string {
  return createHmac('sha256', secret).update(`address\n${addressKey}`).digest('hex');
}
