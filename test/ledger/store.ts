/** Where the rows of a ledger are kept, for the suites that every kind of ledger must pass. */
import { afterEach, beforeEach } from 'vitest';
import type { Ledger } from '../../src/ledger/ledger.ts';

export type Store = {
  /** Another process's view of the same rows. */
  open(): Promise<Ledger>;
  close(): Promise<void>;
};

/**
 * To be called in a `describe`: each of its tests begins with an empty ledger, which is closed after it.
 *
 * @param take is given the ledger before the test begins, and may put something into it
 */
export function storeForEach(
  start: () => Promise<Store>,
  take: (ledger: Ledger, store: Store) => void | Promise<void>,
): void {
  let store: Store;
  let ledger: Ledger;
  beforeEach(async () => {
    store = await start();
    ledger = await store.open();
    await take(ledger, store);
  });
  afterEach(async () => {
    await ledger[Symbol.asyncDispose]();
    await store.close();
  });
}
