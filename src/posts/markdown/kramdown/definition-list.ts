/**
 * Definition lists as kramdown reads them: each line of a paragraph is a term, and lines with `: ` below it are
 * definitions.
 */
import type MarkdownIt from 'markdown-it';
import {
  attributesAt,
  type BlockRule,
  type BlockState,
  END_OF_BLOCK,
  endsLazyText,
  indentOf,
  type Lazy,
  readInside,
  textOf,
} from './block-lines.ts';

type Md = InstanceType<typeof MarkdownIt>;

export function definitionLists(md: Md): void {
  md.block.ruler.before('list', 'definition_list', definitionList, { alt: ['paragraph'] });
}

type Definition = {
  readonly from: number;
  to: number;
  readonly start: number;
  readonly column: number;
  readonly indent: number;
  /** Whether its text is a paragraph: a blank line is before or after it. */
  apart: boolean;
  readonly lazy: Lazy[];
};

const definitionList: BlockRule = (state, startLine, endLine, silent) => {
  if (markOf(state, startLine, 3) === undefined) return false;
  if (silent) return true;
  const terms = takeTerms(state, startLine);
  if (terms === undefined) return false;
  const { definitions, end } = definitionsOf(state, startLine, endLine, terms.apart);
  // Directly after another definition list, the lines continue that list.
  if (state.tokens.at(-1)?.type === 'dl_close') {
    state.tokens.pop();
    state.level += 1;
  } else state.push('dl_open', 'dl', 1).map = [terms.line, end];
  for (const term of terms.texts) {
    state.push('dt_open', 'dt', 1).map = [terms.line, startLine];
    const inline = state.push('inline', '', 0);
    inline.content = term.trim();
    inline.map = [terms.line, startLine];
    inline.children = [];
    state.push('dt_close', 'dt', -1);
  }
  for (const definition of definitions) pushDefinition(state, definition);
  state.push('dl_close', 'dl', -1);
  state.line = end;
  return true;
};

/** @returns the column where the text after `:` begins, without the indent around it */
function markOf(state: BlockState, line: number, most: number): number | undefined {
  const indent = indentOf(state, line);
  if (indent < 0 || indent > most) return undefined;
  return /^:[ \t]/.test(textOf(state, line)) ? indent + 1 : undefined;
}

type Terms = { readonly texts: readonly string[]; readonly line: number; readonly apart: boolean };

/** Removes the paragraph above and returns its lines as terms, if at most one blank line is between. */
function takeTerms(state: BlockState, line: number): Terms | undefined {
  const [open, inline, close] = state.tokens.slice(-3);
  if (open?.type !== 'paragraph_open' || close?.type !== 'paragraph_close' || close.level !== state.level)
    return undefined;
  const [from, to] = open.map ?? [0, 0];
  if (line - to > 1) return undefined;
  state.tokens.length -= 3;
  return { texts: (inline?.content ?? '').split('\n'), line: from, apart: to < line };
}

function definitionsOf(
  state: BlockState,
  startLine: number,
  endLine: number,
  isApart: boolean,
): { readonly definitions: readonly Definition[]; readonly end: number } {
  const definitions: Definition[] = [];
  let apart = isApart;
  let blank = false;
  let line = startLine;
  for (; line < endLine; line += 1) {
    if (state.isEmpty(line)) {
      apart = true;
      blank = true;
      continue;
    }
    const last = definitions.at(-1);
    const width = markOf(state, line, last === undefined ? 3 : Math.min(3, last.indent - 1));
    if (width !== undefined) definitions.push(definitionAt(state, line, apart));
    else if (last === undefined || END_OF_BLOCK.test(textOf(state, line)) || !takes(state, line, last, blank))
      break;
    const taken = definitions.at(-1);
    if (taken !== undefined) taken.to = line + 1;
    apart = false;
    blank = false;
  }
  let end = line;
  while (end > startLine + 1 && state.isEmpty(end - 1)) end -= 1;
  return { definitions, end };
}

function takes(state: BlockState, line: number, { indent, lazy }: Definition, blank: boolean): boolean {
  const own = indentOf(state, line);
  if (own < 0) return false;
  if (own >= indent) return true;
  if (blank || endsLazyText(state, line)) return false;
  lazy.push({ line, indent: own });
  return true;
}

function definitionAt(state: BlockState, line: number, apart: boolean): Definition {
  const end = state.eMarks[line] ?? 0;
  let start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0) + 1;
  let column = (state.sCount[line] ?? 0) + 1;
  for (; start < end; start += 1) {
    if (state.src[start] === '\t') column += 4 - ((column + (state.bsCount[line] ?? 0)) % 4);
    else if (state.src[start] === ' ') column += 1;
    else break;
  }
  start += attributesAt(state, start);
  const indent = start >= end ? 4 : column - state.blkIndent;
  return { from: line, to: line + 1, start, column, indent, apart, lazy: [] };
}

function pushDefinition(
  state: BlockState,
  { from, to, start, column, indent, apart, lazy }: Definition,
): void {
  state.push('dd_open', 'dd', 1).map = [from, to];
  const before = state.tokens.length;
  const kept = [state.bMarks[from] ?? 0, state.tShift[from] ?? 0, state.sCount[from] ?? 0] as const;
  state.bMarks[from] = start;
  state.tShift[from] = 0;
  state.sCount[from] = column;
  readInside(state, from, to, indent, lazy);
  [state.bMarks[from], state.tShift[from], state.sCount[from]] = kept;
  const [open, , close] = state.tokens.slice(before, before + 3);
  if (!apart && open?.type === 'paragraph_open' && close !== undefined) {
    open.hidden = true;
    close.hidden = true;
  }
  state.push('dd_close', 'dd', -1);
}
