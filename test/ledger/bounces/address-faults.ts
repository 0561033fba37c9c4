/** What every ledger must do with what servers say of addresses. */

import { describe, expect, it } from 'vitest';
import { DISBELIEVED } from '../../../src/ledger/bounces/fault-decisions.ts';
import type { Ledger, MailingRef, Outcome } from '../../../src/ledger/ledger.ts';
import { all, frozen, later, mailing, NOW, WEEK } from '../people.ts';
import { type Store, storeForEach } from '../store.ts';

const BAD: Outcome = { state: 'failed', response: '550 5.1.1 no such user', fault: 'bad-address' };
const FULL: Outcome = { state: 'failed', response: '552 5.2.2 mailbox full', fault: 'mailbox-full' };
const SENT: Outcome = { state: 'sent', response: '250 ok' };

export function describeAddressFaults(name: string, start: () => Promise<Store>): void {
  describe(`${name}, about what servers say of addresses`, () => {
    let store: Store;
    let ledger: Ledger;
    storeForEach(start, (opened, its) => {
      [ledger, store] = [opened, its];
    });

    /** Each address meets its fate in this mailing. @returns the ids */
    async function mailed(
      fates: Readonly<Record<string, Outcome>>,
      of: MailingRef = WEEK,
    ): Promise<string[]> {
      const ids = await frozen(ledger, Object.keys(fates), of);
      await ledger.deliveries.claim(of, 'me', ids.length, NOW);
      for (const [index, outcome] of Object.values(fates).entries())
        await ledger.deliveries.record(of, ids[index] ?? '', 'me', outcome, NOW);
      return ids;
    }
    const statusOf = async (id = '') => (await ledger.subscribers.find({ id }))?.status;

    it('tells whether a sender is at work, where more than leases tell it, and what it had begun', async () => {
      const [id = ''] = await frozen(ledger, ['a@gmail.com', 'b@gmail.com']);
      const other = await store.open();
      const before = await other.isTaken(WEEK);
      const place = await ledger.lock(WEEK);
      expect([true, undefined]).toContain(await other.isTaken(WEEK));
      await ledger.deliveries.claim(WEEK, 'me', 2, NOW);
      await ledger.deliveries.mark(WEEK, id, 'me', NOW);
      expect(await other.deliveries.workers(WEEK)).toMatchObject([{ held: 2, begun: 1 }]);
      await place?.[Symbol.asyncDispose]();
      expect(await other.isTaken(WEEK)).toBe(before);
      expect([false, undefined]).toContain(before);
      await other[Symbol.asyncDispose]();
    });

    it('keeps the word, and suppresses nobody by it', async () => {
      const [id = ''] = await mailed({ 'a@gmail.com': BAD, 'b@gmail.com': FULL, 'c@example.jp': SENT });
      expect(await statusOf(id)).toBe('confirmed');
      expect(await ledger.deliveries.faults(WEEK)).toEqual([
        { domain: 'gmail.com', badAddress: 1, mailboxFull: 1, believed: 0 },
      ]);
      expect(await ledger.deliveries.openFaults(WEEK)).toMatchObject([
        { address: 'a@gmail.com', fault: 'bad-address', response: '550 5.1.1 no such user', inRow: 1 },
        { address: 'b@gmail.com', fault: 'mailbox-full', inRow: 1 },
      ]);
      expect(await ledger.deliveries.answered(WEEK)).toEqual({ 'gmail.com': 2, 'example.jp': 1 });
      expect(await ledger.deliveries.undecided()).toEqual([WEEK]);
    });

    it('survives the process: another view of the rows decides', async () => {
      const [id = ''] = await mailed({ 'a@gmail.com': BAD });
      const other = await store.open();
      expect(await other.deliveries.decideFaults(WEEK, 'believed', [id], 'test', later(1))).toBe(1);
      await other[Symbol.asyncDispose]();
      expect(await statusOf(id)).toBe('bounced');
      expect(await ledger.deliveries.undecided()).toEqual([]);
    });

    it('decides once, and skips what waits for who is suppressed', async () => {
      const [a = '', b = ''] = await mailed({ 'a@gmail.com': BAD, 'b@gmail.com': SENT });
      const next = { id: '2025-W46', channel: 'mail' } as const;
      await ledger.deliveries.freeze(mailing(next), [
        { subscriber: a, address: 'a@gmail.com', edition: 'all' },
      ]);
      const decide = () => ledger.deliveries.decideFaults(WEEK, 'believed', [a, b], 'test', later(1));
      expect(await decide()).toBe(1);
      expect(await decide()).toBe(0);
      expect([await statusOf(a), await statusOf(b)]).toEqual(['bounced', 'confirmed']);
      expect(await ledger.deliveries.tally(next)).toMatchObject({ planned: 1, skipped: 1 });
      expect(await ledger.deliveries.faults(WEEK)).toMatchObject([{ badAddress: 0, believed: 1 }]);
      expect(await ledger.deliveries.bouncedIn(WEEK)).toEqual([
        { subscriber: a, address: 'a@gmail.com', response: '550 5.1.1 no such user', believed: true },
      ]);
      expect((await ledger.history(a)).at(-2)).toMatchObject({
        what: 'bounced',
        detail: '550 5.1.1 no such user',
      });
    });

    it('sends again what was not believed, once', async () => {
      const [id = ''] = await mailed({ 'a@gmail.com': BAD });
      const disbelieve = () => ledger.deliveries.decideFaults(WEEK, 'disbelieved', [id], 'brake', later(1));
      expect(await disbelieve()).toBe(1);
      expect(await disbelieve()).toBe(0);
      expect(await ledger.deliveries.tally(WEEK)).toMatchObject({ planned: 1, failed: 0, queued: 1 });
      expect(await ledger.deliveries.faults(WEEK)).toEqual([]);
      const audit = await ledger.deliveries.audit(WEEK);
      expect([audit.unlike, audit.stuck]).toEqual([0, 0]);
      expect(await ledger.deliveries.claim(WEEK, 'me', 9, later(2))).toMatchObject([{ attempts: 1 }]);
      expect(await ledger.deliveries.claim(WEEK, 'me', 9, later(2))).toEqual([]);
    });

    it('knows how often whom was not believed, and how many answers came since', async () => {
      const [a = '', b = ''] = await mailed({ 'a@gmail.com': BAD, 'b@gmail.com': BAD, 'c@gmail.com': SENT });
      const none = { times: new Map(), answersSince: 3 };
      expect(await ledger.deliveries.disbelieved(WEEK)).toEqual(none);
      await ledger.deliveries.decideFaults(WEEK, 'disbelieved', [a, b], DISBELIEVED, later(1));
      await ledger.deliveries.claim(WEEK, 'again', 9, later(2));
      await ledger.deliveries.record(WEEK, a, 'again', BAD, later(3));
      await ledger.deliveries.decideFaults(WEEK, 'disbelieved', [a], DISBELIEVED, later(4));
      await ledger.deliveries.record(WEEK, b, 'again', SENT, later(5));
      const times = new Map([
        [a, 2],
        [b, 1],
      ]);
      expect(await ledger.deliveries.disbelieved(WEEK)).toEqual({ times, answersSince: 1 });
    });

    it.for([
      { weeks: [FULL, FULL, FULL], inRow: 3, why: 'three digests in a row' },
      { weeks: [FULL, SENT, FULL], inRow: 1, why: 'one was taken in between' },
      { weeks: [FULL, FULL, FULL, FULL], inRow: 3, why: 'the last three count' },
      { weeks: [BAD, FULL, FULL], inRow: 2, why: 'another fault is another' },
    ])('counts a full mailbox by digests: $inRow, $why', async ({ weeks, inRow }) => {
      let last: MailingRef = WEEK;
      for (const [index, outcome] of weeks.entries()) {
        last = { id: `2025-W${45 + index}`, channel: 'mail' };
        const [id = ''] = await mailed({ 'a@gmail.com': outcome }, last);
        if (index < weeks.length - 1)
          await ledger.deliveries.decideFaults(last, 'noted', [id], 'test', later(index));
      }
      expect(await ledger.deliveries.openFaults(last)).toMatchObject([{ fault: 'mailbox-full', inRow }]);
    });

    it('knows what is usual from the mailings before, whoever was restored since left out', async () => {
      const [a = '', b = ''] = await mailed({ 'a@gmail.com': BAD, 'b@gmail.com': BAD, 'c@gmail.com': SENT });
      await ledger.deliveries.decideFaults(WEEK, 'believed', [a, b], 'test', later(1));
      const next = { id: '2025-W46', channel: 'mail' } as const;
      await ledger.deliveries.freeze(mailing(next), []);
      expect(await ledger.deliveries.usualFaults(next)).toEqual({ answered: 3, believed: 2 });
      expect(await ledger.deliveries.usualFaults(WEEK)).toEqual({ answered: 0, believed: 0 });
      await ledger.subscribers.act('restore', b, 'the mailbox is back', later(2));
      expect(await ledger.deliveries.usualFaults(next)).toEqual({ answered: 3, believed: 1 });
      expect(await ledger.deliveries.bouncedIn(WEEK)).toMatchObject([{ address: 'a@gmail.com' }]);
      const failed = await all(ledger.deliveries.candidates(WEEK, 'failed'));
      expect(failed.map(({ address, restored }) => [address, restored])).toEqual([
        ['a@gmail.com', undefined],
        ['b@gmail.com', true],
      ]);
    });
  });
}
