/** Text in columns on a terminal, where a full-width letter takes two. */

const FULL_WIDTH =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const NO_WIDTH = /[\p{Mn}\p{Cf}]/u;

/** How many columns a text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += NO_WIDTH.test(letter) ? 0 : FULL_WIDTH.test(letter) ? 2 : 1;
  return width;
}

export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - widthOf(text)));
}

export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - widthOf(text))) + text;
}

/** The beginning of a text that fits. */
export function cut(text: string, columns: number): string {
  let width = 0;
  let kept = '';
  for (const letter of text) {
    width += widthOf(letter);
    if (width > columns) break;
    kept += letter;
  }
  return kept;
}

/** Rows under each other: numbers, the columns that `right` names, end where they meet. */
export function table(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column] ?? ''))),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => (right.includes(column) ? padStart : padEnd)(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** `2,000`. */
export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

/** `62 KB`, of a thousand bytes each, as Gmail counts. */
export function kilobytes(bytes: number): string {
  return `${grouped(Math.ceil(bytes / 1000))} KB`;
}
