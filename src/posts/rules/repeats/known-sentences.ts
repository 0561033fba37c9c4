/** Which sentences of a block were said before it. said-before.ts asks it for each block of a post. */
import type { Block } from '../../blocks.ts';
import type { Sentence } from '../bare-sentences.ts';
import type { behindHeadings } from './heading-before.ts';
import { ALONE, LATE, SUBJECT } from './repeated-run.ts';
import type { SaidSentences } from './sentences-said.ts';

/** In letters: this many on both sides of a cut are no accident. */
const SEAM = 6;

/** @param open the letters of an unfinished sentence right before the cut; empty if there is none */
export function isRemainder(open: string, first: Sentence | undefined, said: SaidSentences): boolean {
  if (open === '' || first === undefined) return false;
  if (said.hasWhole(open + first.letters)) return true;
  if (open.length < SEAM || first.letters.length < LATE) return false;
  return said.ends({ ...first, letters: open.slice(-SEAM) + first.letters });
}

/** What is known of a block and its post. */
type About = {
  readonly scarred: boolean;
  /** Whether the block begins with the end of a sentence that was said. */
  readonly remainder: boolean;
  /** Whether something may be lost right before the block (`isSeam`). */
  readonly seam: boolean;
  /** Whether it is the last one. */
  readonly isEnd: boolean;
  /** For each sentence, the words by which it may be known again (same-words.ts). */
  readonly words: readonly (string | undefined)[];
  /** What a sentence says behind a heading that was written before it. */
  readonly behind: ReturnType<typeof behindHeadings> | undefined;
};

/** @returns for each sentence, whether it was said */
export function knownOf(
  sentences: readonly Sentence[],
  said: SaidSentences,
  { scarred, remainder, seam, isEnd, words, behind }: About,
): boolean[] {
  /** Long sentences of the block itself: a program may write one twice in a paragraph. */
  const here = scarred && sentences.length > 1 ? new Set<string>() : undefined;
  return sentences.map((sentence, at) => {
    const { letters } = sentence;
    const twice = here?.has(letters) === true;
    if (letters.length >= ALONE) here?.add(letters);
    return (
      (at === 0 && remainder) ||
      twice ||
      (isEnd && at > 0 && at === sentences.length - 1 && WORD_ONLY.test(letters)) ||
      isKnown(sentence, said, at === sentences.length - 1, at === 0 && seam) ||
      (scarred && (said.hasWithoutLead(sentence) || said.hasSameWords(words[at]))) ||
      behind?.(sentence).some(said.hasWhole) === true
    );
  });
}

/** The subject in bold says nothing without what stands behind it. */
export function withSubject(
  known: readonly boolean[],
  sentences: readonly Sentence[],
  { text }: Block,
): readonly boolean[] {
  const bare = known.length > 1 && !known.includes(false, 1) && isSubject(sentences[0], text);
  return bare ? known.with(0, true) : known;
}

/** What a cut left of a sentence at the end of a post: 「この…」 says nothing new. */
const WORD_ONLY =
  /^(?:[こそ]の|[こそ]れ[はがを]?|(?:しかし|また|そして|さらに|特に|例えば|もちろん|一方)、?)…?$/;

/** Whether a sentence is only the subject of its paragraph in bold: 「**投資家の方へ：**」. */
function isSubject(sentence: Sentence | undefined, text: string): boolean {
  return sentence !== undefined && sentence.to <= (SUBJECT.exec(text)?.[0].length ?? 0);
}

function isKnown(sentence: Sentence, said: SaidSentences, last: boolean, behindSeam: boolean): boolean {
  if (said.has(sentence)) return true;
  if (last && !sentence.whole && said.begins(sentence)) return true;
  return behindSeam && (said.ends(sentence) || said.endsAlike(sentence));
}
