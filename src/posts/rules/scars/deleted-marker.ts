/** Cuts whose marker somebody deleted by hand, told from the empty lines and the short notes that people write. */
import type { Block } from '../../blocks.ts';
import { maskOpaque, OPAQUE } from '../../prose.ts';
import { sentencesOf } from '../bare-sentences.ts';
import { endsInCutLink } from './cut-link.ts';
import { isOpen, mendCut } from './cut-sentence.ts';
import { firstLetters, lettersOf } from './seam.ts';

/**
 * Marks the cuts without a marker: somebody deleted it, so two or more empty lines are left below an unfinished
 * sentence.
 *
 * @param source the post before all repairs: how its author leaves empty lines
 */
export function withDeletedMarkers(blocks: readonly Block[], source: readonly Block[]): readonly Block[] {
  const evidence = blocks.map((block, index) => evidenceOfCut(blocks[index - 1], block));
  // One certain cut proves that this post was cut; then the others count too.
  const isProven = evidence.includes('sure') || tellsAgain(blocks, evidence);
  const isSure = isProven && !isSpacedOut(source) && !isNoted(source);
  if (!isSure && !blocks.some(({ cut }) => cut?.by === 'marker')) return blocks;
  return blocks.map((block, index) => {
    const left = blocks[index - 1];
    if (left === undefined || evidence[index] === undefined) return block;
    const line = left.line + left.text.split('\n').length;
    return { ...block, cut: { line, column: 1, by: 'gap' as const, near: true } };
  });
}

/**
 * Whether empty lines stand everywhere in a post, as in many Japanese diaries, where one sentence takes several
 * paragraphs: 「今日は朝から雨で、」. Where markers were deleted, two empty lines are rare (at most a fifth of all gaps).
 */
function isSpacedOut(blocks: readonly Block[]): boolean {
  const wide = blocks.filter(({ gap }) => WIDE.test(gap)).length;
  return wide >= HABIT && 5 * wide > blocks.length;
}

/**
 * Whether the author ends sentences without 。, as in notes taken at work: then more of them stand before one empty line
 * than before several.
 */
function isNoted(blocks: readonly Block[]): boolean {
  const gaps = blocks
    .filter((block, index) => block.kind === 'prose' && isOpenParagraph(blocks[index - 1], block))
    .map(({ gap }) => WIDE.test(gap));
  const wide = gaps.filter(Boolean).length;
  return gaps.length - wide >= NOTED && gaps.length > 2 * wide;
}

/** Fewer sentences without 。 are no habit. */
const NOTED = 3;

/** Two or more empty lines. */
export const WIDE = /\n[ \t]*\n[ \t]*\n/;

/**
 * Whether something may be lost right before a block: there is a cut, or the empty lines that one left which somebody
 * mended by hand.
 */
export function isSeam({ cut, gap }: Pick<Block, 'cut' | 'gap'>, scarred: boolean): boolean {
  return cut !== undefined || (scarred && WIDE.test(gap));
}

/** Fewer of them are no habit. */
const HABIT = 4;

type Evidence = 'sure' | 'likely' | 'weak';

/** A Japanese sentence does not end in one of these. */
export const NO_END = /(?:[、をがはにで]|[^ね]の|して)$/;

/** In letters: a cut paragraph has at least this many. */
const LEAST = 8;

/**
 * Empty lines alone prove nothing, because people leave them too. The paragraph before them must be Japanese and stop
 * in the middle of a sentence. The cut is certain if that paragraph ends as no sentence does, or if the text after it
 * continues it.
 */
function evidenceOfCut(left: Block | undefined, right: Block): Evidence | undefined {
  if (left === undefined || !WIDE.test(right.gap)) return undefined;
  if (!isOpenParagraph(left, right)) return isBegunAgain(left, right) ? 'weak' : undefined;
  if (NO_END.test(left.text.trimEnd())) return 'sure';
  const { kind } = mendCut(left.text, right.text, { before: () => '', whole: () => '' });
  return kind === 'joined' || kind === 'restarted' ? 'sure' : 'likely';
}

/**
 * A short line that the next paragraph begins with proves nothing, since people write headings so; where the post was cut,
 * it is another cut: 「データベースマ | データベースマネージャーは、」
 */
function isBegunAgain(left: Block, right: Block): boolean {
  if (left.kind !== 'prose' || right.kind !== 'prose' || right.cut !== undefined || !isCuttable(left))
    return false;
  const [line, next] = [lettersOf(left.text), firstLetters(right.text, LEAST + LEAST)];
  return (
    line.length >= SHORT && line.length < LEAST + LEAST && next.length > line.length && next.startsWith(line)
  );
}

/** In letters. */
const SHORT = 4;

/** In letters: so long a sentence is said again by no accident. */
const AGAIN = 20;

/** This many sentences behind a cut are looked at: a heading may stand before the first one. */
const FEW = 3;

/** Whether what was told before begins again behind a cut: whole sentences, perhaps under their heading. */
function tellsAgain(blocks: readonly Block[], evidence: readonly (Evidence | undefined)[]): boolean {
  if (!evidence.includes('likely')) return false;
  const said = new Set<string>();
  return blocks.some((block, index) => {
    if (evidence[index] === 'likely') {
      const begun = [block, ...blocks.slice(index + 1, index + 2)].flatMap(longSentences).slice(0, FEW);
      if (begun.some((letters) => said.has(letters))) return true;
    }
    for (const letters of longSentences(block)) said.add(letters);
    return false;
  });
}

function longSentences({ kind, text }: Block): string[] {
  if (kind !== 'prose' && kind !== 'heading') return [];
  return sentencesOf(text).flatMap(({ whole, letters }) =>
    whole && letters.length >= AGAIN ? [letters] : [],
  );
}

/** Whether a paragraph of one line in Japanese stops in the middle of a sentence. */
function isOpenParagraph(left: Block | undefined, right: Block): left is Block {
  if (left?.kind !== 'prose' || right.cut !== undefined) return false;
  if (right.kind !== 'prose' && right.kind !== 'heading' && right.kind !== 'item') return false;
  const text = left.text.trimEnd();
  if (text.includes('\n') || text.length < LEAST || !isCuttable(left)) return false;
  if (!/[\p{Script=Hiragana}\p{Script=Han}\p{Script=Katakana}ー、A-Za-z\d]$/u.test(text)) return false;
  return /\p{Script=Hiragana}/u.test(text) && isOpen(left.text, right.text);
}

/**
 * Whether a block can end in a cut sentence. Code, HTML and addresses have no sentences; a picture or a link at the end
 * of a block cuts none.
 */
export function isCuttable({ kind, text }: Block): boolean {
  if (kind !== 'prose' && kind !== 'item' && kind !== 'quote' && kind !== 'heading') return false;
  const isOpaque = maskOpaque(text.slice(-400).trimEnd()).endsWith(OPAQUE);
  return !isOpaque || /[「『（(]$/.test(text) || endsInCutLink(text);
}
