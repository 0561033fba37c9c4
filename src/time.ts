/**
 * Instants, days and periods in a time zone. Every function takes the zone (an IANA name such as `Asia/Tokyo`); none
 * uses the machine's own zone or clock.
 *
 * The file is long because zones, stamps and periods use the same calendar.
 */
import { TZDate, tz, tzOffset } from '@date-fns/tz';
import { addWeeks } from 'date-fns/addWeeks';
import { startOfDay } from 'date-fns/startOfDay';
import { startOfISOWeek } from 'date-fns/startOfISOWeek';
import { startOfMonth } from 'date-fns/startOfMonth';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The present moment. main.ts passes it in, so that everything below can be repeated. */
export type Clock = () => Date;

/** A date on the wall: what a person in the zone reads from a calendar and a clock. */
export type WallTime = {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
};

export function wallTime(instant: Date, zone: string): WallTime {
  const local = new Date(instant.getTime() + offsetOf(instant, zone) * MINUTE);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
  };
}

/**
 * Zones whose clocks were not changed since a moment. When Node is first asked about a zone, it loads its data, which
 * takes 10 ms: half the time of the shortest command. test/time.test.ts compares these rows with Node's data.
 */
const steady: Readonly<Record<string, { readonly offset: number; readonly since: number }>> = {
  'Asia/Tokyo': { offset: 540, since: Date.UTC(1952, 0) },
  UTC: { offset: 0, since: Number.NEGATIVE_INFINITY },
};

/**
 * Minutes east of UTC. Asking about a zone takes microseconds, and thousands of posts ask. So it is asked at both ends
 * of a week: if the offset is the same, it is the same in the whole week, because no zone has changed its clocks twice
 * in one.
 */
function offsetOf(instant: Date, zone: string): number {
  const row = Object.hasOwn(steady, zone) ? steady[zone] : undefined;
  if (row !== undefined && instant.getTime() >= row.since) return row.offset;
  const week = Math.floor(instant.getTime() / (7 * DAY));
  const key = `${zone} ${week}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    const [start, end] = [week, week + 1].map((weeks) => tzOffset(zone, new Date(weeks * 7 * DAY)));
    offset = start !== undefined && start === end ? start : Number.NaN;
    if (offsets.size > 10_000) offsets.clear();
    offsets.set(key, offset);
  }
  return Number.isNaN(offset) ? tzOffset(zone, instant) : offset;
}

const offsets = new Map<string, number>();

/** The instant of a time on the wall. If a clock change skips that time, it moves forward with the clock. */
export function instantOf(wall: WallTime, zone: string): Date {
  const { year, month, day, hour, minute, second } = wall;
  const utc = Date.UTC(year, month - 1, day, hour, minute, second);
  const [before, after] = [-DAY, DAY].map((days) => offsetOf(new Date(utc + days), zone));
  // No offset is larger than a day: if the clocks do not change in the days around it, the instant has this offset.
  if (before !== undefined && before === after && Number.isInteger(before))
    return new Date(utc - before * MINUTE);
  return new Date(new TZDate(year, month - 1, day, hour, minute, second, zone).getTime());
}

/** `2025-11-08`: the day on the wall. */
export function dayOf(instant: Date, zone: string): string {
  const { year, month, day } = wallTime(instant, zone);
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
}

export function isTimeZone(zone: string): boolean {
  if (Object.hasOwn(steady, zone)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const STAMP =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * Reads a front matter date.
 *
 * @param text a day or a stamp; without an offset it is read in the site's zone, as Jekyll does
 * @param zone the site's IANA time zone, such as `Asia/Tokyo`
 * @returns the instant; `undefined` if the text is not such a date (2025-02-30 does not exist)
 */
export function parseStamp(text: string, zone: string): Date | undefined {
  const match = STAMP.exec(text.trim());
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  const wall = { year, month, day, hour, minute, second } as WallTime; // the pattern gives six numbers
  const utc = new Date(Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second));
  const real =
    wall.year > 0 && utc.getUTCMonth() + 1 === wall.month && utc.getUTCDate() === wall.day && wall.hour < 24;
  if (!real || wall.minute > 59 || wall.second > 59) return undefined;
  const offset = match[7];
  if (offset === undefined) return instantOf(wall, zone);
  const minutes = offsetMinutes(offset);
  return minutes === undefined ? undefined : new Date(utc.getTime() - minutes * MINUTE);
}

function offsetMinutes(offset: string): number | undefined {
  if (/^(z|utc)$/i.test(offset)) return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(-2));
  if (hours > 14 || minutes > 59) return undefined;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

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
export const weekStarts = { monday: 0, sunday: 1, saturday: 2 } as const;
export type WeekStart = keyof typeof weekStarts;

/** The week of an instant. It only computes, without asking the zone again, because every post needs it. */
export function weekOf(instant: Date, zone: string, start: WeekStart = 'monday'): Period {
  const early = weekStarts[start];
  const monday = mondayOf(dayNumber(instant, zone) + early);
  // A week belongs to the year of its Thursday (ISO 8601).
  const year = new Date((monday + 3) * DAY).getUTCFullYear();
  const week = Math.floor((monday + 3 - Date.UTC(year, 0) / DAY) / 7) + 1;
  const id = `${pad(year, 4)}-W${pad(week)}`;
  return between('week', id, midnightOf(monday - early, zone), midnightOf(monday + 7 - early, zone));
}

/** Days on the wall since 1 January 1970, which was a Thursday. */
function dayNumber(instant: Date, zone: string): number {
  return Math.floor((instant.getTime() + offsetOf(instant, zone) * MINUTE) / DAY);
}

function mondayOf(day: number): number {
  return Math.floor((day + 3) / 7) * 7 - 3;
}

/** When a day begins in the zone; if a clock change skips midnight, an hour later. */
function midnightOf(day: number, zone: string): Date {
  const date = new Date(day * DAY);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  return instantOf({ ...MIDNIGHT, year, month, day: date.getUTCDate() }, zone);
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
  const next = instantOf({ ...MIDNIGHT, year, month: month + 1, day: 1 }, zone); // month 13 is January
  return between('month', dayOf(instant, zone).slice(0, 7), first, next);
}

/** Reads a period's id; `undefined` where there is no such week, day or month. */
export function parsePeriod(id: string, zone: string, start: WeekStart = 'monday'): Period | undefined {
  const week = /^(\d{4})-W(\d{2})$/.exec(id);
  if (week !== null) {
    // 4 January is always in week 1 (ISO 8601). The week is real if its own id comes back.
    const first = instantOf({ ...MIDNIGHT, year: Number(week[1]), month: 1, day: 4 }, zone);
    const inside = startOfISOWeek(addWeeks(first, Number(week[2]) - 1, { in: tz(zone) }), { in: tz(zone) });
    const period = weekOf(plain(inside), zone, start);
    return period.id === id ? period : undefined;
  }
  const day = /^\d{4}-\d{2}-\d{2}$/.test(id) ? parseStamp(id, zone) : undefined;
  if (day !== undefined) return dayPeriod(day, zone);
  const month = /^\d{4}-\d{2}$/.test(id) ? parseStamp(`${id}-01`, zone) : undefined;
  return month === undefined ? undefined : monthPeriod(month, zone);
}

/** A span of time, in ms since 1970: `from <= t < until`; `null` means for ever. */
export type During = { readonly from: number; readonly until: number | null };

/** The span around `now` in which none of the moments lies. */
export function duringOf(moments: readonly Date[], now: Date): During {
  let [from, until] = [Number.MIN_SAFE_INTEGER, Number.POSITIVE_INFINITY];
  for (const moment of moments) {
    const due = moment.getTime();
    if (due <= now.getTime()) from = Math.max(from, due);
    else until = Math.min(until, due);
  }
  return { from, until: until === Number.POSITIVE_INFINITY ? null : until };
}

export function contains(period: Period, instant: Date): boolean {
  return period.start <= instant && instant < period.end;
}

const MIDNIGHT = { hour: 0, minute: 0, second: 0 };

function between(kind: Period['kind'], id: string, start: Date, end: Date): Period {
  return { id, kind, start: plain(start), end: plain(end) };
}

/** date-fns returns its own zoned dates; outside this file an instant is a plain Date. */
function plain(date: Date): Date {
  return new Date(date.getTime());
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}
