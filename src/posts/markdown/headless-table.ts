/** Tables of kramdown that have no line of dashes below their first row, so that Markdown takes them for text. */
import type MarkdownIt from 'markdown-it';

type Md = InstanceType<typeof MarkdownIt>;
type BlockRule = Parameters<Md['block']['ruler']['before']>[2];

export function headlessTables(md: Md): void {
  md.block.ruler.before('paragraph', 'headless_table', headlessTable);
}

/** `| a | b |` */
const ROW = /^\|.*[^\\]\|[ \t]*$/;
/** `|---|:-:|`, `|===|`: a line between rows, which says nothing. */
const LINE = /^\|[-+=:|\s]*$/;

/** Every line of the paragraph is a row, and there are two of them and two cells at least. */
const headlessTable: BlockRule = (state, startLine, endLine, silent) => {
  const rows: { readonly line: number; readonly cells: readonly string[] }[] = [];
  let line = startLine;
  for (; line < endLine && !state.isEmpty(line); line += 1) {
    const indent = (state.sCount[line] ?? 0) - state.blkIndent;
    const text = state.src.slice(
      (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0),
      state.eMarks[line] ?? 0,
    );
    if (indent < 0 || indent >= 4 || !text.startsWith('|') || !(LINE.test(text) || ROW.test(text)))
      return false;
    if (!LINE.test(text)) rows.push({ line, cells: cellsOf(text) });
  }
  if (rows.length < 2 || (rows[0]?.cells.length ?? 0) < 2) return false;
  if (silent) return true;
  const element = (name: string, write: () => void) => {
    state.push(`${name}_open`, name, 1);
    write();
    state.push(`${name}_close`, name, -1);
  };
  element('table', () =>
    element('tbody', () => {
      for (const row of rows) {
        element('tr', () => {
          for (const cell of row.cells) {
            element('td', () => {
              const inline = state.push('inline', '', 0);
              inline.content = cell;
              inline.map = [row.line, row.line + 1];
              inline.children = [];
            });
          }
        });
      }
    }),
  );
  state.line = line;
  return true;
};

/** What stands between the strokes that no backslash escapes. */
function cellsOf(row: string): string[] {
  return row
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}
