/** What a text costs as it grows. */
import { expect } from 'vitest';

/** Milliseconds of this thread on a processor: what else the machine does hardly counts. */
export function costOf(act: () => unknown): number {
  const start = process.threadCpuUsage();
  act();
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1000;
}

/**
 * Four times the text costs four times as much: a loop in a loop would cost sixteen times. Other programs slow down the
 * caches, and so only ever add: of some rounds, the best.
 *
 * @param make a text of so many letters
 * @param letters how many the long one has
 */
export function expectOnePass<T>(
  run: (text: T) => unknown,
  make: (letters: number) => T,
  letters: number,
): void {
  const [quarter, whole] = [make(letters / 4), make(letters)];
  const best = { whole: Number.POSITIVE_INFINITY, quarter: Number.POSITIVE_INFINITY };
  for (let round = 0; round < 5; round += 1) {
    best.whole = Math.min(
      best.whole,
      costOf(() => run(whole)),
    );
    best.quarter = Math.min(
      best.quarter,
      costOf(() => run(quarter)),
    );
    if (best.whole < 8 * best.quarter + 50) return;
  }
  expect(best.whole).toBeLessThan(10 * best.quarter + 50);
}
