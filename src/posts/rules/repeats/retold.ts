/**
 * A paragraph that says again what the post has said, in nearly the same words: 8 of 10 runs of ten letters occurred
 * before. Only a person can decide which of the two should stay, so it is named and not dropped.
 */
import type { Block } from '../../blocks.ts';
import { maskOpaque, OPAQUE } from '../../prose.ts';
import { remembered } from '../../remembered.ts';
import { type Mend, quote } from '../../repair.ts';
import { LONG, weightOf } from './repeated-run.ts';

const RUN = 10;
const SHARE = 0.8;

export function findRetold(blocks: readonly Block[]): Mend[] {
  const texts = blocks.map((block) => (block.kind === 'prose' ? lettersIn(block.text) : ''));
  const said = newMarks(texts.reduce((sum, text) => sum + text.length, 0));
  const found: Mend[] = [];
  for (const [index, block] of blocks.entries()) {
    const letters = texts[index] ?? '';
    const runs = runsOf(letters);
    const again = letters.length < LONG || weightOf(letters) < LONG ? 0 : countOf(runs, said.has);
    if (again > 0 && again >= runs.length * SHARE && !isStatusLine(blocks, index)) {
      const message = `A paragraph tells again what was said before: ${quote(block.text)}.`;
      found.push({ code: 'post-retold', message, line: block.line, column: 1 });
    }
    for (const run of runs) said.add(run);
  }
  return found;
}

const lettersIn = remembered((text) =>
  maskOpaque(text)
    .replace(/[\s*_`]/g, '')
    .replaceAll(OPAQUE, ''),
);

function countOf(runs: Int32Array, has: (run: number) => boolean): number {
  let count = 0;
  for (const run of runs) if (has(run)) count += 1;
  return count;
}

/** 31 to the power of RUN, modulo 2^32: removes the first letter from a hash. */
const LEAVING = Array.from({ length: RUN }).reduce((power: number) => Math.imul(power, 31), 1);

/** A number for each run of ten letters, computed from the one before it. */
function runsOf(letters: string): Int32Array {
  const runs = new Int32Array(Math.max(0, letters.length - RUN + 1));
  let hash = 0;
  for (let index = 0; index < letters.length; index += 1) {
    hash = (Math.imul(hash, 31) + letters.charCodeAt(index)) | 0;
    if (index >= RUN) hash = (hash - Math.imul(LEAVING, letters.charCodeAt(index - RUN))) | 0;
    if (index >= RUN - 1) runs[index - RUN + 1] = hash;
  }
  return runs;
}

/** Remembers which numbers occurred: a bit for each, with enough room that two numbers rarely share one. */
function newMarks(count: number) {
  const bits = Math.min(27, Math.max(16, Math.ceil(Math.log2(count + 1)) + 6));
  const marks = new Uint8Array(2 ** (bits - 3));
  const place = (number: number) => Math.imul(number, 0x9e3779b1) >>> (32 - bits);
  return {
    add: (number: number) => {
      const at = place(number);
      marks[at >> 3] = (marks[at >> 3] ?? 0) | (1 << (at & 7));
    },
    has: (number: number) => {
      const at = place(number);
      return ((marks[at >> 3] ?? 0) & (1 << (at & 7))) !== 0;
    },
  };
}

/** The single short line of a section, which another section may have as well. */
function isStatusLine(blocks: readonly Block[], index: number): boolean {
  const next = blocks[index + 1];
  const alone = blocks[index - 1]?.kind === 'heading' && (next === undefined || next.kind === 'heading');
  return alone && (blocks[index]?.text.length ?? 0) < 200;
}
