import { describe, expect, it } from 'vitest';
import { minuteOf, parseStamp, secondOf, wallTime } from '../src/time.ts';

const TOKYO = 'Asia/Tokyo';

describe('parseStamp', () => {
  it.for([
    { text: '2025-11-07 16:39:06 +0000', iso: '2025-11-07T16:39:06.000Z', why: "Jekyll's own form" },
    { text: '2025-11-07T16:39:06Z', iso: '2025-11-07T16:39:06.000Z', why: 'RFC 3339' },
    { text: '2025-11-08 01:39:06 +09:00', iso: '2025-11-07T16:39:06.000Z', why: 'an offset with a colon' },
    { text: '2025-11-08 01:39', iso: '2025-11-07T16:39:00.000Z', why: 'no offset: the zone of the site' },
    { text: '2025-11-08', iso: '2025-11-07T15:00:00.000Z', why: 'a day begins at midnight in the zone' },
    { text: '2025-1-8', iso: '2025-01-07T15:00:00.000Z', why: 'one digit, as people write it' },
    {
      text: '2025-11-07 16:39:06.123 UTC',
      iso: '2025-11-07T16:39:06.000Z',
      why: 'parts of a second are dropped',
    },
    { text: '2024-02-29', iso: '2024-02-28T15:00:00.000Z', why: 'a leap day' },
  ])('$text: $why', ({ text, iso }) => {
    expect(parseStamp(text, TOKYO)?.toISOString()).toBe(iso);
  });

  it.for([
    { text: '2025-13-45', why: 'no such month' },
    { text: '2025-02-30', why: 'no such day' },
    { text: '2023-02-29', why: 'no leap year' },
    { text: '2025-11-07 24:00:00', why: 'no such hour' },
    { text: '2025-11-07 10:60', why: 'no such minute' },
    { text: '2025-11-07 10:00 +2500', why: 'no such offset' },
    { text: '0000-01-01', why: 'no year 0 in the calendar' },
    { text: '昨日', why: 'a word' },
    { text: '', why: 'nothing' },
  ])('refuses "$text": $why', ({ text }) => {
    expect(parseStamp(text, TOKYO)).toBeUndefined();
  });

  it('moves a time that the clock change skips forward with the clock', () => {
    expect(parseStamp('2025-03-30 02:30', 'Europe/Berlin')?.toISOString()).toBe('2025-03-30T01:30:00.000Z');
  });
});

it.for(['Asia/Tokyo', 'UTC'])('says of %s what Node knows of it, for each day of 130 years', (zone) => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  });
  const first = Date.UTC(1945, 0, 1, 15);
  for (let day = 0; day < 130 * 365; day += 1) {
    const at = new Date(first + day * 86_400_000);
    const { year, month, day: date, hour, minute } = wallTime(at, zone);
    const said = `${month}/${date}/${String(year).slice(2)}, ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00`;
    if (said !== format.format(at)) expect(said).toBe(format.format(at)); // to expect each of them takes a second
  }
});

it('reads the wall in Tokyo, not in the zone of the machine', () => {
  expect(wallTime(new Date('2025-11-07T16:39:06Z'), TOKYO)).toEqual({
    year: 2025,
    month: 11,
    day: 8,
    hour: 1,
    minute: 39,
    second: 6,
  });
});

it.for([
  { at: '2025-11-09T22:05:09Z', zone: 'Asia/Tokyo', shown: '2025-11-10 07:05:09', why: 'the next day there' },
  { at: '2025-03-30T00:59:59Z', zone: 'Europe/Berlin', shown: '2025-03-30 01:59:59', why: 'winter time' },
  {
    at: '2025-03-30T01:00:00Z',
    zone: 'Europe/Berlin',
    shown: '2025-03-30 03:00:00',
    why: 'an hour is left out',
  },
])('$at is $shown in $zone: $why', ({ at, zone, shown }) => {
  expect(secondOf(new Date(at), zone)).toBe(shown);
  expect(minuteOf(new Date(at), zone)).toBe(shown.slice(0, -3));
});
