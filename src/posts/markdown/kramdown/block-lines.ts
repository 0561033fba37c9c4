/** Reads the lines of a block for kramdown's rules: without the indent of the list or quotation around them. */
import type MarkdownIt from 'markdown-it';

export type BlockRule = Parameters<InstanceType<typeof MarkdownIt>['block']['ruler']['before']>[2];
export type BlockState = Parameters<BlockRule>[0];

/** In columns, without the indent of the list or quotation around the line. */
export function indentOf(state: BlockState, line: number): number {
  return (state.sCount[line] ?? 0) - state.blkIndent;
}

/** The code of a line's first letter. Most rules see from it that a line is not theirs. */
export function firstOf(state: BlockState, line: number): number {
  return state.src.charCodeAt((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0));
}

/** The codes of `*`, `<`, `>`, `{` and `^`. */
export const STAR = 0x2a;
export const LESS = 0x3c;
export const GREATER = 0x3e;
export const BRACE = 0x7b;
export const CIRCUMFLEX = 0x5e;

/** A line without its indent. */
export function textOf(state: BlockState, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line] ?? 0);
}

/** A line without its indent; empty if it is indented so far that it is code. */
export function lineOf(state: BlockState, line: number): string {
  return indentOf(state, line) >= 4 ? '' : textOf(state, line);
}

/** Adds HTML as it is written. */
export function push(state: BlockState, from: number, to: number, content: string): void {
  const token = state.push('html_block', '', 0);
  token.map = [from, to];
  token.content = content;
}

/** Runs `read` as if the text ended at the line `end`. */
export function upTo(state: BlockState, end: number, read: () => void): void {
  const { lineMax } = state;
  state.lineMax = Math.min(lineMax, end);
  read();
  state.lineMax = lineMax;
}

/** `# A heading`, `---`: such a line ends a list or a quotation, even without a blank line before it. */
export function standsAlone(state: BlockState, line: number): boolean {
  const indent = indentOf(state, line);
  if (indent < 0 || indent > 3) return false;
  const text = textOf(state, line);
  return (indent === 0 && /^#{1,6}[ \t]+\S/.test(text)) || /^([-*_])[ \t]*(?:\1[ \t]*){2,}$/.test(text);
}

/**
 * Whether a line without an indent or a `>` ends a list or a quotation: a block of HTML begins or ends there, it is `{: .x}`
 * or `^`, or it begins with `<https://…>`, often the source of the quotation.
 */
export function endsLazyText(state: BlockState, line: number): boolean {
  const text = lineOf(state, line);
  return ATTRIBUTE_LINE.test(text) || END_OF_BLOCK.test(text) || HTML.test(text) || ADDRESS.test(text);
}

/** `{: .class #id key="value"}` alone on a line. `{:/x}` has another meaning. */
export const ATTRIBUTE_LINE = /^\{:(?![:/])(?:[^}\n\\]|\\.)*\}[ \t]*$/;

/** The number with which `{: start="3"}` lets a list begin. */
export function startIn(line: string): string | undefined {
  return ATTRIBUTE_LINE.test(line) ? START.exec(line)?.[1] : undefined;
}

const START = /[:\s]start=["'](\d{1,9})["']/;

/** `- {: .x} text` */
const ATTRIBUTES = /\{:(?![:/])(?:[^}\n\\]|\\.)*\}[ \t]*/y;

/** The length of the attributes at the beginning of an item or a definition. */
export function attributesAt({ src }: BlockState, start: number): number {
  ATTRIBUTES.lastIndex = start;
  return ATTRIBUTES.exec(src)?.[0].length ?? 0;
}

/** `^` alone on a line */
export const END_OF_BLOCK = /^\^[ \t]*$/;

const HTML =
  /^<\/?(?!(?:a|abbr|acronym|b|bdo|big|br|button|cite|code|del|dfn|em|font|i|img|input|ins|kbd|label|mark|option|q|rb|rbc|rp|rt|rtc|ruby|s|samp|script|select|small|span|strong|sub|sup|tt|u|var)\b)[a-z][a-z\d]*(?=[\s/>])/i;

const ADDRESS = /^<[a-z][a-z\d+.-]*:[^\s<>]/i;

/** A line that belongs to a block without having its indent. */
export type Lazy = { readonly line: number; readonly indent: number };

/**
 * Parses lines as the content of a block.
 *
 * @param indent of the content, in columns after the indent around the block
 * @param lazy the lines with a smaller indent, and the indent that they get inside
 */
export function readInside(
  state: BlockState,
  from: number,
  to: number,
  indent: number,
  lazy: readonly Lazy[],
): void {
  const { blkIndent } = state;
  const written = lazy.map(({ line }) => state.sCount[line] ?? 0);
  state.blkIndent += indent;
  for (const { line, indent: own } of lazy) state.sCount[line] = state.blkIndent + own;
  upTo(state, to, () => state.md.block.tokenize(state, from, to));
  for (const [index, { line }] of lazy.entries()) state.sCount[line] = written[index] ?? 0;
  state.blkIndent = blkIndent;
}
