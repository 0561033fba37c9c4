/** What every ledger must do where the mails of a mailing are laid aside for others. */
import { describe, expect, it } from 'vitest';
import { StillOpen } from '../../../src/ledger/deliveries/freeze-anew.ts';
import type { Ledger, Outcome } from '../../../src/ledger/ledger.ts';
import { addressesOf, all, endAs, frozen, later, mailing, NOW, person, WEEK } from '../people.ts';
import { type Store, storeForEach } from '../store.ts';

const sent: Outcome = { state: 'sent', response: '250 ok' };
const failed: Outcome = { state: 'failed', response: '550 5.2.0 no' };
const doubt: Outcome = { state: 'uncertain', response: 'lost' };
const put: Outcome = { state: 'deferred', response: '450 later', retryAt: later(60), countsAsAttempt: true };
const instead = { frozen: NOW, reason: 'the link was wrong' };

/** The same mailing, with other mails: one edition, and slots. */
const other = () => ({
  ...mailing(WEEK),
  frozen: later(10),
  editions: [
    {
      key: 'technology',
      subject: '直した号',
      html: '<p>x</p>',
      text: 'x\n',
      slots: { html: [{ at: 3, slot: 'address' as const }], text: [] },
      hash: 'c'.repeat(64),
    },
  ],
});

export function describeAnew(name: string, start: () => Promise<Store>): void {
  describe(`${name}, freezing anew`, () => {
    let ledger: Ledger;
    storeForEach(start, (opened) => {
      ledger = opened;
    });

    const end = (outcomes: readonly Outcome[]) => endAs(ledger, outcomes);
    const to = (ids: readonly string[], addresses: readonly string[]) =>
      addresses.map((address, index) => ({
        subscriber: ids[index] ?? '',
        address,
        edition: 'technology',
      }));

    it('sends the new mails to who waits, and nothing to who is done with, whoever is asked for', async () => {
      const addresses = ['a@x.jp', 'b@x.jp', 'c@x.jp', 'd@x.jp', 'e@x.jp'];
      const ids = await frozen(ledger, addresses);
      await end([sent, failed, put]);
      await ledger.subscribers.act('unsubscribe', ids[3] ?? '', 'by link', later(1));
      await ledger.subscribers.add([person('f@x.jp')], later(2));
      const sixth = await ledger.subscribers.find({ address: 'f@x.jp' });
      // Also those who have it are asked for, and one of them by another id.
      const asked = [
        ...to(
          ids,
          addresses.filter((address) => address !== 'd@x.jp'),
        ),
      ].map((one, index) => (index === 3 ? { ...one, subscriber: ids[4] ?? '' } : one));
      const kept = await ledger.deliveries.freeze(
        other(),
        [
          ...asked,
          { subscriber: sixth?.id ?? '', address: 'f@x.jp', edition: 'technology' },
          { subscriber: 'AAAAAAAAAAAAAAAA', address: 'A@X.jp', edition: 'technology' },
        ],
        instead,
      );
      expect(kept.editions.map(({ key }) => key)).toEqual(['technology', 'all']);
      expect(kept.editions[0]?.slots).toEqual(other().editions[0]?.slots);
      expect(kept).toMatchObject({ planned: 6, frozen: later(10) });
      expect(await ledger.deliveries.tally(WEEK)).toEqual({
        planned: 6,
        sent: 1,
        failed: 1,
        skipped: 1,
        uncertain: 0,
        deferred: 0,
        queued: 3,
      });
      expect(await ledger.deliveries.audit(WEEK)).toMatchObject({ unlike: 0, stuck: 0, homeless: 0 });
      const claimed = await ledger.deliveries.claim(WEEK, 'b', 20, later(11));
      expect(addressesOf(claimed).toSorted()).toEqual(['c@x.jp', 'e@x.jp', 'f@x.jp']);
      expect(new Set(claimed.map(({ edition, attempts }) => `${edition} ${attempts}`))).toEqual(
        new Set(['technology 1']),
      );
      expect((await ledger.deliveries.breakdown(WEEK)).editions).toEqual({ all: 3, technology: 3 });
    });

    it('keeps what happened to each', async () => {
      const ids = await frozen(ledger, ['a@x.jp', 'b@x.jp']);
      await end([sent]);
      await ledger.deliveries.freeze(other(), to(ids, ['a@x.jp', 'b@x.jp']).slice(1), instead);
      const told = async (id = '') =>
        (await ledger.history(id))
          .filter(({ mailing: of }) => of !== undefined)
          .map(({ what, detail }) => `${what} ${detail}`);
      expect(await told(ids[0])).toEqual(['claimed a', 'sent 250 ok']);
      expect(await told(ids[1])).toEqual([
        'queued all',
        'laid-aside the link was wrong',
        expect.stringMatching(/^queued /),
      ]);
      expect(addressesOf(await all(ledger.deliveries.list(WEEK, 'sent')))).toEqual(['a@x.jp']);
    });

    it.for([
      { outcome: doubt, why: 'in doubt' },
      { outcome: undefined, why: 'claimed' },
    ])('changes nothing while a mail is $why', async ({ outcome }) => {
      const ids = await frozen(ledger, ['a@x.jp', 'b@x.jp']);
      const [first] = await ledger.deliveries.claim(WEEK, 'a', 1, NOW);
      if (outcome !== undefined)
        await ledger.deliveries.record(WEEK, first?.subscriber ?? '', 'a', outcome, NOW);
      const before = await ledger.deliveries.tally(WEEK);
      const work = ledger.deliveries.freeze(other(), to(ids, ['a@x.jp', 'b@x.jp']), instead);
      await expect(work).rejects.toBeInstanceOf(StillOpen);
      expect(await ledger.deliveries.tally(WEEK)).toEqual(before);
      expect((await ledger.deliveries.mailing(WEEK.id, WEEK.channel))?.frozen).toEqual(NOW);
      expect(addressesOf(await ledger.deliveries.claim(WEEK, 'b', 9, later(1)))).toEqual(['b@x.jp']);
    });

    it('takes the place of the one that is named, and of no other', async () => {
      const ids = await frozen(ledger, ['a@x.jp']);
      const later9 = { ...instead, frozen: later(9) };
      const kept = await ledger.deliveries.freeze(other(), to(ids, ['a@x.jp']), later9);
      expect(kept.frozen).toEqual(NOW);
      expect(kept.editions.map(({ key }) => key)).toEqual(['industry', 'all']);
    });
  });
}
