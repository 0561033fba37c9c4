/** How two sentences stand to each other, and to what stands before them. */
import type { Block } from '../../blocks.ts';
import { type Sentence, sentencesOf } from '../bare-sentences.ts';
import { SUBJECT } from '../repeats/repeated-run.ts';
import type { Place } from './same-end.ts';

/** Whether the same sentence stands before both. */
export function isBehindSame(first: Place, second: Place, blocks: readonly Block[]): boolean {
  const one = sentenceAbove(first, blocks);
  return one !== undefined && one.bare === sentenceAbove(second, blocks)?.bare;
}

function sentenceAbove({ block, sentence: at }: Place, blocks: readonly Block[]): Sentence | undefined {
  return at === 0 ? undefined : sentencesOf(blocks[block]?.text ?? '')[at - 1];
}

/** Whether the second one is a paragraph of its own, right below that of the first. */
export function isAloneBelow(first: Place, second: Place, blocks: readonly Block[]): boolean {
  if (second.block !== first.block + 1) return false;
  const own = blocks[second.block]?.text ?? '';
  return sentencesOf(own).length === 1 && isPlain(own);
}

/** Whether it is a paragraph of its own. */
export function isAlone({ block }: Place, blocks: readonly Block[]): boolean {
  const { kind, text = '' } = blocks[block] ?? {};
  return kind === 'prose' && sentencesOf(text).length === 1 && isPlain(text);
}

/** Whether the second one begins the paragraph right below that of the first: what leans on it then leans on that. */
export function isBeginningBelow(first: Place, second: Place, blocks: readonly Block[]): boolean {
  const { kind, text = '' } = blocks[second.block] ?? {};
  if (second.block !== first.block + 1 || second.sentence !== 0 || kind !== 'prose') return false;
  return isPlain(text.slice(0, sentencesOf(text)[0]?.to));
}

/** Whether it ends its paragraph: what leans on the one below it then leans on it just as well. */
export function isLast({ block, sentence }: Place, blocks: readonly Block[]): boolean {
  return sentence === sentencesOf(blocks[block]?.text ?? '').length - 1;
}

/**
 * Whether the paragraph right below begins as this one ends, and the two sentences are the same of it: what leans on the
 * second one leans on the first one just as well. Nothing announces it, and emphasis ends where it began.
 */
export function isRightBelow(first: Place, second: Place, blocks: readonly Block[]): boolean {
  if (second.block !== first.block + 1) return false;
  const [above = '', below = ''] = [first, second].map(({ block }) => blocks[block]?.text);
  const end = sentencesOf(above).slice(first.sentence - second.sentence);
  const begin = sentencesOf(below).slice(0, end.length);
  const own = below.slice(0, begin.at(-1)?.to);
  const isSame = end.every(({ bare }, at) => bare === (begin[at]?.bare ?? ''));
  return isSame && first.sentence >= second.sentence && second.sentence < end.length && isPlain(own);
}

function isPlain(text: string): boolean {
  return text.split('**').length % 2 === 1 && !SUBJECT.test(text);
}

/** Words that oppose what stands before them: it must end as it did. */
const OPPOSES = /^(?:しかし|だが|ですが|ただ|でも|とはいえ|けれど|それでも|一方)/;

/** Whether the next sentence of its paragraph, or else of the next one, opposes it. */
export function isOpposed({ block, sentence: at }: Place, blocks: readonly Block[]): boolean {
  const next =
    sentencesOf(blocks[block]?.text ?? '')[at + 1] ?? sentencesOf(blocks[block + 1]?.text ?? '')[0];
  return next !== undefined && OPPOSES.test(next.letters);
}
