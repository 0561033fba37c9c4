/** What every ledger must do when somebody agrees, leaves, complains, bounces or comes back. */
import { describe, expect, it } from 'vitest';
import type { Ledger, SubscriberStatus } from '../../../src/ledger/ledger.ts';
import { acts, stateAfter, subscriberStates } from '../../../src/ledger/subscribers/states.ts';
import { later, NOW, person } from '../people.ts';
import { type Store, storeForEach } from '../store.ts';

/** What brings a confirmed person into a state. */
const ways: Readonly<Record<SubscriberStatus, (ledger: Ledger, id: string) => Promise<unknown> | undefined>> =
  {
    unconfirmed: () => undefined,
    confirmed: () => undefined,
    unsubscribed: (ledger, id) => ledger.subscribers.act('unsubscribe', id, 'one click', later(1)),
    bounced: (ledger, id) => ledger.subscribers.act('bounce', id, '550 5.1.1', later(1)),
    complained: (ledger, id) => ledger.subscribers.act('complain', id, 'ARF', later(1)),
  };

export function describeSubscriberActs(name: string, start: () => Promise<Store>): void {
  describe(`${name}, when something happens to a subscriber`, () => {
    let ledger: Ledger;
    storeForEach(start, (opened) => {
      ledger = opened;
    });

    async function one(state: SubscriberStatus): Promise<string> {
      const change = state === 'unconfirmed' ? { consent: undefined } : {};
      await ledger.subscribers.add([person('hana@example.jp', change)], NOW);
      const { id = '' } = (await ledger.subscribers.find({ address: 'hana@example.jp' })) ?? {};
      await ways[state](ledger, id);
      return id;
    }

    it.for(
      subscriberStates.flatMap(({ state, about }) =>
        acts.map((act) => ({ state, act, about, expected: stateAfter(act, state) ?? state })),
      ),
    )('after $act, who was $state ($about) is $expected', async ({ state, act, expected }) => {
      const id = await one(state);
      expect(await ledger.subscribers.act(act, id, 'word', later(2))).toBe(expected !== state);
      expect((await ledger.subscribers.find({ id }))?.status).toBe(expected);
      const last = (await ledger.history(id)).at(-1);
      expect(last?.what).toBe(expected);
      if (expected !== state) expect(last?.detail).toContain('word');
    });

    it('does nothing to nobody', async () => {
      for (const act of acts)
        expect(await ledger.subscribers.act(act, 'AAAAAAAAAAAAAAAA', 'x', NOW)).toBe(false);
    });

    it.for([
      { left: 'bounce', by: '550 5.1.1', keeps: true, why: 'a server takes back no consent' },
      {
        left: 'unsubscribe',
        by: 'removed by the editor',
        keeps: true,
        why: 'no more does a slip of the hand',
      },
      {
        left: 'unsubscribe',
        by: 'one click',
        keeps: false,
        why: 'who left took it back: the word is the new one',
      },
    ] as const)(
      'restores after $left ($by); the old consent stays: $keeps; $why',
      async ({ left, by, keeps }) => {
        const id = await one('confirmed');
        await ledger.subscribers.act(left, id, by, later(1));
        expect(await ledger.subscribers.act('restore', id, 'asked for it by mail', later(2))).toBe(true);
        expect(await ledger.subscribers.find({ id })).toMatchObject({
          status: 'confirmed',
          consent: keeps ? person('').consent : { source: 'asked for it by mail', at: later(2) },
        });
      },
    );

    it('makes nobody agree by a mailbox that works again', async () => {
      const id = await one('unconfirmed');
      await ledger.subscribers.act('bounce', id, '550 5.1.1', later(1));
      expect(await ledger.subscribers.act('restore', id, 'the mailbox is back', later(2))).toBe(true);
      expect(await ledger.subscribers.find({ id })).toMatchObject({
        status: 'unconfirmed',
        consent: undefined,
      });
    });
  });
}
