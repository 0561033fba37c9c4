/** Text in columns on a terminal, where a full-width letter takes two. */
import { wrapText } from '../../digest/text/wrap.ts';
import { columnsOf } from '../../text-columns.ts';

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

/** Rows in columns. The columns that `right` names hold numbers, which are aligned at their end. */
export function table(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...rows.map((row) => columnsOf(row[column] ?? ''))),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => (right.includes(column) ? padStart : padEnd)(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/**
 * Breaks a line into several that fit. The rest continues below the last cell that begins well within the line, or
 * below the beginning of the line. A cell stays whole where it can. A command in back quotes and a URL are never
 * broken, so that they can be copied.
 */
export function fold(line: string, columns: number): string[] {
  if (line.length * 2 <= columns || columnsOf(line) <= columns) return [line];
  const [head] = HEAD.exec(cut(line, Math.floor(columns * WITHIN) + 1)) ?? [''];
  const hang = columnsOf(head);
  return foldCells(line.slice(head.length), columns - hang).map(
    (rest, index) => `${index === 0 ? head : ' '.repeat(hang)}${rest}`,
  );
}

/** Of the columns: there is room for words behind it. */
const WITHIN = 0.6;

/** Everything before the last cell: it ends with two blanks. Or the blanks and the arrow at the beginning of a line. */
const HEAD = /^.*\S {2,}(?=\S)|^ +(?:-> )?/;

function foldCells(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const [, cell = '', blanks = ''] of text.matchAll(/(\S(?: ?\S)*)( *)/g)) {
    const last = lines.at(-1) ?? '';
    const fits = columnsOf(last) + columnsOf(cell) <= columns;
    const [first = '', ...rest] = fits ? [cell] : wrap(cell, columns);
    if (fits) lines.splice(-1, 1, last + first + blanks);
    else lines.push(...[first, ...rest].slice(0, -1), (rest.at(-1) ?? first) + blanks);
  }
  return lines.map((line) => line.trimEnd());
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
