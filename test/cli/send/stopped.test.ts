import { expect, it } from 'vitest';
import { endingProblems } from '../../../src/cli/send/stopped.ts';
import { nothingRan, type RefusingDomain } from '../../../src/sending/loop/run-result.ts';

const ofUs = (domain: string, times: number): RefusingDomain => ({
  domain,
  ofUs: times,
  held: times >= 5,
  said: '550 5.7.1 no',
});

it.for([
  { refusedBy: [], says: [], why: 'nobody refused anything' },
  {
    refusedBy: [ofUs('gmail.com', 9)],
    says: ['gmail.com refused 9 mails because of us, not because of the address.'],
    why: 'a domain whose words are about us',
  },
  {
    refusedBy: [{ domain: 'firm.example', ofUs: 0, held: true, said: '550 mailbox unavailable.' }],
    says: ['firm.example refused one mail after the other, whoever it was for: 550 mailbox unavailable.'],
    why: 'a domain that is held back for words that may mean anything',
  },
  {
    refusedBy: Array.from({ length: 24 }, (_, at) => ofUs(`f${at}.example`, 1)),
    says: [
      ...Array.from(
        { length: 5 },
        (_, at) => `f${at}.example refused 1 mail because of us, not because of the address.`,
      ),
      '19 further domains refuse mail from us as well.',
    ],
    why: 'of many domains a few are named',
  },
])('says $says.length things where $why', ({ refusedBy, says }) => {
  expect(endingProblems('2025-W45', { ...nothingRan, refusedBy }, 1).map(({ message }) => message)).toEqual(
    says,
  );
});

it('names the two commands that follow where a mail server refused everybody', () => {
  const stop = { why: 'refused', said: '550 5.4.1 Access denied.' } as const;
  const [problem] = endingProblems('2025-W45', { ...nothingRan, stop }, 0);
  expect(problem?.message).toContain('refuse every mail, whoever it is for: 550 5.4.1 Access denied.');
  expect(problem?.hint).toContain('`tayori send --week 2025-W45` again');
  expect(problem?.hint).toContain('`tayori send --week 2025-W45 --only failed`');
});

it.for([
  { sent: 0, says: 'took no mail of this run', why: 'no pace would help' },
  { sent: 30, says: 'limits how much it takes', why: 'it took some' },
])('of a mail server that puts mails off it says that it $says: $why', ({ sent, says }) => {
  const stop = { why: 'relay', said: '451 4.3.0 Try again later' } as const;
  const [problem] = endingProblems('2025-W45', { ...nothingRan, stop, sent }, 300);
  expect(problem?.message).toContain(says);
  expect(problem?.message).toContain('451 4.3.0 Try again later');
  expect(problem?.hint).toContain('`tayori send --week 2025-W45` again');
});
