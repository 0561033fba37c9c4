/** What stands around a block in its section: a short block that repeats it is an echo. */
import type { Block } from '../../blocks.ts';
import type { Sentence } from '../bare-sentences.ts';
import { nameOf } from './kept-sections.ts';

/** Where a sentence was said the first time. */
export type Where = {
  readonly index: number;
  readonly heading: string;
  /** The index of that heading. */
  readonly under: number;
};

/** The section that a block is in. */
export type Section = {
  readonly heading: string;
  /** The index of the heading. */
  readonly under: number;
  /** The first text of the section. */
  readonly opening: string;
  /** The text right before the block. */
  readonly before: string;
};

export const NO_SECTION: Section = { heading: '', under: -1, opening: '', before: '' };

export function isCompared({ kind }: Block): boolean {
  return kind === 'prose' || kind === 'item' || kind === 'heading';
}

export function lettersOf(sentences: readonly Sentence[]): string {
  return sentences.map(({ letters }) => letters).join('');
}

/** Whether the text repeats the end of the block before it, or the beginning of its section. */
export function repeatsBeside(
  { cut }: Block,
  sentences: readonly Sentence[],
  { opening, before }: Section,
): boolean {
  const text = lettersOf(sentences);
  return [before.endsWith(text) && before, opening.startsWith(text) && opening].some(
    // A whole line of verse may be repeated on purpose; the pipeline repeats a line from inside a paragraph.
    (other) => other !== false && (other.length > text.length || cut !== undefined),
  );
}

/** Whether all sentences come from earlier sections with the same heading: then this section is told again. */
export function isToldAgain(origins: readonly Where[], count: number, { heading, under }: Section): boolean {
  return (
    origins.length === count && origins.every((place) => place.heading === heading && place.under !== under)
  );
}

/** @param text the letters of the block; `undefined` if it is an echo, which does not count */
export function sectionAfter(
  section: Section,
  block: Block,
  index: number,
  text: string | undefined,
): Section {
  if (block.kind === 'heading') return { heading: nameOf(block), under: index, opening: '', before: '' };
  if (!isCompared(block) || text === undefined) return section;
  return { ...section, opening: section.opening === '' ? text : section.opening, before: text };
}
