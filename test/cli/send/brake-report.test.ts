import { expect, it } from 'vitest';
import { bouncedLines, brakeProblems } from '../../../src/cli/send/brake-report.ts';
import type { Brake, Conclusion } from '../../../src/sending/brake/conclude-faults.ts';

const said = '550 5.1.1 no such user';
const brake = (change: Partial<Brake>): Conclusion => ({
  mailing: '2025-W45',
  bounced: [],
  open: 0,
  again: 0,
  brake: { providers: [], bad: 30, people: 200, allowed: 10, queued: 30, said, ...change },
});

it.for([
  {
    change: {},
    message: `The mail server called 30 of 200 addresses bad (${said}), more than the 10 that are believed. Nobody was taken off the list. 30 people wait to be sent to again.`,
    hint: 'ask whoever runs the one in MAIL_URL',
    why: 'all of them',
  },
  {
    change: { providers: ['gmail'], bad: 6, people: 50, allowed: 5, queued: 1 },
    message: `gmail called 6 of 50 addresses bad (${said}), more than the 5 that are believed. Nobody was taken off the list. 1 person waits to be sent to again.`,
    hint: 'A provider that is out',
    why: 'one provider, and one mail that waits',
  },
  {
    change: { bad: 3, people: 3, allowed: 5, queued: 3 },
    message: `The mail server called 3 of 3 addresses bad (${said}), and took no mail at all. Nobody was taken off the list. 3 people wait to be sent to again.`,
    hint: '`tayori send --week 2025-W45` again',
    why: 'few, but everyone',
  },
  {
    change: { queued: 0 },
    message: `The mail server called 30 of 200 addresses bad (${said}), more than the 10 that are believed. Nobody was taken off the list.`,
    hint: '`tayori send --week 2025-W45 --believe-bounces`',
    why: 'full mailboxes are not tried again at once',
  },
])('says what was not believed, and what to do: $why', ({ change, message, hint }) => {
  const [problem] = brakeProblems([brake(change)]);
  expect(problem).toMatchObject({ code: 'send-bounces', message, hint: expect.stringContaining(hint) });
});

it('names who is suppressed, twenty of them, and the way back', () => {
  const bounced = Array.from({ length: 22 }, (_, n) => ({
    subscriber: `${n}`,
    address: `r${n}@example.jp`,
    fault: 'bad-address' as const,
    response: said,
    inRow: 1,
  }));
  const lines = bouncedLines([{ mailing: '2025-W45', bounced, brake: undefined, open: 0, again: 0 }]);
  expect(lines).toHaveLength(24);
  expect(lines[1]).toBe('22 people are `bounced` after 2025-W45, and get nothing more:');
  expect(lines.at(-2)).toBe('  and 2 more');
  expect(lines.at(-1)).toContain('`tayori subscribers restore ADDRESS --because "how you know"`');
  const [, one] = bouncedLines([
    { mailing: '2025-W45', bounced: bounced.slice(0, 1), brake: undefined, open: 0, again: 0 },
  ]);
  expect(one).toBe('1 person is `bounced` after 2025-W45, and gets nothing more:');
});
