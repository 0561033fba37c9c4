/**
 * Text that is read from right to left (Arabic, Hebrew and others) beside text that is read from left to right. Without
 * a mark, the letters around it would take part in its order: in 「عربي 1本」 the number would jump to its other side.
 */

const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** First strong isolate, and its end (Unicode, annex 9): invisible, and no tag that a program could drop. */
const [BEGIN, END] = ['\u2068', '\u2069'];

/** Each line that has such letters, as a text of its own; all other texts as they are. */
export function isolated(text: string): string {
  if (!RIGHT_TO_LEFT.test(text) || text.includes(BEGIN)) return text;
  return text
    .split('\n')
    .map((line) => (RIGHT_TO_LEFT.test(line) ? BEGIN + line + END : line))
    .join('\n');
}

/** A text that was cut, with the end of what was begun in it. */
export function closed(text: string): string {
  return text.lastIndexOf(BEGIN) > text.lastIndexOf(END) ? text + END : text;
}
