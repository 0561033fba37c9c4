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

/** What no line begins with. */
const NO_START = /^[、。，．・：；！？」』）】〉》ー々]/;

/** Breaks at blanks, and a longer word, such as a Japanese sentence, where it no longer fits. @param columns at least 4 */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  const close = () => {
    if (line !== '') lines.push(line);
    line = '';
  };
  for (const word of text.split(/\s+/)) {
    const together = line === '' ? word : `${line} ${word}`;
    if (widthOf(together) <= columns) {
      line = together;
      continue;
    }
    close();
    line = word;
    while (widthOf(line) > columns) {
      const fits = cut(line, columns);
      // A stop or a closing bracket takes the letter before it along (JIS X 4051).
      const start = NO_START.test(line.slice(fits.length)) ? cut(fits, widthOf(fits) - 1) : fits;
      lines.push(start);
      line = line.slice(start.length);
    }
  }
  close();
  return lines;
}

/** How wide a terminal is taken to be where nobody says. */
export const COLUMNS = 80;

/** A text behind its label; what does not fit goes on below itself. A label that is too long has a line of its own. */
export function labelled(label: string, width: number, text: string): string[] {
  const lines = wrap(text, COLUMNS - width - 2);
  const blank = ' '.repeat(width + 2);
  if (widthOf(label) > width) return [label, ...lines.map((line) => `${blank}${line}`)];
  return lines.length === 0
    ? [label]
    : lines.map((line, index) => `${index === 0 ? padEnd(label, width + 2) : blank}${line}`);
}
