/**
 * What of each block was said before in the post, sentence by sentence. A post with cuts is the pipeline's: there a
 * sentence is also known without the 「しかし、」 before it. Nothing is dropped here; repeated-passage.ts decides that.
 */
import type { Block } from '../../blocks.ts';
import { maskOpaque, OPAQUE } from '../../prose.ts';
import { type Sentence, sentencesOf } from '../bare-sentences.ts';
import { mendCut } from '../scars/cut-sentence.ts';
import { nameOf } from './kept-sections.ts';
import { LONG } from './repeated-run.ts';
import { newSaid, type SaidSentences } from './sentences-said.ts';

/** Where a sentence was said first. */
type Where = {
  readonly index: number;
  readonly heading: string;
  /** The place of that heading. */
  readonly under: number;
};

/** A block with what of it was said before. */
export type Part = {
  readonly block: Block;
  readonly sentences: readonly Sentence[];
  /** For each sentence, whether it was said before. */
  readonly known: readonly boolean[];
  /** How many letters of prose it has. */
  readonly letters: number;
  /** The line on which its first sentence was said first. */
  readonly first: number | undefined;
  /** Whether its sentences stood in several paragraphs, or under a heading of the same name. */
  readonly runTogether: boolean;
  /** Whether it begins with the rest of a sentence whose beginning stands before the cut: both were said before. */
  readonly remainder: boolean;
  /** Whether all of it, a sentence or few, repeats what stands right before it, what its section began with, or what that section said. */
  readonly echo: boolean;
};

/**
 * @param scarred whether the post has cuts
 * @param lineOf the line of the file, for a line of the blocks
 * @param title of a post with cuts: readers see it above the text, so it was said
 */
export function partsOf(
  blocks: readonly Block[],
  scarred: boolean,
  lineOf: (line: number) => number,
  title = '',
): Part[] {
  const looked = look(blocks, scarred, lineOf, title);
  const begins = beginningsIn(looked);
  return looked.map((part, index) => withOpenEnd(part, looked[index + 1], scarred && begins));
}

function look(
  blocks: readonly Block[],
  scarred: boolean,
  lineOf: (line: number) => number,
  title: string,
): Part[] {
  const said = newSaid();
  for (const sentence of scarred ? sentencesOf(title) : []) said.add(sentence);
  const places = new Map<string, Where>();
  let heading = '';
  let under = -1;
  let open = '';
  let before = '';
  let opening = '';
  return blocks.map((block, index) => {
    const compared = block.kind === 'prose' || block.kind === 'item' || block.kind === 'heading';
    const masked = compared ? maskOpaque(block.text) : '';
    const sentences = compared ? sentencesOf(block.text) : [];
    const head = sentences[0];
    const remainder =
      block.cut !== undefined && open !== '' && head !== undefined && said.hasWhole(open + head.letters);
    const known = sentences.map(
      (sentence, at) =>
        (at === 0 && remainder) ||
        (scarred && said.hasWithoutLead(sentence)) ||
        isKnown(sentence, said, at === sentences.length - 1, at === 0 && block.cut !== undefined),
    );
    const last = sentences.at(-1);
    open = last?.whole === false ? last.letters : '';
    const from = sentences.flatMap(({ letters }) => places.get(letters) ?? []);
    const runTogether = new Set(from.map((place) => place.index)).size > 1 || from[0]?.heading === heading;
    const firstLine = blocks[from[0]?.index ?? -1]?.line;
    const first = firstLine === undefined ? undefined : lineOf(firstLine);
    const all = sentences.length > 0 && known.every(Boolean);
    const letters = proseLetters(block, masked, sentences);
    const text = sentences.map((sentence) => sentence.letters).join('');
    const short =
      all &&
      sentences.length <= (scarred ? FEW : 1) &&
      sentences.every(({ whole }) => whole) &&
      block.kind === 'prose' &&
      letters < LONG;
    const beside = [before.endsWith(text) && before, opening.startsWith(text) && opening].some(
      // A line of verse may come back as it was; the pipeline takes one out of a paragraph.
      (other) => other !== false && (other.length > text.length || block.cut !== undefined),
    );
    const again = scarred && heading !== '' && isToldAgain(from, sentences.length, heading, under);
    const echo = short && (beside || again);
    for (const sentence of sentences) {
      said.add(sentence);
      if (!places.has(sentence.letters)) places.set(sentence.letters, { index, heading, under });
    }
    if (block.kind === 'heading') {
      heading = nameOf(block);
      under = index;
      opening = before = '';
    } else if (compared && !echo) {
      opening = opening === '' ? text : opening;
      before = text;
    }
    return { block, sentences, known, letters, first, runTogether, remainder, echo };
  });
}

/** More sentences are more than an echo. */
const FEW = 3;

/** Whether all sentences stood under an earlier heading of the same name: the section is told again. */
function isToldAgain(from: readonly Where[], count: number, heading: string, under: number): boolean {
  return from.length === count && from.every((place) => place.heading === heading && place.under !== under);
}

/**
 * A fragment before a cut stays where the text behind goes on with it in a new way: 「…投資を続け」 was said before,
 * and 「ながら、市場を見ています。」 would begin in mid-sentence without it.
 */
function withOpenEnd(
  part: Part,
  next: Part | undefined,
  begins: false | ((letters: string) => boolean),
): Part {
  const last = part.sentences.at(-1);
  if (last === undefined || last.whole || next?.block.cut === undefined) return part;
  const known = part.known.at(-1) === true;
  // 「知財保護の」 before a cut says nothing, if the whole sentence is said somewhere else in the post.
  const told = !known && begins !== false && part.block.kind === 'prose' && begins(last.letters);
  if (!known && !told) return part;
  const joins = next.block.kind === 'prose' && !next.remainder && isJoined(part, next);
  return known === joins ? { ...part, known: part.known.with(-1, !joins) } : part;
}

function isJoined({ block }: Part, next: Part): boolean {
  const nothing = { before: () => '', whole: () => '' };
  return mendCut(block.text, next.block.text, nothing).kind === 'joined';
}

/** In letters: what a fragment has at least, to be known by. */
const FRAGMENT = 3;

/** @returns whether a whole sentence of the post begins with these letters, and goes on */
function beginningsIn(parts: readonly Part[]): (letters: string) => boolean {
  let sorted: readonly string[] | undefined;
  return (fragment) => {
    const letters = fragment.replace(/[、,…]+$/, '');
    if (letters.length < FRAGMENT) return false;
    sorted ??= parts
      .flatMap(({ sentences }) => sentences.flatMap((one) => (one.whole ? [one.letters] : [])))
      .toSorted();
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? '') < letters) low = middle + 1;
      else high = middle;
    }
    return sorted[low]?.startsWith(letters) === true;
  };
}

function isKnown(sentence: Sentence, said: SaidSentences, last: boolean, afterCut: boolean): boolean {
  if (said.has(sentence) || said.hasShort(sentence)) return true;
  if (last && !sentence.whole && said.begins(sentence)) return true;
  return afterCut && said.ends(sentence);
}

/** Links do not count: a list of them may stand in a post twice. */
function proseLetters({ text }: Block, masked: string, sentences: readonly Sentence[]): number {
  const letters = sentences.reduce((sum, sentence) => sum + sentence.letters.length, 0);
  return masked === text ? letters : letters - (masked.split(OPAQUE).length - 1);
}
