/** Compares a section that stands twice, sentence by sentence: where the first one has what the second one tells. */
import type { Block } from '../../blocks.ts';
import { sentencesOf } from '../bare-sentences.ts';
import { leans } from '../repeats/leaning.ts';
import { LEAD, SUBJECT } from '../repeats/repeated-run.ts';
import type { Spot } from './placements.ts';
import type { SourceSentence } from './source-sentences.ts';

/** What is known of the two sections. */
export type Sections = {
  readonly first: readonly Block[];
  /** The sentences of the second section before all repairs. */
  readonly told: readonly SourceSentence[];
  /** For each of them, where the first section has it. */
  readonly spots: readonly (Spot | undefined)[];
  /** For each of them, the index of the last one before it that the first section has; -1 if there is none. */
  readonly before: readonly number[];
  /** For each of them, the index of the first one from it on that the first section has. */
  readonly after: readonly number[];
  /** The indexes of each of them, by its letters with 「例えば、」 or its subject in bold, and without. */
  readonly places: ReadonlyMap<string, readonly number[]>;
  /** The blocks of the first section by their subject in bold: 「創造力」 of 「1. **創造力**：…」. */
  readonly subjects: ReadonlyMap<string, number>;
  /** The block behind which a paragraph, or an item, can stand if it belongs behind a block. */
  readonly openings: { readonly prose: readonly number[]; readonly item: readonly number[] };
};

/** In letters: a shorter sentence proves nothing. */
const LEAST = 10;

/**
 * Whether most of what the second section repeats stands in the first one, and not in others. What it repeats before
 * its last new text says most; if that is nothing, all of it is asked. What stood above both of them says nothing: the
 * first section lost it, too.
 */
function isToldAgain(
  first: readonly Block[],
  second: readonly Block[],
  told: readonly SourceSentence[],
  spots: readonly (Spot | undefined)[],
): boolean {
  const [begin, end] = [second[0]?.line ?? 0, second.at(-1)?.line ?? 0];
  const top = first[0]?.line ?? 0;
  const again = [...told.entries()].filter(
    ([index, said]) =>
      said.letters.length >= LEAST && said.first < begin && (said.first >= top || spots[index] !== undefined),
  );
  const above = again.filter(([, { line }]) => line <= end);
  const asked = above.length > 0 ? above : again;
  const here = asked.filter(([index]) => spots[index] !== undefined);
  return here.length > 0 && 2 * here.length >= asked.length;
}

/**
 * @param told the sentences of the second section before all repairs
 * @returns `undefined` if the second section does not tell the first one again
 */
export function compareSections(
  first: readonly Block[],
  second: readonly Block[],
  told: readonly SourceSentence[],
): Sections | undefined {
  const firstPlaces = spotsIn(first);
  const spots = told.map(({ letters }) => firstPlaces.get(letters));
  if (!isToldAgain(first, second, told, spots)) return undefined;
  const before: number[] = [];
  const after: number[] = [];
  for (let index = 0, known = -1; index < told.length; index += 1) {
    before.push(known);
    if (spots[index] !== undefined) known = index;
  }
  for (let index = told.length - 1, known = told.length; index >= 0; index -= 1) {
    if (spots[index] !== undefined) known = index;
    after[index] = known;
  }
  const places = new Map<string, number[]>();
  for (const [index, { letters, joining, bare }] of told.entries())
    for (const key of new Set([letters, letters.slice(joining.length), bare]))
      places.set(key, [...(places.get(key)?.slice(0, MOST) ?? []), index]);
  const subjects = new Map<string, number>();
  for (const [index, block] of first.entries()) {
    const subject = subjectOf(markOf(block));
    if (subject !== '' && !subjects.has(subject)) subjects.set(subject, index);
  }
  const openings = { prose: openingsIn(first, 'prose'), item: openingsIn(first, 'item') };
  return { first, told, spots, before, after, places, subjects, openings };
}

/** Of all sentences with the same letters, at most this many are compared. */
const MOST = 8;

/** Where each sentence stands first. */
export function spotsIn(blocks: readonly Block[]): ReadonlyMap<string, Spot> {
  const spots = new Map<string, Spot>();
  for (const [block, { kind, text }] of blocks.entries()) {
    if (kind !== 'prose' && kind !== 'item') continue;
    for (const [sentence, { letters }] of sentencesOf(text).entries())
      if (letters.length >= LEAST && !spots.has(letters)) spots.set(letters, { block, sentence });
  }
  return spots;
}

/** Nothing is put into a list, nor before a paragraph that leans on the one before it. */
function openingsIn(blocks: readonly Block[], kind: 'prose' | 'item'): number[] {
  const openings: number[] = [];
  for (let index = blocks.length - 1; index >= 0; index -= 1) {
    const next = blocks[index + 1];
    const inList = next?.kind === 'item' && (kind === 'prose' || blocks[index]?.kind !== 'item');
    const leaning = next?.kind === 'prose' && leans(sentencesOf(next.text)[0]);
    openings[index] = inList || leaning ? (openings[index + 1] ?? index) : index;
  }
  return openings;
}

/** The mark of an item and its subject in bold; the subject of a paragraph. */
export function markOf({ kind, text }: Block): string {
  return (kind === 'item' ? LEAD : kind === 'prose' ? SUBJECT : /^/).exec(text)?.[0] ?? '';
}

export function subjectOf(mark: string): string {
  return /\*\*([^*\n]+)\*\*/.exec(mark)?.[1]?.replace(/(?<![:：\s])[:：\s]+$/, '') ?? '';
}
