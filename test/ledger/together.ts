/** What every ledger must do with changes that come together: they share a transaction, and nothing else. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../src/ledger/ledger.ts';
import type { NewConfirmation } from '../../src/ledger/subscribers/forms.ts';
import type { Store } from './contract.ts';
import { frozen, later, NOW, person, WEEK } from './people.ts';

const MANY = 60;

export function describeTogether(name: string, start: () => Promise<Store>): void {
  describe(`${name}, when changes come together`, () => {
    let store: Store;
    let ledger: Ledger;
    let ids: readonly string[];
    beforeEach(async () => {
      store = await start();
      ledger = await store.open();
      const people = Array.from({ length: MANY }, (_, n) => person(`r${100 + n}@example.jp`));
      await ledger.subscribers.add(people, NOW);
      ids = (await Array.fromAsync(ledger.subscribers.list())).map(({ id }) => id);
    });
    afterEach(async () => {
      await ledger[Symbol.asyncDispose]();
      await store.close();
    });

    const confirmation = (subscriber: string, change: Partial<NewConfirmation> = {}): NewConfirmation => ({
      kind: 'join',
      subscriber,
      address: 'r100@example.jp',
      form: 'the form of the test',
      expires: later(60),
      token: 'a'.repeat(64),
      code: 'b'.repeat(64),
      fresh: true,
      ...change,
    });

    it('keeps each of them, in the order in which they came', async () => {
      const left = await Promise.all(ids.map((id) => ledger.forms.leave(id, 'the test', later(1))));
      expect(left).toEqual(ids.map(() => true));
      expect((await ledger.forms.waiting(MANY)).map(({ subscriber }) => subscriber)).toEqual(ids);
      expect(await ledger.subscribers.count()).toMatchObject({ confirmed: 0, unsubscribed: MANY });
    });

    it('counts the first of two clicks of one person, and asks for one goodbye', async () => {
      const [first = '', second = ''] = ids;
      const left = await Promise.all(
        [first, second, first, 'nobody'].map((id) => ledger.forms.leave(id, 'the test', later(1))),
      );
      expect(left).toEqual([true, true, false, false]);
      expect((await ledger.forms.waiting(MANY)).map(({ subscriber }) => subscriber)).toEqual([first, second]);
      expect((await ledger.history(first)).filter(({ what }) => what === 'unsubscribed')).toHaveLength(1);
    });

    it('skips what waits for each of many who leave at once, and counts it', async () => {
      await frozen(
        ledger,
        ids.map((_, n) => `r${100 + n}@example.jp`),
      );
      await ledger.forms.leave(ids[0] ?? '', 'alone', later(1));
      await Promise.all(ids.slice(1).map((id) => ledger.forms.leave(id, `the link of ${id}`, later(1))));
      expect(await ledger.deliveries.tally(WEEK)).toMatchObject({ planned: MANY, queued: 0, skipped: MANY });
      const skipped = await Array.fromAsync(ledger.deliveries.list(WEEK, 'skipped'));
      const words = new Map(skipped.map(({ subscriber, response }) => [subscriber, response]));
      expect(words.get(ids[0] ?? '')).toBe('unsubscribed: alone');
      expect(words.get(ids[7] ?? '')).toBe(`unsubscribed: the link of ${ids[7]}`);
    });

    it('lets the last of several changes to one person stand', async () => {
      const [id = ''] = ids;
      const choices = [['ai'], ['industry'], undefined, ['markets']];
      await Promise.all(choices.map((choice) => ledger.subscribers.setCategories(id, choice, NOW)));
      expect((await ledger.subscribers.find({ id }))?.categories).toEqual(['markets']);
      const history = (await ledger.history(id)).filter(({ what }) => what === 'categories');
      expect(history.map(({ detail }) => detail)).toEqual(['ai', 'industry', 'all', 'markets']);
    });

    it('undoes one that fails, and none beside it', async () => {
      const [first = '', second = ''] = ids;
      await ledger.forms.open(confirmation(first), NOW);
      const results = await Promise.allSettled([
        ...ids.slice(0, 20).map((id) => ledger.forms.leave(id, 'the test', later(1))),
        // The token of somebody else: no row can have it.
        ledger.forms.open(confirmation(second, { address: 'other@example.jp' }), later(1)),
        ...ids.slice(20).map((id) => ledger.forms.leave(id, 'the test', later(1))),
      ]);
      expect(results.map(({ status }) => status)).toEqual(
        Array.from({ length: MANY + 1 }, (_, n) => (n === 20 ? 'rejected' : 'fulfilled')),
      );
      expect((await ledger.forms.waiting(MANY)).map(({ subscriber }) => subscriber)).toEqual(ids);
      expect(await ledger.forms.find('a'.repeat(64), NOW)).toMatchObject({ subscriber: first });
    });
  });
}
