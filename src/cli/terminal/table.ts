/** Rows as a table in columns, folded if the terminal is too narrow. */
import { columnsOf } from '../../text/text-columns.ts';
import { cut, padEnd, padStart, wrap } from './terminal-text.ts';

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
 * below the beginning of the line. A cell stays whole if it can. A command in back quotes and a URL are never
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
