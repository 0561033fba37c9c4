/** A few numbers said as one: the median, and how far they spread. */

export type Spread = {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly count: number;
};

/** @throws RangeError for no numbers at all */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined)
    throw new RangeError('There is nothing to take a median of.');
  const upper = sorted[sorted.length >> 1] ?? most;
  const lower = sorted[(sorted.length - 1) >> 1] ?? least;
  return { median: (upper + lower) / 2, least, most, count: sorted.length };
}
