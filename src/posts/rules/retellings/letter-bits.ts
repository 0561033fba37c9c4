/**
 * A fast test before two sentences are compared: whether one of them may have all letters of the other one that carry
 * its sense. In a post of a program hundreds of pairs begin alike, and nearly all of them go on with other letters.
 */
import { carryingOf, MANNER } from '../repeats/same-words.ts';
import { withoutMarks } from './fuller-sentence.ts';
import { MANNER_ENDS } from './same-sense.ts';

/** Where the comparisons leave a letter out in one sentence, it may be missing in the other one. */
const LEFT_OUT = new Set(MANNER.source + MANNER_ENDS.source);

/** The bit of each letter that was asked for so far; 0 for one that is not compared. */
const bits = new Map<number, number>();

function bitOf(code: number): number {
  const known = bits.get(code);
  if (known !== undefined) return known;
  const letter = String.fromCharCode(code);
  const counts = !LEFT_OUT.has(letter) && withoutMarks(letter) !== '' && carryingOf(letter) === letter;
  // Spread over all bits: letters of one meaning are near each other.
  const bit = counts ? 1 << (Math.imul(code, 0x9e3779b1) >>> 27) : 0;
  bits.set(code, bit);
  return bit;
}

/** A bit for each letter that carries sense; several letters share one. */
export function letterBits(letters: string): number {
  let all = 0;
  for (let at = 0; at < letters.length; at += 1) all |= bitOf(letters.charCodeAt(at));
  return all;
}

/** Whether one of two sentences may have all that the other one has, by their bits. */
export function mayHoldOther(one: number, two: number): boolean {
  return (one & ~two) === 0 || (two & ~one) === 0;
}
