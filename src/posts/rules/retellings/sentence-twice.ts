/**
 * A sentence that a program wrote twice, once perhaps with more in it: readers get it once, with all that is in it. It
 * goes where nothing leans on it:
 *
 *     A. B.  …  B. C (leans on B).      the first B goes: A.  …  B. C.
 *     A. B.  …  A. B+.                  B+ takes the place of B
 */
import type { Block } from '../../blocks.ts';
import { type Mend, type Mended, quote } from '../../repair.ts';
import { sentencesOf } from '../bare-sentences.ts';
import { addedTo, isSameButForEnding } from '../fuller-sentence.ts';
import { withoutLead } from '../repeats/lead-words.ts';
import { joiningIn, points } from '../repeats/leaning.ts';
import { LATE } from '../repeats/repeated-run.ts';
import type { RuleContext } from '../rule.ts';
import { isCut } from '../scars/evidence.ts';
import { compared } from './compared-sentences.ts';
import { mayHoldOther } from './letter-bits.ts';
import { isMissed } from './missed-sentence.ts';
import {
  isAlone,
  isAloneBelow,
  isBeginningBelow,
  isBehindSame,
  isLast,
  isOpposed,
  isRightBelow,
} from './neighbours.ts';
import type { Spot } from './placements.ts';
import { restBehind } from './rest-behind.ts';
import { settleRun } from './run-twice.ts';
import {
  isAside,
  isBegun,
  isEndOf,
  isInHeading,
  isOfTopic,
  isSameOfUs,
  isToldAnew,
  type Place,
} from './same-end.ts';
import { type Edits, edited, isTouched, note, rawOf } from './sentence-edits.ts';
import { eachPair } from './sentence-pairs.ts';
import { placesOf, type SourceSentence, sourceSentences } from './source-sentences.ts';

/** A paragraph that begins right below a sentence says that one again even with this many times its letters. */
const BELOW = 2.5;

/** Of all places of a sentence in the source, this many are looked at. */
const MOST = 6;

/**
 * @param before what was repaired in the post so far
 * @param source the post before all repairs: it shows what stood around a sentence
 */
export function dropTwice(
  blocks: readonly Block[],
  { title, lineOf }: Pick<RuleContext, 'title' | 'lineOf'>,
  before: readonly Mend[],
  source: readonly Block[],
): Mended {
  if (!isCut(blocks, before)) return { blocks, mends: [] };
  const mends: Mend[] = [];
  const edits: Edits = new Map();
  const text = { blocks, title, beside: besides(source) };
  /** Each is the only one left of its kind: it must not go, too. */
  const staying = new Set<string>();
  eachPair(blocks, (first, second) => {
    if (isTouched(edits, first) || isTouched(edits, second)) return;
    const settled = settleRun(first, second, text) ?? settle(first, second, text);
    if (settled === undefined) return;
    const { gone, count = 1 } = settled;
    const stays = gone === first ? second : first;
    const going = runFrom(gone, count);
    const left = runFrom(stays, count);
    if (count > 1 && [...going, ...left].some((place) => isTouched(edits, place))) return;
    if (going.some((place) => staying.has(nameOf(place)))) return;
    for (const place of left) staying.add(nameOf(place));
    noteSettled(edits, blocks, settled, stays);
    const line = blocks[gone.block]?.line ?? 1;
    const other = lineOf(blocks[stays.block]?.line ?? 1);
    const message = `A sentence stands again on line ${other}: ${quote(gone.letters)} is dropped${count > 1 ? ', with what follows it there, too' : ''}.`;
    mends.push({ code: 'post-repeated-sentence', message, line, column: 1 });
  });
  return mends.length === 0 ? { blocks, mends } : edited(blocks, edits, mends);
}

/** Some sentences in a row. */
function runFrom(place: Place, count: number): Spot[] {
  return Array.from({ length: count }, (_, at) => ({ block: place.block, sentence: place.sentence + at }));
}

function nameOf({ block, sentence }: Spot): string {
  return `${block}.${sentence}`;
}

function noteSettled(edits: Edits, blocks: readonly Block[], settled: Settled, stays: Place): void {
  const { gone, count = 1, fuller = [], rest } = settled;
  const [going, left] = [runFrom(gone, count), runFrom(stays, count)];
  for (const [at, place] of going.entries()) {
    const own = left[at];
    note(edits, place, '');
    if (own !== undefined && fuller.includes(at))
      note(edits, own, joined(rawOf(blocks, own), rawOf(blocks, place)));
  }
  if (rest === undefined) return;
  note(edits, stays, rawOf(blocks, stays) + rest);
  for (const at of sentencesOf(blocks[gone.block]?.text ?? '').keys())
    note(edits, { ...gone, sentence: at }, '');
}

/** What a place is judged by. */
type Text = {
  readonly blocks: readonly Block[];
  readonly title: string;
  readonly beside: (letters: string) => readonly string[];
};

type Settled = {
  readonly gone: Place;
  /** This many sentences go in a row. */
  readonly count?: number;
  /** Which of them take the place of those that stay. */
  readonly fuller?: readonly number[];
  /** What stood behind the one that goes, and now stands behind the other one. */
  readonly rest?: string;
};

/** Words that only say that it was said. */
const REFERS =
  /^(?:先ほど|さきほど|先に|前に|前回|冒頭で|上で|すでに|既に)も?(?:触れ|述べ|お話しし|説明し|紹介し)た$|^前述の$/;

/** Which of two sentences goes, and whether the second one takes the place of the first; `undefined` if both stay. */
function settle(first: Place, second: Place, text: Text): Settled | undefined {
  const [one, two] = [first.letters, second.letters];
  if (isToldAnew(first, second, text.blocks)) return { gone: first };
  if (Math.min(one.length, two.length) < LATE && (one !== two || second.block - first.block !== 1))
    return undefined;
  const gone = goneAlready(first, second, text);
  if (gone !== undefined) return { gone };
  const below = fullerBelow(first, second, text.blocks);
  if (below !== undefined) return below;
  // Two that stand again together are a passage (repeated-passage.ts).
  if (one === two && isBehindSame(first, second, text.blocks)) return undefined;
  const more = compared(one, two, mayHoldOther(one, two));
  if (more === undefined) return undefined;
  const { grows, lead } = more;
  // What stands above both of them announces the first one as well.
  const isAnnounced = one === two || !isBehindSame(first, second, text.blocks);
  const isFree = (place: Place) => !isMissed(place, text.blocks, text.title, isAnnounced || place === first);
  if (!grows && isFree(second)) return { gone: second };
  const isAgain =
    isAloneBelow(first, second, text.blocks) ||
    (lead === '' && (isAlone(second, text.blocks) || isToldAgain(first, second, text)));
  if (grows && isFree(second) && isAgain && !(more.goesOn && isOpposed(first, text.blocks)))
    return { gone: second, fuller: [0] };
  const isNothingNew = REFERS.test(lead) || isOfTopic(lead, first, second, text.blocks);
  if (grows && lead !== '' && isFree(second) && isNothingNew) return { gone: second };
  const isNamed = !grows && isInHeading(lead, second, text.blocks);
  const isMoreOnly = (isNamed || (grows && isAside(lead, two))) && first.sentence > 0 && isFree(first);
  if (lead !== '') return isMoreOnly ? { gone: first } : undefined;
  const isAllSaid = more.same || grows;
  const own = sentencesOf(text.blocks[first.block]?.text ?? '')[first.sentence];
  const isPointing = own !== undefined && points(own);
  if (isAllSaid && first.sentence > 0 && !isPointing && isFree(first)) return { gone: first };
  const rest = one === two ? restBehind(first, second, text.blocks) : undefined;
  return rest === undefined ? undefined : { gone: second, rest };
}

/** Of two sentences right below each other the one with more in it stays: what leans on it leans on either just as well. */
function fullerBelow(first: Place, second: Place, blocks: readonly Block[]): Settled | undefined {
  const [one, two] = [first.letters, second.letters];
  if (one === two || !isBeginningBelow(first, second, blocks) || !isLast(first, blocks)) return undefined;
  const fuller = two.length > one.length;
  const [short, long] = fuller ? [one, two] : [two, one];
  const isSame = addedTo(short, long, BELOW) !== undefined || isSameButForEnding(short, long);
  return isSame ? { gone: second, fuller: fuller ? [0] : [] } : undefined;
}

/** Which of two goes without a closer look: it stands right below itself, or is no more than a beginning or an end. */
function goneAlready(first: Place, second: Place, { blocks, title }: Text): Place | undefined {
  const [one, two] = [first.letters, second.letters];
  if (one === two && isRightBelow(first, second, blocks)) return second;
  if (isBegun(first, two, blocks)) return first;
  if (isBegun(second, one, blocks)) return second;
  // Behind a new sentence 「この店は」 may mean the shop of that one.
  const isOfSame = () => second.sentence === 0 || isBehindSame(first, second, blocks);
  const isEnd = isSameOfUs(first, second, blocks) || (isEndOf(first, second) && isOfSame());
  return isEnd && !isMissed(second, blocks, title) ? second : undefined;
}

/** The fuller sentence, with the 「また、」 that joined the other one to what stands before it. */
function joined(other: string, fuller: string): string {
  return joiningIn(fuller) > 0 ? fuller : other.slice(0, joiningIn(other)) + fuller;
}

/** Whether one of the sentences beside the second one stood beside the first one, too. */
function isToldAgain(first: Place, second: Place, { beside }: Text): boolean {
  const around = new Set(beside(first.letters));
  return beside(second.letters).some((letters) => around.has(letters));
}

/** What stands before and behind a sentence in the source, each by its letters. */
function besides(source: readonly Block[]): Text['beside'] {
  const { all } = sourceSentences(source);
  const bareOf = ({ letters }: SourceSentence) => withoutLead(letters);
  let places: ReturnType<typeof placesOf> | undefined;
  return (letters) => {
    places ??= placesOf(all, bareOf);
    const near = (places.get(letters) ?? []).slice(0, MOST).flatMap((at) => [all[at - 1], all[at + 1]]);
    return near.flatMap((one) => (one === undefined ? [] : [bareOf(one)]));
  };
}
