/** What stands around a block in its section: a short block that repeats it is an echo. */
import type { Block } from '../../blocks.ts';
import type { Sentence } from '../bare-sentences.ts';
import { nameOf } from '../section-heading.ts';

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
  /** The letters of the first text of the section; `undefined` if there is none so far. Few blocks ask for them. */
  readonly opening: (() => string) | undefined;
  /** Those of the text right before the block. */
  readonly before: (() => string) | undefined;
};

export const NO_SECTION: Section = { heading: '', under: -1, opening: undefined, before: undefined };

export function isCompared({ kind }: Block): boolean {
  return kind === 'prose' || kind === 'item' || kind === 'heading';
}

function lettersOf(sentences: readonly Sentence[]): string {
  return sentences.map(({ letters }) => letters).join('');
}

/** Whether the text repeats the end of the block before it, or the beginning of its section. */
export function repeatsBeside(
  { cut }: Block,
  sentences: readonly Sentence[],
  { opening, before }: Section,
): boolean {
  const text = lettersOf(sentences);
  const [above = '', first = ''] = [before?.(), opening?.()];
  return [above.endsWith(text) && above, first.startsWith(text) && first].some(
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

/** @param sentences those of the block; `undefined` if it is an echo, which does not count */
export function sectionAfter(
  section: Section,
  block: Block,
  index: number,
  sentences: readonly Sentence[] | undefined,
): Section {
  if (block.kind === 'heading')
    return { heading: nameOf(block), under: index, opening: undefined, before: undefined };
  if (!isCompared(block) || sentences === undefined) return section;
  let text: string | undefined;
  const before = () => (text ??= lettersOf(sentences));
  return { ...section, opening: section.opening ?? (sentences.length > 0 ? before : undefined), before };
}
