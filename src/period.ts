/**
 * Periods of the calendar in a time zone: the week, day or month that a digest covers, and the id that names it.
 */
import { tz } from '@date-fns/tz';
import { addWeeks } from 'date-fns/addWeeks';
import { startOfDay } from 'date-fns/startOfDay';
import { startOfISOWeek } from 'date-fns/startOfISOWeek';
import { startOfMonth } from 'date-fns/startOfMonth';
import { DAY, dayNumber, dayOf, midnightOf, parseStamp, wallTime } from './time.ts';

/**
 * A period of the calendar that a digest covers, half open: `start <= t < end`. The id is `2025-W45` (ISO 8601 week),
 * `2025-11-07` (day) or `2025-11` (month).
 */
export type Period = {
  readonly id: string;
  readonly kind: 'week' | 'day' | 'month';
  readonly start: Date;
  readonly end: Date;
};

export const periodKinds = ['week', 'day', 'month'] as const satisfies readonly Period['kind'][];

/** How a command line names a period: `--week 2025-W45`, `--day 2025-11-07`, `--month 2025-11`. */
export function optionFor(id: string): string {
  const kind = id.includes('W') ? 'week' : id.length > 'YYYY-MM'.length ? 'day' : 'month';
  return `--${kind} ${id}`;
}

/**
 * The days on which a week may begin, and how many days before Monday each is. The id of a week is always that of the
 * Monday inside it, as in ISO 8601.
 */
const weekStarts = { monday: 0, sunday: 1, saturday: 2 } as const;
export type WeekStart = keyof typeof weekStarts;

/** The week of an instant. It only computes, without asking the zone again, because every post needs it. */
export function weekOf(instant: Date, zone: string, start: WeekStart = 'monday'): Period {
  const early = weekStarts[start];
  const monday = mondayOf(dayNumber(instant, zone) + early);
  // A week belongs to the year of its Thursday (ISO 8601).
  const year = new Date((monday + 3) * DAY).getUTCFullYear();
  const week = Math.floor((monday + 3 - Date.UTC(year, 0) / DAY) / 7) + 1;
  const id = `${String(year).padStart(4, '0')}-W${String(week).padStart(2, '0')}`;
  return between('week', id, midnightOf(monday - early, zone), midnightOf(monday + 7 - early, zone));
}

function mondayOf(day: number): number {
  return Math.floor((day + 3) / 7) * 7 - 3;
}

/** The newest week that is over at `now`. */
export function lastFullWeek(now: Date, zone: string, start: WeekStart = 'monday'): Period {
  const current = weekOf(now, zone, start);
  return weekOf(new Date(current.start.getTime() - 1), zone, start);
}

/** The newest week, day or month that is over at `now`. */
export function lastFull(kind: Period['kind'], now: Date, zone: string, start: WeekStart): Period {
  if (kind === 'week') return lastFullWeek(now, zone, start);
  const holding = kind === 'day' ? dayPeriod : monthPeriod;
  return holding(new Date(holding(now, zone).start.getTime() - 1), zone);
}

function dayPeriod(instant: Date, zone: string): Period {
  const first = startOfDay(instant, { in: tz(zone) });
  return between('day', dayOf(instant, zone), first, midnightOf(dayNumber(instant, zone) + 1, zone));
}

function monthPeriod(instant: Date, zone: string): Period {
  const { year, month } = wallTime(instant, zone);
  const first = startOfMonth(instant, { in: tz(zone) });
  const next = midnightOf(Date.UTC(year, month) / DAY, zone); // months count from 0 here: this is the next one
  return between('month', dayOf(instant, zone).slice(0, 7), first, next);
}

/** Reads a period's id; `undefined` if there is no such week, day or month. */
export function parsePeriod(id: string, zone: string, start: WeekStart = 'monday'): Period | undefined {
  const week = /^(\d{4})-W(\d{2})$/.exec(id);
  if (week !== null) {
    // 4 January is always in week 1 (ISO 8601). The week is real if its own id comes back.
    const first = midnightOf(Date.UTC(Number(week[1]), 0, 4) / DAY, zone);
    const inside = startOfISOWeek(addWeeks(first, Number(week[2]) - 1, { in: tz(zone) }), { in: tz(zone) });
    const period = weekOf(plain(inside), zone, start);
    return period.id === id ? period : undefined;
  }
  const day = /^\d{4}-\d{2}-\d{2}$/.test(id) ? parseStamp(id, zone) : undefined;
  if (day !== undefined) return dayPeriod(day, zone);
  const month = /^\d{4}-\d{2}$/.test(id) ? parseStamp(`${id}-01`, zone) : undefined;
  return month === undefined ? undefined : monthPeriod(month, zone);
}

export function contains(period: Period, instant: Date): boolean {
  return period.start <= instant && instant < period.end;
}

function between(kind: Period['kind'], id: string, start: Date, end: Date): Period {
  return { id, kind, start: plain(start), end: plain(end) };
}

/** date-fns returns its own zoned dates; outside this file an instant is a plain Date. */
function plain(date: Date): Date {
  return new Date(date.getTime());
}
