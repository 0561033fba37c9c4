/**
 * Sentences that stand twice together, each perhaps with other little words or with more in it. What follows them says
 * which of the two runs goes: the one on which nothing leans.
 *
 *     A. X. Y. (new paragraph)  …  X. Y. C (leans on Y).      readers get: A.  …  X. Y. C.
 *     X. Y. C (leans on Y).  …  X. Y+. (new paragraph)        readers get: X. Y+. C.
 */
import type { Block } from '../../blocks.ts';
import { type Sentence, sentencesOf } from '../bare-sentences.ts';
import { points } from '../repeats/leaning.ts';
import { type Compared, compared } from './compared-sentences.ts';
import { isMissed } from './missed-sentence.ts';
import { isOpposed } from './neighbours.ts';
import type { Place } from './same-end.ts';

/** Which of the two runs goes. */
export type RunSettled = {
  readonly gone: Place;
  readonly count: number;
  /** For each sentence of the second run that is fuller than that of the first, how far behind the first one it is. */
  readonly fuller: readonly number[];
};

/** A run has at most this many sentences. */
const MOST = 12;

/** @returns `undefined` if both stay, or if only one sentence stands again */
export function settleRun(
  first: Place,
  second: Place,
  { blocks, title }: { readonly blocks: readonly Block[]; readonly title: string },
): RunSettled | undefined {
  const pairs = comparedRun(first, second, blocks);
  const count = pairs.length;
  if (count < 2) return undefined;
  const isFree = (place: Place) => !isMissed(place, blocks, title, true, count);
  const end = { ...first, sentence: first.sentence + count - 1 };
  const isTurned = pairs.at(-1)?.goesOn === true && isOpposed(end, blocks);
  if (isFree(second) && !isTurned) {
    const fuller = pairs.flatMap(({ grows }, at) => (grows ? [at] : []));
    return { gone: second, count, fuller };
  }
  const isAllSaid = pairs.every(({ grows, same }) => grows || same);
  const own = sentencesOf(blocks[first.block]?.text ?? '')[first.sentence];
  const isPointing = own === undefined || points(own);
  if (isAllSaid && first.sentence > 0 && !isPointing && isFree(first))
    return { gone: first, count, fuller: [] };
  return undefined;
}

/** The sentences from two places on that are the same, pair by pair. */
function comparedRun(first: Place, second: Place, blocks: readonly Block[]): readonly Compared[] {
  if (first.block === second.block) return [];
  const one = sentencesOf(blocks[first.block]?.text ?? '');
  const two = sentencesOf(blocks[second.block]?.text ?? '');
  // Most sentences stand again alone: comparing two takes longer than looking at their first letters.
  if (!beginAlike(one[first.sentence + 1], two[second.sentence + 1])) return [];
  const pairs: Compared[] = [];
  for (const [at, own] of one.slice(first.sentence, first.sentence + MOST).entries()) {
    const pair = comparedPair(own, two[second.sentence + at]);
    if (pair === undefined) break;
    pairs.push(pair);
  }
  return pairs;
}

function beginAlike(one: Sentence | undefined, two: Sentence | undefined): boolean {
  return one !== undefined && two !== undefined && one.bare[0] === two.bare[0];
}

function comparedPair(one: Sentence, two: Sentence | undefined): Compared | undefined {
  if (two === undefined || !one.whole || !two.whole) return undefined;
  const pair = compared(one.bare, two.bare);
  return pair?.lead === '' ? pair : undefined;
}
