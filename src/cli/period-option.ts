/** The options that name the period of a digest: a week, a day or a month; none is the last full week. */
import { ProblemError } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { lastFullWeek, type Period, parsePeriod } from '../time.ts';
import { type Call, usage } from './command.ts';

const kinds = ['week', 'day', 'month'] as const;

export const periodOptions = {
  week: { type: 'string', value: 'YYYY-Www', doc: 'A week (default: the last full one).' },
  day: { type: 'string', value: 'YYYY-MM-DD', doc: 'A day instead of a week.' },
  month: { type: 'string', value: 'YYYY-MM', doc: 'A month instead of a week.' },
} as const;

/** @throws ProblemError (usage) where the period is none, or more than one is named */
export function periodOf(command: string, call: Call, { site, digest }: Settings, now: Date): Period {
  const named = kinds.filter((kind) => call.text(kind) !== undefined);
  const [kind] = named;
  if (kind === undefined) return lastFullWeek(now, site.timezone, digest.weekStart);
  if (named.length > 1) {
    const options = named.map((name) => `--${name}`).join(' and ');
    throw new ProblemError([
      usage(`A digest has one period, not ${options}.`, `Leave all but --${kind} out.`),
    ]);
  }
  const id = call.text(kind) ?? '';
  const period = parsePeriod(id, site.timezone, digest.weekStart);
  if (period?.kind === kind) return period;
  const example = { week: '2025-W45', day: '2025-11-07', month: '2025-11' }[kind];
  throw new ProblemError([
    usage(`There is no ${kind} \`${id}\`.`, `Write it like \`tayori ${command} --${kind} ${example}\`.`),
  ]);
}
