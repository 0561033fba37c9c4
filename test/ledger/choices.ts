/** What every ledger must do where a run is kept to who failed, who is deferred, or who came since. */
import { describe, expect, it } from 'vitest';
import type { Candidate, Ledger, Outcome, Recipient } from '../../src/ledger/ledger.ts';
import { addressesOf, all, endAs, frozen, later, mailing, NOW, person, WEEK } from './people.ts';
import { type Store, storeForEach } from './store.ts';

const DEADLINE = later(10 * 24 * 60);
const decision = { reason: 'by decision: --only', deadline: DEADLINE };

const recipientsOf = (some: readonly Candidate[]): Recipient[] =>
  some.map(({ subscriber, address, edition = 'all' }) => ({ subscriber, address, edition }));

export function describeChoices(name: string, start: () => Promise<Store>): void {
  describe(`${name}, choosing`, () => {
    let ledger: Ledger;
    storeForEach(start, (opened) => {
      ledger = opened;
    });

    const end = (outcomes: readonly Outcome[]) => endAs(ledger, outcomes);
    /** Whoever holds the lock knows that every other sender is dead. */
    async function died(at: Date): Promise<void> {
      await using lock = await ledger.lock(WEEK);
      expect(lock).toBeDefined();
      await ledger.deliveries.recover(WEEK, at);
    }
    const failed: Outcome = { state: 'failed', response: '550 5.2.0 no' };
    const put: Outcome = {
      state: 'deferred',
      response: '450 4.2.1 later',
      retryAt: later(60),
      countsAsAttempt: true,
    };
    const sent: Outcome = { state: 'sent', response: '250 ok' };

    it('sends again to who failed, and to nobody else who waits', async () => {
      const ids = await frozen(ledger, ['a@x.jp', 'b@x.jp', 'c@y.jp', 'd@y.jp']);
      await end([failed, sent, failed]);
      const candidates = await all(ledger.deliveries.candidates(WEEK, 'failed'));
      expect(candidates).toEqual(
        [
          { subscriber: ids[0], address: 'a@x.jp' },
          { subscriber: ids[2], address: 'c@y.jp' },
        ].map((one) => ({
          ...one,
          edition: 'all',
          categories: undefined,
          status: 'confirmed',
          response: '550 5.2.0 no',
        })),
      );
      const first = recipientsOf(candidates.slice(0, 1));
      expect(await ledger.deliveries.choose(WEEK, 'failed', first, decision, later(2))).toBe(1);
      expect(await ledger.deliveries.choose(WEEK, 'failed', first, decision, later(2))).toBe(0);
      expect(await ledger.deliveries.chosen(WEEK, 'failed')).toEqual({
        editions: { all: 1 },
        domains: { 'x.jp': 1 },
      });
      expect(await ledger.deliveries.tally(WEEK)).toMatchObject({ sent: 1, failed: 1, queued: 2 });
      expect((await ledger.deliveries.mailing(WEEK.id, WEEK.channel))?.deadline).toEqual(DEADLINE);
      const claimed = await ledger.deliveries.claim(WEEK, 'a', 10, later(3), { only: 'failed' });
      expect(addressesOf(claimed)).toEqual(['a@x.jp']);
      expect(claimed[0]?.attempts).toBe(1);
      expect(addressesOf(await ledger.deliveries.claim(WEEK, 'a', 10, later(3)))).toEqual(['d@y.jp']);
      const events = await ledger.history(ids[0] ?? '');
      expect(events.filter(({ mailing: of }) => of !== undefined).map(({ what }) => what)).toEqual([
        'queued',
        'claimed',
        'failed',
        'queued',
        'claimed',
      ]);
      expect(await ledger.deliveries.audit(WEEK)).toMatchObject({ unlike: 0, stuck: 0, homeless: 0 });
    });

    it('brings deferred mail forward, and finds it again after the sender died', async () => {
      await frozen(ledger, ['a@x.jp', 'b@x.jp']);
      await end([put]);
      const candidates = await all(ledger.deliveries.candidates(WEEK, 'deferred'));
      expect(
        await ledger.deliveries.choose(WEEK, 'deferred', recipientsOf(candidates), decision, later(2)),
      ).toBe(1);
      expect(await ledger.deliveries.nextRetry(WEEK)).toBeUndefined();
      expect(
        addressesOf(await ledger.deliveries.claim(WEEK, 'a', 10, later(2), { only: 'deferred' })),
      ).toEqual(['a@x.jp']);
      await died(later(3));
      expect(await all(ledger.deliveries.candidates(WEEK, 'deferred'))).toEqual([]);
      expect((await ledger.deliveries.chosen(WEEK, 'deferred')).domains).toEqual({ 'x.jp': 1 });
      const [again] = await ledger.deliveries.claim(WEEK, 'b', 10, later(3), { only: 'deferred' });
      await ledger.deliveries.record(
        WEEK,
        again?.subscriber ?? '',
        'b',
        { ...put, retryAt: later(90) },
        later(4),
      );
      expect(await ledger.deliveries.nextRetry(WEEK, 'deferred')).toEqual(later(90));
      expect(await ledger.deliveries.nextRetry(WEEK, 'failed')).toBeUndefined();
      expect(await ledger.deliveries.audit(WEEK)).toMatchObject({ unlike: 0, stuck: 0 });
    });

    it('adds who was confirmed since the freeze, once, and says so in their history', async () => {
      const [first = ''] = await frozen(ledger, ['a@x.jp', 'b@x.jp']);
      await ledger.subscribers.add([person('early@x.jp', { consent: undefined })], NOW);
      await ledger.subscribers.add(
        [
          person('new@z.jp', { categories: ['industry'] }),
          person('waiting@z.jp', { consent: undefined }),
          person('gone@z.jp'),
          person('early@x.jp'),
        ],
        later(5),
      );
      const gone = await ledger.subscribers.find({ address: 'gone@z.jp' });
      await ledger.subscribers.act('unsubscribe', gone?.id ?? '', 'page', later(6));
      // Whoever left and came back has a row already: it stays the only one.
      await ledger.subscribers.act('unsubscribe', first, 'page', later(6));
      await ledger.subscribers.act('confirm', first, 'page', later(7));
      const candidates = await all(ledger.deliveries.candidates(WEEK, 'new'));
      expect(candidates.map(({ address, categories }) => ({ address, categories }))).toEqual([
        { address: 'early@x.jp', categories: undefined },
        { address: 'new@z.jp', categories: ['industry'] },
      ]);
      const people = recipientsOf(candidates);
      expect(await ledger.deliveries.choose(WEEK, 'new', people, decision, later(8))).toBe(2);
      expect(await ledger.deliveries.choose(WEEK, 'new', people, decision, later(9))).toBe(0);
      expect(await all(ledger.deliveries.candidates(WEEK, 'new'))).toEqual([]);
      expect(await ledger.deliveries.tally(WEEK)).toMatchObject({ planned: 4, skipped: 1, queued: 3 });
      expect(addressesOf(await ledger.deliveries.claim(WEEK, 'a', 10, later(9), { only: 'new' }))).toEqual([
        'early@x.jp',
        'new@z.jp',
      ]);
      const added = candidates.at(-1)?.subscriber ?? '';
      expect((await ledger.history(added)).filter(({ mailing: of }) => of !== undefined)).toMatchObject([
        { at: later(8), what: 'queued', detail: 'all; by decision: --only' },
        { at: later(9), what: 'claimed' },
      ]);
      const audit = await ledger.deliveries.audit(WEEK);
      expect(Object.values(audit.rows).reduce((sum, n) => sum + n, 0)).toBe(4);
      expect(audit).toMatchObject({ unlike: 0, stuck: 0, homeless: 0 });
    });

    it('skips in the claim who left after they were chosen', async () => {
      const [id = ''] = await frozen(ledger, ['a@x.jp']);
      await end([failed]);
      const people = recipientsOf(await all(ledger.deliveries.candidates(WEEK, 'failed')));
      await ledger.deliveries.choose(WEEK, 'failed', people, decision, later(2));
      await ledger.subscribers.act('complain', id, 'report', later(3));
      expect(await ledger.deliveries.claim(WEEK, 'a', 10, later(4), { only: 'failed' })).toEqual([]);
      expect(await ledger.deliveries.tally(WEEK)).toMatchObject({ failed: 0, skipped: 1, queued: 0 });
    });

    it('leaves what is in doubt alone, whatever is chosen', async () => {
      const [id = ''] = await frozen(ledger, ['a@x.jp']);
      await ledger.deliveries.claim(WEEK, 'a', 1, NOW);
      await ledger.deliveries.mark(WEEK, id, 'a', NOW);
      await died(later(1));
      const people = [{ subscriber: id, address: 'a@x.jp', edition: 'all' }];
      for (const as of ['failed', 'deferred', 'new'] as const)
        expect(await ledger.deliveries.choose(WEEK, as, people, decision, later(2))).toBe(0);
      expect(await ledger.deliveries.tally(WEEK)).toMatchObject({ planned: 1, uncertain: 1 });
    });

    it('is about one mailing, and knows nobody of one that is not there', async () => {
      await frozen(ledger, ['a@x.jp']);
      await end([failed]);
      const other = { id: '2025-W46', channel: 'mail' } as const;
      await ledger.deliveries.freeze(mailing(other), []);
      expect(await all(ledger.deliveries.candidates(other, 'failed'))).toEqual([]);
      expect(await all(ledger.deliveries.candidates({ ...other, id: '2025-W47' }, 'failed'))).toEqual([]);
    });
  });
}
