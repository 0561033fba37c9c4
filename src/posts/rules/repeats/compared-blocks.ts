/**
 * Compares each block of a post with everything before it: which of its sentences were said before, and where. It only
 * collects facts; repeated-passage.ts decides what is dropped.
 */
import type { Block } from '../../blocks.ts';
import { maskOpaque, OPAQUE } from '../../prose.ts';
import { type Sentence, sentencesOf } from '../bare-sentences.ts';
import { nameOf } from './kept-sections.ts';
import { LONG } from './repeated-run.ts';
import { newSaid, type SaidSentences } from './sentences-said.ts';

/** Where a sentence was said before: the block, and the heading above it. */
type Where = { readonly index: number; readonly heading: string };

/** A block, and which of its sentences were said before. */
export type ComparedBlock = {
  readonly block: Block;
  readonly sentences: readonly Sentence[];
  /** For each sentence, whether it was said before. */
  readonly known: readonly boolean[];
  /** The number of its letters of prose. */
  readonly letters: number;
  /** The line on which its first sentence was said the first time. */
  readonly first: number | undefined;
  /** Whether its sentences come from several paragraphs, or from a section with the same heading. */
  readonly runTogether: boolean;
  /** Whether it begins with the end of a sentence whose beginning is before the cut: both were said before. */
  readonly remainder: boolean;
  /** Whether all of it repeats the block before it, or the beginning of its section. */
  readonly echo: boolean;
};

/** The texts that a short repetition is compared with. */
type Section = {
  /** The first text of the section. */
  readonly opening: string;
  /** The text right before the block. */
  readonly before: string;
};

/**
 * @param scarred whether the post has cuts
 * @param lineOf gives the line in the file for a line of the blocks
 */
export function compareBlocks(
  blocks: readonly Block[],
  scarred: boolean,
  lineOf: (line: number) => number,
): ComparedBlock[] {
  const said = newSaid();
  const places = new Map<string, Where>();
  let heading = '';
  let open = '';
  let section: Section = { opening: '', before: '' };
  return blocks.map((block, index) => {
    const sentences = isCompared(block) ? sentencesOf(block.text) : [];
    const remainder = block.cut !== undefined && isRemainder(open, sentences[0], said);
    const known = knownOf(block, sentences, said, { scarred, remainder });
    const last = sentences.at(-1);
    open = last?.whole === false ? last.letters : '';
    const found = sentences.flatMap(({ letters }) => places.get(letters) ?? []);
    const runTogether = new Set(found.map((place) => place.index)).size > 1 || found[0]?.heading === heading;
    const line = blocks[found[0]?.index ?? -1]?.line;
    const first = line === undefined ? undefined : lineOf(line);
    const letters = proseLetters(block, sentences);
    const echo = known.every(Boolean) && isEcho(block, sentences, letters, section);
    for (const sentence of sentences) {
      said.add(sentence);
      if (!places.has(sentence.letters)) places.set(sentence.letters, { index, heading });
    }
    if (block.kind === 'heading') heading = nameOf(block);
    if (!echo) section = sectionAfter(section, block, sentences);
    return { block, sentences, known, letters, first, runTogether, remainder, echo };
  });
}

function isCompared({ kind }: Block): boolean {
  return kind === 'prose' || kind === 'item' || kind === 'heading';
}

/** @param open the letters of an unfinished sentence right before the cut; empty if there is none */
function isRemainder(open: string, first: Sentence | undefined, said: SaidSentences): boolean {
  return open !== '' && first !== undefined && said.hasWhole(open + first.letters);
}

function knownOf(
  { cut }: Block,
  sentences: readonly Sentence[],
  said: SaidSentences,
  { scarred, remainder }: { readonly scarred: boolean; readonly remainder: boolean },
): boolean[] {
  return sentences.map(
    (sentence, at) =>
      (at === 0 && remainder) ||
      (scarred && said.hasWithoutLead(sentence)) ||
      isKnown(sentence, said, at === sentences.length - 1, at === 0 && cut !== undefined),
  );
}

function isKnown(sentence: Sentence, said: SaidSentences, last: boolean, afterCut: boolean): boolean {
  if (said.has(sentence) || said.hasShort(sentence)) return true;
  if (last && !sentence.whole && said.begins(sentence)) return true;
  return afterCut && said.ends(sentence);
}

/** Links do not count: a list of them may occur twice in a post. */
function proseLetters({ text }: Block, sentences: readonly Sentence[]): number {
  if (sentences.length === 0) return 0;
  const masked = maskOpaque(text);
  const letters = sentences.reduce((sum, sentence) => sum + sentence.letters.length, 0);
  return masked === text ? letters : letters - (masked.split(OPAQUE).length - 1);
}

/** Whether a paragraph of one short sentence repeats the text right before it, or the beginning of its section. */
function isEcho(
  block: Block,
  sentences: readonly Sentence[],
  letters: number,
  { opening, before }: Section,
): boolean {
  const [only] = sentences;
  if (only?.whole !== true || sentences.length > 1 || block.kind !== 'prose' || letters >= LONG) return false;
  const text = only.letters;
  return [before.endsWith(text) && before, opening.startsWith(text) && opening].some(
    // A whole line of verse may be repeated on purpose; the pipeline repeats a line from inside a paragraph.
    (other) => other !== false && (other.length > text.length || block.cut !== undefined),
  );
}

function sectionAfter(section: Section, block: Block, sentences: readonly Sentence[]): Section {
  if (block.kind === 'heading') return { opening: '', before: '' };
  if (!isCompared(block)) return section;
  const text = sentences.map(({ letters }) => letters).join('');
  return { opening: section.opening === '' ? text : section.opening, before: text };
}
