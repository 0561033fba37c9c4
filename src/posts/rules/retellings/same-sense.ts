/**
 * Compares two sentences by the words that carry their sense (same-words.ts): the longer one may have other little words,
 * and another ending, if it only says in another manner that something is so.
 *
 *     「舟賃は村の柱となることは間違いありません。」     「舟賃は、これからの村の大きな柱となります。」
 */
import { remembered } from '../../remembered.ts';
import { commonEnd } from '../common-start.ts';
import { addedBetween, denialsIn, makesOther } from '../fuller-sentence.ts';
import { carryingOf } from '../repeats/same-words.ts';
import { NAME, THEY, withoutSubject, writtenInOneWay } from './word-variants.ts';

/** In letters: this many carry the sense of a sentence that is compared. */
const LEAST = 14;

/** The longer one has this many times the letters that carry the sense. */
const MOST = 1.8;

/** In letters: this many must follow each other where the two agree again. */
const RUN = 2;

/** In letters: the two begin with this many that are the same, and so have one subject. */
const BEGIN = 12;

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
  const sure = writtenInOneWay(letters).replace(MANNER_ENDS, '');
  const ends = [QUESTION, PAST, WISH].map((end) => end.test(sure));
  const certain = CERTAIN.test(letters.slice(-ENDING));
  return {
    sense: carryingOf(sure),
    kind: `${denialsIn(sure)} ${ends}`,
    certain,
    open: !certain && OPEN.test(letters.slice(-ENDING)),
  };
});

const beginOf = (letters: string) => writtenInOneWay(letters).slice(0, BEGIN);

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
  if (one.length < BEGIN) return undefined;
  if (!two.startsWith(one.slice(0, BEGIN))) {
    if (!isSameEnd(one, two)) return undefined;
    if (beginOf(one) !== beginOf(two) && !isEndTold(one, two)) {
      const rest = withoutSubjects(one, two);
      return rest && comparedBySense(...rest);
    }
  }
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

/** In letters: so long an end that is the same is said of the same subject, if the beginnings differ only in little words. */
const SAME_END = 40;

/** 「村が守っているのは、夜の…」, 「村が守るのは、その夜の…」; 「村が守ったのは」 tells of another time. */
function isEndTold(one: string, two: string): boolean {
  if (one[0] !== two[0]) return false;
  const end = commonEnd(one, two);
  const [first, second] = [one.slice(0, one.length - end), two.slice(0, two.length - end)];
  return carryingOf(first) === carryingOf(second) && pastsIn(first) === pastsIn(second);
}

function isSameEnd(one: string, two: string): boolean {
  return one.length > SAME_END && two.length > SAME_END && one.endsWith(two.slice(-SAME_END));
}

function pastsIn(words: string): number {
  return words.split(/[ただ]/).length;
}

/**
 * Two sentences without their subjects, if one of them calls by its name whom the other one only points at, and both say
 * the same of it.
 */
function withoutSubjects(one: string, two: string): readonly [string, string] | undefined {
  const isOneNamed = THEY.test(one) ? NAME.test(two) : THEY.test(two) && NAME.test(one);
  if (!isOneNamed) return undefined;
  const [first, second] = [withoutSubject(one), withoutSubject(two)];
  return first[0] === second[0] ? [first, second] : undefined;
}
