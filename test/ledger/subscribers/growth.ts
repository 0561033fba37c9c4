/** What every ledger must count of a list that grows. */
import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../../src/ledger/ledger.ts';
import { later, NOW, person } from '../people.ts';
import { type Store, storeForEach } from '../store.ts';

const DAY = 24 * 60;
const days = [0, 1, 2].map((day) => ({ start: later(day * DAY), end: later((day + 1) * DAY) }));
const none = { joined: 0, left: 0, bounced: 0, complained: 0 };

export function describeGrowth(name: string, start: () => Promise<Store>): void {
  describe(`${name}, asked how a list grows`, () => {
    let ledger: Ledger;
    storeForEach(start, (opened) => {
      ledger = opened;
    });

    async function add(address: string, day: number, change = {}): Promise<string> {
      await ledger.subscribers.add([person(address, change)], later(day * DAY + 1));
      return (await ledger.subscribers.find({ address }))?.id ?? '';
    }

    it('counts by stretch, by domain and by what was chosen', async () => {
      const [a = '', b = '', c = ''] = [
        await add('a@one.example', 0),
        await add('b@ONE.example', 0, { categories: ['ai'] }),
        await add('c@two.example', 1, { categories: ['ai', 'industry'] }),
      ];
      await ledger.subscribers.act('unsubscribe', a, 'the test', later(DAY + 5));
      await ledger.subscribers.act('confirm', a, 'the test', later(2 * DAY));
      await ledger.subscribers.act('bounce', b, 'the test', later(2 * DAY + 5));
      await ledger.subscribers.act('complain', c, 'the test', later(2 * DAY + 6));
      await add('d@two.example', 2);
      const growth = await ledger.subscribers.growth(days, 10);
      expect(growth.stretches).toEqual([
        { ...none, joined: 2 },
        { ...none, joined: 1, left: 1 },
        { ...none, joined: 2, bounced: 1, complained: 1 },
      ]);
      expect(growth.domains).toEqual([
        { domain: 'one.example', confirmed: 1, joined: 3, left: 1, bounced: 1, complained: 0 },
        { domain: 'two.example', confirmed: 1, joined: 2, left: 0, bounced: 0, complained: 1 },
      ]);
      expect(growth.choices).toEqual([
        { categories: undefined, confirmed: 2, joined: 3, left: 1, bounced: 0, complained: 0 },
      ]);
      expect((await ledger.subscribers.growth(days, 1)).domains).toHaveLength(1);
    });

    it('does not count who left before they were ever on this list, nor what was outside', async () => {
      await add('left@one.example', 0, { left: 'unsubscribed' as const, consent: undefined });
      await add('early@one.example', -3);
      await add('never@one.example', 0, { consent: undefined });
      const never = (await ledger.subscribers.find({ address: 'never@one.example' }))?.id ?? '';
      await ledger.subscribers.act('unsubscribe', never, 'the test', later(5));
      expect((await ledger.subscribers.growth(days, 10)).stretches).toEqual([none, none, none]);
    });

    it('says nothing of an empty list', async () => {
      expect(await ledger.subscribers.growth(days, 10)).toEqual({
        stretches: [none, none, none],
        domains: [],
        choices: [],
      });
      expect(NOW).toEqual(days[0]?.start);
    });
  });
}
