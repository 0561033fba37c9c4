/** Removes runs of sentences that were said before, inside a paragraph that also says something new. */
import type { Block } from '../../blocks.ts';
import { placesIn } from '../../line-numbers.ts';
import { type Mend, quote } from '../../repair.ts';
import type { Sentence } from '../bare-sentences.ts';
import { isSeam } from '../scars/deleted-marker.ts';
import { joiningIn, leans, needs, points } from './leaning.ts';

/** In UTF-16 units. A shorter text, such as a refrain, may be repeated on purpose. */
export const LONG = 80;

/** In letters: the end of a sentence is recognised only if it has this many. */
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
export function mayLose({ kind, text }: Pick<Block, 'kind' | 'text'>, scarred: boolean): boolean {
  if (kind === 'prose') return true;
  return scarred && kind === 'item' && LEAD.test(text) && !/\n[^\S\n]*(?:[-*+]|\d+[.)])\s/.test(text);
}

/** The mark of an item, and its subject in bold: they stay before the new text. */
export const LEAD = /^\s*(?:[-*+]|\d+[.)])\s+(?:\*\*[^*\n]{1,100}\*\*\s*[：:]?\s*)?/;

/** The subject of a paragraph in bold. */
export const SUBJECT = /^\s*\*\*[^*\n]{1,100}(?:\*\*\s*[：:]|[：:]\s*\*\*|\*\*。)\s*/;

/** At most this many sentences stay because the next one needs them: more would be the passage again. */
const CONTEXT = 2;

/** This many sentences above a run say what it is about. */
export const BEFORE = 2;

/** What stands around a block. */
type Around = {
  readonly scarred: boolean;
  /** Whether the text is cut behind it. */
  readonly endsCut: boolean;
  /** The title, which readers see above all. */
  readonly title: string;
  /** The heading of its section. */
  readonly heading: string;
  /** The last sentences above it. */
  readonly above: readonly Sentence[];
  /** The sentence that a reader reads next, if it is new. */
  readonly after: Sentence | undefined;
};

/**
 * The rest of a paragraph without runs of two or more sentences, of 80 letters together, that were said before. In a
 * post with cuts, 40 letters are enough.
 *
 * @returns the block; `undefined` if no more than the mark of an item, or a subject in bold, is left of it
 */
export function withoutRuns(
  told: Told,
  block: Block,
  around: Around,
): { readonly block: Block | undefined; readonly mends: readonly Mend[] } {
  const mends: Mend[] = [];
  let text = '';
  let at = 0;
  const placeOf = placesIn(block.text, block.line);
  const lead =
    (block.kind === 'item' ? LEAD : around.scarred ? SUBJECT : /^/).exec(block.text)?.[0].length ?? 0;
  for (const { from: begin, to, sentences, joining } of runsOf(told, block, around, lead)) {
    const from = Math.max(begin, lead);
    if (from >= to) continue;
    mends.push({
      code: 'post-repeated-passage',
      message: messageOf(sentences, block.text.slice(from, to), joining),
      line: placeOf(from).line,
      column: 1,
    });
    text += block.text.slice(at, from);
    at = to + joining.length;
  }
  if (mends.length === 0) return { block, mends };
  text = (text + block.text.slice(at)).trim();
  if (text === '') return { block, mends: [] };
  const isBare = text.length <= block.text.slice(0, lead).trim().length;
  return { block: isBare ? undefined : { ...block, text }, mends };
}

function messageOf(sentences: readonly Sentence[], text: string, joining: string): string {
  const what =
    sentences.length === 1 && sentences[0]?.whole === false
      ? 'A part of a sentence that stands elsewhere'
      : `A passage of ${lengthOf(sentences)} letters was said before`;
  const more = joining === '' ? '' : `, with the ${quote(joining)} behind it`;
  return `${what}: ${quote(text)} is dropped${more}.`;
}

function lengthOf(sentences: readonly Sentence[]): number {
  return sentences.reduce((sum, { letters }) => sum + letters.length, 0);
}

/** A run of sentences that goes. */
type Run = {
  readonly from: number;
  readonly to: number;
  readonly sentences: readonly Sentence[];
  /** The 「しかし、」 behind it, which goes with it. */
  readonly joining: string;
};

function spanOf(sentences: readonly Sentence[], joining = ''): Run {
  return { from: sentences[0]?.from ?? 0, to: sentences.at(-1)?.to ?? 0, sentences, joining };
}

/**
 * Whether a sentence after a cut is the end of an old one: long enough to be recognised, or right after its beginning.
 */
function isRest(sentence: Sentence | undefined, remainder: boolean, text: string): boolean {
  return sentence !== undefined && (remainder || sentence.letters.length >= LATE || DOTS.test(text));
}

/** Dots that mean "continued from above": what follows them is the end of a sentence. */
const DOTS = /^\s*(?:\.{2,}|…+|‥+)/;

/** In letters: a shorter sentence is missed by nobody, and missing it may spoil what stands around it. */
export const ALONE = 40;

/**
 * How many sentences of a run go: its last ones stay, if what follows them needs them.
 *
 * @param headless whether the first sentence has lost its beginning: then it never stays
 */
function goingOf(
  sentences: readonly Sentence[],
  { begin, end, headless }: { readonly begin: number; readonly end: number; readonly headless: boolean },
  { scarred, title, heading, above, after }: Around,
): number {
  const least = Math.max(headless ? begin + 1 : begin, end - CONTEXT);
  const around = begin === 0 ? above : sentences.slice(Math.max(0, begin - BEFORE), begin);
  const before = [title, ...lettersIn(around)].join('\n');
  let going = end;
  while (going > least) {
    const first = sentences[going] ?? after;
    const last = sentences[going - 1];
    // A sentence that stands right above need not stand again.
    if (first === undefined || last?.whole !== true || before.includes(last.letters)) break;
    const staying =
      going < end ? points(first) : scarred ? needs(first, last.letters, before, heading) : leans(first);
    if (!staying) break;
    going -= 1;
  }
  return going - begin;
}

function lettersIn(sentences: readonly Sentence[]): string[] {
  return sentences.map(({ letters }) => letters);
}

/** @param lead the length of what stays before the first sentence */
function runsOf(
  { sentences, known, remainder, headless }: Told,
  block: Block,
  around: Around,
  lead: number,
): Run[] {
  const { text } = block;
  const { scarred, endsCut, above } = around;
  const runs: Run[] = [];
  let begin = lead === 0 ? 0 : sentences.filter(({ to }) => to <= lead).length;
  while (begin < sentences.length) {
    let end = begin;
    while (end < sentences.length && known[end]) end += 1;
    if (end === begin) {
      begin += 1;
      continue;
    }
    const prior = begin === 0 ? above : sentences.slice(begin - 1, begin);
    const going = goingOf(sentences, { begin, end, headless: headless && begin === 0 }, around);
    const run = sentences.slice(begin, begin + going);
    const open = endsCut && end === sentences.length && run.at(-1)?.whole === false;
    const beside = scarred && begin + going < end && isShortBeside(run);
    if (isLong(run, around) || open || beside)
      runs.push(spanOf(run, scarred ? joiningOf(text, sentences[begin + going], run.at(-1), prior) : ''));
    else if (begin === 0 && isSeam(block, scarred) && isRest(run[0], remainder, text))
      runs.push(spanOf(run.slice(0, 1)));
    begin = end;
  }
  return runs;
}

/** In letters: what stands before a sentence that stays for the next one goes if it has this many. */
const BESIDE = 20;

function isShortBeside(run: readonly Sentence[]): boolean {
  return lengthOf(run) >= BESIDE && run.every(({ whole }) => whole);
}

/**
 * The 「しかし、」 with which a whole sentence begins, if what it opposes goes.
 *
 * @param gone the last sentence that goes before it
 * @param prior what a reader reads before it then: if that one is among it, nothing changes
 */
function joiningOf(
  text: string,
  sentence: Sentence | undefined,
  gone: Sentence | undefined,
  prior: readonly Sentence[],
): string {
  if (sentence?.whole !== true || prior.some(({ letters }) => letters === gone?.letters)) return '';
  return text.slice(sentence.from, sentence.from + joiningIn(text.slice(sentence.from, sentence.to)));
}

/** It tells of one of several things: what follows is about that one, unless the paragraph above tells of it. */
const ONE_OF_SEVERAL = /^(?:そして)?(?:まず|次に|第[一二三四]に|最後に|もう[一1１]つ)/;

/** In a post that people wrote, a single sentence never goes. */
function isLong(run: readonly Sentence[], { scarred, above }: Around): boolean {
  if (!scarred) return run.length >= 2 && weightOf(run.map(({ letters }) => letters).join('')) >= LONG;
  const letters = lengthOf(run);
  const isAbove = lettersIn(above).includes(run.at(-1)?.letters ?? '');
  return letters >= LONG
    ? run.length >= 2 || run[0]?.whole === true
    : letters >= ALONE &&
        run.every(({ whole }) => whole) &&
        (isAbove || run.length < 2 || !ONE_OF_SEVERAL.test(run[0]?.letters ?? ''));
}
