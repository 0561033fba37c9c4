/**
 * Instants and days in a time zone, and the dates that people write. Every function takes the zone (an IANA name such
 * as `Asia/Tokyo`); none uses the machine's own zone or clock. Weeks and months are in period.ts.
 */
import { TZDate, tzOffset } from '@date-fns/tz';

/** In ms, as all lengths of time here. */
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
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

/** What a clock on the wall shows at an instant. @param zone an IANA time zone, such as `Asia/Tokyo` */
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

/** `2025-11-08 07:05`: the minute on the wall. */
export function minuteOf(instant: Date, zone: string): string {
  const { hour, minute } = wallTime(instant, zone);
  return `${dayOf(instant, zone)} ${pad(hour)}:${pad(minute)}`;
}

/** `2025-11-08 07:05:09`: the second on the wall. */
export function secondOf(instant: Date, zone: string): string {
  return `${minuteOf(instant, zone)}:${pad(wallTime(instant, zone).second)}`;
}

/** Whether a name is a time zone that this Node knows: `Asia/Tokyo`, `UTC`. */
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

/** 0 is Sunday, 6 is Saturday. */
export function dayOfWeek({ year, month, day }: WallTime): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

/** Days on the wall since 1 January 1970, which was a Thursday. */
export function dayNumber(instant: Date, zone: string): number {
  return Math.floor((instant.getTime() + offsetOf(instant, zone) * MINUTE) / DAY);
}

/** When a day begins in the zone; if a clock change skips midnight, an hour later. */
export function midnightOf(day: number, zone: string): Date {
  const date = new Date(day * DAY);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  return instantOf({ year, month, day: date.getUTCDate(), hour: 0, minute: 0, second: 0 }, zone);
}

/** A span of time, in ms since 1970: `from <= t < until`; `null` means for ever. */
export type During = { readonly from: number; readonly until: number | null };

export function isDuring({ from, until }: During, now: Date): boolean {
  return from <= now.getTime() && (until === null || now.getTime() < until);
}

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

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}
