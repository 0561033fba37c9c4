import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/ledger/ledger.ts';
import { absences, stepsOf } from '../../src/sending/person-history.ts';
import { columnsOf } from '../../src/text/text-columns.ts';
import { later, mailing, person, WEEK } from '../ledger/people.ts';
import { DEFERRED, type LedgerSite, mailed, openLedgerSite, SENT } from './ledger-site.ts';

const NEXT = { id: '2025-W46', channel: 'mail' } as const;

/** Deferred once, sent at the second attempt, gone since, and not in the next digest. */
async function openHanako(): Promise<LedgerSite> {
  const site = await openLedgerSite();
  await site.ledger(async (ledger) => {
    const consent = {
      source: '展示会「みなとテック2025」で名刺をいただき、口頭で同意を得た',
      at: later(-10),
    };
    await ledger.subscribers.add([person('hanako@example.jp', { name: '山田 花子', consent })], later(-10));
    const [id = ''] = await mailed(ledger, { 'hanako@example.jp': DEFERRED });
    await ledger.deliveries.claim(WEEK, 'sender-2', 1, later(35));
    await ledger.deliveries.mark(WEEK, id, 'sender-2', later(35));
    await ledger.deliveries.record(WEEK, id, 'sender-2', SENT, later(36));
    await ledger.subscribers.act('unsubscribe', id, 'one click', later(40));
    await ledger.deliveries.freeze({ ...mailing(NEXT), frozen: later(50) }, []);
  });
  return site;
}

describe('tayori why', () => {
  it('tells everything about one person in order, within 80 columns of a terminal', async () => {
    await using site = await openHanako();
    const { code, stdout } = await site.tayori(['why', 'Hanako@Example.jp'], {}, { width: 80 });
    expect(stdout).toBe(`hanako@example.jp  山田 花子
  Status       unsubscribed since 2025-11-10 07:40: nothing is sent
  Consent      展示会「みなとテック2025」で名刺をいただき、口頭で同意を得た
               (2025-11-10 06:50)
  Categories   all
  On the list  since 2025-11-10 06:50 (Asia/Tokyo)

The list
  2025-11-10 06:50:00  confirmed     展示会「みなとテック2025」で名刺をいただ
                                     き、口頭で同意を得た

2025-W45
  2025-11-10 07:00:00  queued        edition all
  2025-11-10 07:00:00  claimed       attempt 1 begins (worker sender-1)
  2025-11-10 07:00:00  sending       the server asks for the content
  2025-11-10 07:01:00  deferred      451 4.7.1 Greylisted
  2025-11-10 07:35:00  claimed       attempt 2 begins (worker sender-2)
  2025-11-10 07:35:00  sending       the server asks for the content
  2025-11-10 07:36:00  sent          250 2.0.0 Ok: queued as 4B2F

The list
  2025-11-10 07:40:00  unsubscribed  one click

2025-W46
  Not in it            had left when it was frozen: unsubscribed
`);
    expect(code).toBe(0);
    expect(Math.max(...stdout.split('\n').map(columnsOf))).toBeLessThanOrEqual(80);
  });

  it('prints the same for scripts, about one digest alone', async () => {
    await using site = await openHanako();
    const { stdout } = await site.tayori(['why', 'hanako@example.jp', '--week', '2025-W45', '--json']);
    const told = JSON.parse(stdout);
    expect(told).toMatchObject({
      subscriber: { address: 'hanako@example.jp', status: 'unsubscribed', categories: null },
      suppressedSince: later(40).toISOString(),
      absences: [],
    });
    expect(
      told.events.map((event: Record<string, unknown>) => [event['what'], event['attempt'], event['code']]),
    ).toEqual([
      ['queued', null, null],
      ['claimed', 1, null],
      ['sending', 1, null],
      ['deferred', 1, 451],
      ['claimed', 2, null],
      ['sending', 2, null],
      ['sent', 2, 250],
    ]);
  });

  it.for([
    { args: ['jiro@example.jp'], code: 1, word: '[subscriber-unknown]', why: 'a stranger' },
    { args: ['nobody'], code: 1, word: '[subscriber-address]', why: 'no address' },
    { args: [], code: 2, word: 'tayori why taro@example.jp', why: 'nobody named' },
    { args: ['a@example.jp', 'b@example.jp'], code: 2, word: 'one address', why: 'two at once' },
  ])('refuses $args: $why', async ({ args, code, word }) => {
    await using site = await openLedgerSite();
    const said = await site.tayori(['why', ...args]);
    expect(said.code).toBe(code);
    expect(said.stderr).toContain(word);
  });
});

const event = (what: string, minutes: number, change: Partial<Event> = {}): Event => ({
  at: later(minutes),
  subscriber: 's',
  mailing: undefined,
  channel: undefined,
  what,
  detail: undefined,
  ...change,
});

it.for([
  { events: [event('confirmed', 1)], reason: 'not on the list yet', why: 'they came after the freeze' },
  { events: [event('unconfirmed', -9)], reason: 'not confirmed', why: 'they never agreed' },
  {
    events: [event('confirmed', -9), event('bounced', -1), event('confirmed', 1)],
    reason: 'had left when it was frozen: bounced',
    why: 'what counts is the moment of the freeze',
  },
  {
    events: [event('confirmed', -9), event('categories', -1, { detail: 'ai' })],
    reason: 'no post in the categories',
    why: 'they chose others',
  },
  {
    events: [event('confirmed', -9), event('paused', -1, { detail: later(60).toISOString() })],
    reason: 'was taking a break',
    why: 'they paused',
  },
  {
    events: [
      event('confirmed', -9),
      event('paused', -5, { detail: later(60).toISOString() }),
      event('resumed', -1),
    ],
    reason: 'no post in the categories',
    why: 'their break had ended',
  },
])('is not in a mailing, because $reason: $why', ({ events, reason }) => {
  const [absence] = absences([mailing()], events);
  expect(absence?.reason).toContain(reason);
});

it.for([
  { detail: '550 5.1.1 unknown', code: 550, why: 'a reply' },
  { detail: '250', code: 250, why: 'a bare code' },
  { detail: '2025年の名簿', code: undefined, why: 'digits are not enough' },
  { detail: undefined, code: undefined, why: 'nothing was said' },
])('reads $code from $detail: $why', ({ detail, code }) => {
  expect(stepsOf([event('sent', 0, { mailing: '2025-W45', channel: 'mail', detail })])[0]?.code).toBe(code);
});
