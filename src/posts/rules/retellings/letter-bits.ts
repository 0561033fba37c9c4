/**
 * A fast test before two sentences are compared: whether one of them may have all letters of the other one that carry
 * its sense. In a post of a program hundreds of pairs begin alike, and nearly all of them go on with other letters.
 */
import { remembered } from '../../remembered.ts';
import { withoutMarks } from '../fuller-sentence.ts';
import { carryingOf, MANNER } from '../repeats/same-words.ts';
import { MANNER_ENDS } from './same-sense.ts';
import { VARIANT_LETTERS, withoutSubject } from './word-variants.ts';

/** Where the comparisons leave a letter out in one sentence, it may be missing in the other one. */
const LEFT_OUT = new Set(MANNER.source + MANNER_ENDS.source + VARIANT_LETTERS);

/** The bit of each letter that was asked for so far; 0 for one that is not compared. A table: it is asked for each letter. */
const bits = new Int32Array(0x10000);
const asked = new Uint8Array(0x10000);

function bitOf(code: number): number {
  if (asked[code] === 0) {
    const letter = String.fromCharCode(code);
    const counts = !LEFT_OUT.has(letter) && withoutMarks(letter) !== '' && carryingOf(letter) === letter;
    // Spread over all bits: letters of one meaning are near each other.
    bits[code] = counts ? 1 << (Math.imul(code, 0x9e3779b1) >>> 27) : 0;
    asked[code] = 1;
  }
  return bits[code] ?? 0;
}

/** A bit for each letter that carries sense; several letters share one. Only sentences that begin or end alike are asked. */
const letterBits = remembered((letters) => {
  let all = 0;
  const rest = withoutSubject(letters);
  for (let at = 0; at < rest.length; at += 1) all |= bitOf(rest.charCodeAt(at));
  return all;
});

/** Whether one of two sentences may have all that the other one has. */
export function mayHoldOther(one: string, two: string): boolean {
  const [first, second] = [letterBits(one), letterBits(two)];
  return (first & ~second) === 0 || (second & ~first) === 0;
}
