/** Finds words that are only named, in the paragraphs, items and headings of a post. Links, code and quotations are passed over. */
import type { RuleCode } from '../../problem.ts';
import type { Block } from '../blocks.ts';
import { placesIn } from '../line-numbers.ts';
import { maskOpaque } from '../prose.ts';
import type { Mend } from '../repair.ts';

/**
 * @param say makes the message from the words that were found and the 60 letters after and before them; nothing if they are fine
 */
export function findWords(
  blocks: readonly Block[],
  code: RuleCode,
  pattern: RegExp,
  say: (words: string, after: string, before: string) => string | undefined,
): Mend[] {
  return blocks.flatMap((block) => {
    if (block.kind !== 'prose' && block.kind !== 'item' && block.kind !== 'heading') return [];
    // The mask only hides letters: if the text itself has no match, the mask is not needed.
    if (block.text.search(pattern) < 0) return [];
    const masked = maskOpaque(block.text).replace(/「[^「」\n]*」|『[^『』\n]*』/g, (quoted) =>
      '\ufdd3'.repeat(quoted.length),
    );
    const placeOf = placesIn(block.text, block.line);
    return [...masked.matchAll(pattern)].flatMap(({ 0: words, index }) => {
      const end = index + words.length;
      const message = say(words, masked.slice(end, end + 60), masked.slice(Math.max(0, index - 60), index));
      return message === undefined ? [] : [{ code, message, ...placeOf(index) }];
    });
  });
}
