/**
 * Paragraphs, quotations and underlined headings as kramdown reads them: a list may begin in the line below a
 * paragraph, with any number; a quotation goes on up to a blank line; only a single line of text can be underlined as a
 * heading.
 */
import type MarkdownIt from 'markdown-it';
import {
  type BlockRule,
  type BlockState,
  endsLazyText,
  firstOf,
  GREATER,
  indentOf,
  LESS,
  standsAlone,
  textOf,
  upTo,
} from './block-lines.ts';

type Md = InstanceType<typeof MarkdownIt>;

export function paragraphs(md: Md): void {
  md.block.ruler.at('paragraph', paragraph);
  md.block.ruler.at('lheading', underlined);
  md.block.ruler.at('blockquote', quotation, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
}

const paragraph: BlockRule = (state, startLine, endLine) => {
  const { parentType } = state;
  state.parentType = 'paragraph';
  let line = startLine + 1;
  while (line < endLine && !endsParagraph(state, line, endLine)) line += 1;
  state.parentType = parentType;
  pushText(state, 'paragraph', 'p', startLine, line);
  state.line = line;
  return true;
};

function endsParagraph(state: BlockState, line: number, endLine: number): boolean {
  const indent = indentOf(state, line);
  if (state.isEmpty(line) || indent < 0) return true;
  // A comment is part of the paragraph.
  if (indent > 3 || (firstOf(state, line) === LESS && textOf(state, line).startsWith('<!--'))) return false;
  return state.md.block.ruler.getRules('paragraph').some((rule) => rule(state, line, endLine, true));
}

function pushText(state: BlockState, type: string, tag: string, from: number, to: number): void {
  state.push(`${type}_open`, tag, 1).map = [from, to];
  const inline = state.push('inline', '', 0);
  inline.content = state
    .getLines(from, to, state.blkIndent, false)
    .replace(/^[ \t\n]+/, '')
    .trimEnd();
  inline.map = [from, to];
  inline.children = [];
  state.push(`${type}_close`, tag, -1);
}

/**
 * A line of text with `---` or `===` below it. Below two lines of text, kramdown shows the marks; here `---` is a rule
 * then.
 */
const underlined: BlockRule = (state, startLine, endLine) => {
  const line = startLine + 1;
  if (line >= endLine || indentOf(state, startLine) > 3) return false;
  const indent = indentOf(state, line);
  if (indent < 0 || indent > 3) return false;
  const [, mark] = /^([-=])\1*[ \t]*$/.exec(textOf(state, line)) ?? [];
  if (mark === undefined) return false;
  pushText(state, 'heading', mark === '-' ? 'h2' : 'h1', startLine, line);
  const open = state.tokens.at(-3);
  if (open !== undefined) open.map = [startLine, line + 1];
  state.line = line + 1;
  return true;
};

/** `> text`, and the lines below it that have no mark. */
const quotation: BlockRule = (state, startLine, endLine, silent) => {
  if (firstOf(state, startLine) !== GREATER || indentOf(state, startLine) > 3) return false;
  if (silent) return true;
  let end = startLine + 1;
  while (end < endLine && goesOn(state, end)) end += 1;
  const written: (readonly [bMark: number, tShift: number, sCount: number, bsCount: number])[] = [];
  for (let line = startLine; line < end; line += 1) {
    written.push([
      state.bMarks[line] ?? 0,
      state.tShift[line] ?? 0,
      state.sCount[line] ?? 0,
      state.bsCount[line] ?? 0,
    ]);
    withoutMark(state, line);
  }
  const { blkIndent, parentType } = state;
  state.blkIndent = 0;
  state.parentType = 'blockquote';
  const open = state.push('blockquote_open', 'blockquote', 1);
  open.markup = '>';
  open.map = [startLine, end];
  upTo(state, end, () => state.md.block.tokenize(state, startLine, end));
  state.push('blockquote_close', 'blockquote', -1).markup = '>';
  state.blkIndent = blkIndent;
  state.parentType = parentType;
  for (const [index, [bMark, tShift, sCount, bsCount]] of written.entries()) {
    const line = startLine + index;
    state.bMarks[line] = bMark;
    state.tShift[line] = tShift;
    state.sCount[line] = sCount;
    state.bsCount[line] = bsCount;
  }
  state.line = end;
  return true;
};

function goesOn(state: BlockState, line: number): boolean {
  if (state.isEmpty(line) || indentOf(state, line) < 0) return false;
  return textOf(state, line).startsWith('>') || !(endsLazyText(state, line) || standsAlone(state, line));
}

/** Removes `> ` from a line; a line without it stays. */
function withoutMark(state: BlockState, line: number): void {
  const indent = indentOf(state, line);
  const text = textOf(state, line);
  if (indent > 3 || !text.startsWith('>')) {
    state.sCount[line] = indent;
    return;
  }
  let at = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0) + 1;
  const column = (state.sCount[line] ?? 0) + 1;
  // A tab after the mark counts as a blank and the columns that remain of the tab.
  const blank = state.src[at] === ' ';
  if (blank) at += 1;
  const tab = state.src[at] === '\t' && !blank;
  const from = column + (blank || tab ? 1 : 0);
  let offset = blank ? column + 1 : column;
  state.bMarks[line] = at;
  const end = state.eMarks[line] ?? 0;
  const bsCount = state.bsCount[line] ?? 0;
  for (; at < end; at += 1) {
    const letter = state.src[at];
    if (letter === '\t') offset += 4 - ((offset + bsCount) % 4);
    else if (letter === ' ') offset += 1;
    else break;
  }
  state.bsCount[line] = from;
  state.sCount[line] = Math.max(0, offset - from);
  state.tShift[line] = at - (state.bMarks[line] ?? 0);
}
