/**
 * What the ledger remembers about an address without storing the address: a keyed hash, how many mails were sent to it
 * that nobody confirmed, and whether the person was erased or moved to another address. The key is made once and stays in the ledger. So all
 * imports and servers compute the same hashes, even after SIGNING_KEY changes.
 */
import { createHmac } from 'node:crypto';
import type { Dialect } from '../engine.ts';
import { change, first, rows, template, type Work } from '../prepared.ts';

/** How many mails may be sent to an unconfirmed address. */
export type AskBounds = {
  /** The shortest time between two of them, in ms. */
  readonly every: number;
  /** How many in all, until it is confirmed. */
  readonly ever: number;
};

export type AddressMemory = ReturnType<typeof openAddressMemory>;

/** Addresses that differ only in case belong to one subscriber. */
export function addressKey(address: string): string {
  // Only ASCII letters, like SQLite's lower() and its index: how servers treat other letters is not known.
  return address.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/**
 * Whether a person still has the address that a mail was sent to. Who moved to another one has not lost that one if the
 * old mailbox is gone: that may be why they moved.
 *
 * @param row the address of the mail, and the key of the person's own; `null` if it is not known
 */
export function isStillAt(row: {
  readonly address: string | null;
  readonly address_key: string | null;
}): boolean {
  return row.address === null || row.address_key === null || addressKey(row.address) === row.address_key;
}

export function openAddressMemory(
  { build, locksRows, textsIn }: Dialect,
  random: (bytes: number) => Uint8Array,
) {
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
    build
      .selectFrom('address_memory')
      .selectAll()
      .where('hash', '=', v.hash)
      .$if(locksRows, (query) => query.forUpdate()),
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
    return (yield* first(findKey({})))?.key ?? ''; // the row exists by now: it is ours, or another worker's
  }

  return {
    /** The keys that belong to people who were erased, or moved away. */
    *erased(keys: readonly string[]): Work<ReadonlySet<string>> {
      if (keys.length === 0 || (yield* first(anyErased({}))) === undefined) return new Set();
      const secret = yield* key();
      const hashes = new Map(keys.map((each) => [hashOf(each, secret), each]));
      const found = yield* rows(erasedOf({ hashes: JSON.stringify([...hashes.keys()]) }));
      return new Set(found.map(({ hash }) => hashes.get(hash) ?? ''));
    },

    /**
     * Counts a mail to this address, if one more is allowed. @returns whether it is
     *
     * @param request is counted once: if it is acted on again after a crash, that is allowed and not counted
     */
    *count(addressKey: string, request: string, { every, ever }: AskBounds, at: number): Work<boolean> {
      const hash = hashOf(addressKey, yield* key());
      yield* change(begin({ hash })); // before it is read: what is not there can not be locked
      const known = yield* first(find({ hash }));
      if (known?.asked_for === request) return true;
      if (known !== undefined && known.asked >= ever) return false;
      if (known !== undefined && known.asked_at !== null && at - known.asked_at < every) return false;
      yield* change(count({ hash, at, request }));
      return true;
    },

    /** The address was confirmed, so the number of its mails is 0 again. */
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
