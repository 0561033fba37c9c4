/**
 * Compares two sentences by the words that carry their sense (same-words.ts): the longer one may have other little words,
 * and another ending, if it only says in another manner that something is so.
 *
 *     「舟賃は村の柱となることは間違いありません。」     「舟賃は、これからの村の大きな柱となります。」
 */
import { remembered } from '../../remembered.ts';
import { carryingOf } from '../repeats/same-words.ts';
import { addedBetween, denialsIn, makesOther } from './fuller-sentence.ts';

/** In letters: so many carry the sense of a sentence that is compared. */
const LEAST = 14;

/** The longer one has so many times the letters that carry the sense. */
const MOST = 1.8;

/** In letters: so many must follow each other where the two agree again. */
const RUN = 2;

/** Endings that only say how sure it is that something is so, or how the author sees it. */
export const MANNER_ENDS =
  /(?:こと(?:は|に)間違い(?:ありません|ない(?:です|でしょう)?)|の(?:は)?明らかです|可能性を秘めて(?:います|いる(?:の?です)?)|と言える(?:でしょう|のではないでしょうか)|のではないでしょうか|する必要があり(?:ます|そうです)|する必要がある(?:でしょう|の?です))。$/;

/** That something is certain, and that it may be: of two such sentences the careful one must not go. */
const CERTAIN = /間違い(?:ありません|ない)|明らか|確実/;
const OPEN = /でしょう|だろう|可能性|かもしれ|のではない/;

const QUESTION = /(?:[？?]|か。)$/;
const WISH = /ましょう。$/;
const PAST = /た(?:の?です)?。$/;

/** In letters: how sure it is stands so near to the end. */
const ENDING = 16;

/** What two sentences are compared by: each is compared with many others. */
const sensed = remembered((letters) => {
  const sure = letters.replace(MANNER_ENDS, '');
  const ends = [QUESTION, PAST, WISH].map((end) => end.test(sure));
  const certain = CERTAIN.test(letters.slice(-ENDING));
  return {
    sense: carryingOf(sure),
    kind: `${denialsIn(sure)} ${ends}`,
    certain,
    open: !certain && OPEN.test(letters.slice(-ENDING)),
  };
});

/** In letters: the two begin with so many that are the same, and so have one subject. */
const BEGIN = 12;

export type Sense = {
  /** Whether the second sentence has more in it. */
  readonly grows: boolean;
  /** Whether neither has more in it. */
  readonly same: boolean;
  /** What the longer one says behind the end of the other one. */
  readonly behind: string;
};

/** @returns `undefined` if neither says all that the other one says */
export function comparedBySense(one: string, two: string): Sense | undefined {
  if (one.length < BEGIN || !two.startsWith(one.slice(0, BEGIN))) return undefined;
  const [{ sense: first, ...of }, { sense: second, ...other }] = [sensed(one), sensed(two)];
  if (of.kind !== other.kind || (of.certain && other.open) || (of.open && other.certain)) return undefined;
  const grows = second.length > first.length;
  const least = grows ? first : second;
  const most = grows ? second : first;
  if (least.length < LEAST || most.length > least.length * MOST) return undefined;
  const added = addedBetween(least, most, RUN);
  if (added === undefined || added.some(makesOther)) return undefined;
  return { grows, same: first.length === second.length, behind: added.at(-1) ?? '' };
}
