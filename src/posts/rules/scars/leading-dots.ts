/**
 * Removes the dots of `...私は、` at the beginning of a paragraph: they mean "continued from above", but readers do not
 * know that. Only in posts with cuts.
 */
import type { Block } from '../../blocks.ts';
import { type Mend, type Mended, quote } from '../../repair.ts';

const DOTS =
  /^(?:\.{2,}|…+|‥+)[ \u3000]*(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}「『*A-Za-z\d[])/u;

export function dropLeadingDots(blocks: readonly Block[]): Mended {
  const mends: Mend[] = [];
  // People begin like this too: 「…というわけで、今年も港へ行った。」
  if (!blocks.some(({ cut }) => cut !== undefined)) return { blocks, mends };
  const next = blocks.map((block) => {
    const dots = block.kind === 'prose' ? DOTS.exec(block.text)?.[0] : undefined;
    // A one-line paragraph with dots is a pause that somebody wrote: 「…と、思った。」
    if (dots === undefined || block.text.length < LEAST) return block;
    const message = `Dots before a paragraph are dropped: ${quote(block.text)}.`;
    mends.push({ code: 'post-leading-dots', message, line: block.line, column: 1 });
    return { ...block, text: block.text.slice(dots.length) };
  });
  return { blocks: next, mends };
}

const LEAST = 30;
