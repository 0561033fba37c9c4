/** Periods and days as `Intl` writes them in a language. The calendar is the one of the posts, its digits are 0 to 9. */
import type { Period } from '../../period.ts';
import { type WallTime, wallTime } from '../../time.ts';
import type { PeriodWords } from '../words.ts';
import { filled } from './filled.ts';
import type { PlainWords } from './plain-words.ts';

type Day = Pick<WallTime, 'year' | 'month' | 'day'>;

const forms = {
  day: { day: 'numeric', month: 'long' },
  dayOfYear: { day: 'numeric', month: 'long', year: 'numeric' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
  weekdayOfYear: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'long' },
  monthOfYear: { month: 'long', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Writes a day in one of the forms. */
export type DayWriter = (form: keyof typeof forms, day: Day, change?: (day: string) => string) => string;

/** @param tag a tag that `Intl` takes */
export function dayWriter(tag: string): DayWriter {
  const made = new Map<string, Intl.DateTimeFormat>();
  const formatOf = (form: keyof typeof forms) => {
    const format = made.get(form) ?? new Intl.DateTimeFormat(tag, { ...forms[form], ...SAME });
    made.set(form, format);
    return format;
  };
  return (form, { year, month, day }, change = (text) => text) =>
    formatOf(form)
      .formatToParts(Date.UTC(year, month - 1, day))
      .map(({ type, value }) => (type === 'day' ? change(value) : value))
      .join('')
      .replace(THIN, ' ');
}

/** Whether the year stands before the day, as in Korean. Then two dates share the year of the first. */
export function yearComesFirst(tag: string): boolean {
  const parts = new Intl.DateTimeFormat(tag, { ...forms.dayOfYear, ...SAME }).formatToParts(0);
  return parts.findIndex(({ type }) => type === 'year') < parts.findIndex(({ type }) => type === 'day');
}

/** A digit in a date is like a digit in a title beside it. The day is known already, so no zone may move it. */
const SAME = { calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC' } as const;
/** Many fonts lack these blanks. */
const THIN = /[\u2009\u202f]/g;

/** @param yearFirst what `yearComesFirst` says of the language */
export function plainPeriods(
  words: PlainWords['periods'],
  write: DayWriter,
  yearFirst: boolean,
): PeriodWords {
  return {
    day: (instant, zone) => write('day', wallTime(instant, zone)),
    label: (period, zone) => named(period, zone, true),
    short: (period, zone) => named(period, zone, false),
    present: words.present,
    number: ({ kind, id }) => (kind === 'week' ? filled(words.number, { week: Number(id.slice(-2)) }) : ''),
  };

  /** The year stands in it if `withYear` is true, or if the period goes on into the next year. */
  function named(period: Period, zone: string, withYear: boolean): string {
    const first = wallTime(period.start, zone);
    const last = wallTime(new Date(period.end.getTime() - 1), zone);
    const crosses = last.year !== first.year;
    const year = withYear || crosses;
    if (period.kind === 'month') return write(year ? 'monthOfYear' : 'month', first);
    if (period.kind === 'day') return write(year ? 'weekdayOfYear' : 'weekday', first);
    if (last.month === first.month)
      return write(year ? 'dayOfYear' : 'day', last, (day) =>
        filled(words.days, { first: first.day, last: day }),
      );
    const [atFirst, atLast] = yearFirst ? [withYear, crosses] : [withYear && crosses, year];
    return filled(words.dates, {
      first: write(atFirst ? 'dayOfYear' : 'day', first),
      last: write(atLast ? 'dayOfYear' : 'day', last),
    });
  }
}
