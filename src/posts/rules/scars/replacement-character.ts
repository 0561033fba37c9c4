/** Drops U+FFFD, which a decoder wrote where it met half a letter: nobody knows the letter. */
import type { Block } from '../../blocks.ts';
import { cutLetterIn, withoutCutLetters } from '../../clean-text.ts';
import { type Mend, type Mended, quote } from '../../repair.ts';

export function dropReplacements(blocks: readonly Block[]): Mended {
  const mends: Mend[] = [];
  const next = blocks.map((block) => {
    const at = cutLetterIn(block.text);
    if (at < 0) return block;
    const before = block.text.slice(0, at);
    const start = before.lastIndexOf('\n') + 1;
    const message = `U+FFFD, the scar of a cut letter, is dropped after ${quote(before.slice(start).slice(-15))}.`;
    const line = block.line + before.split('\n').length - 1;
    mends.push({ code: 'post-replacement-character', message, line, column: at - start + 1 });
    return { ...block, text: withoutCutLetters(block.text) };
  });
  return { blocks: next, mends };
}
