/**
 * The dates that Ruby's `Date._parse` finds in a text: a day anywhere, a time anywhere, and a zone behind the time.
 * A table of tests compares this with Jekyll 4.3.1.
 */
import type { WallTime } from '../../time.ts';

export type Wall = Readonly<Record<keyof WallTime, number>>;

/** `zoneName` is the zone as it was written; '' where there is none. */
export type Parts = { readonly wall: Wall; readonly zoneName: string };

type Time = Pick<Wall, 'hour' | 'minute' | 'second'> & { readonly zoneName: string };

/** @returns `undefined` if there is no day in the text */
export function rubyParts(text: string): Parts | undefined {
  const plain = text.replace(BLANK_FOR_RUBY, ' ').trim();
  const day = dayIn(plain);
  if (day === undefined) return undefined;
  const { zoneName, ...time } =
    timeOfDigits(plain) ?? writtenTime(day.rest) ?? loneHour(day.rest) ?? MIDNIGHT;
  return { wall: { ...day.wall, ...time }, zoneName };
}

/** Ruby takes all other letters for a blank. */
const BLANK_FOR_RUBY = /[^-+',./:@[\]\p{L}\p{N}]+/gu;

const MIDNIGHT: Time = { hour: 0, minute: 0, second: 0, zoneName: '' };

/** Months, by their first three letters. */
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,20}\\.?';

/** The forms of a day, and the groups of year, month and day. */
const DAYS: readonly (readonly [pattern: RegExp, year: number, month: number, day: number])[] = [
  [/(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/, 1, 3, 4], // 2015-12-03, 2015/12/3
  [/(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/, 4, 3, 1], // 03.12.2015
  [new RegExp(`(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?[ -]+${MONTH}[ ,-]+(\\d{4})(?!\\d)`, 'i'), 3, 2, 1], // 3 December 2015
  [new RegExp(`${MONTH}[ -]+(\\d{1,2})(?:st|nd|rd|th)?(?![:\\d])[ ,-]+(\\d{4})(?!\\d)`, 'i'), 3, 1, 2], // Dec 3, 2015
  [new RegExp(`(\\d{4})[ -]+${MONTH}[ -]+(\\d{1,2})(?!\\d)`, 'i'), 1, 2, 3], // 2015 Dec 3
  [/^(\d{4})(\d{2})(\d{2})(?=(?:\d\d){0,3}(?:$|[T .,Z+-]))/i, 1, 2, 3], // 20151203, 20151203100101
  [new RegExp(`${MONTH}[ ]+(\\d{1,2})(?=[ ]+\\d{1,2}:)`, 'i'), 0, 1, 2], // Sep 3 11:21:31 CEST 2021
  [/^(\d{2})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/, 1, 3, 4], // 15-12-03
];

/** @returns also the text without the day, in which the time is searched */
function dayIn(text: string): { wall: Pick<Wall, 'year' | 'month' | 'day'>; rest: string } | undefined {
  for (const [pattern, year, month, day] of DAYS) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const name = match[month] ?? '';
    const index = MONTHS.indexOf(name.toLowerCase().slice(0, 3));
    const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
    // In the form of Unix's `date`, the year is at the end.
    const last = year === 0 ? /\b(\d{4})$/.exec(rest)?.[1] : match[year];
    if (last === undefined) continue;
    const wall = {
      year: Number(last) + centuryOf(last),
      month: index < 0 ? Number(name) : index + 1,
      day: Number(match[day]),
    };
    return { wall, rest: year === 0 ? rest.replace(/(?<!\s)\s*\d{4}$/, '') : rest };
  }
  return undefined;
}

/** What Ruby adds to a year of two digits. */
function centuryOf(year: string): number {
  if (year.length !== 2) return 0;
  return Number(year) < 69 ? 2000 : 1900;
}

const TIME =
  /(?<!\d)(\d{1,2})(?:\s*:\s*(\d{1,2})(?:\s*:\s*(\d{1,2})(?:[.,]\d*)?)?(?:\s*([ap])\.?m\.?(?![A-Za-z]))?(?!\d|:\d)|\s*([ap])\.?m\.?(?![A-Za-z]))/i;
/** 10h, 10h01, 10h 01m 30s, 10h01Z */
const HOURS =
  /(?<!\d)(\d{1,2})h(?:\s*(\d{1,2})(?!\d)m?(?:\s*(\d{1,2})(?!\d)s?)?|(?!\d))(?:\s*([ap])\.?m\.?(?![A-Za-z]))?(?![\d:])/i;
const ZONE = /^(?:(?:GMT|UTC?)?[-+]\d+(?:[,.:]\d+(?::\d+)?)?|[A-Za-z]+)(?!\w)/i;

function writtenTime(text: string): Time | undefined {
  const found = firstTime(text);
  if (found === null) return undefined;
  const [hour = 0, minute = 0, second = 0] = found.slice(1, 4).map((part) => Number(part ?? 0));
  const half = (found[4] ?? found[5])?.toLowerCase();
  const rest = text.slice(found.index + found[0].length).trim();
  return {
    hour: half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0),
    minute,
    second,
    zoneName: ZONE.exec(rest)?.[0] ?? '',
  };
}

/** The first time in a text: 8h 05 pm is five past eight, and not five. */
function firstTime(text: string): RegExpExecArray | null {
  const [time, hours] = [TIME.exec(text), HOURS.exec(text)];
  return hours !== null && hours.index < (time?.index ?? text.length) ? hours : time;
}

/** 20151203T100101Z, 20151203 1001, and a zone alone: 20151203Z. */
const DIGITS =
  /^\d{8}(?:\s*T?\s*(\d{2})(\d{2})?(\d{2})?(?![\d:])(?:[.,]\d*)?)?\s*(Z\b|[-+]\d{1,4}(?![\w:]))?/i;

function timeOfDigits(text: string): Time | undefined {
  const found = DIGITS.exec(text);
  if (found === null || (found[1] === undefined && found[4] === undefined)) return undefined;
  const [hour = 0, minute = 0, second = 0] = found.slice(1, 4).map((part) => Number(part ?? 0));
  return { hour, minute, second, zoneName: found[4] ?? '' };
}

/** A number that stands alone beside the day is the hour: `2015-12-03 10`. */
function loneHour(text: string): Time | undefined {
  const hour = Number(/^\s*(\d{1,2})\s*$/.exec(text.replace(WEEKDAY, ' '))?.[1] ?? Number.NaN);
  return hour <= 24 ? { ...MIDNIGHT, hour } : undefined;
}

const WEEKDAY = /\b(?:sun|mon|tue|wed|thu|fri|sat)[a-z]{0,10}/i;
