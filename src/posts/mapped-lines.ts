/** A text that was made from another text, and for each of its lines the line of the original. */

export type Mapped = {
  readonly text: string;
  /** For each line of the text, the line in the source, from 1. */
  readonly lines: readonly number[];
};

/** One part of the new text. */
export type MappedPiece = {
  readonly text: string;
  /** The line in the source where it begins, from 1. */
  readonly line: number;
  /** Whether it is a copy of the source, so that its second line comes from the next line there. */
  readonly copied: boolean;
};

/** A text that is the same as its source. */
export function unchanged(text: string, firstLine: number): Mapped {
  return joinPieces([{ text, line: firstLine, copied: true }]);
}

/** Joins pieces. A line that several pieces share belongs to the last piece that has text on it. */
export function joinPieces(pieces: readonly MappedPiece[]): Mapped {
  const lines: number[] = [];
  for (const { text, line, copied } of pieces) {
    if (text === '') continue;
    const count = text.split('\n').length;
    if (lines.length > 0) lines.pop();
    for (let index = 0; index < count; index += 1) lines.push(copied ? line + index : line);
  }
  return { text: pieces.map(({ text }) => text).join(''), lines: lines.length === 0 ? [1] : lines };
}

/**
 * Removes the spans, or replaces them by other text.
 * @param spans in ascending order; they do not overlap
 */
export function replaceSpans(
  source: Mapped,
  spans: readonly { readonly from: number; readonly to: number; readonly text: string }[],
): Mapped {
  const lines: number[] = [];
  const parts: string[] = [];
  let at = 0;
  let row = 0;
  const add = (text: string, rows: readonly number[]) => {
    if (text === '') return;
    if (lines.length > 0) lines.pop();
    for (const line of rows) lines.push(line);
    parts.push(text);
  };
  const copy = (to: number) => {
    const text = source.text.slice(at, to);
    const count = newlines(text);
    add(text, source.lines.slice(row, row + count + 1));
    row += count;
  };
  for (const { from, to, text } of spans) {
    copy(from);
    add(text, Array(newlines(text) + 1).fill(source.lines[row] ?? 1));
    row += newlines(source.text.slice(from, to));
    at = to;
  }
  copy(source.text.length);
  return { text: parts.join(''), lines: lines.length === 0 ? [1] : lines };
}

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
