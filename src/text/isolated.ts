/**
 * Text that is read from right to left (Arabic, Hebrew and others) beside text that is read from left to right. Without
 * a mark, the letters around it would take part in its order: in 「عربي 1本」 the number would jump to its other side. On
 * a page that is read from right to left, the same holds for Latin names and titles.
 */

/** How a page or a sentence is read. */
export type Direction = 'ltr' | 'rtl';

const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const RIGHT_TO_LEFT_ALL = new RegExp(RIGHT_TO_LEFT, 'gu');
/** Letters and digits that take part in the order of a line. */
const OTHERS = /[\p{L}\p{N}]/u;

/** First strong isolate, right-to-left isolate, and their end (Unicode, annex 9): invisible, and no tag to be dropped. */
const [BEGIN, BEGIN_RIGHT, END] = ['\u2068', '\u2067', '\u2069'];

/**
 * Each line that needs it as a text of its own; all others as they are.
 *
 * @param around how the text around it is read
 */
export function isolated(text: string, around: Direction = 'ltr'): string {
  if (text.includes(BEGIN) || text.includes(BEGIN_RIGHT)) return text;
  const marked = around === 'rtl' ? betweenArabic : betweenLatin;
  return text.split('\n').map(marked).join('\n');
}

function betweenLatin(line: string): string {
  return RIGHT_TO_LEFT.test(line) ? BEGIN + line + END : line;
}

/** There a line with Arabic words begins on the right, also if its first word is Latin. */
function betweenArabic(line: string): string {
  if (!OTHERS.test(line.replace(RIGHT_TO_LEFT_ALL, ''))) return line;
  return (RIGHT_TO_LEFT.test(line) ? BEGIN_RIGHT : BEGIN) + line + END;
}

/** Whether a line with it begins on the right, where the lines around it do. */
export function hasRightToLeft(text: string): boolean {
  return RIGHT_TO_LEFT.test(text);
}

/** Plain text, of which a program takes the direction of each line from its first letter: this mark is one, and not seen. */
export function linesFromRight(text: string): string {
  return text
    .split('\n')
    .map((line) => (RIGHT_TO_LEFT.test(line) ? `\u200f${line}` : line))
    .join('\n');
}

/** A name for a sentence: between Arabic words a Latin one is a text of its own, so that its signs stay at their places. */
export function isolatedIn(sentence: string, name: string): string {
  return RIGHT_TO_LEFT.test(sentence) && /\p{Script=Latin}/u.test(name) ? isolated(name, 'rtl') : name;
}

/** A text that was cut, with the end of what was begun in it. */
export function closed(text: string): string {
  const begun = Math.max(text.lastIndexOf(BEGIN), text.lastIndexOf(BEGIN_RIGHT));
  return begun > text.lastIndexOf(END) ? text + END : text;
}
