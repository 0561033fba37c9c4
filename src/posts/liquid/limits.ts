/** How much the Liquid of one post may do. The same post is refused on every machine, however busy it is. */
import type { Context } from 'liquidjs';

/** Letters and elements, as LiquidJS counts them. An article needs a thousandth. */
export const MOST_MEMORY = 5_000_000;
/** Parts of a text that are run, each turn of a loop again. Time is no measure: a busy machine would refuse good posts. */
export const MOST_STEPS = 1_000_000;
/** More faults of one post help nobody. */
export const MOST_TOLD = 100;
/** The longest result of a post, in letters. */
export const MOST_TEXT = 2_000_000;

/**
 * LiquidJS asks before each part of a template, and would give the time: the questions are counted instead.
 *
 * @param words what the error says that ends the rendering
 */
export function stepLimit(most: number, words: string): Context['renderLimit'] {
  let steps = 0;
  const limit: Pick<Context['renderLimit'], 'check' | 'use'> = {
    check() {
      steps += 1;
      if (steps > most) throw new Error(words);
    },
    use() {}, // for memory, which has a limit of its own
  };
  return limit as Context['renderLimit']; // the class has private fields, which nobody else reads
}
