/**
 * A sentence that a program added when it told a passage again. It stood between two sentences that follow each other in
 * the first telling, so it goes between them; elsewhere nobody would see what it is about:
 *
 *     first: A. B.     again: A. C. B.     readers get: A. C. B.
 */
import type { Block } from '../../blocks.ts';
import { lastUpTo } from '../../line-numbers.ts';
import { type Mend, type Mended, quote } from '../../repair.ts';
import { sentencesOf } from '../bare-sentences.ts';
import { commonStart } from '../common-start.ts';
import { emptied } from '../repeats/kept-sections.ts';
import { leans, needs } from '../repeats/leaning.ts';
import { SUBJECT } from '../repeats/repeated-run.ts';
import { isMachineMade } from '../scars/evidence.ts';
import { nameOf } from '../section-heading.ts';
import { spotsIn } from './compared-sections.ts';
import { type Placement, type Spot, withPlacements } from './placements.ts';
import { firstFrom, type SourceSentence, sourceSentences } from './source-sentences.ts';

/** Sentences that follow each other in a block and in the source, by their indexes. */
type Run = { readonly from: number; to: number; readonly told: number };

/**
 * @param before what was repaired in the post so far
 * @param source the post before all repairs: it shows between which sentences something new stood
 */
export function placeAdditions(
  blocks: readonly Block[],
  before: readonly Mend[],
  source: readonly Block[],
): Mended {
  const mends: Mend[] = [];
  if (!isMachineMade(blocks, before)) return { blocks, mends };
  const { all: told, places: placesOfAll } = sourceSentences(source);
  const places = placesOfAll();
  const spots = withAlike(spotsIn(blocks));
  const placements: Placement[] = [];
  /** Blocks that lost text; nothing is put into them, because another round looks at them again. */
  const changed = new Set<number>();
  const gone = new Set<Block>();
  const left = blocks.map((block, index) => {
    if (block.kind !== 'prose') return block;
    let text = '';
    let at = 0;
    const sentences = sentencesOf(block.text);
    for (const { from, to, told: first } of newRuns(block, index, { told, places }, spots)) {
      const run = { first, last: first + to - from };
      const isAll = from === 0 && to === sentences.length - 1;
      const spot =
        spotBetween(index, run, { told, blocks, spots }) ??
        (isAll ? spotAtEnd(index, run, { told, blocks, spots }) : undefined);
      if (spot === undefined || changed.has(spot.block)) continue;
      const [begin, end] = [sentences[from]?.from ?? 0, sentences[to]?.to ?? 0];
      const words = block.text.slice(begin, end).trim();
      const { cut: _, ...bare } = block;
      const inside = told[first - 1]?.line === told[first]?.line;
      placements.push({ spot, inside, block: { ...bare, gap: '\n\n', text: words } });
      const message = `An addition to a passage that was told again goes to its place: ${quote(words)}.`;
      mends.push({ code: 'post-repeated-passage', message, line: block.line, column: 1 });
      text += block.text.slice(at, begin);
      at = end;
    }
    if (at === 0) return block;
    text += block.text.slice(at);
    changed.add(index);
    // What was said before, and the subject in bold, stood there for the addition only.
    const rest = sentencesOf(text.replace(SUBJECT, ''));
    if (rest.every(({ letters }) => (spots.get(letters)?.block ?? index) < index)) gone.add(block);
    return gone.has(block) ? block : { ...block, text: text.trim() };
  });
  if (mends.length === 0) return { blocks, mends };
  const headings = emptied(
    blocks,
    blocks.map((block) => gone.has(block)),
    true,
  ).gone;
  for (const [index, mend] of headings) {
    const heading = blocks[index];
    if (heading !== undefined) gone.add(heading);
    mends.push(mend);
  }
  return { blocks: withPlacements(left, placements).filter((block) => !gone.has(block)), mends };
}

/** In letters: two sentences that begin alike for so many, and for most of their length, are one in two endings. */
const BEGIN = 30;
const PART = 0.8;

/** The places of sentences, found by one with another ending, too: 「…投資なのです。」, 「…投資だと私は考えています。」. */
function withAlike(spots: ReadonlyMap<string, Spot>): Spots {
  const begins = new Map<string, string>();
  for (const letters of spots.keys()) {
    const begin = letters.slice(0, BEGIN);
    if (letters.length > BEGIN) begins.set(begin, begins.has(begin) ? '' : letters);
  }
  return {
    get: (letters) => spots.get(letters),
    near: (letters) => {
      const same = spots.get(letters);
      if (same !== undefined || letters.length <= BEGIN) return same;
      const other = begins.get(letters.slice(0, BEGIN)) ?? '';
      const longest = Math.max(other.length, letters.length);
      return commonStart(other, letters) >= PART * longest ? spots.get(other) : undefined;
    },
  };
}

type Spots = {
  readonly get: (letters: string) => Spot | undefined;
  /** Where a sentence stands, or the same with another ending. */
  readonly near: (letters: string) => Spot | undefined;
};

/** The sentences of a block that stand nowhere before it. */
function newRuns(
  { text, line }: Block,
  index: number,
  source: {
    readonly told: readonly SourceSentence[];
    readonly places: ReadonlyMap<string, readonly number[]>;
  },
  spots: Spots,
): Run[] {
  const { told, places } = source;
  const above = told[firstFrom(told, line + 1) - 1]?.line ?? 0;
  let at = firstFrom(told, above);
  const end = firstFrom(told, above + 1);
  const runs: Run[] = [];
  for (const [sentence, { letters }] of sentencesOf(text).entries()) {
    const here = places.get(letters) ?? [];
    const found = here[lastUpTo(here, at - 1) + 1];
    if (found === undefined || found >= end || spots.get(letters)?.block !== index) continue;
    at = found + 1;
    const last = runs.at(-1);
    if (last !== undefined && last.to === sentence - 1 && last.told + last.to - last.from === found - 1)
      last.to = sentence;
    else runs.push({ from: sentence, to: sentence, told: found });
  }
  return runs;
}

/** Sentences that follow each other in the source, by their numbers there. */
type ToldRun = { readonly first: number; readonly last: number };

/** What a place is looked for in. */
type Known = {
  readonly told: readonly SourceSentence[];
  readonly blocks: readonly Block[];
  /** Where a sentence stands now, by its letters. */
  readonly spots: Spots;
};

/** In letters: a longer text is a new paragraph, and no addition to an old one. */
const SHORT = 250;

/** This many sentences behind it show whether the old text is told on, or the post goes on. */
const AHEAD = 6;

/**
 * The last sentence of a paragraph, if a run stood behind it at the end of the same paragraph, and is all that is left
 * of that: 「A. B.」, again 「A. B. C.」.
 */
function spotAtEnd(
  index: number,
  { first, last }: ToldRun,
  { told, blocks, spots }: Known,
): Spot | undefined {
  const [own, next] = [blocks[index], blocks[index + 1]];
  const above = told[first - 1];
  const known = spots.near(above?.letters ?? '');
  const home = blocks[known?.block ?? -1];
  if (own === undefined || known === undefined || known.block >= index - 1 || home?.kind !== 'prose')
    return undefined;
  // Where the post goes on with it, it stays; and sections are put together by section-again.ts.
  const isToldOn = told
    .slice(last + 1, last + 1 + AHEAD)
    .some(({ letters }) => (spots.get(letters)?.block ?? index) < index);
  if (!isToldOn || isInSectionAgain(blocks, index)) return undefined;
  const isInOne = above?.line === told[first]?.line && told[last + 1]?.line !== told[last]?.line;
  const isLast = known.sentence === sentencesOf(home.text).length - 1;
  const following = next?.kind === 'prose' ? sentencesOf(next.text)[0] : undefined;
  const isNeeded = following !== undefined && needs(following, told[last]?.letters ?? '', '');
  // What leans on the sentence as it ends here may not lean on the addition.
  const isInOtherWords = spots.get(above?.letters ?? '') === undefined;
  const below = blocks[known.block + 1];
  if (isInOtherWords && below?.kind === 'prose' && leans(sentencesOf(below.text)[0])) return undefined;
  return isInOne && isLast && !isNeeded && own.text.length <= SHORT ? known : undefined;
}

function isInSectionAgain(blocks: readonly Block[], index: number): boolean {
  const at = blocks.slice(0, index).findLastIndex(({ kind }) => kind === 'heading');
  const heading = blocks[at];
  if (heading === undefined) return false;
  return blocks.slice(0, at).some((block) => block.kind === 'heading' && nameOf(block) === nameOf(heading));
}

/** The sentence behind which a run stood, if the one behind the run follows it there and is none of the run itself. */
function spotBetween(
  index: number,
  { first, last }: ToldRun,
  { told, blocks, spots }: Known,
): Spot | undefined {
  const known = spots.near(told[first - 1]?.letters ?? '');
  const next = spots.near(told[last + 1]?.letters ?? '');
  if (known === undefined || next === undefined || known.block >= index) return undefined;
  // It was told twice in a row, 「A. C. C.」: so it stands behind A already.
  if (told.slice(first, last + 1).some(({ letters }) => letters === told[last + 1]?.letters))
    return undefined;
  const home = blocks[known.block];
  const isLast = known.sentence === sentencesOf(home?.text ?? '').length - 1;
  const follows = isLast
    ? next.block === known.block + 1 && next.sentence === 0
    : next.block === known.block && next.sentence === known.sentence + 1;
  return follows && home?.kind === 'prose' ? known : undefined;
}
