/** Reads days and times as spreadsheets, forms and services write them into a list. */
import { DAY, parseStamp } from '../../time.ts';

/** `午後 1:23`, `1:23:45 午後 GMT+9`, `1:23 PM`: the half of the day, before or after the time. */
const HALF = /(午前|午後|am|pm)/i;

/**
 * Reads a moment. A date that begins with the day or the month (`01/02/2024`) has two meanings in the world, so it is
 * not read.
 *
 * @param zone for times without a zone
 * @returns `undefined` if the text is not such a moment
 */
export function readListDate(text: string, zone: string): Date | undefined {
  const plain = text.normalize('NFKC').trim();
  if (/^\d{10}$/.test(plain)) return new Date(Number(plain) * 1000);
  if (/^\d{13}$/.test(plain)) return new Date(Number(plain));
  if (ISO.test(plain)) return validDate(new Date(plain));
  const stamp = numbered(plain)
    .replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')
    .replace(/^(\d{4})\s*[/.年-]\s*(\d{1,2})\s*[/.月-]\s*(\d{1,2})日?/, '$1-$2-$3')
    .replace(
      /(\d{1,2})時(\d{1,2})分(?:(\d{1,2})秒)?/,
      (_, h: string, m: string, s = '00') => `${h}:${m.padStart(2, '0')}:${s}`,
    )
    .replace(/[(（][月火水木金土日][)）]/, '')
    .replace(
      /(:\d{2}(?:\.\d+)?)\s*(?:JST|([+-]\d{2}))$/i,
      (_, time: string, hours = '+09') => `${time}${hours}:00`,
    )
    .replace(/^(\d{4}-\d{1,2}-\d{1,2}),\s/, '$1 ');
  const half = HALF.exec(stamp)?.[1]?.toLowerCase();
  if (half !== undefined) return withHalf(stamp, /午後|pm/.test(half), zone);
  return localTime(stamp, zone) ?? parseStamp(zoned(stamp), zone);
}

/**
 * A time without a zone, on a day of 24 hours. Asking for the zone takes ten microseconds, and a list may have a
 * million times.
 */
function localTime(stamp: string, zone: string): Date | undefined {
  const match = /^(\d{4}-\d{1,2}-\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(stamp);
  if (match === null) return undefined;
  const [, day = '', hour = '0', minute = '0', second = '0'] = match;
  const start = startOfDay(day, zone);
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  return start === undefined || h > 23 || m > 59 || s > 59
    ? undefined
    : new Date(start + ((h * 60 + m) * 60 + s) * 1000);
}

/** In ms since 1970; `undefined` if it is not a day, or if the clocks change on it. */
function startOfDay(day: string, zone: string): number | undefined {
  const key = `${zone} ${day}`;
  if (!days.has(key)) {
    if (days.size > 10_000) days.clear();
    const start = parseStamp(`${day} 00:00:00`, zone)?.getTime() ?? Number.NaN;
    const end = parseStamp(`${day} 23:59:59`, zone)?.getTime() ?? Number.NaN;
    days.set(key, end - start === DAY - 1000 ? start : undefined);
  }
  return days.get(key);
}

const days = new Map<string, number | undefined>();

/** As programs write it, to the millisecond. */
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/i;

function validDate(date: Date): Date | undefined {
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** `Jan 2, 2024`, `2nd January 2024`, `Tue, 02 Jan 2024`: a month in letters leaves no doubt which number is the day. */
const LETTERED =
  /^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?\s+)?(?:([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?|(\d{1,2})(?:st|nd|rd|th|\.)?\s+([a-z]{3,9})\.?,?)\s+(\d{4})(?=$|[\s,])/i;
const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
/** 令和6年, R6.: the years of an era, from 1. */
const ERA = /^(令和|平成|[rh])\s?(\d{1,2}|元)\s?(?=[年./-])/i;
const BEFORE_ERA: Readonly<Record<string, number>> = { 令和: 2018, r: 2018, 平成: 1988, h: 1988 };

/** The year, month and day in numbers. What programs put behind the zone goes: `[Asia/Tokyo]`, `(日本標準時)`. */
function numbered(plain: string): string {
  return plain
    .replace(/(?<!\s)\s*(?:\[[A-Za-z_/+-]+\d*\]|\([^()]{2,40}\))$/, '')
    .replace(LETTERED, (all, before = '', dayAfter = '', dayBefore = '', after = '', year: string) => {
      const name = String(before || after).toLowerCase();
      const month = MONTHS.findIndex((full) => full.startsWith(name)) + 1;
      return month === 0 ? String(all) : `${year}-${month}-${dayAfter || dayBefore}`;
    })
    .replace(ERA, (_, era: string, year: string) =>
      String((BEFORE_ERA[era.toLowerCase()] ?? 0) + (year === '元' ? 1 : Number(year))),
    );
}

/** Turns `GMT+9` into `+09:00`. */
function zoned(stamp: string): string {
  return stamp.replace(
    /(?<!\s)\s*(?:GMT|UTC)([+-])(\d{1,2})(?::?(\d{2}))?$/i,
    (_, sign: string, hours: string, minutes = '00') => `${sign}${hours.padStart(2, '0')}:${minutes}`,
  );
}

function withHalf(stamp: string, afternoon: boolean, zone: string): Date | undefined {
  const bare = zoned(stamp.replace(HALF, '').replace(/\s+/g, ' ').trim());
  const hour = Number(/ (\d{1,2}):/.exec(bare)?.[1] ?? 99);
  if (hour > 12) return undefined;
  const full = String((hour % 12) + (afternoon ? 12 : 0)).padStart(2, '0');
  return parseStamp(bare.replace(/ \d{1,2}:/, ` ${full}:`).replace(/(?<!\s)\s+(?=[+-]\d\d:)/, ''), zone);
}
