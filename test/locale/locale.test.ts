import { expect, it } from 'vitest';
import { localeOf } from '../../src/locale/locale.ts';
import { problemsJa } from '../../src/locale/preview/problems-ja.ts';
import { problemCodes } from '../../src/problem.ts';
import { periodOf } from '../digest/example.ts';

it.for([
  { id: '2025-W45', label: '2025年11月3日〜9日', short: '11月3日〜9日', why: 'inside a month' },
  {
    id: '2025-W44',
    label: '2025年10月27日〜11月2日',
    short: '10月27日〜11月2日',
    why: 'over the end of a month',
  },
  {
    id: '2026-W01',
    label: '2025年12月29日〜2026年1月4日',
    short: '12月29日〜2026年1月4日',
    why: 'over the end of a year',
  },
  { id: '2025-11-07', label: '2025年11月7日（金）', short: '11月7日（金）', why: 'a day has its weekday' },
  { id: '2025-11', label: '2025年11月', short: '11月', why: 'a month' },
])('in Japanese, $id is $label: $why', ({ id, label, short }) => {
  const { periods } = localeOf('ja-JP');
  expect(periods.label(periodOf(id), 'Asia/Tokyo')).toBe(label);
  expect(periods.short(periodOf(id), 'Asia/Tokyo')).toBe(short);
});

it.for([
  { id: '2025-W45', label: '3–9 November 2025', short: '3–9 November', why: 'inside a month' },
  {
    id: '2025-W44',
    label: '27 October – 2 November 2025',
    short: '27 October – 2 November',
    why: 'over the end of a month',
  },
  {
    id: '2026-W01',
    label: '29 December – 4 January 2026',
    short: '29 December – 4 January 2026',
    why: 'over the end of a year, which is said once',
  },
  {
    id: '2025-11-07',
    label: 'Friday 7 November 2025',
    short: 'Friday 7 November',
    why: 'a day has its weekday',
  },
  { id: '2025-11', label: 'November 2025', short: 'November', why: 'a month' },
])('in English, $id is $label: $why', ({ id, label, short }) => {
  const { periods } = localeOf('en-GB');
  expect(periods.label(periodOf(id), 'Asia/Tokyo')).toBe(label);
  expect(periods.short(periodOf(id), 'Asia/Tokyo')).toBe(short);
});

it.for([
  { language: 'ja', others: 'カテゴリー別', why: 'the language itself' },
  { language: 'JA-Jpan-JP', others: 'カテゴリー別', why: 'with script and country, in any case' },
  { language: 'en-US', others: 'By category', why: 'a country' },
  { language: 'jam', others: 'By category', why: 'Jamaican Creole only begins like Japanese' },
  { language: 'hu', others: 'By category', why: 'a language that there is no locale for' },
])('$language reads «$others»: $why', ({ language, others }) => {
  expect(localeOf(language).feeds.groups.category).toBe(others);
});

it('the page of a Japanese publication has words for whatever rules, notes and templates say', () => {
  const codes = Object.entries(problemCodes).flatMap(([code, row]) =>
    'rule' in row || /^(?:note|template)-/.test(code) ? [code] : [],
  );
  expect(codes.filter((code) => !Object.hasOwn(problemsJa, code))).toEqual([]);
  const said = Object.values(problemsJa);
  // A title is no sentence; what to do is one or two, in Japanese.
  expect(said.filter(([title]) => /。$/.test(title) || [...title].length > 32)).toEqual([]);
  expect(said.filter(([, next]) => !/[ぁ-ん].*。$/.test(next))).toEqual([]);
});
