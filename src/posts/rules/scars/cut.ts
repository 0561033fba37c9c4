/**
 * Sentences that the writing pipeline cut: before a marker, or before two empty lines where somebody deleted the
 * marker. cut-sentence.ts decides how each is repaired: joined, started again, or ended in ….
 */
import type { Block, Cut } from '../../blocks.ts';
import { remembered } from '../../remembered.ts';
import { type Mend, type Mended, quote, quoteEnd } from '../../repair.ts';
import { levelOf, nameOf } from '../section-heading.ts';
import { continuesLink, endsInCutLink } from './cut-link.ts';
import { isOpen, type Mending, mendCut } from './cut-sentence.ts';
import { isCuttable, withDeletedMarkers } from './deleted-marker.ts';
import { leftHalvesIn, withLostHalf } from './lost-half.ts';
import { isProven, lettersOf } from './seam.ts';

type Code = 'post-cut-joined' | 'post-cut-restarted' | 'post-cut-open';

type On = (code: Code | 'post-repeated-heading') => boolean;

/**
 * @param on whether a repair is wanted; a cut of another kind stays as it is
 * @param source the post before all repairs: what is told again there is evidence of how a sentence goes on
 */
export function mendCuts(blocks: readonly Block[], on: On, source: readonly Block[] = []): Mended {
  const areWanted = on('post-cut-open') || on('post-cut-joined') || on('post-cut-restarted');
  const marked = areWanted ? withDeletedMarkers(blocks, source) : blocks;
  if (!marked.some((block) => block.cut !== undefined)) return { blocks, mends: [] };
  const { blocks: cut, mends: headings } = withoutHeadingsInside(marked, on);
  let said: string | undefined;
  const whole = () => (said ??= saidBy([...source, ...cut]));
  const leftHalf = leftHalvesIn(source);
  const kept: Block[] = [];
  const mends: Mend[] = [...headings];
  /** Puts back the beginning of a sentence whose paragraph is gone. */
  const restored = (above: readonly Block[], right: Block, by: Cut): Mend[] | undefined => {
    const last = above.at(-1);
    const isWhole = () =>
      on('post-cut-joined') && (last?.kind === 'heading' || !isOpen(last?.text ?? '', right.text));
    const text = withLostHalf(right, by, leftHalf, whole, isWhole);
    if (text === undefined) return undefined;
    kept.push({ ...right, text });
    const message = `A sentence that was cut gets its beginning back: ${quote(text)}.`;
    return [{ code: 'post-cut-joined', message, line: by.line, column: by.column }];
  };
  for (const block of cut) {
    if (block.cut === undefined) kept.push(block);
    else mends.push(...(restored(kept, block, block.cut) ?? mend(kept, block, block.cut, whole, on)));
  }
  return { blocks: kept, mends };
}

/**
 * Drops a heading inside a sentence: the pipeline began the section again, and the text behind the heading goes on with
 * the sentence that was cut, or begins it again.
 */
function withoutHeadingsInside(blocks: readonly Block[], on: On): Mended {
  if (!on('post-repeated-heading')) return { blocks, mends: [] };
  const seen = new Set<string>();
  const mends: Mend[] = [];
  const kept: Block[] = [];
  let inside: Cut | undefined;
  for (const [index, block] of blocks.entries()) {
    const { cut = inside, ...rest } = block;
    inside = undefined;
    const isAgain = block.kind === 'heading' && seen.has(nameOf(block));
    if (block.kind === 'heading') seen.add(nameOf(block));
    if (isAgain && cut !== undefined && goesOnBehind(kept.at(-1), blocks[index + 1], cut)) {
      const message = `The heading stands again inside a sentence: ${quote(block.text)} is dropped.`;
      mends.push({ code: 'post-repeated-heading', message, line: block.line, column: 1 });
      inside = cut;
    } else kept.push(cut === undefined ? rest : { ...rest, cut });
  }
  return mends.length === 0 ? { blocks, mends } : { blocks: kept, mends };
}

function goesOnBehind(left: Block | undefined, right: Block | undefined, { near }: Cut): boolean {
  if (left?.kind !== 'prose' || right?.kind !== 'prose') return false;
  const { kind } = mendCut(left.text, right.text, { before: () => '', whole: () => '' });
  return kind === 'restarted' || (kind === 'joined' && near);
}

/** Adds `right` to the blocks that are kept, and repairs the cut between them. */
function mend(kept: Block[], right: Block, cut: Cut, whole: () => string, on: On): Mend[] {
  const left = kept.at(-1);
  const mending = mendingOf(kept, right, cut, { before: () => saidBy(kept), whole });
  const code = mending.kind === 'whole' ? undefined : codes[mending.kind];
  if (left === undefined || code === undefined || !on(code)) {
    keep(kept, right);
    return [];
  }
  const seam = `${quoteEnd(left.text)} + ${quote(right.text)}`;
  const emptied = applyMending(kept, left, right, mending);
  const { line, column, by } = cut;
  const at = by === 'marker' ? 'the marker' : 'the empty lines';
  const messages: Readonly<Record<Code, string>> = {
    'post-cut-joined': `A sentence that ${at} cut is joined: ${seam}.`,
    'post-cut-restarted': `A fragment that the text begins again is dropped: ${seam}.`,
    'post-cut-open':
      mending.kind === 'ended'
        ? `A sentence stops at ${at} without its 。: ${quoteEnd(left.text)}.`
        : isNothing(left, right)
          ? `A fragment before ${at} is dropped: ${quote(left.text)}.`
          : `A sentence stops at ${at} and now ends in …: ${quoteEnd(left.text)}.`,
  };
  return [...emptied, { code, message: messages[code], line, column }];
}

const codes = {
  joined: 'post-cut-joined',
  restarted: 'post-cut-restarted',
  ended: 'post-cut-open',
  lost: 'post-cut-open',
} as const satisfies Record<Exclude<Mending['kind'], 'whole'>, Code>;

function mendingOf(
  kept: readonly Block[],
  right: Block,
  cut: Cut,
  post: Parameters<typeof mendCut>[2],
): Mending {
  const left = kept.at(-1);
  // A heading is not a sentence: the text after it is lost, but the heading itself is complete.
  if (
    left === undefined ||
    !isCuttable(left) ||
    left.kind === 'heading' ||
    (right.kind !== 'end' && !isCuttable(right))
  )
    return { kind: 'whole' };
  const mending = mendCut(left.text, right.kind === 'end' ? undefined : right.text, post);
  if ((mending.kind === 'lost' || mending.kind === 'ended') && isItemLikeAbove(kept.at(-2), left, right))
    return { kind: 'whole' };
  if (mending.kind === 'lost' && endsInCutLink(left.text)) {
    const text = left.text.trimEnd() + right.text;
    return cut.near && continuesLink(right.text) ? { kind: 'joined', text } : { kind: 'whole' };
  }
  // A block that was dropped in between may have been the continuation of the sentence.
  if (mending.kind === 'joined' && !cut.near && !isProven(left.text, right.text, post.whole))
    return mendCut(left.text, undefined, post);
  return mending;
}

/** An item without 。 below another one without it is complete: those of a list are blocks of their own by now. */
function isItemLikeAbove(above: Block | undefined, left: Block, right: Block): boolean {
  if (above?.kind !== 'item' || left.kind !== 'item') return false;
  return !isOpen(`${above.text}\n${left.text}`, right.text);
}

/** @returns the findings for the heading above, if nothing is left below it */
function applyMending(kept: Block[], left: Block, right: Block, mending: Mending): Mend[] {
  kept.pop();
  if (mending.kind === 'joined') kept.push({ ...left, text: mending.text });
  else if (mending.kind === 'restarted') {
    const text = mending.glued ? mending.left + mending.right : mending.left;
    if (text !== '') kept.push({ ...left, text });
    if (!mending.glued) kept.push({ ...right, text: mending.right });
  } else if (mending.kind === 'ended') {
    kept.push({ ...left, text: mending.left });
    keep(kept, right);
  } else if (mending.kind === 'lost') {
    const emptied = isNothing(left, right) ? dropHeading(kept, right) : [];
    if (!isNothing(left, right)) kept.push({ ...left, text: mending.left });
    keep(kept, right);
    return emptied;
  }
  return [];
}

function dropHeading(kept: Block[], right: Block): Mend[] {
  const above = kept.at(-1);
  if (above?.kind !== 'heading' || right.kind !== 'heading' || levelOf(right) > levelOf(above)) return [];
  kept.pop();
  const message = `Nothing is left under the heading: ${quote(above.text)} is dropped.`;
  return [{ code: 'post-empty-heading', message, line: above.line, column: 1 }];
}

/** At most a word, alone in the middle of a post: 「高…」 does not tell a reader that something is missing. */
function isNothing({ kind, text }: Block, right: Block): boolean {
  return kind === 'prose' && right.kind !== 'end' && lettersOf(text).length <= WORD;
}

const WORD = 6;

function keep(kept: Block[], right: Block): void {
  if (right.kind !== 'end') kept.push(right);
}

function saidBy(blocks: readonly Block[]): string {
  return blocks.map(({ text }) => lettersIn(text)).join('\n');
}

/** The letters of blocks: each cut needs those of all blocks before it. */
const lettersIn = remembered(lettersOf);
