/** What every ledger must do with forms, confirmations, pauses, and people who are erased. */
import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../../src/ledger/ledger.ts';
import type { FormRequest, NewConfirmation } from '../../../src/ledger/subscribers/forms.ts';
import { all, frozen, later, NOW, person, WEEK } from '../people.ts';
import { type Store, storeForEach } from '../store.ts';

const DAY = 24 * 60;
const BOUNDS = { every: DAY * 60_000, ever: 3 };
const HANA = 'hana@example.jp';

const join: FormRequest = {
  kind: 'join',
  address: HANA,
  subscriber: undefined,
  categories: ['ai', 'industry'],
  form: 'the form of the test',
};

export function describeForms(name: string, start: () => Promise<Store>): void {
  describe(`${name}, for the public service`, () => {
    let ledger: Ledger;
    storeForEach(start, (opened) => {
      ledger = opened;
    });

    async function one(address = HANA, change = {}): Promise<string> {
      await ledger.subscribers.add([person(address, change)], NOW);
      return (await ledger.subscribers.find({ address }))?.id ?? '';
    }

    const confirmation = (subscriber: string, change: Partial<NewConfirmation> = {}): NewConfirmation => ({
      kind: 'join',
      subscriber,
      address: HANA,
      form: 'the form of the test',
      expires: later(7 * DAY),
      token: 'a'.repeat(64),
      code: 'b'.repeat(64),
      fresh: true,
      ...change,
    });

    it('lets somebody leave, and asks for a goodbye where they were on the list', async () => {
      const id = await one();
      expect(await ledger.forms.leave(id, 'the test', later(1))).toBe(true);
      expect((await ledger.subscribers.find({ id }))?.status).toBe('unsubscribed');
      expect(await ledger.forms.waiting(10)).toMatchObject([
        { kind: 'goodbye', subscriber: id, at: later(1) },
      ]);
      expect(await ledger.forms.leave(id, 'the test', later(2))).toBe(false);
      const other = await one('jiro@example.jp', { consent: undefined });
      expect(await ledger.forms.leave(other, 'the test', later(3))).toBe(true);
      expect(await ledger.forms.leave('nobody', 'the test', later(3))).toBe(false);
      expect(await ledger.forms.waiting(10)).toHaveLength(1);
    });

    it('knows which confirmation waits for somebody at an address, and how many were made lately', async () => {
      const id = await one(HANA, { consent: undefined });
      await ledger.forms.open(confirmation(id), NOW);
      expect(await ledger.forms.tokenFor(id, 'HANA@example.jp', NOW)).toBe('a'.repeat(64));
      await ledger.forms.open(confirmation(id, { token: 'c'.repeat(64) }), later(1));
      expect(await ledger.forms.tokenFor(id, HANA, later(2))).toBe('c'.repeat(64));
      expect(await ledger.forms.tokenFor(id, 'taro@example.jp', NOW)).toBeUndefined();
      expect(await ledger.forms.tokenFor('nobody', HANA, NOW)).toBeUndefined();
      expect(await ledger.forms.tokenFor(id, HANA, later(8 * DAY))).toBeUndefined();
      expect(await ledger.forms.openedSince(later(1))).toBe(1);
      expect(await ledger.forms.openedSince(later(2))).toBe(0);
      await ledger.forms.redeem('c'.repeat(64), 'the test', later(3));
      expect(await ledger.forms.tokenFor(id, HANA, later(4))).toBeUndefined();
    });

    it('keeps what was asked for, in order, until it was acted on', async () => {
      await ledger.forms.keep(join, NOW);
      await ledger.forms.keep({ ...join, kind: 'link', categories: undefined }, later(1));
      const [first, second] = await ledger.forms.waiting(10);
      expect(first).toEqual({ ...join, id: first?.id, at: NOW });
      expect(second).toMatchObject({ kind: 'link', categories: undefined });
      await ledger.forms.done(first?.id ?? '');
      expect(await ledger.forms.waiting(10)).toEqual([second]);
      await ledger.forms.done(second?.id ?? '');
      await ledger.forms.keep(join, later(2));
      const [third] = await ledger.forms.waiting(10); // SQLite gives its row the number of the first
      expect([first?.id, second?.id]).not.toContain(third?.id);
    });

    it('allows an address one mail a day and three ever, and counts a request once', async () => {
      const may = (request: number, minutes: number, address = HANA) =>
        ledger.forms.mayAsk(address, `${request}`, BOUNDS, later(minutes));
      expect(await may(1, 0)).toBe(true);
      expect(await may(1, 1)).toBe(true); // the same request, after a crash
      expect(await may(2, DAY - 1, 'HANA@example.jp')).toBe(false);
      expect(await may(3, DAY)).toBe(true);
      expect(await may(4, 2 * DAY)).toBe(true);
      expect(await may(5, 300 * DAY)).toBe(false);
      expect(await may(6, 0, 'taro@example.jp')).toBe(true);
    });

    it('lets a token confirm once, and then forgives the mails', async () => {
      const id = await one(HANA, { consent: undefined });
      for (const request of [1, 2, 3])
        await ledger.forms.mayAsk(HANA, `${request}`, { every: 0, ever: 3 }, NOW);
      await ledger.forms.open(confirmation(id), NOW);
      const redeem = () => ledger.forms.redeem('a'.repeat(64), 'the link', later(5));
      expect(await redeem()).toEqual({ what: 'joined', subscriber: id, changed: true });
      expect(await redeem()).toMatchObject({ what: 'nothing', known: { subscriber: id, used: later(5) } });
      expect(await ledger.subscribers.find({ id })).toMatchObject({
        status: 'confirmed',
        consent: { source: 'the link', at: later(5) },
      });
      expect(await ledger.forms.mayAsk(HANA, '4', BOUNDS, later(6))).toBe(true);
    });

    it('knows no token after its week, and names whom only the form knew', async () => {
      const id = await one(HANA, { consent: undefined });
      await ledger.forms.open(confirmation(id), NOW);
      expect(await ledger.forms.find('a'.repeat(64), later(7 * DAY - 1))).toMatchObject({ address: HANA });
      expect(await ledger.forms.find('a'.repeat(64), later(7 * DAY))).toBeUndefined();
      expect(await ledger.forms.redeem('a'.repeat(64), 'late', later(7 * DAY))).toEqual({
        what: 'nothing',
        known: undefined,
      });
      expect(await ledger.forms.expire(later(7 * DAY))).toEqual([id]);
    });

    it('takes six digits for the token, and no more after five wrong ones', async () => {
      await ledger.forms.open(confirmation(await one(HANA, { consent: undefined })), NOW);
      const guess = (code: string) => ledger.forms.tokenOf(HANA, [code], 5, later(1));
      expect(await guess('c'.repeat(64))).toBeUndefined();
      expect(await guess('b'.repeat(64))).toBe('a'.repeat(64));
      for (let tries = 0; tries < 3; tries += 1) await guess('c'.repeat(64));
      expect(await guess('b'.repeat(64))).toBeUndefined();
      expect(await ledger.forms.tokenOf('nobody@example.jp', ['b'.repeat(64)], 5, NOW)).toBeUndefined();
    });

    it('replaces the earlier confirmation of the same address', async () => {
      const id = await one(HANA, { consent: undefined });
      await ledger.forms.open(confirmation(id), NOW);
      await ledger.forms.open(confirmation(id, { token: 'c'.repeat(64), fresh: false }), later(DAY));
      expect((await ledger.forms.redeem('a'.repeat(64), 'old', later(DAY))).what).toBe('nothing');
      expect(await ledger.forms.expire(later(9 * DAY))).toEqual([id]);
    });

    it('moves somebody to a new address, and keeps their id', async () => {
      const id = await one();
      await ledger.forms.open(confirmation(id, { kind: 'move', address: 'hana@new.example' }), NOW);
      expect(await ledger.forms.redeem('a'.repeat(64), 'moved', later(1))).toEqual({
        what: 'moved',
        subscriber: id,
        from: HANA,
        to: 'hana@new.example',
      });
      expect(await ledger.subscribers.find({ address: 'hana@new.example' })).toMatchObject({
        id,
        status: 'confirmed',
      });
      expect(await ledger.subscribers.find({ address: HANA })).toBeUndefined();
      expect(await ledger.forms.waiting(10)).toMatchObject([
        { kind: 'moved', subscriber: id, address: HANA, at: later(1) },
      ]);
    });

    it('sends a digest that still waits to the new address, and nothing else', async () => {
      const [id = '', other = ''] = await frozen(ledger, [HANA, 'taro@example.jp']);
      const { deliveries } = ledger;
      await deliveries.claim(WEEK, 'me', 2, NOW);
      const retryAt = later(5);
      const later5 = { state: 'deferred', response: '450', retryAt, countsAsAttempt: true } as const;
      await deliveries.record(WEEK, id, 'me', later5, NOW);
      await deliveries.record(WEEK, other, 'me', { state: 'sent', response: '250' }, NOW);
      for (const [n, one] of [id, other].entries()) {
        const token = String(n).repeat(64);
        const move = { kind: 'move', address: `n${n}@new.example`, token } as const;
        await ledger.forms.open(confirmation(one, move), later(1));
        await ledger.forms.redeem(token, 'moved', later(2));
      }
      const again = await deliveries.claim(WEEK, 'me', 2, later(6));
      expect(again.map(({ address }) => address)).toEqual(['n0@new.example']);
      const sent = await all(deliveries.list(WEEK, 'sent'));
      expect(sent.map(({ address }) => address)).toEqual(['taro@example.jp']);
      // The brake on what servers say of addresses counts the people of each domain.
      expect((await deliveries.breakdown(WEEK)).domains).toEqual({ 'example.jp': 1, 'new.example': 1 });
    });

    it('takes a digest back from a worker that has not begun it, if somebody moves', async () => {
      const [id = '', other = ''] = await frozen(ledger, [HANA, 'taro@example.jp']);
      const { deliveries } = ledger;
      await deliveries.claim(WEEK, 'me', 2, NOW);
      await deliveries.mark(WEEK, other, 'me', NOW);
      for (const [n, one] of [id, other].entries()) {
        const token = String(n).repeat(64);
        await ledger.forms.open(
          confirmation(one, { kind: 'move', address: `n${n}@new.example`, token }),
          later(1),
        );
        await ledger.forms.redeem(token, 'moved', later(2));
      }
      expect(await deliveries.mark(WEEK, id, 'me', later(3))).toBe(false);
      const again = await deliveries.claim(WEEK, 'you', 2, later(3));
      expect(again.map(({ address }) => address)).toEqual(['n0@new.example']);
      expect(await deliveries.record(WEEK, other, 'me', { state: 'sent', response: '250' }, later(3))).toBe(
        true,
      );
    });

    it('sends no digest twice to one address: where it had one, the other stays as it was', async () => {
      const [id = '', other = ''] = await frozen(ledger, [HANA, 'taro@example.jp']);
      const move = (who: string, address: string, token: string) =>
        ledger.forms
          .open(confirmation(who, { kind: 'move', address, token }), later(1))
          .then(() => ledger.forms.redeem(token, 'moved', later(2)));
      const [first] = await ledger.deliveries.claim(WEEK, 'me', 9, NOW).then((rows) => rows.slice(1));
      expect(first?.subscriber).toBe(other);
      await ledger.deliveries.record(WEEK, other, 'me', { state: 'sent', response: '250' }, NOW);
      await ledger.deliveries.record(WEEK, id, 'me', { state: 'queued', response: '421' }, NOW);
      await move(other, 'taro@new.example', 'd'.repeat(64));
      await move(id, 'Taro@example.jp', 'e'.repeat(64));
      const again = await ledger.deliveries.claim(WEEK, 'me', 9, later(3));
      expect(again.map(({ address }) => address)).toEqual([HANA]);
    });

    it('leaves an address behind that no list brings back, and that only the person can use again', async () => {
      const id = await one();
      await ledger.forms.open(confirmation(id, { kind: 'move', address: 'hana@new.example' }), NOW);
      await ledger.forms.redeem('a'.repeat(64), 'moved', later(1));
      // The list of last year is imported again, after they left at the new address.
      await ledger.subscribers.act('unsubscribe', id, 'the link', later(2));
      const old = { address: HANA.toUpperCase(), name: undefined, categories: undefined };
      const consent = { source: 'the list of last year', at: NOW };
      expect(await ledger.subscribers.add([{ ...old, consent }], later(3))).toEqual(['left']);
      expect(await ledger.subscribers.find({ address: HANA })).toBeUndefined();
      expect(await ledger.subscribers.add([{ ...old, consent: undefined, own: true }], later(4))).toEqual([
        'added',
      ]);
    });

    it.for([
      { act: 'unsubscribe', after: 'unsubscribed', moved: 'nothing', why: 'their last word' },
      { act: 'complain', after: 'complained', moved: 'nothing', why: 'their last word too' },
      {
        act: 'bounce',
        after: 'confirmed',
        moved: 'moved',
        why: 'the old mailbox is the reason for the change',
      },
    ] as const)('after $act a change of address leaves them $after: $why', async ({ act, after, moved }) => {
      const id = await one();
      await ledger.forms.open(confirmation(id, { kind: 'move', address: 'hana@new.example' }), NOW);
      await ledger.subscribers.act(act, id, 'in between', NOW);
      const found = await ledger.forms.find('a'.repeat(64), later(1));
      expect(found === undefined).toBe(moved === 'nothing');
      expect((await ledger.forms.redeem('a'.repeat(64), 'moved', later(1))).what).toBe(moved);
      const person = await ledger.subscribers.find({ id });
      expect(person?.status).toBe(after);
      expect(person?.address).toBe(moved === 'moved' ? 'hana@new.example' : HANA);
    });

    it('moves somebody to an address that is on the list: then that one gets the digest', async () => {
      const id = await one();
      const other = await one('hana@new.example');
      await ledger.subscribers.act('unsubscribe', other, 'one click', NOW);
      await ledger.forms.open(confirmation(id, { kind: 'move', address: 'hana@new.example' }), NOW);
      expect(await ledger.forms.redeem('a'.repeat(64), 'moved', later(1))).toMatchObject({
        subscriber: other,
      });
      expect((await ledger.subscribers.find({ id: other }))?.status).toBe('confirmed');
      expect((await ledger.subscribers.find({ id }))?.status).toBe('unsubscribed');
    });

    it('skips a digest to somebody who paused, and none after', async () => {
      const [hana, taro] = [await one(), await one('taro@example.jp')];
      expect(await ledger.subscribers.pause(hana, later(60), NOW)).toBe(true);
      expect((await ledger.subscribers.find({ id: hana }))?.pausedUntil).toEqual(later(60));
      await frozen(ledger, [HANA, 'taro@example.jp']);
      const claimed = await ledger.deliveries.claim(WEEK, 'me', 10, NOW);
      expect(claimed.map(({ subscriber }) => subscriber)).toEqual([taro]);
      const skipped = await all(ledger.deliveries.list(WEEK, 'skipped'));
      expect(skipped.map(({ response }) => response)).toEqual(['paused']);
      expect(await ledger.subscribers.pause(hana, undefined, later(1))).toBe(true);
      expect((await ledger.subscribers.find({ id: hana }))?.pausedUntil).toBeUndefined();
    });

    it('takes a digest back from a worker that has not begun it, if somebody pauses', async () => {
      const [hana, taro] = [await one(), await one('taro@example.jp')];
      await frozen(ledger, [HANA, 'taro@example.jp']);
      const { deliveries } = ledger;
      expect(await deliveries.claim(WEEK, 'me', 10, NOW)).toHaveLength(2);
      await deliveries.mark(WEEK, taro, 'me', NOW);
      for (const id of [hana, taro]) await ledger.subscribers.pause(id, later(60), later(1));
      expect(await deliveries.mark(WEEK, hana, 'me', later(1))).toBe(false);
      expect(await deliveries.record(WEEK, taro, 'me', { state: 'sent', response: '250' }, later(1))).toBe(
        true,
      );
      expect(await deliveries.claim(WEEK, 'me', 10, later(2))).toEqual([]);
      expect(await deliveries.tally(WEEK)).toMatchObject({ planned: 2, sent: 1, skipped: 1, queued: 0 });
    });

    it('erases a person: nothing names them, the numbers stay, and no list brings them back', async () => {
      const [hana] = [await one(), await one('taro@example.jp')];
      await frozen(ledger, [HANA, 'taro@example.jp']);
      const [first] = await ledger.deliveries.claim(WEEK, 'me', 1, NOW);
      await ledger.deliveries.mark(WEEK, first?.subscriber ?? '', 'me', NOW);
      const outcome = { state: 'failed', response: `550 <${HANA}> unknown` } as const;
      await ledger.deliveries.record(WEEK, first?.subscriber ?? '', 'me', outcome, NOW);
      await ledger.forms.keep(join, NOW);
      expect(await ledger.subscribers.erase(hana, later(1))).toBe('erased');
      expect(await ledger.subscribers.find({ address: HANA })).toBeUndefined();
      expect(await ledger.history(hana)).toEqual([]);
      expect(await ledger.forms.waiting(10)).toEqual([]);
      const failed = await all(ledger.deliveries.list(WEEK, 'failed'));
      expect(JSON.stringify(failed)).not.toContain('hana');
      expect(await ledger.deliveries.tally(WEEK)).toMatchObject({ planned: 2, failed: 1 });
      expect(await ledger.subscribers.add([person('Hana@example.jp')], later(2))).toEqual(['left']);
      expect(await ledger.subscribers.find({ address: HANA })).toBeUndefined();
      expect(await ledger.subscribers.erase(hana, later(3))).toBe('unknown');
    });

    it('waits with erasing while a mail is being sent, and skips what is queued', async () => {
      const hana = await one();
      await frozen(ledger, [HANA, 'taro@example.jp']);
      const [first] = await ledger.deliveries.claim(WEEK, 'me', 1, NOW);
      await ledger.deliveries.mark(WEEK, first?.subscriber ?? '', 'me', NOW);
      expect(await ledger.subscribers.erase(hana, later(1))).toBe('busy');
      expect((await ledger.subscribers.find({ id: hana }))?.status).toBe('unsubscribed');
    });

    it('forgets who never confirmed, so that a list may bring them in later', async () => {
      const id = await one(HANA, { consent: undefined });
      expect(await ledger.subscribers.forget(id)).toBe(true);
      expect(await ledger.subscribers.find({ id })).toBeUndefined();
      const again = await one();
      expect(await ledger.subscribers.forget(again)).toBe(false);
      expect((await ledger.subscribers.find({ address: HANA }))?.status).toBe('confirmed');
    });

    it('lets an erased person come back by their own act alone', async () => {
      await ledger.subscribers.erase(await one(), NOW);
      const own = { consent: undefined, own: true } as const;
      expect(await ledger.subscribers.add([person(HANA, own)], later(1))).toEqual(['added']);
      const id = (await ledger.subscribers.find({ address: HANA }))?.id ?? '';
      await ledger.forms.open(confirmation(id), later(1));
      await ledger.forms.redeem('a'.repeat(64), 'the form', later(2));
      await ledger.subscribers.act('unsubscribe', id, 'again', later(3));
      expect((await ledger.subscribers.find({ id }))?.status).toBe('unsubscribed');
    });
  });
}
