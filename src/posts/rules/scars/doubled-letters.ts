/**
 * A sentence whose last letters are doubled: 「重要ですす。」. If no other word can be meant, and the post has other faults of
 * a program, readers get them once; otherwise the fault is only named (small-scars.ts).
 */
import type { Block } from '../../blocks.ts';
import type { Mend, Mended } from '../../repair.ts';
import { replaceWords } from '../replaced-words.ts';
import { isMachineMade } from './evidence.ts';

/** Endings that no sentence has. */
const CERTAIN =
  /(?:で|ま)すす(?=[。、])|(?<=[\p{Script=Han}\p{Script=Katakana}の」])ですです(?=[。、])|(?:まし|でし)たた(?=[。、])|ませんん(?=[。、])|でしょうう(?=[。、])|(?<=[せらわかがさなばまえけれべめ])ざざる(?=を)/gu;

/** @param before what was repaired in the post before: it shows whether a program wrote it */
export function mendDoubled(blocks: readonly Block[], before: readonly Mend[]): Mended {
  if (!isMachineMade(blocks, before)) return { blocks, mends: [] };
  return replaceWords(blocks, {
    code: 'post-doubled-letters',
    pattern: CERTAIN,
    message: 'Letters stand twice, and once is enough',
    replace: once,
  });
}

/** 「ですです」 is one word twice, and 「せざざる」 has its letter twice inside; the others have the last one twice. */
function once(words: string): string {
  return words === 'ざざる' ? 'ざる' : words.slice(0, words === 'ですです' ? -2 : -1);
}
