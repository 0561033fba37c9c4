/** What every ledger must do, whatever keeps its rows. */
import { describe, expect, it } from 'vitest';
import { type DeliveryState, deliveryStates, type Ledger, type Outcome } from '../../src/ledger/ledger.ts';
import { until } from '../until.ts';
import { describeAddressFaults } from './bounces/address-faults.ts';
import { describeBounces } from './bounces/bounces.ts';
import { describeChoices } from './choices.ts';
import { describeAnew } from './deliveries/anew.ts';
import { addressesOf, all, frozen, later, mailing, NOW, person, REHEARSAL, WEEK } from './people.ts';
import { type Store, storeForEach } from './store.ts';
import { describeSubscriberActs } from './subscribers/acts.ts';
import { describeForms } from './subscribers/forms.ts';
import { describeGrowth } from './subscribers/growth.ts';
import { describeTogether } from './together.ts';

const SENT: Outcome = { state: 'sent', response: '250 2.0.0 Ok: queued as 4B2F' };

export function describeLedger(name: string, start: () => Promise<Store>): void {
  describeAnew(name, start);
  describeChoices(name, start);
  describeSubscriberActs(name, start);
  describeAddressFaults(name, start);
  describeBounces(name, start);
  describeForms(name, start);
  describeGrowth(name, start);
  describeTogether(name, start);
  describe(`${name}, as a ledger`, () => {
    let store: Store;
    let ledger: Ledger;
    storeForEach(start, (opened, its) => {
      [ledger, store] = [opened, its];
    });

    describe('subscribers', () => {
      it('keeps what it was given, and answers in the order given', async () => {
        const people = [
          person('taro@example.jp', { name: '山田 太郎', categories: ['industry', 'ai'] }),
          person('a..b@docomo.ne.jp', { consent: undefined }),
          person('TARO@example.jp'),
        ];
        expect(await ledger.subscribers.add(people, NOW)).toEqual(['added', 'added', 'same']);
        expect(await ledger.subscribers.find({ address: 'Taro@Example.jp' })).toEqual({
          id: expect.stringMatching(/^[\w-]{16}$/),
          address: 'taro@example.jp',
          name: '山田 太郎',
          status: 'confirmed',
          categories: ['ai', 'industry'],
          consent: { source: '旧サイトの登録フォーム', at: NOW },
          added: NOW,
        });
        expect(await ledger.subscribers.find({ address: 'a..b@docomo.ne.jp' })).toMatchObject({
          status: 'unconfirmed',
          consent: undefined,
          categories: undefined,
        });
      });

      it('says in which states people are, and when and why those left who did', async () => {
        const departure = { at: later(-60), reason: '旧サービスで退会' };
        const gone = person('gone@example.jp', { left: 'bounced', departure });
        const added = await ledger.subscribers.add(
          [person('taro@example.jp'), gone, person('GONE@example.jp')],
          NOW,
        );
        expect(added).toEqual(['added', 'left', 'left']);
        const asked = ['GONE@example.jp', 'nobody@example.jp', 'taro@example.jp'];
        expect(await ledger.subscribers.statuses(asked)).toEqual(['bounced', undefined, 'confirmed']);
        expect(await ledger.subscribers.statuses([])).toEqual([]);
        const ids = (await all(ledger.subscribers.list())).map(({ id }) => id);
        expect([...(await ledger.subscribers.departures(ids)).values()]).toEqual([departure]);
      });

      it('finds by id, and nobody who is not there', async () => {
        await ledger.subscribers.add([person('taro@example.jp')], NOW);
        const { id = '' } = (await ledger.subscribers.find({ address: 'taro@example.jp' })) ?? {};
        expect((await ledger.subscribers.find({ id }))?.address).toBe('taro@example.jp');
        expect(await ledger.subscribers.find({ id: 'AAAAAAAAAAAAAAAA' })).toBeUndefined();
        expect(await ledger.subscribers.find({ address: 'jiro@example.jp' })).toBeUndefined();
      });

      it.for([
        { change: {}, result: 'same', why: 'the same file a second time changes nothing' },
        { change: { name: '花子' }, result: 'updated', why: 'a name is news' },
        { change: { categories: ['ai'] }, result: 'updated', why: 'so are categories' },
        {
          change: { consent: undefined },
          result: 'same',
          why: 'consent once given is not taken away by a list',
        },
        { change: { left: 'unsubscribed' }, result: 'left', why: 'a list may say that somebody left' },
      ] as const)('answers $result to $change: $why', async ({ change, result }) => {
        await ledger.subscribers.add([person('hana@example.jp')], NOW);
        expect(await ledger.subscribers.add([person('hana@example.jp', change)], later(1))).toEqual([result]);
      });

      it('confirms the unconfirmed when consent is named, and keeps what the list does not state', async () => {
        const first = person('hana@example.jp', { consent: undefined, name: '花子', categories: ['ai'] });
        await ledger.subscribers.add([first], NOW);
        const consent = { source: '名刺交換 2025-10', at: later(5) };
        expect(await ledger.subscribers.add([person('hana@example.jp', { consent })], later(5))).toEqual([
          'updated',
        ]);
        expect(await ledger.subscribers.find({ address: 'hana@example.jp' })).toMatchObject({
          status: 'confirmed',
          consent,
          name: '花子',
          categories: ['ai'],
        });
      });

      it.for([
        { act: 'unsubscribe', status: 'unsubscribed' },
        { act: 'bounce', status: 'bounced' },
        { act: 'complain', status: 'complained' },
      ] as const)('never revives by a list who is $status', async ({ act, status }) => {
        await ledger.subscribers.add([person('hana@example.jp')], NOW);
        const { id = '' } = (await ledger.subscribers.find({ address: 'hana@example.jp' })) ?? {};
        expect(await ledger.subscribers.act(act, id, 'test', NOW)).toBe(true);
        expect(await ledger.subscribers.add([person('HANA@example.jp', { name: '花' })], later(1))).toEqual([
          'left',
        ]);
        expect(await ledger.subscribers.find({ id })).toMatchObject({ status, name: undefined });
      });

      it('keeps who left elsewhere, so that no other list brings them in', async () => {
        expect(await ledger.subscribers.add([person('x@example.jp', { left: 'unsubscribed' })], NOW)).toEqual(
          ['left'],
        );
        expect(await ledger.subscribers.add([person('x@example.jp')], NOW)).toEqual(['left']);
        expect((await ledger.subscribers.count()).unsubscribed).toBe(1);
      });

      it('lists everyone once in the order of the addresses, over many pages', async () => {
        const addresses = Array.from(
          { length: 2_345 },
          (_, n) => `reader${String(n).padStart(4, '0')}@example.jp`,
        );
        await ledger.subscribers.add(
          addresses.toReversed().map((address) => person(address)),
          NOW,
        );
        expect((await all(ledger.subscribers.list())).map(({ address }) => address)).toEqual(addresses);
      });

      it('lists and counts by status', async () => {
        await ledger.subscribers.add(
          [person('a@example.jp'), person('b@example.jp', { consent: undefined })],
          NOW,
        );
        const unconfirmed = await all(ledger.subscribers.list({ status: 'unconfirmed' }));
        expect(unconfirmed.map(({ address }) => address)).toEqual(['b@example.jp']);
        expect(await ledger.subscribers.count()).toEqual({
          unconfirmed: 1,
          confirmed: 1,
          unsubscribed: 0,
          bounced: 0,
          complained: 0,
        });
      });

      it('changes a status or categories once, and says whether anything changed', async () => {
        await ledger.subscribers.add([person('a@example.jp', { consent: undefined })], NOW);
        const { id = '' } = (await ledger.subscribers.find({ address: 'a@example.jp' })) ?? {};
        expect(await ledger.subscribers.act('confirm', id, '確認メール', later(1))).toBe(true);
        expect(await ledger.subscribers.act('confirm', id, '確認メール', later(2))).toBe(false);
        expect(await ledger.subscribers.setCategories(id, ['ai', 'industry', 'ai'], later(3))).toBe(true);
        expect(await ledger.subscribers.setCategories(id, ['industry', 'ai'], later(4))).toBe(false);
        expect(await ledger.subscribers.act('bounce', 'AAAAAAAAAAAAAAAA', 'x', NOW)).toBe(false);
        expect(await ledger.subscribers.find({ id })).toMatchObject({
          consent: { source: '確認メール', at: later(1) },
          categories: ['ai', 'industry'],
        });
        expect((await ledger.history(id)).map(({ what, detail }) => [what, detail])).toEqual([
          ['unconfirmed', undefined],
          ['confirmed', '確認メール'],
          ['categories', 'ai industry'],
        ]);
      });
    });

    describe('freezing', () => {
      it('gives back the mailing as it was frozen, editions in their order', async () => {
        await frozen(ledger, ['a@example.jp', 'b@example.jp']);
        expect(await ledger.deliveries.mailing('2025-W45', 'mail')).toEqual({ ...mailing(), planned: 2 });
        const { editions, ...head } = mailing();
        const subject = editions[0]?.subject;
        expect(await ledger.deliveries.mailings()).toEqual([{ ...head, subject, planned: 2 }]);
      });

      it('keeps the first: a second freeze changes neither mails nor recipients', async () => {
        await frozen(ledger, ['a@example.jp']);
        const other = { ...mailing(), frozen: later(9), editions: [] };
        const kept = await ledger.deliveries.freeze(other, [
          { subscriber: 'x', address: 'x@example.jp', edition: 'all' },
        ]);
        expect(kept).toEqual({ ...mailing(), planned: 1 });
        expect(addressesOf(await ledger.deliveries.claim(WEEK, 'me', 9, NOW))).toEqual(['a@example.jp']);
      });

      it('takes one address once, however its letters are cased', async () => {
        const recipients = ['a@example.jp', 'A@example.jp'].map((address, n) => ({
          subscriber: `s${n}`,
          address,
          edition: 'all',
        }));
        expect((await ledger.deliveries.freeze(mailing(), recipients)).planned).toBe(1);
      });

      it('takes addresses that differ in the case of letters beyond ASCII for two', async () => {
        await frozen(ledger, ['é@example.jp', 'É@example.jp']);
        expect((await ledger.deliveries.mailing('2025-W45', 'mail'))?.planned).toBe(2);
        expect(addressesOf(await all(ledger.deliveries.list(WEEK, 'queued')))).toEqual([
          'É@example.jp',
          'é@example.jp',
        ]);
        await ledger.subscribers.add([person('Ü@example.jp'), person('ö@example.jp')], later(1));
        await frozen(ledger, ['ü@example.jp'], REHEARSAL);
        await ledger.subscribers.add([person('Ö@example.jp')], later(2));
        expect(
          (await all(ledger.deliveries.candidates(REHEARSAL, 'new'))).map(({ address }) => address),
        ).toEqual(['Ö@example.jp', 'Ü@example.jp', 'ö@example.jp']);
      });

      it('shows nothing of a freeze that has not finished, and lets one of two at once win', async () => {
        const other = await store.open();
        let during: unknown;
        async function* slowly() {
          yield { subscriber: 'a', address: 'a@example.jp', edition: 'all' };
          during = [await ledger.deliveries.mailing(WEEK.id, 'mail'), await ledger.deliveries.tally(WEEK)];
          await other.deliveries.freeze(mailing(), [
            { subscriber: 'b', address: 'b@example.jp', edition: 'all' },
          ]);
        }
        const kept = await ledger.deliveries.freeze(mailing(), slowly());
        expect(during).toEqual([undefined, tally({})]);
        expect(kept.planned).toBe(1);
        expect(await ledger.deliveries.breakdown(WEEK)).toEqual({
          editions: { all: 1 },
          domains: { 'example.jp': 1 },
        });
        expect(addressesOf(await all(ledger.deliveries.list(WEEK, 'queued')))).toEqual(['b@example.jp']);
        await other[Symbol.asyncDispose]();
      });

      it('keeps a rehearsal apart from the real run', async () => {
        await frozen(ledger, ['a@example.jp'], REHEARSAL);
        await ledger.deliveries.claim(REHEARSAL, 'me', 9, NOW);
        expect(await ledger.deliveries.mailing('2025-W45', 'mail')).toBeUndefined();
        await frozen(ledger, ['a@example.jp']);
        expect(await ledger.deliveries.tally(WEEK)).toEqual(tally({ planned: 1, queued: 1 }));
      });

      it('lays a rehearsal aside and keeps what happened in it; never what goes over SMTP', async () => {
        const [id = ''] = await frozen(ledger, ['a@example.jp'], REHEARSAL);
        await ledger.deliveries.claim(REHEARSAL, 'me', 9, NOW);
        await frozen(ledger, ['a@example.jp']);
        const first = { ...REHEARSAL, channel: 'rehearsal', frozen: NOW } as const;
        expect(await ledger.deliveries.layAside({ ...first, frozen: later(9) }, 'not this one', NOW)).toBe(
          false,
        );
        expect(await ledger.deliveries.layAside(first, 'made again', later(1))).toBe(true);
        expect(await ledger.deliveries.layAside(first, 'made again', later(1))).toBe(false);
        expect(await ledger.deliveries.mailing(REHEARSAL.id, 'rehearsal')).toBeUndefined();
        expect(await ledger.deliveries.tally(REHEARSAL)).toEqual(tally({}));
        expect(await ledger.deliveries.tally(WEEK)).toEqual(tally({ planned: 1, queued: 1 }));

        await ledger.deliveries.freeze({ ...mailing(REHEARSAL), frozen: later(1) }, [
          { subscriber: id, address: 'a@example.jp', edition: 'industry' },
        ]);
        expect(addressesOf(await ledger.deliveries.claim(REHEARSAL, 'me', 9, later(1)))).toEqual([
          'a@example.jp',
        ]);
        const events = (await ledger.history(id)).filter(({ channel }) => channel === 'rehearsal');
        expect(events.map(({ what, detail }) => [what, detail])).toEqual([
          ['queued', 'all'],
          ['claimed', 'me'],
          ['laid-aside', 'made again'],
          ['queued', 'industry'],
          ['claimed', 'me'],
        ]);
      });

      it('counts recipients by edition and by domain', async () => {
        const of = (address: string, edition: string) => ({ subscriber: address, address, edition });
        const recipients = [
          of('a@docomo.ne.jp', 'all'),
          of('b@docomo.ne.jp', 'ai'),
          of('c@Example.jp', 'all'),
        ];
        await ledger.deliveries.freeze(mailing(), recipients);
        expect(await ledger.deliveries.breakdown(WEEK)).toEqual({
          editions: { all: 2, ai: 1 },
          domains: { 'docomo.ne.jp': 2, 'example.jp': 1 },
        });
      });
    });

    describe('sending', () => {
      it('leaves the deliveries of some domains for later, and of a choice as well', async () => {
        await frozen(ledger, ['a@Slow.example', 'b@slow.example', 'c@sub.slow.example', 'd@x.jp', 'e@x.jp']);
        const { deliveries } = ledger;
        const slow = ['slow.example', 'other.example'];
        expect(addressesOf(await deliveries.claim(WEEK, 'me', 2, NOW, { except: slow }))).toEqual([
          'c@sub.slow.example',
          'd@x.jp',
        ]);
        expect(await deliveries.claim(WEEK, 'me', 9, NOW, { only: 'failed', except: slow })).toEqual([]);
        expect(addressesOf(await deliveries.claim(WEEK, 'me', 9, NOW))).toEqual([
          'a@Slow.example',
          'b@slow.example',
          'e@x.jp',
        ]);
      });

      it('claims each delivery once, up to the limit, in the order of the freeze', async () => {
        await frozen(ledger, ['c@example.jp', 'a@example.jp', 'b@example.jp']);
        expect(addressesOf(await ledger.deliveries.claim(WEEK, 'me', 2, NOW))).toEqual([
          'c@example.jp',
          'a@example.jp',
        ]);
        const [last, ...more] = await ledger.deliveries.claim(WEEK, 'me', 2, NOW);
        expect(more).toEqual([]);
        expect(last).toEqual({
          mailing: '2025-W45',
          subscriber: expect.stringMatching(/^[\w-]{16}$/),
          address: 'b@example.jp',
          edition: 'all',
          state: 'claimed',
          attempts: 1,
          response: undefined,
          retryAt: undefined,
        });
        expect(await ledger.deliveries.claim(WEEK, 'me', 2, NOW)).toEqual([]);
      });

      it('walks from queued to sent, with an event for each step', async () => {
        const [id = ''] = await frozen(ledger, ['a@example.jp']);
        await ledger.deliveries.claim(WEEK, 'sender-1', 1, later(1));
        expect(await ledger.deliveries.mark(WEEK, id, 'sender-1', later(2))).toBe(true);
        expect(await ledger.deliveries.record(WEEK, id, 'sender-1', SENT, later(3))).toBe(true);
        expect(await ledger.deliveries.tally(WEEK)).toEqual(tally({ planned: 1, sent: 1 }));
        const events = (await ledger.history(id)).filter((event) => event.mailing === '2025-W45');
        expect(events.map(({ at, what, detail, channel }) => [at, what, detail, channel])).toEqual([
          [NOW, 'queued', 'all', 'mail'],
          [later(1), 'claimed', 'sender-1', 'mail'],
          [later(2), 'sending', 'sender-1', 'mail'],
          [later(3), 'sent', '250 2.0.0 Ok: queued as 4B2F', 'mail'],
        ]);
      });

      it('lets nobody mark or record without the claim', async () => {
        const [id = ''] = await frozen(ledger, ['a@example.jp']);
        const { deliveries } = ledger;
        expect(await deliveries.mark(WEEK, id, 'me', NOW)).toBe(false);
        expect(await deliveries.record(WEEK, id, 'me', SENT, NOW)).toBe(false);
        await deliveries.claim(WEEK, 'me', 1, NOW);
        expect(await deliveries.mark(WEEK, id, 'other', NOW)).toBe(false);
        expect(await deliveries.record(WEEK, id, 'other', SENT, NOW)).toBe(false);
        expect(await deliveries.mark(WEEK, id, 'me', NOW)).toBe(true);
        expect(await deliveries.mark(WEEK, id, 'me', NOW)).toBe(false);
        expect(await deliveries.record(WEEK, id, 'me', SENT, NOW)).toBe(true);
        expect(await deliveries.record(WEEK, id, 'me', SENT, NOW)).toBe(false);
        expect(await deliveries.tally(WEEK)).toEqual(tally({ planned: 1, sent: 1 }));
      });

      it('hands a deferred delivery out again when it is due, not before', async () => {
        const [id = ''] = await frozen(ledger, ['a@example.jp']);
        const { deliveries } = ledger;
        await deliveries.claim(WEEK, 'me', 1, NOW);
        const outcome = {
          state: 'deferred',
          response: '451 4.7.1 Greylisted',
          retryAt: later(5),
          countsAsAttempt: true,
        } as const;
        await deliveries.record(WEEK, id, 'me', outcome, NOW);
        expect(await deliveries.tally(WEEK)).toEqual(tally({ planned: 1, deferred: 1 }));
        expect(await deliveries.nextRetry(WEEK)).toEqual(later(5));
        expect(await all(deliveries.list(WEEK, 'deferred'))).toMatchObject([
          { retryAt: later(5), response: '451 4.7.1 Greylisted' },
        ]);
        expect(await deliveries.claim(WEEK, 'me', 1, later(4.9))).toEqual([]);
        expect(await deliveries.claim(WEEK, 'me', 1, later(5))).toMatchObject([
          { attempts: 2, response: '451 4.7.1 Greylisted' },
        ]);
        expect(await deliveries.nextRetry(WEEK)).toBeUndefined();
        expect(await deliveries.tally(WEEK)).toEqual(tally({ planned: 1, queued: 1 }));
      });

      it.for([
        { countsAsAttempt: true, attempts: 2, why: 'greylisting counts against the address' },
        { countsAsAttempt: false, attempts: 1, why: 'a 421 is about the server, not about the address' },
      ])(
        'is at attempt $attempts after a deferral with countsAsAttempt $countsAsAttempt: $why',
        async ({ countsAsAttempt, attempts }) => {
          const [id = ''] = await frozen(ledger, ['a@example.jp']);
          await ledger.deliveries.claim(WEEK, 'me', 1, NOW);
          await ledger.deliveries.record(
            WEEK,
            id,
            'me',
            { state: 'deferred', response: '4xx', retryAt: NOW, countsAsAttempt },
            NOW,
          );
          expect(await ledger.deliveries.claim(WEEK, 'me', 1, NOW)).toMatchObject([{ attempts }]);
        },
      );

      it.for([
        { until: 'queued', why: 'nothing has begun' },
        { until: 'deferred', why: 'no retry after they left' },
        { until: 'claimed', why: 'the sender learns it when it asks for the mark' },
      ] as const)('lets an unsubscribe win over a $until delivery: $why', async ({ until }) => {
        const [id = ''] = await frozen(ledger, ['a@example.jp', 'b@example.jp']);
        const { deliveries, subscribers } = ledger;
        if (until !== 'queued') await deliveries.claim(WEEK, 'me', 1, NOW);
        if (until === 'deferred') {
          await deliveries.record(
            WEEK,
            id,
            'me',
            { state: 'deferred', response: '451', retryAt: NOW, countsAsAttempt: true },
            NOW,
          );
        }
        await subscribers.act('unsubscribe', id, 'ワンクリック', NOW);
        expect(await deliveries.mark(WEEK, id, 'me', NOW)).toBe(false);
        expect(await deliveries.record(WEEK, id, 'me', SENT, NOW)).toBe(false);
        expect(addressesOf(await deliveries.claim(WEEK, 'me', 9, later(60)))).toEqual(['b@example.jp']);
        expect(await deliveries.tally(WEEK)).toEqual(tally({ planned: 2, queued: 1, skipped: 1 }));
        expect(await all(deliveries.list(WEEK, 'skipped'))).toMatchObject([
          { address: 'a@example.jp', response: 'unsubscribed: ワンクリック' },
        ]);
      });

      it('skips in the claim who left before the freeze was written, or is gone', async () => {
        const [id = ''] = await frozen(ledger, ['a@example.jp'], REHEARSAL);
        await ledger.subscribers.act('complain', id, 'ARF', NOW);
        const recipients = [
          { subscriber: id, address: 'a@example.jp', edition: 'all' },
          { subscriber: 'AAAAAAAAAAAAAAAA', address: 'gone@example.jp', edition: 'all' },
        ];
        await ledger.deliveries.freeze(mailing(), recipients);
        expect(await ledger.deliveries.claim(WEEK, 'me', 9, NOW)).toEqual([]);
        expect(await ledger.deliveries.tally(WEEK)).toEqual(tally({ planned: 2, skipped: 2 }));
      });

      it('lets what has begun end: an unsubscribe after the mark does not hide what was sent', async () => {
        const [id = ''] = await frozen(ledger, ['a@example.jp']);
        await ledger.deliveries.claim(WEEK, 'me', 1, NOW);
        await ledger.deliveries.mark(WEEK, id, 'me', NOW);
        await ledger.subscribers.act('unsubscribe', id, 'ワンクリック', NOW);
        expect(await ledger.deliveries.record(WEEK, id, 'me', SENT, NOW)).toBe(true);
        expect(await ledger.deliveries.tally(WEEK)).toEqual(tally({ planned: 1, sent: 1 }));
      });

      it('queues what a dead sender only claimed, and doubts what it had marked', async () => {
        const ids = await frozen(ledger, ['a@example.jp', 'b@example.jp', 'c@example.jp']);
        const dead = await store.open();
        const [claimed] = await dead.deliveries.claim(WEEK, 'dead', 2, NOW);
        expect(claimed?.address).toBe('a@example.jp');
        await dead.deliveries.mark(WEEK, ids[1] ?? '', 'dead', NOW);
        await using lock = await ledger.lock(WEEK);
        expect(lock).toBeDefined();
        expect(await ledger.deliveries.recover(WEEK, later(1))).toEqual({ queued: 1, uncertain: 1 });
        expect(await ledger.deliveries.tally(WEEK)).toEqual(tally({ planned: 3, queued: 2, uncertain: 1 }));
        // The sender was only asleep: it may not act on what it lost.
        expect(await dead.deliveries.mark(WEEK, ids[0] ?? '', 'dead', NOW)).toBe(false);
        expect(await dead.deliveries.record(WEEK, ids[1] ?? '', 'dead', SENT, NOW)).toBe(false);
        expect(await ledger.deliveries.claim(WEEK, 'me', 9, NOW)).toMatchObject([
          { address: 'a@example.jp', attempts: 1 },
          { address: 'c@example.jp', attempts: 1 },
        ]);
        await dead[Symbol.asyncDispose]();
      });

      it.for([
        { as: 'sent', left: tally({ planned: 2, sent: 1, queued: 1 }), why: 'the mail log shows it' },
        { as: 'failed', left: tally({ planned: 2, failed: 1, queued: 1 }), why: 'the editor gives it up' },
        { as: 'queued', left: tally({ planned: 2, queued: 2 }), why: 'the editor wants it sent again' },
      ] as const)('settles doubt as $as: $why', async ({ as, left }) => {
        const [id = ''] = await frozen(ledger, ['a@example.jp', 'b@example.jp']);
        await ledger.deliveries.claim(WEEK, 'me', 1, NOW);
        await ledger.deliveries.mark(WEEK, id, 'me', NOW);
        await ledger.deliveries.record(
          WEEK,
          id,
          'me',
          { state: 'uncertain', response: 'dropped after DATA' },
          NOW,
        );
        expect(await ledger.deliveries.settle(WEEK, as, 'ログで確認', later(9))).toBe(1);
        expect(await ledger.deliveries.settle(WEEK, as, 'ログで確認', later(9))).toBe(0);
        expect(await ledger.deliveries.tally(WEEK)).toEqual(left);
        expect((await ledger.history(id)).at(-1)).toMatchObject({
          at: later(9),
          what: as,
          detail: 'ログで確認',
        });
      });

      it('settles those who are named, and leaves the others in doubt', async () => {
        const ids = await frozen(ledger, ['a@example.jp', 'b@example.jp', 'c@example.jp']);
        await ledger.deliveries.claim(WEEK, 'me', 3, NOW);
        for (const id of ids.slice(0, 2))
          await ledger.deliveries.record(WEEK, id, 'me', { state: 'uncertain', response: 'dropped' }, NOW);
        await ledger.deliveries.record(WEEK, ids[2] ?? '', 'me', SENT, NOW);
        const only = new Set(ids.slice(1)); // the second of them is not in doubt
        expect(await ledger.deliveries.settle(WEEK, 'sent', 'ログで確認', later(9), only)).toBe(1);
        expect(addressesOf(await all(ledger.deliveries.list(WEEK, 'uncertain')))).toEqual(['a@example.jp']);
        expect(await ledger.deliveries.tally(WEEK)).toEqual(tally({ planned: 3, sent: 2, uncertain: 1 }));
        expect((await ledger.history(ids[2] ?? '')).at(-1)).toMatchObject({ detail: SENT.response });
      });

      it('does not send again to who left while in doubt', async () => {
        const [id = ''] = await frozen(ledger, ['a@example.jp']);
        await ledger.deliveries.claim(WEEK, 'me', 1, NOW);
        await ledger.deliveries.record(WEEK, id, 'me', { state: 'uncertain', response: 'dropped' }, NOW);
        await ledger.subscribers.act('unsubscribe', id, 'form', NOW);
        await ledger.deliveries.settle(WEEK, 'queued', 'again', NOW);
        expect(await ledger.deliveries.claim(WEEK, 'me', 1, NOW)).toEqual([]);
        expect(await ledger.deliveries.tally(WEEK)).toEqual(tally({ planned: 1, skipped: 1 }));
      });

      it('takes many marks and results at once, and answers each', async () => {
        const addresses = Array.from({ length: 250 }, (_, n) => `r${n}@example.jp`);
        const ids = await frozen(ledger, addresses);
        await ledger.deliveries.claim(WEEK, 'me', 200, NOW);
        const marks = await Promise.all(ids.map((id) => ledger.deliveries.mark(WEEK, id, 'me', NOW)));
        expect(marks.filter(Boolean)).toHaveLength(200);
        const results = await Promise.all(
          ids.map((id) => ledger.deliveries.record(WEEK, id, 'me', SENT, NOW)),
        );
        expect(results.filter(Boolean)).toHaveLength(200);
        expect(await ledger.deliveries.tally(WEEK)).toEqual(tally({ planned: 250, sent: 200, queued: 50 }));
        expect(await all(ledger.deliveries.list(WEEK, 'sent'))).toHaveLength(200);
      });

      it('answers about a mailing that is not there as about one without recipients', async () => {
        expect(await ledger.deliveries.tally(WEEK)).toEqual(tally({}));
        expect(await ledger.deliveries.claim(WEEK, 'me', 1, NOW)).toEqual([]);
        expect(await ledger.deliveries.nextRetry(WEEK)).toBeUndefined();
        expect(await all(ledger.deliveries.list(WEEK, 'queued'))).toEqual([]);
      });
    });

    it('audits: the rows, counted anew, beside the counters', async () => {
      const ids = await frozen(ledger, ['a@example.jp', 'b@example.jp', 'c@example.jp', 'd@example.jp']);
      await ledger.deliveries.claim(WEEK, 'me', 3, NOW);
      await ledger.deliveries.mark(WEEK, ids[0] ?? '', 'me', NOW);
      await ledger.deliveries.record(WEEK, ids[0] ?? '', 'me', SENT, NOW);
      await ledger.deliveries.record(WEEK, ids[1] ?? '', 'me', { state: 'uncertain', response: 'x' }, NOW);
      await ledger.deliveries.settle(WEEK, 'queued', 'again', NOW);
      await ledger.subscribers.act('unsubscribe', ids[3] ?? '', 'form', NOW);
      expect(await ledger.deliveries.audit(WEEK)).toEqual({
        rows: { ...NONE, sent: 1, queued: 1, claimed: 1, skipped: 1 },
        counters: { ...NONE, sent: 1, skipped: 1 },
        unlike: 0,
        stuck: 0,
        homeless: 0,
      });
    });

    it('finds rows that are in an edition that nobody froze', async () => {
      const recipients = [{ subscriber: 'AAAAAAAAAAAAAAAA', address: 'a@example.jp', edition: 'ai' }];
      await ledger.deliveries.freeze(mailing(), recipients);
      expect(await ledger.deliveries.audit(WEEK)).toMatchObject({ homeless: 1, unlike: 0, stuck: 0 });
    });

    it('keeps a place for one sender of each mailing; on a shared ledger for others, once the first lets them in', async () => {
      const other = await store.open();
      const place = await ledger.lock(WEEK);
      expect(place?.alone).toBe(true);
      const rehearsal = await other.lock(REHEARSAL);
      expect(rehearsal?.alone).toBe(true);
      await place?.letOthersIn();
      const second = await other.lock(WEEK);
      expect(second?.alone).toBe(ledger.severalWorkers ? false : undefined);
      await second?.[Symbol.asyncDispose]();
      await place?.[Symbol.asyncDispose]();
      // A server takes note of the end of a connection in its own time.
      const next = await until('the place for itself', async () => {
        const got = await other.lock(WEEK);
        if (got?.alone !== false) return got;
        await got[Symbol.asyncDispose]();
        return undefined;
      });
      expect(next.alone).toBe(true);
      await next[Symbol.asyncDispose]();
      await rehearsal?.[Symbol.asyncDispose]();
      await other[Symbol.asyncDispose]();
    });

    it('tells who is at work, what they hold and sent, and why one stopped', async () => {
      const ids = await frozen(ledger, ['a@example.jp', 'b@example.jp', 'c@example.jp']);
      const { deliveries } = ledger;
      const sign = { holds: true, leaseMs: 60_000, queued: 0, halts: [] };
      expect(await deliveries.beat(WEEK, { owner: 'one', host: 'tokyo (1)' }, NOW)).toEqual(sign);
      expect(await deliveries.beat(WEEK, { owner: 'two', host: 'osaka (2)' }, later(1))).toEqual(sign);
      await deliveries.claim(WEEK, 'one', 2, later(2));
      await deliveries.mark(WEEK, ids[0] ?? '', 'one', later(2));
      await deliveries.record(WEEK, ids[0] ?? '', 'one', SENT, later(2));
      const [one, two] = await deliveries.workers(WEEK);
      const open = { ended: undefined, stop: undefined };
      expect(one).toMatchObject({ owner: 'one', host: 'tokyo (1)', since: NOW, held: 1, sent: 1, ...open });
      expect(two).toMatchObject({
        owner: 'two',
        host: 'osaka (2)',
        since: later(1),
        held: 0,
        sent: 0,
        ...open,
      });
      expect(one?.leaseLeft).toBeGreaterThan(0);
      const halt = { why: 'content', said: '554 5.6.0 no' };
      expect(await deliveries.leave(WEEK, 'one', halt, later(3))).toEqual({ queued: 1, uncertain: 0 });
      const halts = [{ host: 'tokyo (1)', ...halt }];
      const heard = await deliveries.beat(WEEK, { owner: 'two', host: 'osaka (2)' }, later(4));
      expect(heard).toEqual({ ...sign, halts });
      expect(await deliveries.beat(WEEK, { owner: 'new', host: 'tokyo (3)' }, later(4))).toEqual(sign);
      expect((await deliveries.workers(WEEK))[0]).toMatchObject({ ended: later(3), stop: halt, held: 0 });
    });

    it('gives back what was claimed, and doubts what was marked, of a sender that leaves', async () => {
      const ids = await frozen(ledger, ['a@example.jp', 'b@example.jp', 'c@example.jp']);
      const { deliveries } = ledger;
      await deliveries.claim(WEEK, 'me', 2, NOW);
      await deliveries.claim(WEEK, 'other', 1, NOW);
      await deliveries.mark(WEEK, ids[0] ?? '', 'me', NOW);
      expect(await deliveries.leave(WEEK, 'me', undefined, later(1))).toEqual({ queued: 1, uncertain: 1 });
      expect(await deliveries.leave(WEEK, 'me', undefined, later(1))).toEqual({ queued: 0, uncertain: 0 });
      expect(await deliveries.mark(WEEK, ids[2] ?? '', 'other', later(2))).toBe(true);
      expect(await deliveries.tally(WEEK)).toEqual(tally({ planned: 3, queued: 2, uncertain: 1 }));
    });

    it('shows everything to whoever opens it next', async () => {
      const [id = ''] = await frozen(ledger, ['a@example.jp']);
      await ledger.deliveries.claim(WEEK, 'me', 1, NOW);
      await ledger.deliveries.record(WEEK, id, 'me', SENT, NOW);
      const next = await store.open();
      expect(await next.deliveries.tally(WEEK)).toEqual(tally({ planned: 1, sent: 1 }));
      expect(await next.deliveries.mailing('2025-W45', 'mail')).toEqual({ ...mailing(), planned: 1 });
      await next[Symbol.asyncDispose]();
    });

    it('tallies what the rows say', async () => {
      const ids = await frozen(ledger, ['a@example.jp', 'b@example.jp', 'c@example.jp', 'd@example.jp']);
      await ledger.deliveries.claim(WEEK, 'me', 3, NOW);
      await ledger.deliveries.record(WEEK, ids[0] ?? '', 'me', SENT, NOW);
      await ledger.deliveries.record(WEEK, ids[1] ?? '', 'me', { state: 'failed', response: '550' }, NOW);
      const counts = Object.fromEntries(
        await Promise.all(
          deliveryStates.map(async (state) => [
            state,
            (await all(ledger.deliveries.list(WEEK, state))).length,
          ]),
        ),
      ) as Record<DeliveryState, number>;
      expect(counts).toEqual({ ...NONE, queued: 1, claimed: 1, sent: 1, failed: 1 });
      expect(await ledger.deliveries.tally(WEEK)).toEqual(
        tally({ planned: 4, sent: 1, failed: 1, queued: 2 }),
      );
    });
  });
}

const NONE = { queued: 0, claimed: 0, sending: 0, sent: 0, deferred: 0, failed: 0, uncertain: 0, skipped: 0 };

function tally(counts: Readonly<Record<string, number>>) {
  return { planned: 0, sent: 0, failed: 0, skipped: 0, uncertain: 0, deferred: 0, queued: 0, ...counts };
}
