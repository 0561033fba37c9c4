/** What a repair did, and where: each is counted, named and can be switched off. */
import type { ProblemCode } from '../problem.ts';
import type { Block } from './blocks.ts';

export type Mend = {
  readonly code: ProblemCode;
  readonly message: string;
  /** In the file, from 1. */
  readonly line: number;
  readonly column: number;
};

/** What a repair hands on: the body, and what it did. */
export type Mended = { readonly blocks: readonly Block[]; readonly mends: readonly Mend[] };

/** In UTF-16 units: no more of a long text is looked at to name it, blanks included. */
const ENOUGH = 1000;

/** The first letters of a text, to name it by. */
export function quote(text: string, letters = 20): string {
  const line = [...text.slice(0, ENOUGH).replace(/\s+/g, ' ').trim()];
  return line.length <= letters ? `「${line.join('')}」` : `「${line.slice(0, letters).join('')}…」`;
}

/** The last letters of a text, to name it by. */
export function quoteEnd(text: string, letters = 15): string {
  const line = [...text.slice(-ENOUGH).replace(/\s+/g, ' ').trim()];
  return line.length <= letters ? `「${line.join('')}」` : `「…${line.slice(-letters).join('')}」`;
}
