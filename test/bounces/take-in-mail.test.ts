import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decideAgain, openKnown, takeIn } from '../../src/bounces/take-in-mail.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { bounceAddress } from '../../src/mail/bounce-address.ts';
import type { SigningKeys } from '../../src/subscribers/links.ts';
import { countedBytes, frozen, NOW, WEEK } from '../ledger/people.ts';
import { personMail, statusMail } from './mails.ts';

const KEYS: SigningKeys = ['0123456789abcdef0123456789abcdef'];

describe('takeIn', () => {
  let ledger: Ledger;
  beforeEach(async () => {
    ledger = await openLedger('sqlite::memory:', '/', { random: countedBytes() });
  });
  afterEach(() => ledger[Symbol.asyncDispose]());
  const mail = (text: string) => ({ file: 'x.eml', bytes: Buffer.from(text), done: () => {} });
  const known = () => openKnown(ledger, KEYS, undefined);

  it.for([
    { subject: '登録希望', head: [], asked: ['new@home.example'], why: 'who wants to join' },
    { subject: 'Re: the week', head: [], asked: [], why: 'not who writes a letter' },
    {
      subject: 'subscribe',
      head: ['Authentication-Results: mx.minato.example; dmarc=fail'],
      asked: [],
      why: 'nobody in whose name somebody else writes',
    },
  ])('asks to confirm $asked: $why', async ({ subject, head, asked }) => {
    const askedNow: string[] = [];
    const ask = async (address: string) => {
      askedNow.push(address);
      return 'asked' as const;
    };
    const joining = { address: undefined, ask, confirm: async () => undefined };
    const taking = { ledger, known: await known(), joining };
    const one = mail(personMail('new@home.example', subject, '', head));
    await takeIn(one, taking, NOW);
    await takeIn(one, taking, NOW);
    expect(askedNow).toEqual(asked);
  });

  it('decides about a mail again as at first, and nothing follows', async () => {
    await frozen(ledger, ['taro@shop.example']);
    const taking = { ledger, known: await known() };
    const one = mail(personMail('taro@shop.example', 'unsubscribe', ''));
    const again = await decideAgain(one, taking);
    expect((await ledger.subscribers.find({ address: 'taro@shop.example' }))?.status).toBe('confirmed');
    expect((await takeIn(one, taking, NOW)).decisions).toEqual(again);
  });

  it('lists a wish to join at an address that is none, since nobody can be asked there', async () => {
    const from = '"a b"@home.example';
    const { decisions } = await takeIn(
      mail(personMail(from, 'subscribe', '')),
      { ledger, known: await known() },
      NOW,
    );
    expect(decisions).toMatchObject([{ outcome: 'reply' }]);
  });

  it.for([
    { to: 'leave@minato.example', outcome: 'unsubscribed', why: 'an address for leaving alone' },
    { to: 'letter@minato.example', outcome: 'reply', why: 'the address of the sender' },
    {
      to: 'leave@minato.example',
      subject: 'preferences',
      outcome: 'reply',
      why: 'the link of a digest to choose what one gets, which is no wish to leave',
    },
  ])('of a mail without words to $to is $outcome: $why', async ({ to, subject = '', outcome }) => {
    await frozen(ledger, ['taro@shop.example']);
    const text = personMail('taro@shop.example', subject, '').replace('letter@minato.example', to);
    const taking = { ledger, known: await known(), leaveAddress: 'leave@minato.example' };
    expect((await takeIn(mail(text), taking, NOW)).decisions).toMatchObject([{ outcome }]);
  });

  it.for([
    { subject: '', head: [], outcome: 'joining', why: 'an empty mail' },
    { subject: 'こんにちは', head: [], outcome: 'joining', why: 'whatever its subject says' },
    { subject: '配信停止', head: [], outcome: 'reply', why: 'but not who wants to leave' },
    {
      subject: 'こんにちは',
      text: '山田です。\n読みたいです。',
      head: [],
      outcome: 'joining',
      why: 'a few words',
    },
    {
      subject: '',
      text: 'Outlook for iOS<https://aka.ms/x>を入手',
      head: [],
      outcome: 'joining',
      why: 'nothing but what a telephone adds, with its link',
    },
    { subject: 'SEO', text: 'See https://spam.example', head: [], outcome: 'reply', why: 'an advertisement' },
    { subject: 'Offer', text: 'a long letter. '.repeat(20), head: [], outcome: 'reply', why: 'a letter' },
    { subject: '', head: ['List-Unsubscribe: <https://x.example>'], outcome: 'reply', why: 'a newsletter' },
    { subject: '登録', head: ['X-Spam-Flag: YES'], outcome: 'reply', why: 'what our own server calls spam' },
    { subject: 'Re: 登録の確認', head: [], outcome: 'reply', why: 'an answer to a mail of ours' },
    {
      subject: 'about it',
      head: ['In-Reply-To: <confirmation.x@minato.example>'],
      outcome: 'reply',
      why: 'an answer without a Re:',
    },
  ])(
    'takes a mail to the address for joining alone as $outcome: $why',
    async ({ subject, head, outcome, text: words = '' }) => {
      const text = personMail('new@home.example', subject, words, head);
      const joining = {
        address: 'join@minato.example',
        ask: async () => 'asked' as const,
        confirm: async () => undefined,
      };
      const to = text.replace('letter@minato.example', 'join@minato.example');
      const { decisions } = await takeIn(mail(to), { ledger, known: await known(), joining }, NOW);
      expect(decisions).toMatchObject([{ outcome }]);
    },
  );

  it.for([
    { from: 'Hana <hana@home.example>', writer: 'hana@home.example' },
    { from: '"hana@old.example" <hana@home.example>', writer: 'hana@home.example' },
    { from: 'hana@home.example', writer: 'hana@home.example' },
    { from: 'hana@home.example (Hana)', writer: 'hana@home.example' },
    { from: '<a..b@docomo.ne.jp>', writer: 'a..b@docomo.ne.jp' },
    { from: '"a..b"@docomo.ne.jp', writer: 'a..b@docomo.ne.jp' },
    { from: '=?utf-8?B?6Iqx?= <abc.@ezweb.ne.jp>', writer: 'abc.@ezweb.ne.jp' },
  ])('asks $writer where From says $from', async ({ from, writer }) => {
    const asked: string[] = [];
    const ask = async (address: string) => {
      asked.push(address);
      return 'asked' as const;
    };
    const joining = { address: undefined, ask, confirm: async () => undefined };
    await takeIn(mail(personMail(from, '登録', '')), { ledger, known: await known(), joining }, NOW);
    expect(asked).toEqual([writer]);
  });

  it('leaves a mail for a later run where too many are asked, and takes it in then', async () => {
    let answer: 'asked' | 'later' = 'later';
    const joining = { address: undefined, ask: async () => answer, confirm: async () => undefined };
    const taking = { ledger, known: await known(), joining };
    const one = mail(personMail('new@home.example', '登録', ''));
    expect((await takeIn(one, taking, NOW)).decisions).toMatchObject([{ outcome: 'later' }]);
    answer = 'asked';
    expect((await takeIn(one, taking, NOW)).decisions).toMatchObject([{ outcome: 'joining' }]);
    expect((await takeIn(one, taking, NOW)).decisions).toBeUndefined();
  });

  it.for([
    { pattern: 'bounce@minato.example', change: (one: string) => one, why: 'as it was written' },
    { pattern: 'b={token}@minato.example', change: (one: string) => one, why: 'behind an equals sign' },
    { pattern: 'b-{token}-r@minato.example', change: (one: string) => one, why: 'between dashes' },
    { pattern: '{token}@b.minato.example', change: (one: string) => one.toUpperCase(), why: 'in capitals' },
  ])('knows the return address $pattern: $why', async ({ pattern, change }) => {
    const [id = ''] = await frozen(ledger, ['taro@shop.example']);
    await ledger.deliveries.claim(WEEK, 'me', 1, NOW);
    await ledger.deliveries.record(WEEK, id, 'me', { state: 'sent', response: '250 ok' }, NOW);
    const returnAddress = change(bounceAddress(pattern, { digest: WEEK.id, subscriber: id }, KEYS));
    const taking = { ledger, known: await openKnown(ledger, KEYS, pattern) };
    const { decisions } = await takeIn(mail(statusMail({ returnAddress })), taking, NOW);
    expect(decisions).toMatchObject([{ outcome: 'open', mailing: WEEK.id, subscriber: { id } }]);
  });

  it('does nothing for a digest that is queued and was not sent yet', async () => {
    const [id = ''] = await frozen(ledger, ['taro@shop.example']);
    const returnAddress = bounceAddress(
      'bounce@minato.example',
      { digest: '2025-W45', subscriber: id },
      KEYS,
    );
    const { decisions } = await takeIn(
      mail(statusMail({ returnAddress })),
      { ledger, known: await openKnown(ledger, KEYS, 'bounce@minato.example') },
      NOW,
    );
    expect(decisions).toMatchObject([{ outcome: 'untied' }]);
  });
});
