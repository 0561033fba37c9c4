/**
 * A text as sentences, each by its letters alone: blanks, marks of Markdown and the dots of a restart do not
 * count. Links and code are never parted.
 */
import { maskOpaque } from '../prose.ts';
import { remembered } from '../remembered.ts';

export type Sentence = {
  /** Where it begins and ends in the text, in UTF-16 units. */
  readonly from: number;
  readonly to: number;
  /** What is compared. */
  readonly letters: string;
  /** Whether it ends as a sentence does. */
  readonly whole: boolean;
};

/**
 * Behind the mark that ends a sentence, behind a line, and around a bold phrase that stands between blanks
 * (a heading that the pipeline ran into its paragraph). What stands before a mark is asked behind it: so letters that are
 * none of the marks are passed over quickly.
 */
const BOUNDARY =
  /[。！？!?]+[」』）)】〉》”’"*_]*|\.(?<=[A-Za-z\d)][)"']?\.)(?=\s)|[.…](?<=\p{Script=Hiragana}[.…])[.…]+|\n|\*\*(?<=(?:^|[\s。！？])\*\*)[^*\n]{1,80}\*\*(?=\s|$)/gu;

const END = /[。！？!?.…]$/;

export const sentencesOf: (text: string) => readonly Sentence[] = remembered((text) => {
  const masked = maskOpaque(text);
  const sentences: Sentence[] = [];
  let from = 0;
  const push = (to: number) => {
    const letters = lettersIn(text.slice(from, to));
    if (letters !== '') sentences.push({ from, to, letters, whole: END.test(letters) });
    from = to;
  };
  for (const { 0: mark, index } of masked.matchAll(BOUNDARY)) {
    if (mark.startsWith('**')) push(index);
    push(index + mark.length);
  }
  push(text.length);
  return sentences;
});

/** A list mark at the beginning says nothing, nor do the dots of a text that goes on, nor quotes around it all. */
function lettersIn(text: string): string {
  // Most sentences have none of all that, and asking is quicker than replacing.
  const begun = LEAD_LETTER.test(text) ? text.replace(LEAD, '') : text;
  const letters = MARKS.test(begun) ? begun.replace(/[\s*_`]+/g, '') : begun;
  return /^[「『]/.test(letters) ? (QUOTED.exec(letters)?.[1] ?? letters) : letters;
}

const LEAD = /^\s*(?:>\s*)*(?:#{1,6}\s|[-*+]\s|\d+[.)]\s)?\s*(?:\.{2,}|…+|‥+)?/;
const LEAD_LETTER = /^[\s>#*+\d.…‥-]/;
const MARKS = /[\s*_`]/;
const QUOTED = /^[「『]([^「」『』]+[。！？!?])[」』]$/;
