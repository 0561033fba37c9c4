/** Removes runs of sentences that were said before, inside a paragraph that also says something new. */
import type { Block } from '../../blocks.ts';
import { placesIn } from '../../line-numbers.ts';
import { type Mend, quote } from '../../repair.ts';
import type { Sentence } from '../bare-sentences.ts';

/** In UTF-16 units. A shorter text, such as a refrain, may be repeated on purpose. */
export const LONG = 80;

/** In letters: the end of a sentence is recognised only if it has so many. */
export const LATE = 20;

/**
 * The number of letters, measured in Japanese letters. Other scripts need more letters to say the same: 80 letters of
 * English are half a sentence, which people may well say twice.
 */
export function weightOf(letters: string): number {
  let latin = 0;
  for (let index = 0; index < letters.length; index += 1) if (letters.charCodeAt(index) < 0x250) latin += 1;
  return letters.length - LATIN * latin;
}

const LATIN = 0.87;

/** The sentences of a block, and for each whether it was said before. */
type Told = {
  readonly sentences: readonly Sentence[];
  readonly known: readonly boolean[];
  readonly remainder: boolean;
  /** Whether it begins with no more than the end of a sentence: without its beginning nobody understands that. */
  readonly headless: boolean;
};

/**
 * Whether sentences may be removed from a block. For a list item: only if the pipeline repeated the list, and the block
 * is one item.
 */
export function mayLose({ kind, text }: Block, scarred: boolean): boolean {
  if (kind === 'prose') return true;
  return scarred && kind === 'item' && LEAD.test(text) && !/\n\s*(?:[-*+]|\d+[.)])\s/.test(text);
}

/** The mark of an item, and its subject in bold: they stay before the new text. */
const LEAD = /^\s*(?:[-*+]|\d+[.)])\s+(?:\*\*[^*\n]{1,60}\*\*\s*[：:]?\s*)?/;

/**
 * The rest of a paragraph without runs of two or more sentences, of 80 letters together, that were said before; in a post
 * with cuts also without a single long one.
 */
export function withoutRuns(
  told: Told,
  block: Block,
  endsCut: boolean,
  scarred: boolean,
  after?: Sentence,
): { readonly block: Block; readonly mends: readonly Mend[] } {
  const mends: Mend[] = [];
  let text = '';
  let at = 0;
  const placeOf = placesIn(block.text, block.line);
  const lead = block.kind === 'item' ? (LEAD.exec(block.text)?.[0].length ?? 0) : 0;
  for (const run of runsOf(told, block.cut !== undefined, endsCut, scarred, after)) {
    const { to, letters, fragment } = run;
    const from = Math.max(run.from, lead);
    if (from >= to) continue;
    mends.push({
      code: 'post-repeated-passage',
      message: fragment
        ? `A part of a sentence that stands elsewhere: ${quote(block.text.slice(from, to))} is dropped.`
        : `A passage of ${letters} letters was said before: ${quote(block.text.slice(from, to))} is dropped.`,
      line: placeOf(from).line,
      column: 1,
    });
    text += block.text.slice(at, from);
    at = to;
  }
  if (mends.length === 0) return { block, mends };
  text = (text + block.text.slice(at)).trim();
  return text === '' ? { block, mends: [] } : { block: { ...block, text }, mends };
}

type Run = {
  readonly from: number;
  readonly to: number;
  readonly letters: number;
  /** Whether it is no more than the beginning of a sentence. */
  readonly fragment: boolean;
};

function spanOf(run: readonly Sentence[]): Run {
  const letters = run.reduce((sum, sentence) => sum + sentence.letters.length, 0);
  const fragment = run.length === 1 && run[0]?.whole === false;
  return { from: run[0]?.from ?? 0, to: run.at(-1)?.to ?? 0, letters, fragment };
}

/**
 * Whether a sentence after a cut is the end of an old one: long enough to be recognised, or right after its beginning.
 */
function isRest(sentence: Sentence | undefined, remainder: boolean): boolean {
  return sentence !== undefined && (remainder || sentence.letters.length >= LATE);
}

/** In letters: a shorter sentence is missed by nobody, and missing it may spoil what stands around it. */
export const ALONE = 40;

/** How a sentence begins that needs the one before it. */
const LEANS =
  /^(?:しかし|だが|ただ|また|さらに|そして|それ|その|そこ|そう|これ|この|こう|ここ|例えば|たとえば|つまり|だから|なぜ|もちろん|一方|同時に|加えて|そんな|彼ら?|彼女|同社|両社|まさに|なお|いわば)/;

/** Whether a sentence needs the one before it: 「これは」 would mean something else without it. */
export function leans(sentence: Sentence | undefined): boolean {
  return sentence !== undefined && LEANS.test(sentence.letters);
}

/** A single sentence that was said before, and that the next one does not need. */
function isAlone(run: readonly Sentence[], next: Sentence | undefined): boolean {
  const [sentence, more] = run;
  if (sentence === undefined || more !== undefined || !sentence.whole) return false;
  return sentence.letters.length >= ALONE && !leans(next);
}

/** What of a run goes: its last sentence stays, if it is whole and the new one behind it leans on it. */
function withoutContext(run: readonly Sentence[], next: Sentence | undefined): readonly Sentence[] {
  return leans(next) && run.at(-1)?.whole === true ? run.slice(0, -1) : run;
}

/** @param startsCut whether the block begins after a cut; then a fragment may be the end of an old sentence */
function runsOf(
  { sentences, known, remainder, headless }: Told,
  startsCut: boolean,
  endsCut: boolean,
  scarred: boolean,
  after: Sentence | undefined,
): Run[] {
  const runs: Run[] = [];
  let begin = 0;
  while (begin < sentences.length) {
    let end = begin;
    while (end < sentences.length && known[end]) end += 1;
    const next = sentences[end] ?? after;
    const all = sentences.slice(begin, end);
    const isHeadless = headless && begin === 0 && all.length === 1;
    const run = scarred && !isHeadless ? withoutContext(all, next) : all;
    const letters = run.reduce((sum, sentence) => sum + sentence.letters.length, 0);
    const open = endsCut && end === sentences.length && run.at(-1)?.whole === false;
    const weight = scarred ? letters : weightOf(run.map((sentence) => sentence.letters).join(''));
    const alone = scarred && isAlone(run, next);
    if ((run.length >= 2 && weight >= LONG) || open || alone) runs.push(spanOf(run));
    else if (startsCut && begin === 0 && isRest(run[0], remainder)) runs.push(spanOf(run.slice(0, 1)));
    begin = Math.max(end, begin + 1);
  }
  return runs;
}
