/**
 * The end of a sentence that a cut parted, and whose beginning went with its paragraph, because the post tells that
 * elsewhere. Alone nobody understands it, so the beginning is put back before it:
 *
 *     A. 夜は三つの灯りを守る。  …  A. 夜は | 三つの灯りを絶やさない。B.     readers get: A. 夜は三つの灯りを守る。  …  夜は三つの灯りを絶やさない。B.
 */
import type { Block, Cut } from '../../blocks.ts';
import { lastUpTo } from '../../line-numbers.ts';
import { mendCut } from './cut-sentence.ts';
import { isProven, lettersOf } from './seam.ts';

/** A fast test: before most cuts a sentence is whole. */
const ENDED = /[。！？!?]\s*$/;

/** In letters: a longer beginning is more than one sentence. */
const LONGEST = 200;

const NAME = /[A-Za-z\d]/;

/** Dots that mean "continued from above". */
const DOTS = /^\s*(?:\.{2,}|…)/;

/** In letters: this many that both halves have are no accident. */
const LONG = 6;

/** Finds the paragraph of the source right above the line of a marker. */
export type LeftHalf = (line: number) => Block | undefined;

/** @param source the post before all repairs: there the two halves still stand beside each other */
export function leftHalvesIn(source: readonly Block[]): LeftHalf {
  const shown = source.filter(({ kind, text }) => kind !== 'rule' && text !== '');
  const starts = shown.map(({ line }) => line);
  return (line) => {
    const left = shown[lastUpTo(starts, line - 1)];
    const lines = left?.text.split('\n').length ?? 0;
    return left?.kind === 'prose' && left.line + lines + 1 >= line ? left : undefined;
  };
}

/**
 * @param whole the letters of the post, as proof of how a sentence goes on
 * @param isWhole whether what stands before the cut by now has its end
 * @returns the sentence and what follows it; `undefined` if its end may stand alone
 */
export function withLostHalf(
  right: Block,
  { line }: Cut,
  leftHalf: LeftHalf,
  whole: () => string,
  isWhole: () => boolean,
): string | undefined {
  const left = right.kind === 'prose' ? leftHalf(line) : undefined;
  if (left === undefined) return undefined;
  if (ENDED.test(left.text) || !isWhole()) return undefined;
  const joined = joinedWith(left.text, right.text, whole);
  if (joined === undefined) return undefined;
  const begin = Math.max(...['。', '！', '？', '\n'].map((mark) => left.text.lastIndexOf(mark))) + 1;
  const lost = left.text.length - begin;
  const text = joined.slice(begin).trimStart();
  return lost > LONGEST || text.split('**').length % 2 === 0 ? undefined : text;
}

/** The two halves, if they are surely one sentence. Words that both of them have stand in it once. */
function joinedWith(left: string, right: string, whole: () => string): string | undefined {
  const mending = mendCut(left, right, { before: () => '', whole });
  if (mending.kind === 'joined') return mending.text;
  if (mending.kind !== 'restarted' || !mending.glued) return undefined;
  const twice = left.slice(mending.left.length);
  const isLong = lettersOf(twice).length >= LONG || isProven(mending.left, right, whole);
  // A name may begin any sentence.
  const isSure = DOTS.test(right) || (isLong && !NAME.test(twice));
  return isSure ? mending.left.trimEnd() + mending.right : undefined;
}
