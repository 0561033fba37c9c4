/**
 * Compares each block of a post with everything before it, sentence by sentence. In a post with cuts, which the
 * pipeline wrote, a sentence is also recognised without the 「しかし、」 before it. Nothing is dropped here;
 * repeated-passage.ts decides that.
 */
import type { Block } from '../../blocks.ts';
import { maskOpaque, OPAQUE } from '../../prose.ts';
import { remembered } from '../../remembered.ts';
import { type Sentence, sentencesOf } from '../bare-sentences.ts';
import { mendCut } from '../scars/cut-sentence.ts';
import { isSeam } from '../scars/deleted-marker.ts';
import { behindHeadings } from './heading-before.ts';
import { isRemainder, knownOf, withSubject } from './known-sentences.ts';
import { LATE, LONG } from './repeated-run.ts';
import {
  isCompared,
  isToldAgain,
  NO_SECTION,
  repeatsBeside,
  sectionAfter,
  type Where,
} from './section-beside.ts';
import { beginningsIn } from './sentence-beginnings.ts';
import { newSaid, type SaidSentences } from './sentences-said.ts';
import { type Shared, sharedIn } from './shared-sentences.ts';
import { newVariants } from './variants.ts';

/** A block, and which of its sentences were said before. */
export type Part = {
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
  /** Whether it begins behind a cut with the end of a sentence that was said, and the beginning does not stand before it. */
  readonly headless: boolean;
  /** Whether it is short and repeats the block before it, the beginning of its section, or an earlier such section. */
  readonly echo: boolean;
};

/** What is known of a post. */
type About = {
  /** Whether it has cuts. */
  readonly scarred: boolean;
  /** Gives the line in the file for a line of the blocks. */
  readonly lineOf: (line: number) => number;
  /** In a post with cuts it counts as said, because readers see it above the text. */
  readonly title: string;
  /** The indexes of blocks that go, whatever they say: what only they say is not said. */
  readonly gone: ReadonlySet<number>;
};

export function partsOf(blocks: readonly Block[], about: About): Part[] {
  const { scarred, title } = about;
  const shared = sharedIn(blocks, title, scarred);
  const said = newSaid(shared.isShared);
  const inTitle = scarred ? shared.wordsIn(title) : [];
  for (const [at, sentence] of (scarred ? sentencesOf(title) : []).entries())
    said.add(sentence, undefined, inTitle[at]);
  const compared = compareAll(blocks, about, said, shared);
  const begins = beginningsIn(compared);
  const parts = compared.map((part, index) =>
    withOpenEnd(part, compared[index + 1], scarred && begins, () => nextNew(compared, index)),
  );
  return parts.map((part, index) => (part.remainder && endsOpen(parts[index - 1]) ? completing(part) : part));
}

/** The other half of a fragment that stays before the cut stays too: joined, the two are one sentence. */
function completing(part: Part): Part {
  return { ...part, known: part.known.with(0, false), remainder: false, headless: false };
}

/** Whether the last sentence is cut, and stays: what follows may be its other half. */
function endsOpen(part: Part | undefined): boolean {
  return part?.sentences.at(-1)?.whole === false && part.known.at(-1) === false;
}

/** @param said the sentences said so far; gets those of the blocks */
function compareAll(
  blocks: readonly Block[],
  { scarred, lineOf, gone }: About,
  said: SaidSentences,
  shared: Shared,
): Part[] {
  const variants = newVariants();
  const behind = scarred ? behindHeadings(blocks) : undefined;
  let section = NO_SECTION;
  let open = '';
  return blocks.map((block, index) => {
    const sentences = isCompared(block) ? sentencesOf(block.text) : [];
    const remainder = block.cut !== undefined && isRemainder(open, sentences[0], said);
    const isEnd = scarred && (blocks[index + 1]?.kind ?? 'end') === 'end';
    const words = sentences.length > 0 ? shared.wordsIn(block.text) : [];
    const seam = isSeam(block, scarred);
    const told = knownOf(sentences, said, { scarred, remainder, seam, isEnd, words, behind });
    const known = scarred ? withSubject(variants.knownIn(sentences, told), sentences, block) : told;
    const headless = known[0] === true && seam && !said.hasFromStart(sentences[0]);
    const last = sentences.at(-1);
    open = last?.whole === false ? last.letters : '';
    const { heading, under } = section;
    const origins = originsOf(sentences, said);
    const runTogether =
      origins.some((place) => place.index !== origins[0]?.index) || origins[0]?.heading === heading;
    const line = blocks[origins[0]?.index ?? -1]?.line;
    const first = line === undefined ? undefined : lineOf(line);
    const letters = proseLetters(block, sentences);
    const isShort = !known.includes(false) && letters < LONG && isFewSentences(block, sentences, scarred);
    const again = scarred && heading !== '' && isToldAgain(origins, sentences.length, section);
    const echo = isShort && (repeatsBeside(block, sentences, section) || again);
    const where = { index, heading, under };
    if (!gone.has(index))
      for (const [at, sentence] of sentences.entries()) said.add(sentence, where, words[at]);
    section = sectionAfter(section, block, index, echo ? undefined : sentences);
    return { block, sentences, known, letters, first, runTogether, remainder, headless, echo };
  });
}

/** Where its sentences were said first. Most have none: it costs nothing then. */
function originsOf(sentences: readonly Sentence[], said: SaidSentences): Where[] {
  const origins: Where[] = [];
  for (const sentence of sentences) {
    const place = said.whereOf(sentence);
    if (place !== undefined) origins.push(place);
  }
  return origins;
}

/** Links do not count: a list of them may occur twice in a post. */
function proseLetters({ text }: Block, sentences: readonly Sentence[]): number {
  if (sentences.length === 0) return 0;
  return sentences.reduce((sum, sentence) => sum + sentence.letters.length, -opaqueIn(text));
}

/** The number of letters that are no prose. */
const opaqueIn = remembered((text) => {
  const masked = maskOpaque(text);
  return masked === text ? 0 : masked.split(OPAQUE).length - 1;
});

/** In a post with cuts an echo has at most this many sentences, in any other post one. */
const FEW = 3;

function isFewSentences({ kind }: Block, sentences: readonly Sentence[], scarred: boolean): boolean {
  if (kind !== 'prose' || sentences.length === 0 || sentences.length > (scarred ? FEW : 1)) return false;
  return sentences.every(({ whole }) => whole);
}

/**
 * A fragment before a cut stays if the text after the cut continues it in a new way: 「…投資を続け」 was said before, but
 * without it 「ながら、市場を見ています。」 would begin in the middle of a sentence.
 */
function withOpenEnd(
  part: Part,
  next: Part | undefined,
  begins: false | ReturnType<typeof beginningsIn>,
  kept: () => Part | undefined,
): Part {
  const last = part.sentences.at(-1);
  if (last === undefined || last.whole || next === undefined) return part;
  const known = part.known.at(-1) === true;
  const isCut = next.block.cut !== undefined;
  const isText = next.block.kind === 'prose' || (next.block.kind === 'item' && part.block.kind === 'item');
  const mending = isCut && isText && !next.remainder ? mendingOf(part, next) : 'lost';
  const nextGoes = next.known.length > 0 && !next.known.includes(false);
  if (known && (mending !== 'joined' || (nextGoes && next.letters >= LATE))) return part;
  if (known) return { ...part, known: part.known.with(-1, false) };
  // 「知財保護の」 says nothing if the whole sentence is somewhere else in the post, and nothing here continues it.
  const told =
    (nextGoes || (isCut && mending === 'lost')) && begins !== false && begins(last.letters, kept());
  return told ? { ...part, known: part.known.with(-1, true) } : part;
}

function mendingOf({ block }: Part, next: Part): ReturnType<typeof mendCut>['kind'] {
  const nothing = { before: () => '', whole: () => '' };
  return mendCut(block.text, next.block.text, nothing).kind;
}

/** The next paragraph that stays, because it says something new. */
function nextNew(parts: readonly Part[], index: number): Part | undefined {
  const rest = parts.slice(index + 1, index + 1 + AHEAD);
  return rest.find(({ block, known }) => block.kind === 'prose' && known.some((one) => !one));
}

/** This many blocks that are dropped may stand between the halves. */
const AHEAD = 12;
