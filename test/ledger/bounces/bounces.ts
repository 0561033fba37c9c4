/** What every ledger must do with what comes back. */
import { describe, expect, it } from 'vitest';
import type { BounceRecord } from '../../../src/ledger/bounces/bounce.ts';
import type { Ledger, MailingRef, Outcome } from '../../../src/ledger/ledger.ts';
import { all, frozen, later, mailing, NOW, WEEK } from '../people.ts';
import { type Store, storeForEach } from '../store.ts';

const SENT: Outcome = { state: 'sent', response: '250 ok' };

export function describeBounces(name: string, start: () => Promise<Store>): void {
  describe(`${name}, about what comes back`, () => {
    let store: Store;
    let ledger: Ledger;
    storeForEach(start, (opened, its) => {
      [ledger, store] = [opened, its];
    });

    /** Everyone has this digest. @returns the ids */
    async function sent(addresses: readonly string[], of: MailingRef = WEEK): Promise<string[]> {
      const ids = await frozen(ledger, addresses, of);
      await ledger.deliveries.claim(of, 'me', ids.length, NOW);
      for (const id of ids) await ledger.deliveries.record(of, id, 'me', SENT, NOW);
      return ids;
    }
    const hard = (subscriber: string | undefined, change: Partial<BounceRecord> = {}): BounceRecord => ({
      ...{ subscriber, mailing: '2025-W45', kind: 'hard', fault: 'bad-address', code: '5.1.1' },
      ...{ said: '550 5.1.1 no such user', act: undefined, open: true, note: '2025-W45 hard 5.1.1' },
      ...change,
    });
    const statusOf = async (id = '') => (await ledger.subscribers.find({ id }))?.status;

    it('records a mail once, whoever takes it in, and suppresses nobody by that', async () => {
      const [id] = await sent(['a@gmail.com']);
      expect(await ledger.bounces.isKnown('h1')).toBe(false);
      expect(await ledger.bounces.record('h1', [hard(id)], later(1))).toBe(true);
      const other = await store.open();
      expect(await other.bounces.isKnown('h1')).toBe(true);
      expect(await other.bounces.record('h1', [hard(id)], later(2))).toBe(false);
      await other[Symbol.asyncDispose]();
      expect(await statusOf(id)).toBe('confirmed');
      expect(await ledger.bounces.open()).toMatchObject([
        { mailing: '2025-W45', subscriber: id, address: 'a@gmail.com', kind: 'hard', code: '5.1.1' },
      ]);
      const returned = (await ledger.history(id ?? '')).filter(({ what }) => what === 'returned');
      expect(returned).toMatchObject([{ detail: '2025-W45 hard 5.1.1', at: later(1) }]);
    });

    describe('of the address that somebody moved away from', () => {
      async function moved(id: string): Promise<void> {
        const open = { kind: 'move', subscriber: id, address: 'a@new.example', form: 'the form' } as const;
        const token = { token: 'a'.repeat(64), code: 'b'.repeat(64), expires: later(99), fresh: false };
        await ledger.forms.open({ ...open, ...token }, later(1));
        expect((await ledger.forms.redeem('a'.repeat(64), 'the link', later(2))).what).toBe('moved');
      }

      it('takes nobody off the list, where it came after the move', async () => {
        const [id = ''] = await sent(['a@gmail.com']);
        await moved(id);
        await ledger.bounces.record('h1', [hard(id)], later(3));
        expect(await ledger.bounces.open()).toEqual([]);
        expect(await statusOf(id)).toBe('confirmed');
      });

      it('takes nobody off the list, where it came before, and is decided about later', async () => {
        const [id = ''] = await sent(['a@gmail.com']);
        await ledger.bounces.record('h1', [hard(id)], later(1));
        const open = await ledger.bounces.open();
        await moved(id);
        await ledger.bounces.decide(
          open.map(({ number }) => number),
          'believed',
          'came back',
          later(3),
        );
        expect(await statusOf(id)).toBe('confirmed');
      });

      it('takes nobody off the list, where a server refused it while the digest was sent', async () => {
        const [id = '', other = ''] = await frozen(ledger, ['a@gmail.com', 'b@gmail.com']);
        await ledger.deliveries.claim(WEEK, 'me', 2, NOW);
        const bad = { state: 'failed', response: '550 5.1.1 gone', fault: 'bad-address' } as const;
        for (const one of [id, other]) await ledger.deliveries.record(WEEK, one, 'me', bad, NOW);
        await moved(id);
        expect(await ledger.deliveries.decideFaults(WEEK, 'believed', [id, other], '', later(3))).toBe(2);
        expect(await statusOf(id)).toBe('confirmed');
        expect(await statusOf(other)).toBe('bounced');
      });

      it('counts again at the new address', async () => {
        const [id = ''] = await sent(['a@gmail.com']);
        await moved(id);
        const next: MailingRef = { id: '2025-W46', channel: 'mail' };
        await ledger.deliveries.freeze({ ...mailing(next), frozen: later(4) }, [
          { subscriber: id, address: 'A@New.example', edition: 'all' },
        ]);
        await ledger.deliveries.claim(next, 'me', 1, later(5));
        await ledger.deliveries.record(next, id, 'me', SENT, later(5));
        await ledger.bounces.record('h2', [hard(id, { mailing: '2025-W46' })], later(6));
        const open = await ledger.bounces.open();
        expect(open).toHaveLength(1);
        await ledger.bounces.decide(
          open.map(({ number }) => number),
          'believed',
          'came back',
          later(7),
        );
        expect(await statusOf(id)).toBe('bounced');
      });
    });

    it('keeps a mail that is tied to nobody, about whom nothing can be decided', async () => {
      expect(await ledger.bounces.record('h1', [hard(undefined, { mailing: undefined })], NOW)).toBe(true);
      expect(await ledger.bounces.isKnown('h1')).toBe(true);
      expect(await ledger.bounces.open()).toEqual([]);
    });

    it.for([
      { said: '550 forwarded to a@gmail.com: full', why: 'as it is' },
      { said: '550 <A@Gmail.COM>... User unknown', why: 'in other letters' },
      { said: '550 bounces-a=gmail.com@list.example refused', why: 'in a return address' },
      { said: '554 see https://mx.example/?to=a%40gmail.com', why: 'in a URL' },
      { said: '550 rfc822;a+40gmail.com', why: 'as xtext' },
    ])('forgets who is erased, in words about others too: $why', async ({ said }) => {
      const [a = '', b = ''] = await sent(['a@gmail.com', 'b@gmail.com']);
      const next: MailingRef = { id: '2025-W46', channel: 'mail' };
      await ledger.deliveries.freeze(mailing(next), [
        { subscriber: b, address: 'b@gmail.com', edition: 'all' },
      ]);
      await ledger.deliveries.beat(next, { owner: 'other', host: 'tokyo (1)' }, later(1));
      await ledger.deliveries.claim(next, 'other', 1, later(1));
      await ledger.deliveries.record(next, b, 'other', { state: 'failed', response: said }, later(1));
      await ledger.deliveries.leave(next, 'other', { why: 'relay', said }, later(1));
      await ledger.bounces.record('h1', [hard(a)], later(1));
      await ledger.bounces.record('h2', [hard(b, { said })], later(1));
      await ledger.bounces.record('h3', [hard(b, { said: '550 b@gmail.com unknown' })], later(1));
      await ledger.bounces.record('h4', [hard(b, { said, kind: 'complaint', act: 'complain' })], later(1));
      expect(await ledger.subscribers.erase(a, later(2))).toBe('erased');
      const [failed] = await all(ledger.deliveries.list(next, 'failed'));
      const [worker] = await ledger.deliveries.workers(next);
      expect([failed?.response, worker?.stop]).toEqual(['erased', { why: 'relay', said: 'erased' }]);
      const open = await ledger.bounces.open();
      expect(open.map((one) => `${one.subscriber === b} ${one.said}`)).toEqual([
        'true erased',
        'true 550 b@gmail.com unknown',
        'true erased',
      ]);
      expect(JSON.stringify(await ledger.history(b))).not.toContain(said);
      expect(await statusOf(b)).toBe('complained');
      expect(await ledger.bounces.isKnown('h1')).toBe(true);
    });

    it('lets a complaint and a wish to leave happen at once', async () => {
      const [a, b] = await sent(['a@gmail.com', 'b@gmail.com']);
      await ledger.bounces.record('h1', [hard(a, { kind: 'complaint', act: 'complain', open: false })], NOW);
      await ledger.bounces.record(
        'h2',
        [hard(b, { kind: 'unsubscribe', act: 'unsubscribe', open: false })],
        NOW,
      );
      expect([await statusOf(a), await statusOf(b)]).toEqual(['complained', 'unsubscribed']);
      expect(await ledger.bounces.open()).toEqual([]);
    });

    it('decides once, and counts what was believed by domain', async () => {
      const [a, b] = await sent(['a@gmail.com', 'b@Example.jp']);
      await ledger.bounces.record('h1', [hard(a)], NOW);
      await ledger.bounces.record('h2', [hard(a)], NOW);
      await ledger.bounces.record('h3', [hard(b)], NOW);
      const numbers = (await ledger.bounces.open()).map(({ number }) => number);
      expect(await ledger.bounces.decide(numbers, 'believed', 'came back', later(5))).toBe(3);
      expect(await ledger.bounces.decide(numbers, 'believed', 'came back', later(6))).toBe(0);
      expect([await statusOf(a), await statusOf(b)]).toEqual(['bounced', 'bounced']);
      expect(await ledger.bounces.believed('2025-W45')).toEqual({ 'gmail.com': 1, 'example.jp': 1 });
      expect(await ledger.bounces.usual('2025-W45')).toBe(0);
    });

    it('tells which of the last three digests came back, and forgets it once they are back on the list', async () => {
      const soft = (subscriber: string | undefined, mailing: string): BounceRecord =>
        hard(subscriber, { kind: 'soft', fault: 'mailbox-full', mailing, open: false });
      const weeks = ['2025-W43', '2025-W44', '2025-W45', '2025-W46'];
      let id: string | undefined;
      for (const week of weeks) [id] = await sent(['a@gmail.com'], { id: week, channel: 'mail' });
      const returns = async (week = '2025-W46') =>
        (await ledger.bounces.lastReturns(week, id ?? '')).map((one) => one.soft);
      await ledger.bounces.record('h1', [soft(id, '2025-W45')], NOW);
      await ledger.bounces.record('h2', [soft(id, '2025-W46')], NOW);
      await ledger.bounces.record(
        'h3',
        [hard(id, { kind: 'soft', fault: 'about-us', mailing: '2025-W44' })],
        NOW,
      );
      expect(await returns()).toEqual([true, true, false]);
      await ledger.bounces.record('h4', [soft(id, '2025-W44')], NOW);
      expect(await returns()).toEqual([true, true, true]);
      await ledger.subscribers.act('bounce', id ?? '', 'three digests', NOW);
      await ledger.subscribers.act('restore', id ?? '', 'asked by mail', NOW);
      expect(await returns()).toEqual([false, false, false]);
    });

    it('leaves who was restored alone, when a bounce of an earlier mail comes in late', async () => {
      const [a, b] = await sent(['a@gmail.com', 'b@gmail.com']);
      for (const id of [a, b]) await ledger.subscribers.act('bounce', id ?? '', 'a server', later(1));
      await ledger.subscribers.act('restore', a ?? '', 'the server was broken', later(2));
      await ledger.bounces.record('h1', [hard(a)], later(3));
      expect(await ledger.bounces.open()).toEqual([]);
      const next: MailingRef = { id: '2025-W46', channel: 'mail' };
      await ledger.deliveries.freeze(mailing(next), [
        { subscriber: a ?? '', address: 'a@gmail.com', edition: 'all' },
      ]);
      await ledger.deliveries.claim(next, 'me', 1, later(4));
      await ledger.deliveries.record(next, a ?? '', 'me', SENT, later(4));
      await ledger.bounces.record('h2', [hard(a, { mailing: '2025-W46' })], later(5));
      expect(await ledger.bounces.open()).toMatchObject([{ mailing: '2025-W46', subscriber: a }]);
    });
  });
}
