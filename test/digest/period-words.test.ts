import { expect, it } from 'vitest';
import { periodLabel, shortLabel } from '../../src/digest/period-words.ts';
import { periodOf } from './example.ts';

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
])('$id is $label: $why', ({ id, label, short }) => {
  expect(periodLabel(periodOf(id), 'Asia/Tokyo')).toBe(label);
  expect(shortLabel(periodOf(id), 'Asia/Tokyo')).toBe(short);
});
