/** A text that was made from another one, and the line of the other from which each of its lines comes. */

export type Mapped = {
  readonly text: string;
  /** For each line of the text, the line of the source, from 1. */
  readonly lines: readonly number[];
};

/** One part of the new text. */
export type MappedPiece = {
  readonly text: string;
  /** The line of the source where it begins, from 1. */
  readonly line: number;
  /** Whether it is a copy of the source, so that its second line comes from the next line there. */
  readonly copied: boolean;
};

/** The text as it stands in the source. */
export function unchanged(text: string, firstLine: number): Mapped {
  return joinPieces([{ text, line: firstLine, copied: true }]);
}

/** Puts pieces behind each other. A line that several pieces share comes from where its last piece with text stands. */
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

/** Leaves out what lies in the spans, or puts something else there. @param spans in ascending order, apart */
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
