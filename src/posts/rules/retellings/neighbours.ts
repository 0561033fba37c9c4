/** How two sentences stand to each other, and to what stands before them. */
import type { Block } from '../../blocks.ts';
import { sentencesOf } from '../bare-sentences.ts';
import { SUBJECT } from '../repeats/repeated-run.ts';
import { withoutLead } from '../repeats/sentences-said.ts';
import type { Place } from './same-end.ts';

/** Whether the same sentence stands before both. */
export function isBehindSame(first: Place, second: Place, blocks: readonly Block[]): boolean {
  const [one, two] = [first, second].map(
    ({ block, sentence: at }) => sentencesOf(blocks[block]?.text ?? '')[at - 1],
  );
  return one !== undefined && two !== undefined && withoutLead(one.letters) === withoutLead(two.letters);
}

/** Whether the second one is a paragraph of its own, right below that of the first. */
export function isAloneBelow(first: Place, second: Place, blocks: readonly Block[]): boolean {
  const own = blocks[second.block]?.text ?? '';
  return second.block === first.block + 1 && sentencesOf(own).length === 1 && isPlain(own);
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
  const isSame = end.every(
    ({ letters }, at) => withoutLead(letters) === withoutLead(begin[at]?.letters ?? ''),
  );
  return isSame && first.sentence >= second.sentence && second.sentence < end.length && isPlain(own);
}

function isPlain(text: string): boolean {
  return text.split('**').length % 2 === 1 && !SUBJECT.test(text);
}
