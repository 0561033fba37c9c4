/**
 * Tables as kramdown reads them: lines with a stroke (`|`) between two blank lines, with or without a line of dashes.
 */
import type MarkdownIt from 'markdown-it';
import {
  ATTRIBUTE_LINE,
  type BlockRule,
  type BlockState,
  END_OF_BLOCK,
  indentOf,
  textOf,
} from './block-lines.ts';
import { cellsOf } from './table-cells.ts';

type Md = InstanceType<typeof MarkdownIt>;

export function tables(md: Md): void {
  md.block.ruler.disable('table');
  md.block.ruler.before('paragraph', 'kramdown_table', tableRule, { alt: ['paragraph'] });
}

/** `|---|:-:|`, and `|===|`, which has no meaning for the columns. */
const DASHES = /^[+|: \t]*-[+|: \t-]*$/;
const DOUBLE = /^[+|: \t]*=[+|: \t=]*$/;

type Align = 'left' | 'right' | 'center' | undefined;
type Row = { readonly line: number; readonly cells: readonly string[] };
type Part = { readonly tag: 'thead' | 'tbody' | 'tfoot'; readonly rows: readonly Row[] };
type Table = {
  readonly parts: readonly Part[];
  readonly align: readonly Align[];
  readonly columns: number;
  readonly end: number;
};

const tableRule: BlockRule = (state, startLine, endLine, silent) => {
  const first = indentOf(state, startLine) > 3 ? '' : textOf(state, startLine);
  if (!first.includes('|')) return false;
  // Directly below a line of text, only a line of dashes shows that a table was meant.
  if (silent && (startLine + 1 >= endLine || !isDashes(textOf(state, startLine + 1)))) return false;
  const table = tableAt(state, startLine, endLine, first.startsWith('|'));
  if (table === undefined) return false;
  if (table.parts[0]?.tag !== 'thead' && !isAfterBoundary(state, startLine)) return false;
  if (silent) return true;
  element(state, 'table', () => {
    for (const { tag, rows } of table.parts)
      element(state, tag, () => pushRows(state, rows, tag === 'thead' ? 'th' : 'td', table));
  }).map = [startLine, table.end];
  state.line = table.end;
  return true;
};

function isDashes(line: string): boolean {
  return line.includes('|') && DASHES.test(line);
}

function tableAt(state: BlockState, from: number, endLine: number, leading: boolean): Table | undefined {
  const parts: Part[] = [];
  let rows: Row[] = [];
  let align: readonly Align[] = [];
  const close = (tag: Part['tag']) => {
    if (rows.length > 0) parts.push({ tag, rows });
    rows = [];
  };
  let footed = false;
  let line = from;
  for (; line < endLine && !isBoundary(state, line); line += 1) {
    const text = textOf(state, line).trimEnd();
    if (isDashes(text)) {
      if (parts.length === 0 && rows.length > 0 && !footed) align = alignsOf(text);
      if (!footed) close(parts.length === 0 ? 'thead' : 'tbody');
    } else if (text.includes('|') && DOUBLE.test(text)) {
      close('tbody');
      footed = true;
    } else {
      const cells = cellsOf(text, leading);
      // If text follows directly below a table, kramdown shows the strokes as letters. A head shows that a table was
      // meant.
      if (cells === undefined && parts[0]?.tag !== 'thead') return undefined;
      if (cells === undefined) break;
      rows.push({ line, cells });
    }
  }
  close(footed ? 'tfoot' : 'tbody');
  if (parts.length === 0) return undefined;
  let columns = 0;
  for (const part of parts) for (const { cells } of part.rows) columns = Math.max(columns, cells.length);
  return { parts, align, columns, end: line };
}

function alignsOf(dashes: string): Align[] {
  return Array.from(dashes.matchAll(/(:?)-+(:?)/g), ([, left = '', right = '']) => alignOf(left, right));
}

function alignOf(left: string, right: string): Align {
  if (left === '') return right === '' ? undefined : 'right';
  return right === '' ? 'left' : 'center';
}

/** Without a head, lines are a table only after a blank line, or as the first lines of a list item or quotation. */
function isAfterBoundary(state: BlockState, line: number): boolean {
  const before = state.tokens.at(-1);
  return before === undefined || before.nesting === 1 || line === 0 || isBoundary(state, line - 1);
}

/** A blank line, `{: .x}` or `^` */
function isBoundary(state: BlockState, line: number): boolean {
  if (state.isEmpty(line) || indentOf(state, line) < 0) return true;
  const text = textOf(state, line);
  return ATTRIBUTE_LINE.test(text) || END_OF_BLOCK.test(text);
}

function element(state: BlockState, name: string, write: () => void) {
  const open = state.push(`${name}_open`, name, 1);
  write();
  state.push(`${name}_close`, name, -1);
  return open;
}

function pushRows(state: BlockState, rows: readonly Row[], tag: string, { columns, align }: Table): void {
  for (const { line, cells } of rows) {
    element(state, 'tr', () => {
      for (let column = 0; column < columns; column += 1) {
        const side = align[column];
        const open = element(state, tag, () => {
          const inline = state.push('inline', '', 0);
          inline.content = cells[column] ?? '';
          inline.map = [line, line + 1];
          inline.children = [];
        });
        if (side !== undefined) open.attrs = [['style', `text-align:${side}`]];
      }
    }).map = [line, line + 1];
  }
}
