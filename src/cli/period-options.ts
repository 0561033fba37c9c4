/**
 * Reads `--week`, `--day` and `--month` for every command that takes a period, with the same messages.
 *
 *     --week last   --week 2025-W45   --week 2025-11-07 (the week of that day)
 *     --day last    --day 2025-11-07
 *     --month last  --month 2025-11
 */

import {
  lastFull,
  lastFullWeek,
  optionFor,
  type Period,
  parsePeriod,
  periodKinds,
  weekOf,
} from '../period.ts';
import { type Problem, ProblemError } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { type Call, type Option, usage } from './command.ts';

/** The options of a command that works on one digest, or shows one digest. */
export function periodOptions(
  missing: 'the last full week' | 'all',
): Readonly<Record<Period['kind'], Option>> {
  const about = missing === 'all' ? 'Only that week' : `The week (default: ${missing})`;
  return {
    week: {
      type: 'string',
      value: 'last|YYYY-Www|DAY',
      doc: `${about}; a day names the week it is in.`,
    },
    day: { type: 'string', value: 'last|YYYY-MM-DD', doc: 'A day instead of a week.' },
    month: { type: 'string', value: 'last|YYYY-MM', doc: 'A month instead of a week.' },
  };
}

/**
 * The period that the line names, or the last full week.
 * @throws ProblemError (usage)
 */
export function periodOf(call: Pick<Call, 'text'>, settings: Settings, now: Date): Period {
  const { site, digest } = settings;
  return namedPeriod(call, settings, now) ?? lastFullWeek(now, site.timezone, digest.weekStart);
}

/**
 * @returns `undefined` if the line names none
 * @throws ProblemError (usage) if there is no such period, or more than one is named
 */
export function namedPeriod(
  call: Pick<Call, 'text'>,
  { site, digest }: Settings,
  now: Date,
): Period | undefined {
  const named = periodKinds.filter((kind) => call.text(kind) !== undefined);
  const [kind] = named;
  if (kind === undefined) return undefined;
  if (named.length > 1) throw new ProblemError([several(named)]);
  // A Japanese keyboard may write full-width letters.
  const text = (call.text(kind) ?? '').normalize('NFKC').trim();
  if (/^last$/i.test(text)) return lastFull(kind, now, site.timezone, digest.weekStart);
  const period = parsePeriod(text.toUpperCase(), site.timezone, digest.weekStart);
  if (period?.kind === kind) return period;
  if (period?.kind === 'day' && kind === 'week') return weekOf(period.start, site.timezone, digest.weekStart);
  const week = kind === 'week' ? weekByNumber(text, site.timezone, digest.weekStart, now) : undefined;
  throw new ProblemError([noSuchPeriod(kind, text, period ?? week)]);
}

function several(named: readonly Period['kind'][]): Problem {
  const options = named.map((name) => `--${name}`).join(' and ');
  return usage(`There is one period, not ${options}.`, `Leave all but --${named[0]} out.`);
}

const examples: Readonly<Record<Period['kind'], string>> = {
  week: '`--week 2025-W45`, `--week 2025-11-07` for the week of a day, or `--week last`',
  day: '`--day 2025-11-07` or `--day last`',
  month: '`--month 2025-11` or `--month last`',
};

/** The week that `46`, `W46` or `2025-46` may mean; without a year the last one of that number that has begun. */
function weekByNumber(
  text: string,
  zone: string,
  weekStart: Settings['digest']['weekStart'],
  now: Date,
): Period | undefined {
  const [, year, number = ''] = /^(?:(\d{4})-?)?W?(\d{1,2})$/i.exec(text) ?? [];
  if (number === '') return undefined;
  const thisYear = Number(weekOf(now, zone, weekStart).id.slice(0, 4));
  const weeks = (year === undefined ? [thisYear, thisYear - 1] : [year]).map((one) =>
    parsePeriod(`${one}-W${number.padStart(2, '0')}`, zone, weekStart),
  );
  return weeks.find((week) => week !== undefined && (year !== undefined || week.start <= now));
}

function noSuchPeriod(kind: Period['kind'], text: string, other: Period | undefined): Problem {
  const hint = other === undefined ? examples[kind] : `\`${optionFor(other.id)}\``;
  return usage(`There is no ${kind} \`${text}\`.`, `Write ${hint}.`);
}
