/** The lines of a block as kramdown's rules ask for them: without the indent of what holds them. */
import type MarkdownIt from 'markdown-it';

export type BlockRule = Parameters<InstanceType<typeof MarkdownIt>['block']['ruler']['before']>[2];
export type BlockState = Parameters<BlockRule>[0];

/** In columns, beyond the indent of what holds the line. */
export function indentOf(state: BlockState, line: number): number {
  return (state.sCount[line] ?? 0) - state.blkIndent;
}

/** The first letter of a line, as a code: most rules need no more to see that a line is not theirs. */
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

/** The same; empty where the line is indented as code. */
export function lineOf(state: BlockState, line: number): string {
  return indentOf(state, line) >= 4 ? '' : textOf(state, line);
}

/** Runs `read` with no line behind `end` in sight. */
export function upTo(state: BlockState, end: number, read: () => void): void {
  const { lineMax } = state;
  state.lineMax = Math.min(lineMax, end);
  read();
  state.lineMax = lineMax;
}

/** `# A heading`, `---`: a line that ends a list or a quotation, though nothing stands before it that says so. */
export function standsAlone(state: BlockState, line: number): boolean {
  const indent = indentOf(state, line);
  if (indent < 0 || indent > 3) return false;
  const text = textOf(state, line);
  return (indent === 0 && /^#{1,6}[ \t]+\S/.test(text)) || /^([-*_])[ \t]*(?:\1[ \t]*){2,}$/.test(text);
}

/** Where the elements of HTML begin or end that are no part of a line of text, and `{: .x}` and `^`. */
export function endsLazyText(state: BlockState, line: number): boolean {
  const text = lineOf(state, line);
  return ATTRIBUTE_LINE.test(text) || END_OF_BLOCK.test(text) || HTML.test(text);
}

/** `{: .class #id key="value"}` alone on a line. `{:/x}` is something else. */
export const ATTRIBUTE_LINE = /^\{:(?![:/])(?:[^}\n\\]|\\.)*\}[ \t]*$/;

/** `- {: .x} text` */
const ATTRIBUTES = /\{:(?![:/])(?:[^}\n\\]|\\.)*\}[ \t]*/y;

/** The length of the attributes that an item or a definition begins with. */
export function attributesAt({ src }: BlockState, start: number): number {
  ATTRIBUTES.lastIndex = start;
  return ATTRIBUTES.exec(src)?.[0].length ?? 0;
}

/** `^` alone on a line */
export const END_OF_BLOCK = /^\^[ \t]*$/;

const HTML =
  /^<\/?(?!(?:a|abbr|acronym|b|bdo|big|br|button|cite|code|del|dfn|em|font|i|img|input|ins|kbd|label|mark|option|q|rb|rbc|rp|rt|rtc|ruby|s|samp|script|select|small|span|strong|sub|sup|tt|u|var)\b)[a-z][a-z\d]*(?=[\s/>])/i;

/** Lines that belong to a block though they do not have its indent. */
export type Lazy = { readonly line: number; readonly indent: number };

/**
 * Parses lines as what a block holds.
 *
 * @param indent of the content, in columns beyond what holds the block
 * @param lazy the lines that have less, and the indent that they have inside
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
