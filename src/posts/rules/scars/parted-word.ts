/**
 * A word that a cut parted: 動作原 | 理が, 悩まし | い問題を. The words of Japanese are those that ICU knows, which every browser
 * uses to find the words of a text (Intl.Segmenter). Measured on cuts at a random place of 28,000 sentences that people
 * wrote: of cuts between two kanji it finds 78 %, between two kana 45 %; where another sentence stands behind the cut, it
 * takes 0.5 % and 0.2 % of them for the rest of a word.
 */
import { firstLetters, lastLetters } from './seam.ts';

/** In letters, on both sides of a cut. */
const AROUND = 14;

const PARTED = /^[\p{Script=Han}\p{Script=Hiragana}]$/u;

let words: Intl.Segmenter | undefined;

/** A letter in katakana alone is no word, nor does one begin with ン or end in ッ: スクリーンショッ | トは. */
const KATAKANA = /^[\p{Script=Katakana}ー]$/u;
const KATAKANA_REST = /^(?:\p{Script=Katakana}(?![\p{Script=Katakana}ー])|[ンー])/u;

/** Whether the two halves have a word in common. It must be longer than what begins the right half alone: 確 | 言いかた. */
export function partsWord(left: string, right: string): boolean {
  const [tail, head] = [lastLetters(left, AROUND), firstLetters(right, AROUND)];
  if (KATAKANA.test(tail.at(-1) ?? '') && KATAKANA.test(head.at(0) ?? ''))
    return tail.endsWith('ッ') || KATAKANA_REST.test(head);
  if (!PARTED.test(tail.at(-1) ?? '') || !PARTED.test(head.at(0) ?? '')) return false;
  words ??= new Intl.Segmenter('ja', { granularity: 'word' });
  for (const { index, segment } of words.segment(tail + head)) {
    const end = index + segment.length - tail.length;
    if (end <= 0) continue;
    return index < tail.length && firstWordOf(head, words) <= end;
  }
  return false;
}

/** In UTF-16 units. */
function firstWordOf(text: string, segmenter: Intl.Segmenter): number {
  for (const { segment } of segmenter.segment(text)) return segment.length;
  return 0;
}
