/** The second copy of a long paragraph: the pipeline wrote on from where it had been, and said it again. */

import type { Block } from './blocks.ts';
import { type Mend, type Mended, quote } from './repair.ts';

/** In UTF-16 units. Shorter ones, such as a refrain, may repeat on purpose. */
export const LONG = 80;

export function dropRepeatedParagraphs(blocks: readonly Block[]): Mended {
  const seen = new Map<string, number>();
  const mends: Mend[] = [];
  const kept = blocks.filter(({ text, code, line }) => {
    const key = text.replace(/\s+/g, ' ').trim();
    if (code || key.length < LONG) return true;
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, line);
      return true;
    }
    const message = `A paragraph repeats line ${first}: ${quote(text)} is dropped.`;
    mends.push({ code: 'post-repeated-paragraph', message, line, column: 1 });
    return false;
  });
  return { blocks: kept, mends };
}
