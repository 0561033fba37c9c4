import { expect, it } from 'vitest';
import { withShortFields } from '../../src/bounces/mail-parts/short-fields.ts';

const LONG = 'a'.repeat(30_000);

it.for<{ lines: readonly string[]; lengths: readonly number[]; why: string }>([
  { lines: [`Subject: ${LONG}`, '', LONG], lengths: [20_000, 0, 30_000], why: 'a field, and not the text' },
  {
    lines: ['To: x', ` ${LONG}`, ` ${LONG}`, 'From: y'],
    lengths: [5, 19_995, 1, 7],
    why: 'all folded lines of a field together; an empty line would end the header',
  },
  {
    lines: ['', 'text', '--part', `Content-Type: ${LONG}`, '', LONG],
    lengths: [0, 4, 6, 20_000, 0, 30_000],
    why: 'the header of a part as well',
  },
])('cuts $why', ({ lines, lengths }) => {
  expect(withShortFields(lines).map((line) => line.length)).toEqual(lengths);
});
