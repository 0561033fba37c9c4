/** Text in columns on a terminal, where a full-width letter takes two. */
import { wrapText } from '../../digest/text/wrap.ts';
import { columnsOf } from '../../text/text-columns.ts';

export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - columnsOf(text))) + text;
}

/** The beginning of a text, as much as fits. */
export function cut(text: string, columns: number): string {
  let width = 0;
  let kept = '';
  for (const letter of text) {
    width += columnsOf(letter);
    if (width > columns) break;
    kept += letter;
  }
  return kept;
}

/** The text, or its beginning with … behind it. @param columns of the result, at most */
export function shortened(text: string, columns: number): string {
  return columnsOf(text) <= columns ? text : `${cut(text, columns - 1)}…`;
}

/** Breaks a text into lines, at blanks and between full-width letters; a text in back quotes is never broken. */
export function wrap(text: string, columns: number): string[] {
  const quotes: string[] = [];
  const sealed = text.replace(/`[^`]*`/g, (quote) => {
    quotes.push(quote);
    return `\ue000${'\ue001'.repeat(columnsOf(quote) - 1)}`; // one word of the same width
  });
  return wrapText(sealed, columns).map((line) =>
    line.replace(/\ue000\ue001+/g, (seal) => quotes.shift() ?? seal),
  );
}

/** A text after its label. A label that is too long has a line of its own. */
export function labelled(label: string, width: number, text: string): string[] {
  if (text === '') return [label];
  const blank = ' '.repeat(width + 2);
  return columnsOf(label) > width ? [label, `${blank}${text}`] : [`${padEnd(label, width + 2)}${text}`];
}
