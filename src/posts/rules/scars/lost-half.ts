/**
 * The end of a sentence that a cut parted, and whose beginning went with its paragraph, because the post tells that
 * elsewhere. Alone nobody understands it, so the beginning is put back before it:
 *
 *     A. 夜は三つの灯りを守る。  …  A. 夜は | 三つの灯りを絶やさない。B.     readers get: A. 夜は三つの灯りを守る。  …  夜は三つの灯りを絶やさない。B.
 */
import type { Block, Cut } from '../../blocks.ts';
import { lastUpTo } from '../../line-numbers.ts';
import { mendCut } from './cut-sentence.ts';

/** A fast test: before most cuts a sentence is whole. */
const ENDED = /[。！？!?]\s*$/;

/** In letters: a longer beginning is more than one sentence. */
const LONGEST = 200;

/** Finds the paragraph of the source right above the line of a marker. */
export type LeftHalf = (line: number) => Block | undefined;

/** @param source the post before all repairs: there the two halves still stand beside each other */
export function leftHalvesIn(source: readonly Block[]): LeftHalf {
  const shown = source.filter(({ kind, text }) => kind !== 'rule' && text !== '');
  const lines = shown.map(({ line }) => line);
  return (line) => {
    const left = shown[lastUpTo(lines, line - 1)];
    return left?.kind === 'prose' && left.line + 2 >= line ? left : undefined;
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
  const mending = mendCut(left.text, right.text, { before: () => '', whole });
  if (mending.kind !== 'joined') return undefined;
  const begin = Math.max(...['。', '！', '？', '\n'].map((mark) => left.text.lastIndexOf(mark))) + 1;
  const lost = left.text.length - begin;
  const text = mending.text.slice(begin).trimStart();
  return lost > LONGEST || text.split('**').length % 2 === 0 ? undefined : text;
}
