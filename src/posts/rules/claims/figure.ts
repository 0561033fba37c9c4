/**
 * A figure in title or excerpt that the text does not have, though it has others of the same kind: one of the two is
 * wrong. Only what contradicts is named; 「生産性が10倍に」 over a text without such a figure is a way of speaking.
 */
import type { Block } from '../../blocks.ts';
import { type Mend, quote } from '../../repair.ts';
import type { RuleContext } from '../rule.ts';
import { type Quantity, quantitiesIn } from './quantities.ts';

/** A count of a few is written in many ways: 「3社」, 「三社」, by their names. */
const LEAST_COUNT = 10;
const COUNTED = new Set(['人', '社', '件', '台', '基', '枚', '店', 'か国', '種類']);

export function findFigures(blocks: readonly Block[], { title, excerpt }: RuleContext): Mend[] {
  const told = [title, excerpt ?? ''].flatMap(quantitiesIn).filter(isTold);
  if (told.length === 0) return [];
  const said = blocks.flatMap(({ text, kind }) => (kind === 'code' ? [] : quantitiesIn(text)));
  const missing = told.filter((one) => !said.some((other) => other.unit === one.unit && isSame(one, other)));
  const names = new Set<string>();
  return missing.flatMap((one) => {
    const near = nearest(one, said);
    if (near === undefined || names.has(one.text)) return [];
    names.add(one.text);
    const message = `Title or excerpt say ${quote(one.text)}, and the text has ${quote(near.text)}, not that.`;
    return [{ code: 'post-figure' as const, message, line: 1, column: 1 }];
  });
}

function isTold({ value, unit }: Quantity): boolean {
  return value !== 0 && (!COUNTED.has(unit) || value >= LEAST_COUNT);
}

/** 「3,600億ドル超」 over 「3,637億ドル」, and 「8億円」 over 「8億3,000万円」: a headline rounds. */
function isSame(told: Quantity, said: Quantity): boolean {
  const distance = Math.abs(told.value - said.value);
  if (distance === 0 || distance < told.place) return true;
  // 「3,611億ドル」 over 「3,600億ドル」 is no rounding: it claims more than the text says.
  return distance <= said.value * ROUNDING && digitsOf(told) < digitsOf(said);
}

/** How many digits say something: 2 of 3,600. */
function digitsOf({ value }: Quantity): number {
  return String(value)
    .replace('.', '')
    .replace(/^0+|0+$/g, '').length;
}

/** One or two in a hundred: 3,600 for 3,637. */
const ROUNDING = 0.015;

/** The figure of the same kind that is nearest, within a power of ten or so: others are of something else. */
function nearest(told: Quantity, said: readonly Quantity[]): Quantity | undefined {
  const distance = (one: Quantity) => Math.abs(Math.log10(one.value / told.value));
  return said
    .filter(({ unit, value }) => unit === told.unit && value > 0)
    .filter((one) => distance(one) <= 2)
    .toSorted((a, b) => distance(a) - distance(b))[0];
}
