/** A finding: a problem of a post with its place, and a print that stays the same when lines move. */
import { hash } from 'node:crypto';
import type { Place, Problem, Severity } from '../../problem.ts';
import type { Level } from '../../settings/check.ts';
import type { Block } from '../blocks.ts';
import { lettersAndDigits } from '../letters-and-digits.ts';
import { lastUpTo } from '../line-numbers.ts';

/** A problem at its place, with a print that stays the same when lines move. */
export type Finding = Problem & {
  readonly at: Place;
  readonly severity: Severity;
  /** A hash of the letters of the paragraph that the finding is about. */
  readonly print: string;
};

/** @param line the line in the blocks, if it was found in one */
export function findingOf(
  problem: Problem,
  file: string,
  blocks: readonly Block[],
  severity: Level,
  line = 0,
): Finding | undefined {
  if (severity === 'off') return undefined;
  const at = { file, line: 1, column: 1, ...problem.at };
  const block = blocks[lastUpTo(linesOf(blocks), line)];
  return {
    ...problem,
    at,
    severity,
    print: block === undefined ? printOf(problem.message) : printOfBlock(block),
  };
}

const lines = new WeakMap<readonly Block[], readonly number[]>();

function linesOf(body: readonly Block[]): readonly number[] {
  const known = lines.get(body) ?? body.map(({ line }) => line);
  lines.set(body, known);
  return known;
}

const prints = new WeakMap<Block, string>();

/** Remembered, because many findings are about one paragraph. */
function printOfBlock(block: Block): string {
  const print = prints.get(block) ?? printOf(block.text);
  prints.set(block, print);
  return print;
}

/** This many letters are enough to tell one paragraph from all others. */
const ENOUGH = 400;

function printOf(text: string): string {
  return hash('sha1', lettersAndDigits(text.slice(0, ENOUGH))).slice(0, 12);
}
