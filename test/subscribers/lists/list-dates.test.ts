import { expect, it } from 'vitest';
import { readListDate } from '../../../src/subscribers/lists/list-dates.ts';

it.for([
  {
    text: '2024-05-01T10:00:00.123Z',
    at: '2024-05-01T10:00:00.123Z',
    why: 'as programs write it, to the millisecond',
  },
  { text: '2024-05-01T10:00:00+09:00', at: '2024-05-01T01:00:00.000Z', why: 'with an offset' },
  { text: '2024-05-01 10:00:00', at: '2024-05-01T01:00:00.000Z', why: 'in the zone of the site' },
  { text: '2024-05-01 10:00:00 UTC', at: '2024-05-01T10:00:00.000Z', why: 'in UTC, as it says' },
  { text: '2024/5/1', at: '2024-04-30T15:00:00.000Z', why: 'a Japanese day begins in Japan' },
  { text: '２０２４年５月１日', at: '2024-04-30T15:00:00.000Z', why: 'full-width' },
  { text: '2024年5月1日 10時05分', at: '2024-05-01T01:05:00.000Z', why: 'in words' },
  { text: '2024/5/1(水) 9:30', at: '2024-05-01T00:30:00.000Z', why: 'with the day of the week' },
  { text: '20240501', at: '2024-04-30T15:00:00.000Z', why: 'eight digits' },
  { text: '1714521600', at: '2024-05-01T00:00:00.000Z', why: 'seconds since 1970' },
  { text: '1714521600123', at: '2024-05-01T00:00:00.123Z', why: 'milliseconds since 1970' },
  {
    text: '2024/05/01 1:23:45 午後 GMT+9',
    at: '2024-05-01T04:23:45.000Z',
    why: 'as a Japanese form of Google',
  },
  { text: '2024/05/01 12:05:00 午前 GMT+9', at: '2024-04-30T15:05:00.000Z', why: 'just after midnight' },
  { text: '2024-05-01 12:05 PM', at: '2024-05-01T03:05:00.000Z', why: 'just after noon' },
  { text: '2024-05-01 10:00:00.678901+00', at: '2024-05-01T10:00:00.000Z', why: 'as PostgreSQL writes it' },
  { text: '2024-05-01 10:00:00+09', at: '2024-05-01T01:00:00.000Z', why: 'an offset without minutes' },
  { text: '2024-05-01 10:00:00 JST', at: '2024-05-01T01:00:00.000Z', why: 'Japan, in letters' },
  { text: '2024-05-01T10:00:00+09:00[Asia/Tokyo]', at: '2024-05-01T01:00:00.000Z', why: 'as Java writes it' },
  {
    text: 'Wed May 01 2024 10:00:00 GMT+0900 (日本標準時)',
    at: '2024-05-01T01:00:00.000Z',
    why: 'as JavaScript writes it',
  },
  { text: 'Wed, 01 May 2024 10:00:00 +0000', at: '2024-05-01T10:00:00.000Z', why: 'as mails write it' },
  { text: 'May 1, 2024', at: '2024-04-30T15:00:00.000Z', why: 'the month in letters' },
  { text: '1st of May 2024', at: undefined, why: 'a sentence is no date' },
  { text: 'Sept 1, 2024 03:04 PM', at: '2024-09-01T06:04:00.000Z', why: 'four letters' },
  { text: 'Mai 1, 2024', at: undefined, why: 'in another language' },
  { text: '令和6年5月1日', at: '2024-04-30T15:00:00.000Z', why: 'the year of an era' },
  { text: '令和元年5月1日', at: '2019-04-30T15:00:00.000Z', why: 'its first year' },
  { text: 'H31.4.30', at: '2019-04-29T15:00:00.000Z', why: 'the last day of 平成' },
  { text: '01/02/2024', at: undefined, why: 'January or February: nobody knows' },
  { text: '2024-02-30', at: undefined, why: 'no such day' },
  { text: '2024-05-01 25:00', at: undefined, why: 'no such hour' },
  { text: '2024-05-01 13:00 PM', at: undefined, why: 'no such hour before noon or after' },
  { text: '2024', at: undefined, why: 'a year is no moment' },
  { text: 'yes', at: undefined, why: 'no date' },
])('reads $text as $at: $why', ({ text, at }) => {
  expect(readListDate(text, 'Asia/Tokyo')?.toISOString()).toBe(at);
});

it('knows a day on which the clocks change', () => {
  expect(readListDate('2024-03-31 12:00', 'Europe/Berlin')?.toISOString()).toBe('2024-03-31T10:00:00.000Z');
  expect(readListDate('2024-03-31 01:00', 'Europe/Berlin')?.toISOString()).toBe('2024-03-31T00:00:00.000Z');
});
