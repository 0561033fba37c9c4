/**
 * Liquid's sums, as Ruby does them: a whole number divided by a whole number is a whole number, and a decimal fraction
 * shows its point (`3.0`). LiquidJS knows one kind of number, so whether one was written as a fraction is read from
 * the template, and a whole result of fractions is given on as text.
 */

type Operand = { readonly value: number; readonly isWhole: boolean };

/** What LiquidJS gives a filter as `this`: where it stands in the template. */
type FilterPlace = {
  readonly token: { readonly input: string; readonly begin: number; readonly end: number };
};

type Sum = (a: number, b: number, areWhole: boolean) => number;

const SUMS: Readonly<Record<string, Sum>> = {
  plus: (a, b) => a + b,
  minus: (a, b) => a - b,
  times: (a, b) => a * b,
  divided_by: (a, b, areWhole) => {
    if (areWhole && b === 0) throw new Error('a number is divided by 0');
    return areWhole ? Math.floor(a / b) : a / b;
  },
};

/** A filter for each kind of sum. */
export const numberFilters: Readonly<Record<string, (this: unknown, a: unknown, b: unknown) => unknown>> =
  Object.fromEntries(
    Object.entries(SUMS).map(([name, sum]) => [
      name,
      function (this: unknown, a: unknown, b: unknown) {
        const { before, within } = writtenAround(this as FilterPlace); // LiquidJS calls every filter so
        return calculated(
          sum,
          operand(a, FRACTION_BEFORE.test(before)),
          operand(b, FRACTION_WITHIN.test(within)),
        );
      },
    ]),
  );

const FRACTION_BEFORE = /(?:^|[^\w.])\d+\.\d+\s*\|\s*$/;
const FRACTION_WITHIN = /:\s*-?\d+\.\d+\s*$/;
/** In letters: no number is longer. */
const LONGEST = 60;

function writtenAround({ token: { input, begin, end } }: FilterPlace): { before: string; within: string } {
  return { before: input.slice(Math.max(0, begin - LONGEST), begin), within: input.slice(begin, end) };
}

function operand(value: unknown, isFraction: boolean): Operand {
  if (typeof value === 'number') return { value, isWhole: !isFraction && Number.isInteger(value) };
  const text = String(value ?? '').trim();
  if (/^-?\d+\.\d+$/.test(text)) return { value: Number(text), isWhole: false };
  return { value: Number(/^[-+]?\d+/.exec(text)?.[0] ?? 0), isWhole: true };
}

function calculated(sum: Sum, a: Operand, b: Operand): number | string {
  const areWhole = a.isWhole && b.isWhole;
  const result = sum(a.value, b.value, areWhole);
  if (areWhole) return result;
  // Ruby counts in decimals: 0.1 + 0.2 is 0.3.
  const exact = Number(result.toPrecision(15));
  return Number.isInteger(exact) ? `${exact}.0` : exact;
}
