/**
 * A figure in title, excerpt, `points:` or `figure:` that is not in the text, although the text has others of the same
 * kind: one of the two is wrong. Only such contradictions are named. 「生産性が10倍に」 over a text without any such figure is
 * just a way of speaking.
 */
import type { Block } from '../../blocks.ts';
import type { FrontMatter, FrontMatterValue } from '../../post.ts';
import { type Mend, quote } from '../../repair.ts';
import type { RuleContext } from '../rule.ts';
import { type Quantity, quantitiesIn } from './quantities.ts';

/** Smaller counts are ignored, because they are written in many ways: 「3社」, 「三社」, or by their names. */
const LEAST_COUNT = 10;
const COUNTED = new Set(['人', '社', '件', '台', '基', '枚', '店', 'か国', '種類']);

export function findFigures(blocks: readonly Block[], context: RuleContext): Mend[] {
  const told = claimsOf(context).filter(({ text }) => quantitiesIn(text).some(isTold));
  if (told.length === 0) return [];
  const said = blocks.flatMap(({ text, kind }) => (kind === 'code' ? [] : quantitiesIn(text)));
  const names = new Set<string>();
  return told.flatMap(({ says, text }) =>
    contradicted(text, said).flatMap((one) => {
      if (names.has(one.told)) return [];
      names.add(one.told);
      const message = `${says} ${quote(one.told)}, and the text has ${quote(one.said)}, not that.`;
      return [{ code: 'post-figure' as const, message, line: 1, column: 1 }];
    }),
  );
}

type Claim = { readonly says: string; readonly text: string };

/** The texts that are shown without the article, so readers believe them without it. */
function claimsOf({ title, excerpt, frontMatter }: RuleContext): Claim[] {
  return [
    { says: 'The title says', text: title },
    { says: 'The excerpt says', text: excerpt ?? '' },
    ...textsIn(frontMatter, 'points').map((text) => ({ says: '`points` say', text })),
    ...textsIn(frontMatter, 'figure').map((text) => ({ says: '`figure` says', text })),
  ];
}

/** The texts of a field, which may be a text, a list of them, or a map. */
function textsIn(data: FrontMatter, key: string): string[] {
  const value: FrontMatterValue | undefined = Object.hasOwn(data, key) ? data[key] : undefined;
  if (value === undefined) return [];
  return (typeof value === 'object' ? Object.values(value) : [value]).filter(
    (part) => typeof part === 'string',
  );
}

/**
 * @param said the figures of the text
 * @returns each figure of `told` that is not among them, with the nearest one of its kind, both as they are written
 */
export function contradicted(
  told: string,
  said: readonly Quantity[],
): { readonly told: string; readonly said: string }[] {
  return quantitiesIn(told)
    .filter(isTold)
    .filter((one) => !said.some((other) => other.unit === one.unit && isSame(one, other)))
    .flatMap((one) => {
      const near = nearest(one, said);
      return near === undefined ? [] : [{ told: one.text, said: near.text }];
    });
}

function isTold({ value, unit }: Quantity): boolean {
  return value !== 0 && (!COUNTED.has(unit) || value >= LEAST_COUNT);
}

/** A headline rounds: 「3,600億ドル超」 for 「3,637億ドル」, and 「8億円」 for 「8億3,000万円」, count as the same. */
function isSame(told: Quantity, said: Quantity): boolean {
  const distance = Math.abs(told.value - said.value);
  if (distance === 0 || distance < told.place) return true;
  // 「3,611億ドル」 for 「3,600億ドル」 is not rounding: it says more than the text.
  return distance <= said.value * ROUNDING && digitsOf(told) < digitsOf(said);
}

/** The number of significant digits: 3,600 has 2. */
function digitsOf({ value }: Quantity): number {
  return String(value)
    .replace('.', '')
    .replace(/^0+|0+$/g, '').length;
}

/** The largest difference that is rounding, as a share of the value: 3,600 for 3,637. */
const ROUNDING = 0.015;

/** The nearest figure of the same kind. It must be within about a power of ten: others are about something else. */
function nearest(told: Quantity, said: readonly Quantity[]): Quantity | undefined {
  const distance = (one: Quantity) => Math.abs(Math.log10(one.value / told.value));
  return said
    .filter(({ unit, value }) => unit === told.unit && value > 0)
    .filter((one) => distance(one) <= 2)
    .toSorted((a, b) => distance(a) - distance(b))[0];
}
