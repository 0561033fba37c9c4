/**
 * A paragraph that tells again what the post has said, in nearly the same words: 8 of 10 runs of ten letters
 * stood earlier. Only a person can say which of the two to keep, so it is named and stays.
 */
import type { Block } from '../blocks.ts';
import { maskOpaque, OPAQUE } from '../prose.ts';
import { type Mend, quote } from '../repair.ts';

const RUN = 10;
const LONG = 80;
const SHARE = 0.8;

export function findRetold(blocks: readonly Block[]): Mend[] {
  const said = new Set<string>();
  const found: Mend[] = [];
  for (const [index, block] of blocks.entries()) {
    if (block.kind !== 'prose') continue;
    const letters = maskOpaque(block.text)
      .replace(/[\s*_`]/g, '')
      .replaceAll(OPAQUE, '');
    const runs = Array.from({ length: Math.max(0, letters.length - RUN + 1) }, (_, index) =>
      letters.slice(index, index + RUN),
    );
    const again = runs.filter((run) => said.has(run)).length;
    if (letters.length >= LONG && again >= runs.length * SHARE && !isStatusLine(blocks, index)) {
      const message = `A paragraph tells again what was said before: ${quote(block.text)}.`;
      found.push({ code: 'post-retold', message, line: block.line, column: 1 });
    }
    for (const run of runs) said.add(run);
  }
  return found;
}

/** The one short line under a heading of its own, which another section may have as well. */
function isStatusLine(blocks: readonly Block[], index: number): boolean {
  const next = blocks[index + 1];
  const alone = blocks[index - 1]?.kind === 'heading' && (next === undefined || next.kind === 'heading');
  return alone && (blocks[index]?.text.length ?? 0) < 200;
}
