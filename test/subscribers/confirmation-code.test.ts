import { expect, it } from 'vitest';
import { readCode } from '../../src/subscribers/confirmation-code.ts';

it.for([
  { text: '042917', code: '042917', why: 'as it stands in the mail' },
  { text: ' 042 917 ', code: '042917', why: 'with blanks' },
  { text: '０４２９１７', code: '042917', why: 'in full width' },
  { text: '０４２　９１７', code: '042917', why: 'with a wide blank' },
  { text: '０４２ー９１７', code: '042917', why: 'the dash of a keyboard that writes Japanese is ー' },
  { text: '042－917', code: '042917', why: 'a wide dash' },
  { text: '042−917', code: '042917', why: 'a minus sign' },
  { text: '042‐917', code: '042917', why: 'a hyphen' },
  { text: '\u200b042917\u2069', code: '042917', why: 'copied with invisible signs' },
  { text: '42917', code: undefined, why: 'too short' },
  { text: '0429170', code: undefined, why: 'too long' },
  { text: '04291x', code: undefined, why: 'no number' },
  { text: '25.11.10', code: undefined, why: 'a day' },
  { text: '¥123,456', code: undefined, why: 'an amount' },
])('reads «$text» as $code: $why', ({ text, code }) => {
  expect(readCode(text)).toBe(code);
});
