/**
 * What a program wrote twice in a row, in one paragraph: sentences, and right behind them the same ones; or a sentence and
 * the same with more at its end. Nobody says it so on purpose, and nothing can lean on the one and not on the other.
 *
 *     A. B. A. B. C.              readers get: A. B. C.
 *     港は広い。港は広いだけでなく、深い。      readers get: 港は広いだけでなく、深い。
 */
import type { Block } from '../../blocks.ts';
import { type Mend, type Mended, quote } from '../../repair.ts';
import { type Sentence, sentencesOf } from '../bare-sentences.ts';
import { isCut, isSurelyMachineMade } from '../scars/evidence.ts';
import { type Edits, edited, note } from './sentence-edits.ts';

/** In letters: less may be said twice, for its sound. */
const LEAST = 20;

/** This many sentences in a row are compared. */
const MOST = 8;

/** @param before what was repaired in the post so far */
export function dropSaidAtOnce(blocks: readonly Block[], before: readonly Mend[]): Mended {
  if (!isCut(blocks, before) || !isSurelyMachineMade(blocks, before)) return { blocks, mends: [] };
  const edits: Edits = new Map();
  const mends: Mend[] = [];
  for (const [index, { kind, text, line }] of blocks.entries()) {
    if (kind !== 'prose' && kind !== 'item') continue;
    const sentences = sentencesOf(text);
    for (let at = 0; at + 1 < sentences.length; at += 1) {
      const gone = goneAt(sentences, at, text);
      if (gone === undefined) continue;
      for (let one = gone.from; one < gone.to; one += 1) note(edits, { block: index, sentence: one }, '');
      const words = text.slice(sentences[gone.from]?.from, sentences[gone.to - 1]?.to);
      const message = `It stands twice in a row: ${quote(words)} is dropped.`;
      mends.push({ code: 'post-repeated-sentence', message, line, column: 1 });
      at = gone.to - 1;
    }
  }
  return mends.length === 0 ? { blocks, mends } : edited(blocks, edits, mends);
}

type Range = { readonly from: number; readonly to: number };

/** The sentences that go, of those that begin at a place. */
function goneAt(sentences: readonly Sentence[], at: number, text: string): Range | undefined {
  if (hasMore(sentences[at], sentences[at + 1]) && isOneLine(sentences, at, at + 2, text))
    return { from: at, to: at + 1 };
  for (let count = 1; count <= MOST && at + 2 * count <= sentences.length; count += 1)
    if (isAgain(sentences, at, count) && isOneLine(sentences, at, at + 2 * count, text))
      return { from: at + count, to: at + 2 * count };
  return undefined;
}

function isAgain(sentences: readonly Sentence[], at: number, count: number): boolean {
  let letters = 0;
  // The same sentence again and again is said so for its sound.
  if (count > 1 && sentences[at]?.letters === sentences[at + 1]?.letters) return false;
  for (let one = at; one < at + count; one += 1) {
    const [own, next] = [sentences[one], sentences[one + count]];
    if (own?.whole !== true || own.letters !== next?.letters) return false;
    letters += own.letters.length;
  }
  return letters >= LEAST;
}

function hasMore(own: Sentence | undefined, next: Sentence | undefined): boolean {
  if (own === undefined || next === undefined || !own.letters.endsWith('。')) return false;
  const said = own.letters.slice(0, -1);
  return said.length >= LEAST && next.letters.length > own.letters.length && next.letters.startsWith(said);
}

/** Lines of a list, or of a verse, are none in a row; and emphasis must not lose one of its marks. */
function isOneLine(sentences: readonly Sentence[], from: number, to: number, text: string): boolean {
  const words = sentences.slice(from, to).map((one) => text.slice(one.from, one.to));
  return words.every((one) => one.split('**').length % 2 === 1) && !words.join('').trim().includes('\n');
}
