/** Where the text of a list item begins: what stands four columns further in is code to Markdown. */

const ITEM = /^[ \t]*(?:[*+-]|\d{1,9}[.)])[ \t]+/;

/**
 * The column of the text of the innermost list item that a line belongs to; 0 if it belongs to none.
 *
 * @param source the text before the line
 * @param column of the first letter of the line
 */
export function listColumn(source: string, column: number): number {
  let limit = column;
  for (const line of lastLinesOf(source)) {
    if (line.trim() === '') continue;
    const item = ITEM.exec(line)?.[0];
    const within = columnsOf(item ?? '');
    if (item !== undefined && within <= limit) return within;
    limit = Math.min(limit, columnsOf(/^[ \t]*/.exec(line)?.[0] ?? ''));
    if (limit === 0) return 0;
  }
  return 0;
}

/** In lines: an item does not reach further. */
const FURTHEST = 200;

function lastLinesOf(source: string): string[] {
  let from = source.length;
  for (let lines = 0; lines < FURTHEST && from > 0; lines += 1) from = source.lastIndexOf('\n', from - 1);
  return source.slice(Math.max(0, from)).split('\n').toReversed();
}

/** A tab reaches to the next column of four. */
export function columnsOf(indent: string): number {
  let column = 0;
  for (const letter of indent) column += letter === '\t' ? 4 - (column % 4) : 1;
  return column;
}
