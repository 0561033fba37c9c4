/**
 * A paragraph that begins with a sentence that was said, and goes on with new ones that lean on it: they can stand right
 * behind the first one.
 */
import type { Block } from '../../blocks.ts';
import { sentencesOf } from '../bare-sentences.ts';
import { needs } from '../repeats/leaning.ts';
import { SUBJECT } from '../repeats/repeated-run.ts';
import type { Place } from './same-end.ts';

/** In letters: a longer paragraph goes on with the post, and is not moved. */
const MOVED = 500;

/**
 * What a paragraph says behind a sentence with which it begins, and which ends an earlier paragraph: it can stand right
 * behind the first one. 「A. B.」 … 「B. C.」, and C leans on B: 「A. B. C.」.
 */
export function restBehind(first: Place, second: Place, blocks: readonly Block[]): string | undefined {
  const [home, own, next] = [blocks[first.block], blocks[second.block], blocks[second.block + 1]];
  if (home?.kind !== 'prose' || own?.kind !== 'prose' || own.text.length > MOVED) return undefined;
  if (second.sentence > 0 || first.sentence !== sentencesOf(home.text).length - 1) return undefined;
  const sentences = sentencesOf(own.text);
  const last = sentences.at(-1);
  if (last === undefined || sentences.length < 2 || SUBJECT.test(own.text) || !last.whole) return undefined;
  const following = next?.kind === 'prose' ? sentencesOf(next.text)[0] : undefined;
  if (following !== undefined && needs(following, last.letters, '')) return undefined;
  const moving = new Set(sentences.slice(1).map(({ letters }) => letters));
  const isSaid = (block: Block) => sentencesOf(block.text).some(({ letters }) => moving.has(letters));
  if (blocks.some((block) => block !== own && isSaid(block))) return undefined;
  const rest = own.text.slice(sentences[0]?.to ?? 0).trim();
  return rest.split('**').length % 2 === 1 ? rest : undefined;
}
