/**
 * Which sentences of a post may be said twice in it: those that share a number with another one. All others need not be
 * looked for.
 */
import type { Block } from '../../blocks.ts';
import { type Sentence, sentencesOf } from '../bare-sentences.ts';
import { newCounts } from '../letter-numbers.ts';
import { wordNumbersIn, wordsOf } from './same-words.ts';
import { isCompared } from './section-beside.ts';

export type Shared = {
  /** Whether another sentence may have its letters, with 「しかし、」 before them or without. */
  readonly isShared: (sentence: Sentence) => boolean;
  /** For each sentence of a text, the words by which it may be known again (same-words.ts). */
  readonly wordsIn: (text: string) => readonly (string | undefined)[];
};

/** The numbers of the post at hand. */
const names = newCounts();
const words = newCounts();

const NONE: readonly undefined[] = [];

/** @param scarred whether sentences are known again by their words, too; and those of the title count */
export function sharedIn(blocks: readonly Block[], title: string, scarred: boolean): Shared {
  names.clear();
  words.clear();
  if (scarred) count(title, scarred);
  for (const block of blocks) if (isCompared(block)) count(block.text, scarred);
  return {
    isShared: ({ number, bareNumber }) =>
      names.isShared(number) || (bareNumber !== number && names.isShared(bareNumber)),
    wordsIn(text) {
      const numbers = scarred ? wordNumbersIn(text) : NONE;
      if (!numbers.some((number) => number !== undefined && words.isShared(number))) return NONE;
      return sentencesOf(text).map(({ letters }, at) => {
        const number = numbers[at] ?? 0;
        return number !== 0 && words.isShared(number) ? wordsOf(letters) || undefined : undefined;
      });
    },
  };
}

function count(text: string, scarred: boolean): void {
  for (const { number, bareNumber } of sentencesOf(text)) {
    names.add(number);
    if (bareNumber !== number) names.add(bareNumber);
  }
  if (scarred) for (const number of wordNumbersIn(text)) if (number !== 0) words.add(number);
}
