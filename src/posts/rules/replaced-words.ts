/** Replaces words in the paragraphs and items of a post. Links, code and quotations keep theirs. */
import type { RuleCode } from '../../problem.ts';
import type { Block } from '../blocks.ts';
import { placesIn } from '../line-numbers.ts';
import { maskOpaque } from '../prose.ts';
import { type Mend, type Mended, quote } from '../repair.ts';

type Replacement = {
  readonly code: RuleCode;
  /** Global: what it finds is replaced. */
  readonly pattern: RegExp;
  /** Says what is done, without the words: they follow it. */
  readonly message: string;
  readonly replace: (words: string) => string;
};

export function replaceWords(
  blocks: readonly Block[],
  { code, pattern, message, replace }: Replacement,
): Mended {
  const mends: Mend[] = [];
  const next = blocks.map((block) => {
    if ((block.kind !== 'prose' && block.kind !== 'item') || block.text.search(pattern) < 0) return block;
    const placeOf = placesIn(block.text, block.line);
    let text = '';
    let at = 0;
    for (const { 0: words, index } of maskOpaque(block.text).matchAll(pattern)) {
      mends.push({ code, message: `${message}: ${quote(words)}.`, ...placeOf(index) });
      text += block.text.slice(at, index) + replace(words);
      at = index + words.length;
    }
    return at === 0 ? block : { ...block, text: text + block.text.slice(at) };
  });
  return { blocks: next, mends };
}
