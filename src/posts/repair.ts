/** What a repair did, and where: each repair is counted, named and can be switched off. */
import type { ProblemCode } from '../problem.ts';
import type { Block } from './blocks.ts';

export type Mend = {
  readonly code: ProblemCode;
  readonly message: string;
  /** The line in the file, from 1. */
  readonly line: number;
  readonly column: number;
};

/** The result of a repair: the body, and what was done. */
export type Mended = { readonly blocks: readonly Block[]; readonly mends: readonly Mend[] };

/** In UTF-16 units, blanks included: only so much of a long text is read to name it, and only if its first letters are few. */
const ENOUGH = 1000;

/** In UTF-16 units: nearly always enough. */
const FEW = 60;

/** The first letters of a text, to name it in a message. */
export function quote(text: string, letters = 20): string {
  let line = lettersIn(text.slice(0, FEW));
  // The last letter of a piece may be half of one.
  if (line.length <= letters + 1) line = lettersIn(text.slice(0, ENOUGH));
  return line.length <= letters ? `「${line.join('')}」` : `「${line.slice(0, letters).join('')}…」`;
}

/** The last letters of a text, to name it in a message. */
export function quoteEnd(text: string, letters = 15): string {
  let line = lettersIn(text.slice(-FEW));
  if (line.length <= letters + 1) line = lettersIn(text.slice(-ENOUGH));
  return line.length <= letters ? `「${line.join('')}」` : `「…${line.slice(-letters).join('')}」`;
}

/** The letters of a text in one line. */
function lettersIn(text: string): string[] {
  return [...text.replace(/\s+/g, ' ').trim()];
}
