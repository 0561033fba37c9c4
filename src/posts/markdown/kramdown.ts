/**
 * What kramdown, the Markdown of Jekyll, reads beyond CommonMark: footnotes, definition lists and abbreviations
 * (by plugins), attribute lists, ids of headings, HTML blocks, the end-of-block mark, `|===|` in tables.
 */
import type MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';
import abbreviations from 'markdown-it-abbr';
import definitionLists from 'markdown-it-deflist';
import { codeSpan } from './code-span.ts';
import { emphasis } from './emphasis.ts';
import { closedFences } from './fences.ts';
import { footnotes } from './footnotes.ts';
import { headlessTables } from './headless-table.ts';
import { links } from './link.ts';
import { typography } from './typography.ts';

type Md = InstanceType<typeof MarkdownIt>;

export function kramdown(md: Md): void {
  footnotes(md);
  md.use(definitionLists);
  md.use(abbreviations);
  headlessTables(md);
  closedFences(md);
  emphasis(md);
  codeSpan(md);
  links(md);
  typography(md);
  const ends = { alt: ['paragraph', 'reference', 'blockquote', 'list'] };
  md.block.ruler.before('fence', 'attribute_list', attributeList, ends);
  md.block.ruler.before('fence', 'end_of_block', endOfBlock, ends);
  md.block.ruler.before('html_block', 'html_element', htmlElement, ends);
  md.block.ruler.before('html_block', 'span_element', spanElement);
  md.inline.ruler.before('escape', 'span_attributes', spanAttributes);
  md.inline.ruler.before('backticks', 'raw_element', rawElement);
  md.core.ruler.after('block', 'heading_ids', ({ src, tokens }) => {
    if (/\|\s*=/.test(src)) dropRules(tokens);
    tokens.forEach((token, index) => {
      const inside = tokens[index + 1];
      if (token.type === 'heading_open' && inside !== undefined)
        inside.content = inside.content.replace(/(?<![ \t])[ \t]+\{#[A-Za-z][\w:-]*\}\s*$/, '');
    });
  });
}

/** `|===|` stands between body and foot of a table, and says nothing. One pass: a row is kept or not as it ends. */
function dropRules(tokens: Token[]): void {
  let kept = 0;
  let row: number | undefined;
  for (const token of tokens.slice()) {
    if (token.type === 'tr_open') row = kept;
    tokens[kept] = token;
    kept += 1;
    if (token.type !== 'tr_close' || row === undefined) continue;
    const cells = tokens.slice(row, kept).filter(({ type }) => type === 'inline');
    if (cells.some(({ content }) => content !== '') && cells.every(({ content }) => /^=*$/.test(content)))
      kept = row;
    row = undefined;
  }
  tokens.length = kept;
}

/** `{: .class #id key="value"}` alone on a line belongs to the block above or below it. `{:/x}` is something else. */
const ATTRIBUTE_LINE = /^\{:(?![:/])(?:[^}\n\\]|\\.)*\}[ \t]*$/;

type BlockRule = Parameters<Md['block']['ruler']['before']>[2];
type InlineRule = Parameters<Md['inline']['ruler']['before']>[2];

const attributeList: BlockRule = (state, startLine, _endLine, silent) => {
  const line = lineOf(state, startLine);
  if (!line.startsWith('{:') || !ATTRIBUTE_LINE.test(line)) return false;
  if (silent) return true;
  if (/[:\s]toc\b/.test(line)) dropListBefore(state.tokens);
  state.line = startLine + 1;
  return true;
};

/** The list that the table of contents would stand in the place of. */
function dropListBefore(tokens: Token[]): void {
  const last = tokens.at(-1);
  if (last === undefined || !/^(?:bullet|ordered)_list_close$/.test(last.type)) return;
  const open = last.type.replace('close', 'open');
  const from = tokens.findLastIndex(({ type, level }) => type === open && level === last.level);
  if (from >= 0) tokens.length = from;
}

/** `^` alone on a line ends a block, so that two lists stay two. */
const endOfBlock: BlockRule = (state, startLine, _endLine, silent) => {
  if (!/^\^[ \t]*$/.test(lineOf(state, startLine))) return false;
  if (!silent) state.line = startLine + 1;
  return true;
};

type State = Parameters<BlockRule>[0];

/** A line without the indent of what holds it; empty where it is code. */
function lineOf(state: State, line: number): string {
  const from = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  if ((state.sCount[line] ?? 0) - state.blkIndent >= 4) return '';
  return state.src.slice(from, state.eMarks[line] ?? 0);
}

const ELEMENT =
  /^<(address|article|aside|blockquote|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|form|header|li|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)(?=[\s>])([^>]*)>/i;

/**
 * An HTML element whose end tag follows. kramdown leaves what is in it alone, blank lines included, while
 * Markdown would take an indented line behind a blank one as code. With `markdown="1"` its content is Markdown.
 */
const htmlElement: BlockRule = (state, startLine, endLine, silent) => {
  const first = lineOf(state, startLine);
  const [tag = '', name = '', attributes = ''] = first.startsWith('<') ? (ELEMENT.exec(first) ?? []) : [];
  if (tag === '') return false;
  const wantsMarkdown = /\bmarkdown\s*=\s*["']?(?:1|block|span)\b/.test(attributes);
  const last = closingLine(state, name, startLine, endLine);
  if (last === undefined || (!wantsMarkdown && !hasIndentBehindBlank(state, startLine, last))) return false;
  if (silent) return true;
  if (!wantsMarkdown || last === startLine) {
    if (wantsMarkdown) return false;
    push(state, startLine, last + 1, state.getLines(startLine, last + 1, state.blkIndent, true));
  } else {
    push(state, startLine, startLine + 1, `${tag}\n`);
    const rest = first.slice(tag.length).trim();
    const { lineMax } = state;
    state.lineMax = last;
    if (rest !== '') push(state, startLine, startLine + 1, rest);
    state.md.block.tokenize(state, startLine + 1, last);
    state.lineMax = lineMax;
    push(state, last, last + 1, `${lineOf(state, last) || `</${name}>`}\n`);
  }
  state.line = last + 1;
  return true;
};

/** Elements of a line of text, as kramdown counts them; one of them alone on a line begins a paragraph. */
const SPAN_ELEMENT =
  /^<\/?(?:a|abbr|acronym|b|big|bdo|br|button|cite|code|del|dfn|em|i|img|input|ins|kbd|label|mark|q|samp|small|span|strong|sub|sup|time|tt|u|var)(?=[\s/>])(?:[^<>"']|"[^"<]*"|'[^'<]*')*>[ \t]*$/i;

/** `<br>` before a line of text: Markdown would take both for HTML, and show the `**` in the second one. */
const spanElement: BlockRule = (state, startLine, endLine, silent) => {
  if (silent || !SPAN_ELEMENT.test(lineOf(state, startLine))) return false;
  const paragraph = state.md.block.ruler.getRules('').at(-1);
  return paragraph?.(state, startLine, endLine, false) ?? false;
};

function push(state: State, from: number, to: number, content: string): void {
  const token = state.push('html_block', '', 0);
  token.map = [from, to];
  token.content = content;
}

/** The line on which the element that opens on `startLine` is closed; `undefined` where it is not closed before `endLine`. */
function closingLine(state: State, name: string, startLine: number, endLine: number): number | undefined {
  const env = state.env as { closings?: Map<string, readonly number[]> };
  env.closings ??= new Map();
  const key = name.toLowerCase();
  let closings = env.closings.get(key);
  if (closings === undefined) {
    closings = closingsOf(state, key);
    env.closings.set(key, closings);
  }
  const last = closings[startLine] ?? -1;
  return last < startLine || last >= endLine ? undefined : last;
}

/**
 * For each line on which an element opens, the line on which the first of them closes; nothing where it does not.
 * One pass over the whole text for each kind of element.
 */
function closingsOf(state: State, name: string): number[] {
  const tags = new RegExp(`<(/?)${name}(?=[\\s/>])`, 'gi');
  const result: number[] = [];
  const open: { readonly line: number; readonly first: boolean }[] = [];
  let first = true;
  let line = 0;
  for (const { 1: slash, index } of state.src.matchAll(tags)) {
    while (index >= (state.eMarks[line] ?? Number.POSITIVE_INFINITY)) {
      line += 1;
      first = true;
    }
    if (slash === '') {
      open.push({ line, first });
      first = false;
    } else {
      const opened = open.pop();
      if (opened?.first === true) result[opened.line] = line;
    }
  }
  return result;
}

function hasIndentBehindBlank(state: State, from: number, to: number): boolean {
  for (let line = from + 1; line <= to; line += 1) {
    if (state.isEmpty(line - 1) && !state.isEmpty(line) && (state.sCount[line] ?? 0) - state.blkIndent >= 4)
      return true;
  }
  return false;
}

/** `{: width="300"}` directly behind a picture, a link, code or emphasis. */
const spanAttributes: InlineRule = (state, silent) => {
  if (state.src.charCodeAt(state.pos) !== 0x7b || state.src.charCodeAt(state.pos + 1) !== 0x3a) return false;
  const before = state.tokens.at(-1);
  if (
    state.pending !== '' ||
    before === undefined ||
    !/^(?:image|code_inline|html_inline|.*_close)$/.test(before.type)
  )
    return false;
  SPAN_LIST.lastIndex = state.pos;
  const list = SPAN_LIST.exec(state.src)?.[0];
  if (list === undefined) return false;
  if (!silent && before.type === 'image') {
    for (const [, name = '', value = ''] of list.matchAll(/\b(width|height|title)="([^"]*)"/g))
      before.attrSet(name, value);
  }
  state.pos += list.length;
  return true;
};

const SPAN_LIST = /\{:(?![:/])(?:[^}\n\\]|\\.)*\}/y;

/** What stands in these elements is no Markdown: ``<code>`a`</code>`` shows its backticks. */
const rawElement: InlineRule = (state, silent) => {
  if (state.src.charCodeAt(state.pos) !== 0x3c) return false;
  RAW_ELEMENT.lastIndex = state.pos;
  const [, name = ''] = RAW_ELEMENT.exec(state.src) ?? [];
  if (name === '') return false;
  const closing = `</${name}>`;
  const env = state.env as { unclosed?: Map<string, string> };
  env.unclosed ??= new Map();
  if (env.unclosed.get(closing) === state.src) return false;
  const at = state.src.indexOf(closing, RAW_ELEMENT.lastIndex);
  if (at < 0) {
    env.unclosed.set(closing, state.src);
    return false;
  }
  const end = at + closing.length;
  if (!silent) state.push('html_inline', '', 0).content = state.src.slice(state.pos, end);
  state.pos = end;
  return true;
};

const RAW_ELEMENT = /<(code|kbd|samp|var)(?=[\s>])[^<>]*>/iy;
