/**
 * Mathematics in a post stays as its author wrote it: TeX, which Markdown does not change. kramdown reads `$$...$$` and
 * writes it as `\(...\)` or `\[...\]`; on many sites MathJax also reads `$...$`, `\\(...\\)` and `\\[...\\]`.
 */

import type MarkdownIt from 'markdown-it';
import { decodeReferences, escapeText } from '../escape.ts';

type Md = InstanceType<typeof MarkdownIt>;

export function mathematics(md: Md): void {
  md.block.ruler.before('fence', 'math_block', mathBlock, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  md.inline.ruler.before('escape', 'math_inline', mathInline);
  const { rules } = md.renderer;
  rules['math_inline'] = (tokens, index) => escapeText(tokens[index]?.content ?? '');
  rules['math_block'] = (tokens, index) => `<p>${escapeText(tokens[index]?.content ?? '')}</p>\n`;
}

type BlockRule = Parameters<Md['block']['ruler']['before']>[2];
type BlockState = Parameters<BlockRule>[0];
type InlineRule = Parameters<Md['inline']['ruler']['before']>[2];

/** `$$` at the start of a line, up to a line that ends with `$$`. */
const mathBlock: BlockRule = (state, startLine, endLine, silent) => {
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if (!silent && state.src.startsWith('\\$$', start)) return escapedBlock(state, startLine, endLine, start);
  if (!state.src.startsWith('$$', start)) return false;
  const close = state.src.indexOf('$$', start + 2);
  for (let line = startLine; close >= 0 && line < endLine; line += 1) {
    if (line > startLine && state.isEmpty(line)) return false;
    const end = state.eMarks[line] ?? 0;
    if (close >= end) continue;
    if (state.src.slice(close + 2, end).trim() !== '' || close === start + 2) return false;
    if (!silent) {
      const token = state.push('math_block', '', 0);
      token.map = [startLine, line + 1];
      token.content = `\\[${state.src.slice(start + 2, close)}\\]`;
      state.line = line + 1;
    }
    return true;
  }
  return false;
};

/** `\$$x$$`: how a paragraph begins with a formula of a line of text. kramdown takes the backslash away. */
function escapedBlock(state: BlockState, startLine: number, endLine: number, start: number): boolean {
  const close = state.src.indexOf('$$', start + 3);
  const lineEnd = state.src.indexOf('\n', close);
  const rest = state.src.slice(close + 2, lineEnd < 0 ? undefined : lineEnd);
  const isWhole = close > start + 3 && close < (state.eMarks[endLine - 1] ?? 0) && rest.trim() === '';
  if (!isWhole) return false;
  const kept = [state.bMarks[startLine] ?? 0, state.tShift[startLine] ?? 0] as const;
  state.bMarks[startLine] = start + 1 - state.blkIndent;
  state.tShift[startLine] = state.blkIndent;
  const paragraph = state.md.block.ruler.getRules('').at(-1);
  const isRead = paragraph?.(state, startLine, endLine, false) ?? false;
  [state.bMarks[startLine], state.tShift[startLine]] = kept;
  return isRead;
}

/** Without the backslashes of Markdown: `x\_i` is `x_i`, and `\\{` is `\{`. */
function asMathJaxReads(tex: string): string {
  return decodeReferences(tex.replace(/\\([\\.*_+`<>()[\]{}#!:|"'$=-])/g, '$1'));
}

/**
 * How each form begins and ends, and how it is written. kramdown knows only the first: the others are
 * text, in which it removes backslashes and a browser decodes `&#94;` before MathJax reads. The content of the last form must look like
 * mathematics.
 */
const FORMS: readonly (readonly [open: string, close: string, write: (tex: string) => string])[] = [
  ['$$', '$$', (tex) => `\\(${tex}\\)`],
  ['\\\\(', '\\\\)', (tex) => `\\(${asMathJaxReads(tex)}\\)`],
  ['\\\\[', '\\\\]', (tex) => `\\[${asMathJaxReads(tex)}\\]`],
  // Who knows that Markdown takes a backslash away writes two: `\\{` for `\{`, and `\_` for `_`.
  ['$', '$', (tex) => `$${tex.replace(/\\\\(?=[{}_|,;:!*%&#])|\\(?=[_*|])/g, (two) => two.slice(1))}$`],
];

const mathInline: InlineRule = (state, silent) => {
  const { src, pos } = state;
  const form = FORMS.find(([open]) => src.startsWith(open, pos));
  if (form === undefined) return false;
  const [open, close, write] = form;
  const end = closeOf(state, close, pos + open.length);
  const tex = end < 0 ? '' : src.slice(pos + open.length, end);
  if (tex.trim() === '' || (open === '$' && !isFormula(tex, src[end + 1] ?? ''))) return false;
  if (!silent) state.push('math_inline', '', 0).content = write(tex);
  state.pos = end + close.length;
  return true;
};

type State = Parameters<InlineRule>[0];

/** If a paragraph has no end mark, it is searched only once. */
function closeOf(state: State, close: string, from: number): number {
  const env = state.env as { mathEnds?: Map<string, { readonly src: string; readonly from: number }> };
  env.mathEnds ??= new Map();
  const none = env.mathEnds.get(close);
  if (none?.src === state.src && from >= none.from) return -1;
  const at = state.src.indexOf(close, from);
  if (at < 0 || at >= state.posMax) {
    env.mathEnds.set(close, { src: state.src, from });
    return -1;
  }
  return at;
}

/** Text between two single dollars is TeX only if nothing in it can be a price or a sentence. */
const FORMULA =
  /^(?:\\[A-Za-z]+(?![A-Za-z])|\\[^A-Za-z\n\r\u2028\u2029]|[A-Za-z](?![A-Za-z])|[\d+*/=<>()[\]|,.'^_{}!:&~-]| )+$/;

/** @param next the letter behind it */
export function isFormula(tex: string, next: string): boolean {
  if (tex.length > 300 || /^\s|\s$/.test(tex) || /\d/.test(next)) return false;
  return /[A-Za-z\\]/.test(tex) && FORMULA.test(tex);
}
