/**
 * The dates of front matter, as Jekyll reads them. Jekyll uses two readers. YAML's (Psych) takes an unquoted stamp with
 * seconds; without a zone, it means UTC. Everything else goes to Ruby's `Time.parse`, which takes many forms; without a
 * zone, it uses the zone of the site. A table of tests compares this with Jekyll 4.3.1.
 */
import { instantOf, MINUTE, type WallTime, wallTime } from '../../time.ts';

export type Written = {
  /** The value, without quotation marks. */
  readonly text: string;
  /** Whether it is in quotation marks: then YAML leaves it as a text. */
  readonly quoted: boolean;
};

export type DateReading = {
  readonly instant: Date;
  /** Whether it was read as UTC only because it has no zone. */
  readonly assumedUtc: boolean;
};

type Wall = Readonly<Record<keyof WallTime, number>>;

/**
 * Reads a date.
 *
 * @param zone the site's IANA time zone, such as `Asia/Tokyo`
 * @param zoneless `site`: every date without a zone is in the site's zone; `jekyll`: as Jekyll does
 * @returns `undefined` if the text is not a date of the calendar (Ruby accepts 2025-02-30, we do not)
 */
export function readStamp(
  { text, quoted }: Written,
  zone: string,
  zoneless: 'jekyll' | 'site' = 'jekyll',
): DateReading | undefined {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST) return undefined;
  const isYaml = !quoted && YAML_TIME.test(trimmed);
  const found = isYaml ? yamlParts(trimmed) : rubyParts(trimmed);
  if (found === undefined || !isReal(found.wall)) return undefined;
  const { wall, zoneName } = found;
  const assumedUtc = isYaml && zoneName === '' && zoneless === 'jekyll';
  const offset = assumedUtc ? 0 : offsetOf(zoneName, wall.year, zone);
  if (offset === 'none') return undefined;
  if (offset === undefined) return { instant: siteInstant(wall, zone), assumedUtc };
  return { instant: new Date(utcOf(wall) - offset * MINUTE), assumedUtc };
}

/** In letters: no date is longer. */
const LONGEST = 80;

/** `Psych::ScalarScanner::TIME` */
const YAML_TIME =
  /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?(?:\s*(?:Z|[-+]\d{1,2}:?(?:\d\d)?))?$/;

type Parts = { readonly wall: Wall; readonly zoneName: string };

function yamlParts(text: string): Parts {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = (text.match(/\d+/g) ?? []).map(
    Number,
  );
  const zoneName = /(?:Z|[-+]\d{1,2}:?(?:\d\d)?)$/.exec(text.slice(10))?.[0] ?? '';
  return { wall: { year, month, day, hour, minute, second }, zoneName };
}

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
  [/^(\d{4})(\d{2})(\d{2})(?=\d{0,6}(?:$|T| ))/, 1, 2, 3], // 20151203, 20151203100101
  [new RegExp(`${MONTH}[ ]+(\\d{1,2})(?=[ ]+\\d{1,2}:)`, 'i'), 0, 1, 2], // Sep 3 11:21:31 CEST 2021
  [/^(\d{2})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/, 1, 3, 4], // 15-12-03
];

const TIME =
  /(?:^|[\sTt,])(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,]\d*)?)?(?:\s*([ap])\.?m\.?(?![A-Za-z]))?(?![\d:])|\s*([ap])\.?m\.?(?![A-Za-z]))/i;
/** 10h, 10h01, 10h 01m 30s, 10h01Z */
const HOURS =
  /(?:^|[\sTt,])(\d{1,2})h(?:\s*(\d{1,2})(?!\d)m?(?:\s*(\d{1,2})(?!\d)s?)?|(?!\d))(?:\s*([ap])\.?m\.?(?![A-Za-z]))?(?![\d:])/i;
const DIGITS = /^\d{8}T?(\d{2})(\d{2})?(\d{2})?/;

/** The first time in a text: 8h 05 pm is five past eight, and not five. */
function timeIn(text: string): RegExpExecArray | null {
  const [time, hours] = [TIME.exec(text), HOURS.exec(text)];
  return hours !== null && hours.index < (time?.index ?? text.length) ? hours : time;
}

/** Finds the parts like Ruby's `Date._parse`: a day anywhere, a time anywhere, and a zone after the time. */
function rubyParts(text: string): Parts | undefined {
  const day = dayIn(text);
  if (day === undefined) return undefined;
  const time = timeIn(day.rest);
  const digits = time === null ? DIGITS.exec(text) : null;
  if (time === null && digits === null)
    return { wall: { ...day.wall, hour: 0, minute: 0, second: 0 }, zoneName: '' };
  const [hours, minute, second] = (digits ?? time ?? []).slice(1, 4).map((part) => Number(part ?? 0));
  const half = (time?.[4] ?? time?.[5])?.toLowerCase();
  const rest = day.rest.slice((time?.index ?? 0) + (time?.[0].length ?? 0)).trim();
  const zoneName =
    time === null
      ? ''
      : (/^(?:[A-Za-z]+(?:[-+]\d{1,2})?|(?:GMT|UTC)?[-+]\d{1,2}:?\d{0,2})(?![\w:])/.exec(rest)?.[0] ?? '');
  const hour = half === undefined ? (hours ?? 0) : ((hours ?? 0) % 12) + (half === 'p' ? 12 : 0);
  return { wall: { ...day.wall, hour, minute: minute ?? 0, second: second ?? 0 }, zoneName };
}

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

/** A post of the year 15 (`0015-12-03`) has lost two digits of its year. */
const FIRST_YEAR = 1000;

/** 24:00 is midnight of the next day, and second 60 (a leap second) belongs to the next minute. */
function isReal({ year, month, day, hour, minute, second }: Wall): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  const onCalendar = year >= FIRST_YEAR && date.getUTCMonth() + 1 === month && date.getUTCDate() === day;
  if (!onCalendar || minute > 59 || second > 60) return false;
  return hour < 24 || (hour === 24 && minute === 0 && second === 0);
}

function utcOf({ year, month, day, hour, minute, second }: Wall): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The instant of a time on the wall of the site; 24:00 and second 60 are added afterwards. */
function siteInstant(wall: Wall, zone: string): Date {
  const date = new Date(utcOf(wall));
  return instantOf(wallTime(date, 'UTC'), zone);
}

/** Minutes east of UTC, in winter and in summer, for the names that Ruby's `Time.zone_offset` always knows. */
const EVERYWHERE: Readonly<Record<string, number>> = {
  Z: 0,
  UT: 0,
  UTC: 0,
  GMT: 0,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
};

/** Names that Ruby knows only if they belong to the machine's zone, which Jekyll sets to the site's zone. */
const AT_HOME: Readonly<Record<string, readonly number[]>> = {
  JST: [540],
  KST: [540],
  HKT: [480],
  SGT: [480],
  PHT: [480],
  IST: [330, 60, 120],
  MSK: [180],
  CET: [60],
  CEST: [120],
  EET: [120],
  EEST: [180],
  WET: [0],
  WEST: [60],
  BST: [60],
  HST: [-600],
  AKST: [-540],
  AKDT: [-480],
  NST: [-210],
  NDT: [-150],
  AST: [-240],
  ADT: [-180],
  AEST: [600],
  AEDT: [660],
  ACST: [570],
  ACDT: [630],
  AWST: [480],
  NZST: [720],
  NZDT: [780],
  SAST: [120],
  WIB: [420],
};

/** @returns minutes east of UTC; `undefined` for the zone of the site, `none` if there is no such offset */
function offsetOf(name: string, year: number, zone: string): number | undefined | 'none' {
  if (name === '') return undefined;
  const numbers = /^(?:GMT|UTC)?([-+])(\d{1,2}):?(\d{2})?$/i.exec(name);
  if (numbers !== null) {
    const [hours, minutes] = [Number(numbers[2]), Number(numbers[3] ?? 0)];
    return hours > 14 || minutes > 59 ? 'none' : (numbers[1] === '-' ? -1 : 1) * (hours * 60 + minutes);
  }
  const known = EVERYWHERE[name.toUpperCase()];
  if (known !== undefined) return known;
  const seasons = [0, 6].map((month) => offsetAt(Date.UTC(year, month, 1), zone));
  return AT_HOME[name.toUpperCase()]?.find((offset) => seasons.includes(offset));
}

/** Minutes east of UTC. */
function offsetAt(instant: number, zone: string): number {
  return (utcOf(wallTime(new Date(instant), zone)) - instant) / MINUTE;
}

/**
 * Whether the value of a key is in quotation marks, or is a text for another reason (`>`, `|`, `!!str`).
 *
 * @param head the front matter as it was written
 */
export function isQuoted(head: string, key: string): boolean {
  const lines = [...head.matchAll(new RegExp(`^["']?${key}["']?[ \\t]*:[ \\t]*(?:&\\S+[ \\t]+)?(.)`, 'gm'))];
  return /^["'>|!]/.test(lines.at(-1)?.[1] ?? '');
}
