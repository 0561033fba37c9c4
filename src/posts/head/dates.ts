/**
 * The dates of front matter, as Jekyll reads them. Jekyll uses two readers. YAML's (Psych) takes an unquoted stamp with
 * seconds; without a zone, it means UTC. Everything else goes to Ruby's `Time.parse`, which takes many forms; without a
 * zone, it uses the zone of the site. A table of tests compares this with Jekyll 4.3.1.
 */
import { instantOf, MINUTE, wallTime } from '../../time.ts';
import { type Parts, rubyParts, type Wall } from '../ruby/ruby-dates.ts';

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
  /** An offset of three digits, such as `-500`, which no reader takes for five hours. */
  readonly oddOffset?: string;
};

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
  const isOdd = THREE_DIGITS.test(zoneName);
  // Whoever has no URLs of Jekyll means 5 hours by `-500`.
  const name = isOdd && zoneless === 'site' ? zoneName.replace(/\d/, '0$&') : zoneName;
  const offset = assumedUtc ? 0 : offsetOf(name, wall.year, zone, isYaml);
  if (offset === 'none') return undefined;
  const instant = offset === undefined ? siteInstant(wall, zone) : new Date(utcOf(wall) - offset * MINUTE);
  return { instant, assumedUtc, ...(isOdd && name === zoneName ? { oddOffset: zoneName } : {}) };
}

/** Whether YAML and Ruby read a date in different ways: then its quotation marks matter. */
export function dependsOnQuotes(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.length <= LONGEST && YAML_TIME.test(trimmed) && !/(?:Z|[-+]\d\d:?\d\d)$/.test(trimmed);
}

/** In letters: no date is longer. */
const LONGEST = 80;

/** `Psych::ScalarScanner::TIME` */
const YAML_TIME =
  /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?(?:\s*(?:Z|[-+]\d{1,2}:?(?:\d\d)?))?$/;

function yamlParts(text: string): Parts {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = (text.match(/\d+/g) ?? []).map(
    Number,
  );
  const zoneName = /(?:Z|[-+]\d{1,2}:?(?:\d\d)?)$/.exec(text.slice(10))?.[0] ?? '';
  return { wall: { year, month, day, hour, minute, second }, zoneName };
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

/**
 * The instant of a time on the wall of the site; 24:00 and second 60 are added afterwards. Where clocks are put back,
 * an hour is there twice: Ruby takes the second one.
 */
function siteInstant(wall: Wall, zone: string): Date {
  const instant = instantOf(wallTime(new Date(utcOf(wall)), 'UTC'), zone);
  const isTwice = (minutes: number) => {
    const later = instant.getTime() + minutes * MINUTE;
    return offsetAt(later, zone) === offsetAt(instant.getTime(), zone) - minutes;
  };
  const minutes = PUT_BACK.find(isTwice) ?? 0;
  return new Date(instant.getTime() + minutes * MINUTE);
}

/** By how many minutes clocks are put back; half an hour on Lord Howe Island. */
const PUT_BACK = [60, 30];

/** Minutes east of UTC, for the names that Ruby's `Time.zone_offset` always knows. */
const EVERYWHERE: Readonly<Record<string, number>> = {
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

/** The letters of the military zones: A is +1, M +12, N -1, Y -12; J is none. */
const EASTWARDS = 'ZABCDEFGHIKLM';
const WESTWARDS = 'ZNOPQRSTUVWXY';

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
function offsetOf(name: string, year: number, zone: string, isYaml: boolean): number | undefined | 'none' {
  if (name === '') return undefined;
  const numbers = (isYaml ? YAML_OFFSET : RUBY_OFFSET).exec(name);
  if (numbers !== null) {
    const [hours, minutes] = [Number(numbers[2]), Number(numbers[3] ?? 0)];
    // What YAML can not take is a text, in which Ruby finds no zone.
    if (hours > 23 && THREE_DIGITS.test(name)) return undefined;
    return hours > 23 || minutes > 59 ? 'none' : (numbers[1] === '-' ? -1 : 1) * (hours * 60 + minutes);
  }
  const upper = name.toUpperCase();
  const known = EVERYWHERE[upper] ?? militaryOffset(upper);
  if (known !== undefined) return known;
  const seasons = [0, 6].map((month) => offsetAt(Date.UTC(year, month, 1), zone));
  return AT_HOME[upper]?.find((offset) => seasons.includes(offset));
}

/** Psych takes +200 for 20 hours. */
const THREE_DIGITS = /^[-+]\d{3}$/;
const YAML_OFFSET = /^([-+])(\d{1,2}):?(\d{1,2})?$/;
/** `+9`, `UTC+09:00` and `GMT+0900` are none for Ruby: such a time is that of the site. */
const RUBY_OFFSET = /^([-+])(\d{2})(?::?(\d{2}))?(?::?\d{2})?$/;

function militaryOffset(letter: string): number | undefined {
  if (letter.length !== 1) return undefined;
  const [east, west] = [EASTWARDS.indexOf(letter), WESTWARDS.indexOf(letter)];
  if (east >= 0) return east * 60;
  return west >= 0 ? west * -60 : undefined;
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
