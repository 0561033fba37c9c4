/** What every ledger must do with changes that come together: they share a transaction, and nothing else. */
import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../src/ledger/ledger.ts';
import type { NewConfirmation } from '../../src/ledger/subscribers/forms.ts';
import { frozen, later, NOW, person, WEEK } from './people.ts';
import { type Store, storeForEach } from './store.ts';

const MANY = 60;

export function describeTogether(name: string, start: () => Promise<Store>): void {
  describe(`${name}, when changes come together`, () => {
    let store: Store;
    let ledger: Ledger;
    let ids: readonly string[];
    storeForEach(start, async (opened, its) => {
      [ledger, store] = [opened, its];
      const people = Array.from({ length: MANY }, (_, n) => person(`r${100 + n}@example.jp`));
      await ledger.subscribers.add(people, NOW);
      ids = (await Array.fromAsync(ledger.subscribers.list())).map(({ id }) => id);
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

    /** What another process does in the same millisecond, such as a second `serve` or an import. */
    const besides = [
      {
        name: 'a choice',
        act: (of: Ledger, id: string) => of.subscribers.setCategories(id, ['ai'], later(1)),
      },
      { name: 'a pause', act: (of: Ledger, id: string) => of.subscribers.pause(id, later(600), later(1)) },
      {
        name: 'a list',
        act: async (of: Ledger, _: string, n: number) =>
          of.subscribers.add(
            [person(`r${100 + n}@example.jp`, { name: '山田', categories: ['ai'] })],
            later(1),
          ),
      },
    ];

    it.for(besides)('loses no click to leave beside $name of another process', async ({ act }) => {
      await using other = await store.open();
      await other.subscribers.count();
      for (let round = 0; round < 5; round += 1) {
        await Promise.all(
          ids.flatMap((id, n) => [act(other, id, n), ledger.forms.leave(id, 'the test', later(1))]),
        );
        expect(await ledger.subscribers.count()).toMatchObject({ confirmed: 0, unsubscribed: MANY });
        for (const id of ids) {
          await ledger.subscribers.act('confirm', id, 'again', later(1));
          await ledger.subscribers.setCategories(id, undefined, later(1));
          await ledger.subscribers.pause(id, undefined, later(1));
        }
      }
    });

    it('keeps what two processes change about one person at once', async () => {
      await using other = await store.open();
      await other.subscribers.count();
      for (let round = 0; round < 5; round += 1) {
        const until = later(600 + round);
        const slugs = [`ai-${round}`];
        await Promise.all(
          ids.flatMap((id) => [
            other.subscribers.pause(id, until, later(1)),
            ledger.subscribers.setCategories(id, slugs, later(1)),
          ]),
        );
        for await (const { categories, pausedUntil } of ledger.subscribers.list())
          expect({ categories, pausedUntil }).toEqual({ categories: slugs, pausedUntil: until });
      }
    });

    it('counts each guess of a code, and each mail that asks, of two processes at once', async () => {
      await using other = await store.open();
      await other.subscribers.count();
      const both = Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? ledger : other));
      for (let round = 0; round < 5; round += 1) {
        const address = `r${100 + round}@example.jp`;
        const subscriber = ids[round] ?? '';
        const [token, code] = [`${round}`.repeat(64), 'b'.repeat(64)];
        await ledger.forms.open(confirmation(subscriber, { address, token, code }), NOW);
        const bounds = { every: 0, ever: 3 };
        await ledger.forms.mayAsk(address, 'the first', bounds, NOW);
        const guesses = both.map(({ forms }) => forms.tokenOf(address, [code], 5, later(1)));
        expect((await Promise.all(guesses)).filter((found) => found === token)).toHaveLength(5);
        const asked = both.map(({ forms }, n) => forms.mayAsk(address, `${n}`, bounds, later(1)));
        expect((await Promise.all(asked)).filter((may) => may)).toHaveLength(2);
      }
    });

    it('takes in the same new people from two lists at once', async () => {
      await using other = await store.open();
      await other.subscribers.count();
      for (let round = 0; round < 20; round += 1) {
        const people = Array.from({ length: 10 }, (_, n) => person(`new${round}-${n}@example.jp`));
        const [one, two] = await Promise.all([
          ledger.subscribers.add(people, NOW),
          other.subscribers.add(people.toReversed(), NOW),
        ]);
        expect([one, two].map(([first]) => first).toSorted()).toEqual(['added', 'same']);
      }
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
