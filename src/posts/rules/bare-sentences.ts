/**
 * Cuts a text into sentences, each with only its letters: blanks, marks of Markdown and the dots of a restart do not
 * count. Links and code are never cut.
 */
import { maskOpaque } from '../prose.ts';
import { remembered } from '../remembered.ts';
import { numberOf } from './letter-numbers.ts';
import { withoutLead } from './repeats/lead-words.ts';

export type Sentence = {
  /** Its beginning and end in the text, in UTF-16 units. */
  readonly from: number;
  readonly to: number;
  /** The letters that are compared. */
  readonly letters: string;
  /** The same without the 「しかし、」 before them. */
  readonly bare: string;
  /** The same for the same letters: of most sentences it says at once that no other one has theirs. */
  readonly number: number;
  readonly bareNumber: number;
  /** Whether it has the end of a sentence. */
  readonly whole: boolean;
};

/**
 * The ends of sentences: after a mark that ends a sentence, after a line, and around a bold phrase between two sentences (a
 * heading that the pipeline put into its paragraph), but not 「全体が、 **答え** について」. The pattern looks at the mark first and at the text before it
 * afterwards: so all other letters are passed fast.
 */
const BOUNDARY =
  /[。！？!?]+[」』）)】〉》”’"*_]*|\.(?<=[A-Za-z\d)][)"']?\.)(?=\s)|[.…](?<=\p{Script=Hiragana}[.…])[.…]+|\n|\*\*(?<=(?:^|[。！？!?…」』）:：\n*])\s*(?:(?:[-*+]|\d+[.)])\s+)?\*\*)[^*\n]{1,80}\*\*(?=\s|$)/gu;

const ENDS = '。！？!?.…';

export const sentencesOf: (text: string) => readonly Sentence[] = remembered((text) => {
  const masked = maskOpaque(text);
  const sentences: Sentence[] = [];
  let from = 0;
  const push = (to: number) => {
    const letters = lettersIn(text.slice(from, to));
    if (letters !== '') sentences.push(sentenceOf(from, to, letters));
    from = to;
  };
  const opensAt = openings(masked);
  for (const { 0: mark, index } of masked.matchAll(BOUNDARY)) {
    if (mark.startsWith('**')) push(index);
    const end = index + mark.length;
    push(mark.endsWith('**') && opensAt(end - 2) ? end - 2 : end);
  }
  push(text.length);
  return sentences;
});

function sentenceOf(from: number, to: number, letters: string): Sentence {
  const bare = withoutLead(letters);
  const number = numberOf(letters);
  const bareNumber = bare === letters ? number : numberOf(bare);
  return { from, to, letters, bare, number, bareNumber, whole: ENDS.includes(letters.slice(-1)) };
}

/**
 * Whether the `**` at a place, right behind a full stop, begins a phrase and does not end one: 「です。**強調**は」. Must be
 * asked from left to right.
 */
function openings(text: string): (place: number) => boolean {
  let from = 0;
  let open = false;
  return (place) => {
    for (let at = text.indexOf('**', from); at >= 0 && at < place; at = text.indexOf('**', from)) {
      open = !open;
      from = at + 2;
    }
    return !open && /\S/.test(text[place + 2] ?? ' ');
  };
}

/**
 * Removes a list mark at the beginning, the dots of a text that continues, quotes around everything, and a 」 that was
 * never opened.
 */
function lettersIn(text: string): string {
  // Most sentences have none of these, and a test is faster than replacing.
  const begun = LEAD_LETTER.test(text) ? text.replace(LEAD, '') : text;
  const letters = MARKS.test(begun) ? begun.replace(/[\s*_`]+/g, '') : begun;
  if (letters.endsWith('」') && /[。？！?!]」$/.test(letters) && !letters.includes('「'))
    return letters.slice(0, -1);
  // 「**港の費用：**」 in a paragraph was a heading 「港の費用」 when it was said first.
  if ((letters.endsWith(':') || letters.endsWith('：')) && letters.length > 1) return letters.slice(0, -1);
  return /^[「『]/.test(letters) ? (QUOTED.exec(letters)?.[1] ?? letters) : letters;
}

const LEAD = /^\s*(?:>\s*)*(?:#{1,6}\s|[-*+]\s|(?:\*\*)?\d+[.)]\s)?\s*(?:\.{2,}|…+|‥+)?/;
const LEAD_LETTER = /^[\s>#*+\d.…‥-]/;
const MARKS = /[\s*_`]/;
const QUOTED = /^[「『]((?:[^「」『』]|「[^「」『』]*」|『[^「」『』]*』)+[。！？!?])[」』]$/;
