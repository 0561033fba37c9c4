import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, lastFullWeek, parsePeriod, weekOf } from '../src/period.ts';
import { dayOf } from '../src/time.ts';

const TOKYO = 'Asia/Tokyo';

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

it.for([
  { id: '2003-10-19', end: '2003-10-20T02:00:00.000Z', why: 'the day after one without midnight' },
  { id: '2003-10-18', end: '2003-10-19T03:00:00.000Z', why: 'a day without midnight comes next' },
])('a day ends where the next begins: $id, $why', ({ id, end }) => {
  expect(parsePeriod(id, 'America/Sao_Paulo')?.end.toISOString()).toBe(end);
});
