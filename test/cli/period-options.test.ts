import { describe, expect, it } from 'vitest';
import { namedPeriod, periodOf } from '../../src/cli/period-options.ts';
import { parseConfig } from '../../src/config.ts';
import { ProblemError } from '../../src/problem.ts';

/** A Sunday evening in Tokyo, in week 46. */
const NOW = new Date('2025-11-16T10:00:00Z');
const site = { title: '週刊みなと', url: 'https://minato.example' };

function read(given: Readonly<Record<string, string>>, weekStart: 'monday' | 'sunday' = 'monday'): string {
  const settings = parseConfig({ site, digest: { weekStart } });
  try {
    return namedPeriod({ text: (option) => given[option] }, settings, NOW)?.id ?? 'none';
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map(({ message, hint }) => `${message} -> ${hint}`).join('\n');
  }
}

describe('the period that a line names', () => {
  it.for([
    { given: {}, id: 'none', why: 'nothing is named' },
    { given: { week: '2025-W45' }, id: '2025-W45', why: 'a week' },
    { given: { week: '2025-w45' }, id: '2025-W45', why: 'typed in haste' },
    { given: { week: '２０２５－Ｗ４５' }, id: '2025-W45', why: 'full-width letters' },
    { given: { week: '2025-11-07' }, id: '2025-W45', why: 'a day names its week' },
    { given: { week: '2025-12-31' }, id: '2026-W01', why: 'a day whose week belongs to the next year' },
    { given: { week: '2025-11-09' }, id: '2025-W45', why: 'a Sunday, where weeks begin on Monday' },
    { given: { week: 'last' }, id: '2025-W45', why: 'the week before the one that is not over' },
    { given: { day: '2025-11-07' }, id: '2025-11-07', why: 'a day' },
    { given: { day: 'last' }, id: '2025-11-15', why: 'yesterday in Tokyo' },
    { given: { month: '2025-11' }, id: '2025-11', why: 'a month' },
    { given: { month: 'LAST' }, id: '2025-10', why: 'the month before' },
  ])('$given: $id, $why', ({ given, id }) => {
    expect(read(given)).toBe(id);
  });

  it('follows the day on which the weeks of the site begin', () => {
    expect(read({ week: '2025-11-09' }, 'sunday')).toBe('2025-W46');
  });

  it.for([
    {
      given: { week: '2025-W54' },
      says: 'There is no week `2025-W54`. -> Write `--week 2025-W45`, `--week 2025-11-07` for the week of a day, or `--week last`.',
      why: 'a year has 52 or 53',
    },
    { given: { week: '2025-02-30' }, says: 'There is no week `2025-02-30`.', why: 'no such day' },
    {
      given: { week: '45' },
      says: 'There is no week `45`. -> Write `--week 2025-W45`.',
      why: 'a number alone is a week of this year',
    },
    {
      given: { week: 'W50' },
      says: 'There is no week `W50`. -> Write `--week 2024-W50`.',
      why: 'or of the year before, as long as that week is to come',
    },
    { given: { week: '2025-45' }, says: '-> Write `--week 2025-W45`.', why: 'no W' },
    { given: { week: '202545' }, says: '-> Write `--week 2025-W45`.', why: 'no W and no line' },
    {
      given: { week: '99' },
      says: 'Write `--week 2025-W45`, `--week 2025-11-07`',
      why: 'no year has so many',
    },
    {
      given: { week: '2025-11' },
      says: 'There is no week `2025-11`. -> Write `--month 2025-11`.',
      why: 'a month',
    },
    {
      given: { day: '2025-w45' },
      says: 'There is no day `2025-w45`. -> Write `--week 2025-W45`.',
      why: 'a week',
    },
    {
      given: { month: '2025-11-07' },
      says: 'There is no month `2025-11-07`. -> Write `--day 2025-11-07`.',
      why: 'a day',
    },
    { given: { month: '2025-13' }, says: 'Write `--month 2025-11` or `--month last`.', why: 'no such month' },
    {
      given: { week: '2025-W45', month: '2025-11' },
      says: 'There is one period, not --week and --month. -> Leave all but --week out.',
      why: 'two at once',
    },
  ])('refuses $given: $why', ({ given, says }) => {
    expect(read(given)).toContain(says);
  });

  it('is the last full week where none is named', () => {
    expect(periodOf({ text: () => undefined }, parseConfig({ site }), NOW).id).toBe('2025-W45');
  });
});
