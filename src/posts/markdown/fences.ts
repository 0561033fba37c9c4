/**
 * Fences of code as kramdown reads them: one that is never closed is none, so its backticks are text, and what follows
 * is read as ever. CommonMark would take all the rest of the post for code.
 */
import type MarkdownIt from 'markdown-it';

type Md = InstanceType<typeof MarkdownIt>;
type BlockRule = Parameters<Md['block']['ruler']['at']>[1];
type State = Parameters<BlockRule>[0];

export function closedFences(md: Md): void {
  md.block.ruler.at('fence', fence, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
}

const fence: BlockRule = (state, startLine, endLine, silent) => {
  const mark = /^(?:`{3,}(?=[^`]*$)|~{3,})/.exec(textOf(state, startLine) ?? '')?.[0];
  const close = mark === undefined ? undefined : closingLine(state, mark, startLine, endLine);
  if (mark === undefined || close === undefined) return false;
  if (silent) return true;
  const token = state.push('fence', 'code', 0);
  token.info = (textOf(state, startLine) ?? '').slice(mark.length);
  token.content = state.getLines(startLine + 1, close, state.sCount[startLine] ?? 0, true);
  token.markup = mark;
  token.map = [startLine, close + 1];
  state.line = close + 1;
  return true;
};

/** A line without the indent of what holds it; `undefined` where it is indented as code. */
function textOf(state: State, line: number): string | undefined {
  if ((state.sCount[line] ?? 0) - state.blkIndent >= 4) return undefined;
  const from = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  return state.src.slice(from, state.eMarks[line] ?? 0);
}

/** The line that closes a fence: as many of its letters or more, and nothing else. A search that failed is not made again. */
function closingLine(state: State, mark: string, startLine: number, endLine: number): number | undefined {
  const env = state.env as { endless?: Map<string, number> };
  env.endless ??= new Map();
  const key = `${mark} ${endLine}`;
  if ((env.endless.get(key) ?? Number.POSITIVE_INFINITY) <= startLine) return undefined;
  const close = new RegExp(`^\\${mark[0]}{${mark.length},}\\s*$`);
  for (let line = startLine + 1; line < endLine; line += 1) {
    const text = textOf(state, line);
    // A line that stands further out ends the list or quotation, and the fence with it.
    if (text !== '' && (state.sCount[line] ?? 0) < state.blkIndent) break;
    if (text?.startsWith(mark) && close.test(text)) return line;
  }
  env.endless.set(key, startLine);
  return undefined;
}
