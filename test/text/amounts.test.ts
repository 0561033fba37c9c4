import { expect, it } from 'vitest';
import { grouped, kilobytes, people } from '../../src/text/amounts.ts';

it.for([
  { bytes: 0, words: '0.0 KB', why: 'nothing' },
  { bytes: 33_906, words: '33.9 KB', why: 'thousands of bytes, as mail providers count' },
  { bytes: 99_940, words: '99.9 KB', why: 'near the limit the tenth matters' },
  { bytes: 100_001, words: '101 KB', why: 'too large is never rounded to what would fit' },
  { bytes: 12_345_678, words: '12,346 KB', why: 'large files in groups of three digits' },
])('$bytes bytes are $words: $why', ({ bytes, words }) => {
  expect(kilobytes(bytes)).toBe(words);
});

it('counts people in words', () => {
  expect([0, 1, 2000].map(people)).toEqual(['0 people', '1 person', '2,000 people']);
  expect([999, 1000, 123_456, 1_234_567, -12_345].map(grouped)).toEqual([
    '999',
    '1,000',
    '123,456',
    '1,234,567',
    '-12,345',
  ]);
});
