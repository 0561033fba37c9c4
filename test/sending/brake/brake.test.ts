import { expect, it } from 'vitest';
import { type Crowd, countAllowed, judge, shareAllowed } from '../../../src/sending/brake/brake.ts';
import { tookNothing } from '../../../src/sending/brake/decision.ts';

it.for([
  { answered: 0, believed: 0, expected: 0.05, why: 'a new list: nothing is known' },
  { answered: 299, believed: 0, expected: 0.05, why: 'too little is known' },
  { answered: 2000, believed: 0, expected: 0.02, why: 'none was bad: 2 % are still no wonder' },
  { answered: 2000, believed: 20, expected: 0.03, why: 'three times the 1 % that is usual' },
  { answered: 2000, believed: 80, expected: 0.05, why: 'never more than 5 %' },
])('allows $expected after $believed of $answered: $why', ({ answered, believed, expected }) => {
  expect(shareAllowed({ answered, believed })).toBeCloseTo(expected);
});

it.for([
  { people: 8, share: 0.05, expected: 5, why: 'never fewer than five' },
  { people: 119, share: 0.05, expected: 5, why: 'whole people' },
  { people: 200, share: 0.05, expected: 10, why: '5 %' },
  { people: 110_000, share: 0.02, expected: 2200, why: 'a long list on which few are bad' },
])('allows $expected of $people: $why', ({ people, share, expected }) => {
  expect(countAllowed(people, share)).toBe(expected);
});

const crowd = (people: number, bad: number, answered = people): Crowd => ({ people, answered, bad });

it.for([
  { crowds: { gmail: crowd(100, 5), au: crowd(100, 5) }, all: false, providers: [], why: 'just 5 %' },
  {
    crowds: { gmail: crowd(100, 6), au: crowd(100, 0) },
    all: false,
    providers: ['gmail'],
    why: 'one provider',
  },
  {
    crowds: { gmail: crowd(50, 6), au: crowd(50, 6), docomo: crowd(50, 6), x: crowd(50, 0) },
    all: true,
    providers: ['gmail', 'au', 'docomo'],
    why: 'three at once are the relay',
  },
  {
    crowds: Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`d${n}`, crowd(2, n < 6 ? 2 : 0)])),
    all: true,
    providers: [],
    why: 'many small domains make a sum',
  },
  { crowds: { gmail: crowd(100, 6) }, all: true, providers: ['gmail'], why: 'one provider is everyone' },
  {
    crowds: { gmail: crowd(60_000, 20, 39), au: crowd(40_000, 0, 30) },
    all: false,
    providers: ['gmail'],
    why: 'more than half of many: no need to ask for 3,000',
  },
  {
    crowds: { gmail: crowd(60_000, 20, 40), au: crowd(40_000, 0, 30) },
    all: false,
    providers: [],
    why: 'half of them, early in a long list',
  },
  { crowds: {}, all: false, providers: [], why: 'nobody' },
])('judges all: $all, providers: $providers; $why', ({ crowds, all, providers }) => {
  expect(judge(crowds, 0.05)).toEqual({ all, providers });
});

it('lets a provider that is not believed count no more towards the others', () => {
  const crowds = { gmail: crowd(100, 100), au: crowd(100, 5), docomo: crowd(100, 5) };
  expect(judge(crowds, 0.05)).toEqual({ all: false, providers: ['gmail'] });
});

it.for([
  { sent: 0, bad: 2, expected: true, why: 'a server that took nothing says nothing of addresses' },
  { sent: 0, bad: 1, expected: false, why: 'a list of one may be wrong about that one' },
  { sent: 1, bad: 3, expected: false, why: 'it took a mail' },
])('took nothing: $expected of $sent and $bad; $why', ({ sent, bad, expected }) => {
  expect(tookNothing(sent, bad)).toBe(expected);
});
