/** Medians and tables: a wrong one would be believed. */
import { expect, it } from 'vitest';
import { spreadOf } from '../../bench/statistics.ts';
import { ratio, seconds, secondsOf } from '../../bench/table.ts';

it.for([
  { values: [3], median: 3, why: 'one run' },
  { values: [5, 1, 3], median: 3, why: 'the middle, whatever the order' },
  { values: [4, 1, 3, 2], median: 2.5, why: 'between the middle two' },
  { values: [10, 9, 100], median: 10, why: 'by value, not by spelling' },
])('takes the median of $values: $why', ({ values, median }) => {
  expect(spreadOf(values).median).toBe(median);
});

it('refuses to make a median of nothing', () => {
  expect(() => spreadOf([])).toThrow(RangeError);
});

it.for([
  { ms: 84.2, said: '0.084', why: 'below a second' },
  { ms: 1712, said: '1.71', why: 'three digits' },
  { ms: 16_250, said: '16.3', why: 'three digits' },
  { ms: 662_400, said: '662', why: 'no false precision' },
])('says $ms ms as $said s: $why', ({ ms, said }) => {
  expect(seconds(ms)).toBe(said);
});

it('says how far the runs spread, and ratios', () => {
  expect(secondsOf(spreadOf([1000, 1500, 1200]))).toBe('1.20 (1.00–1.50)');
  expect(secondsOf(spreadOf([1000]))).toBe('1.00');
  expect(ratio(180, 1000)).toBe('0.180 x');
});
