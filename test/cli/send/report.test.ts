import { describe, expect, it } from 'vitest';
import {
  balanceLines,
  doubtProblem,
  duration,
  notConfirmed,
  planLines,
  progressLine,
  question,
  relayLines,
  stoppingLine,
} from '../../../src/cli/send/report.ts';
import { table } from '../../../src/cli/terminal/table.ts';
import { cut } from '../../../src/cli/terminal/terminal-text.ts';
import type { Delivery } from '../../../src/ledger/ledger.ts';
import { columnsOf } from '../../../src/text/text-columns.ts';
import { sender } from '../../mail/mailings.ts';

describe('columns', () => {
  it.for([
    { text: 'abc', width: 3, why: 'ASCII' },
    { text: '週刊みなと', width: 10, why: 'full-width letters take two' },
    { text: 'ﾐﾅﾄ', width: 3, why: 'half-width kana take one' },
    { text: '｜〜', width: 4, why: 'full-width signs' },
    { text: 'か\u3099', width: 2, why: 'a combining mark takes none' },
  ])('$text takes $width: $why', ({ text, width }) => {
    expect(columnsOf(text)).toBe(width);
  });

  it('lines up whatever the letters', () => {
    expect(
      table(
        [
          ['港', '1'],
          ['みなと', '1,000'],
        ],
        [1],
      ),
    ).toEqual(['港          1', 'みなと  1,000']);
    expect(cut('週刊みなと', 5)).toBe('週刊');
  });
});

const tally = { planned: 2000, sent: 1987, failed: 3, skipped: 2, uncertain: 1, deferred: 5, queued: 2 };

it('shows the plan: what, from whom, through what, to how many, by edition and domain', () => {
  const plan = {
    id: '2025-W45',
    subject: '港の倉庫が検査場に変わる日',
    sender,
    frozen: undefined,
    editions: [
      { key: 'all', recipients: 1800, html: 62_100, text: 12_000 },
      { key: 'investment', recipients: 200, html: 41_000, text: 8000 },
      { key: 'travel', recipients: 0, html: 1000, text: 100 },
    ],
    domains: [
      ['gmail.com', 1200],
      ['docomo.ne.jp', 300],
      ['a.jp', 200],
      ['b.jp', 100],
      ['c.jp', 100],
      ['d.jp', 60],
      ['e.jp', 40],
    ],
    tally: { planned: 2000, queued: 2000, sent: 0, failed: 0, skipped: 0, uncertain: 0, deferred: 0 },
    retryAt: undefined,
    nothingFor: 12,
  } as const;
  expect(planLines(plan, 'smtp://mail.example.jp', 'Asia/Tokyo')).toEqual([
    '2025-W45  港の倉庫が検査場に変わる日',
    'From      週刊みなと経済 <letter@minato-keizai.example>',
    'Through   smtp://mail.example.jp',
    'To        2,000 people, all still to be sent; 12 people chose categories without a post',
    'Editions',
    '  all         1,800 people  62.1 KB html  12.0 KB text',
    '  investment    200 people  41.0 KB html   8.0 KB text',
    'Domains',
    '  gmail.com     1,200 people',
    '  docomo.ne.jp    300 people',
    '  a.jp            200 people',
    '  b.jp            100 people',
    '  c.jp            100 people',
    '  2 more          100 people',
  ]);
});

it('balances: every recipient in one row, and the sum below', () => {
  expect(balanceLines(tally, 12, 1987)).toEqual([
    'Sent      1,987 (1,987 in this run, 12 s, 166/s)',
    'Failed        3',
    'Skipped       2 (left since it was frozen, or let be in doubt)',
    'In doubt      1',
    'Deferred      5',
    'Queued        2',
    '---------------',
    'Planned   2,000',
  ]);
});

it.for([
  { change: {}, line: '  500 / 2,000    25 %   165/s   9 s left', why: 'on its way' },
  {
    change: { waiting: 'for the server' },
    line: '  500 / 2,000    25 %   165/s   waiting for the server',
    why: 'held up',
  },
  {
    change: { done: 0, perSecond: 0, secondsLeft: undefined },
    line: '    0 / 2,000     0 %   0/s',
    why: 'at the start',
  },
])('tells how far it is: $why', ({ change, line }) => {
  const progress = {
    done: 500,
    total: 2000,
    perSecond: 165.2,
    secondsLeft: 9.1,
    waiting: undefined,
    ...change,
  };
  expect(progressLine(progress)).toBe(line);
});

it.for([
  { seconds: 0.2, text: '1 s' },
  { seconds: 59.6, text: '1 min 0 s' },
  { seconds: 3700, text: '1 h 1 min' },
])('$seconds seconds are $text', ({ seconds, text }) => {
  expect(duration(seconds)).toBe(text);
});

it('names everyone in doubt, and the commands that settle it', () => {
  const doubt = Array.from({ length: 30 }, (_, index) => ({ address: `p${index}@example.jp` }) as Delivery);
  const { message, hint } = doubtProblem('2025-W45', doubt);
  for (const { address } of doubt) expect(message).toContain(address);
  expect(hint).toContain('tayori settle --week 2025-W45 --log FILE');
  expect(hint).toContain('tayori send --week 2025-W45 --in-doubt resend');
  expect(hint).toContain('--in-doubt skip');
});

const none = { planned: 6, sent: 0, failed: 0, skipped: 0, uncertain: 0, deferred: 0, queued: 0 };
const half = { ...none, sent: 3, failed: 1, uncertain: 1, queued: 1 };

it.for([
  {
    tally: { ...none, queued: 6 },
    policy: 'hold',
    asks: '6 to send 2025-W45 to 6 people',
    why: 'the first run',
  },
  {
    tally: half,
    policy: 'hold',
    asks: '1 to send 2025-W45 to the 1 person left of 6 (3 sent, 1 failed, 1 queued, 1 in doubt)',
    why: 'a further one asks for what is left',
  },
  {
    tally: half,
    policy: 'resend',
    asks: '2 to send 2025-W45 to the 2 people left of 6 (3 sent, 1 failed, 1 queued, 1 in doubt)',
    why: 'those in doubt are sent again',
  },
] as const)('asks for $asks: $why', ({ tally: one, policy, asks }) => {
  expect(question({ id: '2025-W45', tally: one }, policy)).toBe(`Type ${asks}: `);
});

it('shows every state of a mailing that is under way, and when the deferred mail is due', () => {
  const underWay = { ...half, planned: 8, skipped: 1, deferred: 1 };
  const plan = {
    id: '2025-W45',
    subject: '港',
    sender,
    frozen: undefined,
    editions: [],
    domains: [],
    nothingFor: 0,
  };
  const retryAt = new Date('2025-11-10T07:05:00+09:00');
  const lines = planLines({ ...plan, tally: underWay, retryAt }, 'smtp://x', 'Asia/Tokyo');
  expect(lines).toContain(
    'To        8 people, 3 sent, 1 failed, 1 skipped, 1 deferred, 1 queued, 1 in doubt',
  );
  expect(lines).toContain('Retry     deferred mail is due from 2025-11-10 07:05 (Asia/Tokyo)');
});

it.for([
  { answer: '2', says: '«2» was typed, and 3 was expected', why: 'another number' },
  { answer: undefined, says: 'Nothing was typed, and 3 was expected', why: 'the input was closed' },
])('says what was expected: $why', ({ answer, says }) => {
  expect(notConfirmed('2025-W45', 3, answer)).toBe(
    `Nothing was sent. ${says}: run \`tayori send --week 2025-W45\` again to be asked again.`,
  );
});

it.for([
  { count: 0, line: 'Stopping (again: stop now).' },
  { count: 1, line: 'Stopping: waiting for 1 delivery that is under way (again: stop now).' },
  { count: 8, line: 'Stopping: waiting for 8 deliveries that are under way (again: stop now).' },
])('says at Ctrl-C what it waits for: $line', ({ count, line }) => {
  expect(stoppingLine(count)).toBe(line);
});

describe('relayLines', () => {
  it.for([
    { relays: undefined, expected: [], why: 'a transport that is one' },
    {
      relays: [{ name: 'a.example', taken: 5, rests: 0, said: '', down: false }],
      expected: [],
      why: 'one relay is no choice',
    },
    {
      relays: [
        { name: 'a.example', taken: 1_200, rests: 0, said: '', down: false },
        { name: 'b.example:587', taken: 30, rests: 2, said: '421 busy', down: false },
        { name: 'c.example', taken: 0, rests: 1, said: '535 5.7.8 no', down: true },
      ],
      expected: [
        'Relays',
        '  a.example      1,200 taken',
        '  b.example:587     30 taken  left out 2 times: 421 busy',
        '  c.example          0 taken  left out once, and still: 535 5.7.8 no',
        '',
      ],
      why: 'several',
    },
  ])('of $why', ({ relays, expected }) => {
    expect(relayLines(relays)).toEqual(expected);
  });
});
