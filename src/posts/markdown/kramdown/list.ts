/**
 * Lists as kramdown reads them. One list may have several marks (`*`, `+`, `-`); `1)` is no mark; a list of another
 * kind inside an item needs no indent; an item holds a paragraph only if a blank line follows its text. Two rules are
 * our own: a heading or a horizontal rule ends a list, and numbers continue where the author's do.
 */
import type MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';
import {
  attributesAt,
  type BlockRule,
  type BlockState,
  END_OF_BLOCK,
  endsLazyText,
  firstOf,
  indentOf,
  type Lazy,
  lineOf,
  readInside,
  standsAlone,
  startIn,
  textOf,
} from './block-lines.ts';

type Md = InstanceType<typeof MarkdownIt>;

export function lists(md: Md): void {
  md.block.ruler.at('list', listRule, { alt: ['paragraph', 'reference', 'blockquote'] });
}

/** The code of `9`: no mark of a list begins with a higher code. */
const NINE = 0x39;

/** A mark of a list. `width`: the number of columns up to the text after it. */
type Mark = { readonly ordered: boolean; readonly number: string; readonly width: number };

/** @param most the most columns before the mark */
function markOf(state: BlockState, line: number, most: number): Mark | undefined {
  const indent = indentOf(state, line);
  if (indent < 0 || indent > most || firstOf(state, line) > NINE) return undefined;
  const [, bullet, number = ''] = /^(?:([-*+])|(\d{1,9})\.)(?=[ \t])/.exec(textOf(state, line)) ?? [];
  if (bullet === undefined && number === '') return undefined;
  return { ordered: bullet === undefined, number, width: number.length + 1 };
}

type Item = {
  readonly from: number;
  to: number;
  /** The indent of its text in columns, without the indent around the list. */
  readonly indent: number;
  /** Where its text begins: the place in the source, and the column. */
  readonly start: number;
  readonly column: number;
  readonly number: string;
  readonly lazy: Lazy[];
  /** Whether it contains a list, or a blank line. */
  nests: boolean;
  /** The line where its inner list begins, which is read alone, whatever is before it. */
  inner: number | undefined;
};

const listRule: BlockRule = (state, startLine, endLine, silent) => {
  const first = markOf(state, startLine, 3);
  if (first === undefined || (silent && standsAlone(state, startLine))) return false;
  if (silent) return true;
  const { items, end, closed } = itemsOf(state, startLine, endLine, first);
  const tag = first.ordered ? 'ol' : 'ul';
  const type = first.ordered ? 'ordered_list' : 'bullet_list';
  const open = state.push(`${type}_open`, tag, 1);
  open.map = [startLine, end];
  open.markup = first.ordered ? '.' : '*';
  const start = first.ordered ? Number(startAbove(state, startLine) ?? first.number) : 1;
  if (start !== 1) open.attrs = [['start', String(start)]];
  const firsts = items.map((item) => pushItem(state, item));
  state.push(`${type}_close`, tag, -1).markup = open.markup;
  hideFirsts(firsts, closed);
  state.line = end;
  return true;
};

type Items = { readonly items: readonly Item[]; readonly end: number; readonly closed: boolean };

/** Attributes in the line above count for a list only if no block stands directly above them. */
function startAbove(state: BlockState, line: number): string | undefined {
  if (line === 0 || (line > 1 && !state.isEmpty(line - 2))) return undefined;
  return startIn(lineOf(state, line - 1));
}

/** @returns the lines of each item, the line after the last one, and whether `^` closed the list */
function itemsOf(state: BlockState, startLine: number, endLine: number, first: Mark): Items {
  const items: Item[] = [];
  let item: Item | undefined;
  let blank = false;
  let line = startLine;
  for (; line < endLine; line += 1) {
    if (state.isEmpty(line)) {
      if (item !== undefined) item.nests = true;
      blank = true;
      continue;
    }
    if (indentOf(state, line) < 0 || (item !== undefined && standsAlone(state, line))) break;
    const mark = markOf(state, line, item === undefined ? 3 : Math.min(3, item.indent - 1));
    if (mark?.ordered === first.ordered) {
      if (item !== undefined) item.to = line;
      item = itemAt(state, line, mark);
      items.push(item);
    } else if (item === undefined || !takes(state, line, item, blank)) break;
    blank = false;
    item.to = line + 1;
  }
  // Blank lines after the last item belong to it, and to what is around the list as well.
  let end = line;
  while (end > startLine + 1 && state.isEmpty(end - 1)) end -= 1;
  if (item !== undefined) item.to = line;
  return { items, end, closed: line < endLine && END_OF_BLOCK.test(textOf(state, line)) };
}

/** Whether a line belongs to an item: it is indented, or it continues the text. */
function takes(state: BlockState, line: number, item: Item, blank: boolean): boolean {
  const indent = indentOf(state, line);
  if (indent >= item.indent) {
    if (!item.nests && markOf(state, line, item.indent + 3) !== undefined) {
      item.nests = true;
      item.inner = line;
    }
    return true;
  }
  if (blank || endsLazyText(state, line)) return false;
  // After a list or a blank line inside the item, a mark without indent is text.
  const isText = item.nests && markOf(state, line, 3) !== undefined;
  item.lazy.push({ line, indent: isText ? indent + item.indent + 4 : indent });
  return true;
}

function itemAt(state: BlockState, line: number, { number, width }: Mark): Item {
  const end = state.eMarks[line] ?? 0;
  const mark = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  let column = (state.sCount[line] ?? 0) + width;
  let start = mark + width;
  for (; start < end; start += 1) {
    const letter = state.src[start];
    if (letter === '\t') column += 4 - ((column + (state.bsCount[line] ?? 0)) % 4);
    else if (letter === ' ') column += 1;
    else break;
  }
  start += attributesAt(state, start);
  const text = state.src.slice(start, end);
  const indent = start >= end ? 4 : column - state.blkIndent;
  const nests = /^(?:[-*+]|\d{1,9}\.)[ \t]/.test(text);
  return { from: line, to: line + 1, indent, start, column, number, lazy: [], nests, inner: undefined };
}

/** The first paragraph of an item, if the item begins with one. */
type First = { readonly tokens: readonly Token[]; readonly followed: 'blank' | 'end' | 'block' } | undefined;

function pushItem(state: BlockState, item: Item): First {
  const { from, to, indent, start, column, lazy, number, inner = to } = item;
  const open = state.push('list_item_open', 'li', 1);
  open.map = [from, to];
  open.info = number;
  const before = state.tokens.length;
  const [bMark, tShift, sCount] = [state.bMarks[from] ?? 0, state.tShift[from] ?? 0, state.sCount[from] ?? 0];
  state.bMarks[from] = start;
  state.tShift[from] = 0;
  state.sCount[from] = column;
  const { parentType } = state;
  state.parentType = 'list';
  readInside(state, from, inner, indent, lazy);
  if (inner < to) readInside(state, inner, to, indent, lazy);
  state.parentType = parentType;
  state.bMarks[from] = bMark;
  state.tShift[from] = tShift;
  state.sCount[from] = sCount;
  const first = firstParagraph(state, before, to);
  state.push('list_item_close', 'li', -1);
  return first;
}

function firstParagraph(state: BlockState, index: number, to: number): First {
  const [open, text, close] = state.tokens.slice(index, index + 3);
  if (open?.type !== 'paragraph_open' || text === undefined || close === undefined) return undefined;
  text.content = text.content.replace(/^\[( |x)\]\s+/i, (_, mark) => (mark === ' ' ? '☐ ' : '☑ '));
  const end = open.map?.[1] ?? to;
  const blank = end < to && state.isEmpty(end);
  const last = index + 3 === state.tokens.length;
  return { tokens: [open, close], followed: last ? (blank ? 'blank' : 'end') : blank ? 'block' : 'end' };
}

/** Removes the paragraph around the text of an item, unless a blank line is after it. */
function hideFirsts(firsts: readonly First[], closed: boolean): void {
  let tight = false;
  for (const [index, first] of firsts.entries()) {
    if (first === undefined) {
      tight = true;
      continue;
    }
    const last = index === firsts.length - 1;
    const alone = first.followed === 'end' || (last && first.followed === 'blank' && !closed);
    if (!alone || (last && firsts.length > 1 && !tight)) continue;
    tight = true;
    for (const token of first.tokens) token.hidden = true;
  }
}
