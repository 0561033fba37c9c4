import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, dayOf, lastFullWeek, parsePeriod, parseStamp, wallTime, weekOf } from '../src/time.ts';

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

describe('weekOf', () => {
  it.for([
    { at: '2025-11-09T14:59:59Z', id: '2025-W45', why: 'the last second of Sunday in Tokyo' },
    { at: '2025-11-09T15:00:00Z', id: '2025-W46', why: 'Monday midnight in Tokyo' },
    { at: '2027-01-01T00:00:00Z', id: '2026-W53', why: 'days that belong to last year' },
    { at: '2024-12-30T00:00:00Z', id: '2025-W01', why: 'days that belong to next year' },
  ] as const)('$at is in $id: $why', ({ at, id }) => {
    expect(weekOf(new Date(at), TOKYO).id).toBe(id);
  });

  it.for([
    { start: 'monday', at: '2025-11-09T03:00:00Z', id: '2025-W45', first: '2025-11-03' },
    { start: 'sunday', at: '2025-11-09T03:00:00Z', id: '2025-W46', first: '2025-11-09' },
    { start: 'saturday', at: '2025-11-08T03:00:00Z', id: '2025-W46', first: '2025-11-08' },
  ] as const)('a week from $start holds $at in $id', ({ start, at, id, first }) => {
    const week = weekOf(new Date(at), TOKYO, start);
    expect([week.id, dayOf(week.start, TOKYO)]).toEqual([id, first]);
  });

  it.for([
    {
      zone: 'America/Sao_Paulo',
      at: '2018-11-06T12:00:00Z',
      end: '2018-11-12T02:00:00.000Z',
      why: 'begins after a Sunday without midnight',
    },
    {
      zone: 'Africa/Casablanca',
      at: '2009-06-03T20:04:00Z',
      end: '2009-06-07T23:00:00.000Z',
      why: 'begins where the clock goes forward at midnight',
    },
  ])('ends at midnight, or where the day begins: $zone $why', ({ zone, at, end }) => {
    expect(weekOf(new Date(at), zone).end.toISOString()).toBe(end);
  });

  it('is shorter where the clock goes forward', () => {
    const { start, end } = weekOf(new Date('2025-03-30T12:00:00Z'), 'Europe/Berlin');
    expect((end.getTime() - start.getTime()) / 3_600_000).toBe(167);
  });

  it('holds the instant it was asked for, and its id leads back to it', () => {
    const instants = fc.date({
      min: new Date('1990-01-01'),
      max: new Date('2090-01-01'),
      noInvalidDate: true,
    });
    const zones = fc.constantFrom(TOKYO, 'Europe/Berlin', 'America/New_York', 'Pacific/Auckland', 'UTC');
    const starts = fc.constantFrom('monday', 'sunday', 'saturday');
    fc.assert(
      fc.property(instants, zones, starts, (instant, zone, start) => {
        const week = weekOf(instant, zone, start);
        expect(contains(week, instant)).toBe(true);
        expect(parsePeriod(week.id, zone, start)).toEqual(week);
      }),
    );
  });
});

describe('lastFullWeek', () => {
  it('is the week before the running one, even on its first second', () => {
    expect(lastFullWeek(new Date('2025-11-09T15:00:00Z'), TOKYO).id).toBe('2025-W45');
  });
});

describe('parsePeriod', () => {
  it.for([
    { id: '2025-W45', start: '2025-11-02T15:00:00.000Z', end: '2025-11-09T15:00:00.000Z', why: 'a week' },
    {
      id: '2026-W53',
      start: '2026-12-27T15:00:00.000Z',
      end: '2027-01-03T15:00:00.000Z',
      why: 'a year of 53',
    },
    { id: '2025-11-07', start: '2025-11-06T15:00:00.000Z', end: '2025-11-07T15:00:00.000Z', why: 'a day' },
    { id: '2025-11', start: '2025-10-31T15:00:00.000Z', end: '2025-11-30T15:00:00.000Z', why: 'a month' },
  ])('$id: $why', ({ id, start, end }) => {
    const period = parsePeriod(id, TOKYO);
    expect([period?.id, period?.start.toISOString(), period?.end.toISOString()]).toEqual([id, start, end]);
  });

  it.for([
    { id: '2025-W53', why: '2025 has 52 weeks' },
    { id: '2025-W00', why: 'weeks count from 1' },
    { id: '2025-w45', why: 'ISO 8601 writes a capital W' },
    { id: '2025-13', why: 'no such month' },
    { id: '2025-02-30', why: 'no such day' },
    { id: '../x', why: 'no period, and a path' },
  ])('refuses $id: $why', ({ id }) => {
    expect(parsePeriod(id, TOKYO)).toBeUndefined();
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

it.for([
  { id: '2003-10-19', end: '2003-10-20T02:00:00.000Z', why: 'the day after one without midnight' },
  { id: '2003-10-18', end: '2003-10-19T03:00:00.000Z', why: 'a day without midnight comes next' },
])('a day ends where the next begins: $id, $why', ({ id, end }) => {
  expect(parsePeriod(id, 'America/Sao_Paulo')?.end.toISOString()).toBe(end);
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
