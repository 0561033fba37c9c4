/**
 * A sentence whose last letters are doubled: 「重要ですす。」. If no other word can be meant, and the post has other faults of
 * a program, readers get them once; otherwise the fault is only named (small-scars.ts).
 */
import type { Block } from '../../blocks.ts';
import { placesIn } from '../../line-numbers.ts';
import { maskOpaque } from '../../prose.ts';
import { type Mend, type Mended, quote } from '../../repair.ts';
import { isMachineMade } from './evidence.ts';

/** Endings that no sentence has. */
const CERTAIN =
  /(?:で|ま)すす(?=[。、])|(?<=\p{Script=Han})ですです(?=[。、])|(?:まし|でし)たた(?=[。、])|ませんん(?=[。、])|でしょうう(?=[。、])/gu;

/** @param before what was repaired in the post before: it shows whether a program wrote it */
export function mendDoubled(blocks: readonly Block[], before: readonly Mend[]): Mended {
  if (!isMachineMade(blocks, before)) return { blocks, mends: [] };
  const mends: Mend[] = [];
  const next = blocks.map((block) => {
    if ((block.kind !== 'prose' && block.kind !== 'item') || block.text.search(CERTAIN) < 0) return block;
    const placeOf = placesIn(block.text, block.line);
    let text = '';
    let at = 0;
    for (const { 0: words, index } of maskOpaque(block.text).matchAll(CERTAIN)) {
      const end = index + words.length;
      const message = `Letters stand twice, and once is enough: ${quote(words)}.`;
      mends.push({ code: 'post-doubled-letters', message, ...placeOf(index) });
      // 「ですです」 is one word twice, the others one letter.
      text += block.text.slice(at, end - (words === 'ですです' ? 2 : 1));
      at = end;
    }
    return at === 0 ? block : { ...block, text: text + block.text.slice(at) };
  });
  return { blocks: next, mends };
}
