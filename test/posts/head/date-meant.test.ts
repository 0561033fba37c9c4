import { expect, it } from 'vitest';
import { dateHint } from '../../../src/posts/head/date-meant.ts';

const EXAMPLE = 'Write it like `date: 2026-11-09 16:30:00 +0900`.';

it.for([
  { text: '2026-11-31 11:00:00 +0900', hint: 'Correct the day: 2026-11 has 30 days.', why: 'no such day' },
  { text: '2025-02-30', hint: 'Correct the day: 2025-02 has 28 days.', why: 'nor in February' },
  {
    text: '2026年11月24日 11時30分',
    hint: 'Write `date: 2026-11-24 11:30:00 +0900`, if that is meant.',
    why: 'Japanese',
  },
  {
    text: '2026年11月24日（火）午後3時',
    hint: 'Write `date: 2026-11-24 15:00:00 +0900`, if that is meant.',
    why: 'behind the weekday, in the afternoon',
  },
  {
    text: '2026-11-24, 12:30 pm',
    hint: 'Write `date: 2026-11-24 12:30:00 +0900`, if that is meant.',
    why: 'half past noon',
  },
  {
    text: '2026年11月24日',
    hint: 'Write `date: 2026-11-24 00:00:00 +0900`, if that is meant.',
    why: 'a day',
  },
  {
    text: '２０２６-１１-２４ 11:00:00 +0100',
    hint: 'Write `date: 2026-11-24 11:00:00 +0100`, if that is meant.',
    why: 'wide digits; its own offset stays',
  },
  {
    text: '2026.11.24 kl. 9',
    hint: 'Write `date: 2026-11-24 09:00:00 +0900`, if that is meant.',
    why: 'dots',
  },
  { text: '2026-13-01', hint: EXAMPLE, why: 'which month is meant is not known' },
  { text: '2026-11-24 25:00', hint: EXAMPLE, why: 'nor which hour' },
  { text: 'soon', hint: EXAMPLE, why: 'no date' },
  { text: undefined, hint: EXAMPLE, why: 'nothing' },
])('$text: $why', ({ text, hint }) => {
  expect(dateHint(text, 'Asia/Tokyo')).toBe(hint);
});

it('proposes the offset of the site on that day', () => {
  expect(dateHint('2026 / 07 / 01', 'America/St_Johns')).toContain('-0230');
  expect(dateHint('2026 / 12 / 01', 'America/St_Johns')).toContain('-0330');
});
