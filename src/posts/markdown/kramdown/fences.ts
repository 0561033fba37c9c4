/**
 * Fences of code as kramdown reads them. A fence that is never closed is no fence: its backticks are text, and the
 * lines after it are read as usual. CommonMark would take the rest of the post for code.
 */
import type MarkdownIt from 'markdown-it';
import { lastUpTo } from '../../line-numbers.ts';

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

/** A line without the indent of the list or quotation around it; `undefined` if it is indented as code. */
function textOf(state: State, line: number): string | undefined {
  if ((state.sCount[line] ?? 0) - state.blkIndent >= 4) return undefined;
  const from = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  return state.src.slice(from, state.eMarks[line] ?? 0);
}

/** A line that may close a fence: it has only letters of one kind. */
type Closer = { readonly line: number; readonly letter: string; readonly length: number };

/** Between these lines, no fence with `length` or more letters is closed. */
type Endless = { readonly from: number; readonly to: number; readonly length: number };

/** What is known about one text. A footnote, for example, is parsed as a text of its own. */
type Known = {
  readonly src: string;
  readonly closers: readonly Closer[];
  readonly lines: readonly number[];
  readonly endless: Map<string, Endless>;
};

function knownOf({ src, env }: State): Known {
  const kept = env as { fences?: Known };
  if (kept.fences?.src === src) return kept.fences;
  const closers = closersIn(src);
  kept.fences = { src, closers, lines: closers.map(({ line }) => line), endless: new Map() };
  return kept.fences;
}

/**
 * The line that closes a fence: at least as many of its letters, and nothing else. A search that failed is not
 * repeated.
 */
function closingLine(state: State, mark: string, startLine: number, endLine: number): number | undefined {
  const { closers, lines, endless } = knownOf(state);
  const [letter = ''] = mark;
  const key = `${letter} ${state.blkIndent}`;
  const known = endless.get(key);
  if (known !== undefined && known.from <= startLine && startLine < known.to && mark.length >= known.length)
    return undefined;
  let at = lastUpTo(lines, startLine) + 1;
  const fits = (closer: Closer) =>
    closer.letter === letter &&
    closer.length >= mark.length &&
    textOf(state, closer.line)?.startsWith(mark) === true;
  for (let next = closers[at]; next !== undefined && next.line < endLine && !fits(next); next = closers[at])
    at += 1;
  const next = closers[at];
  const to = Math.min(endLine, next?.line ?? endLine);
  // A line with less indent ends the list or quotation, and so it ends the fence too.
  let line = startLine + 1;
  while (line < to && !isOutside(state, line)) line += 1;
  if (line < endLine && line === next?.line && !isOutside(state, line)) return line;
  endless.set(key, { from: startLine, to: line, length: mark.length });
  return undefined;
}

function isOutside(state: State, line: number): boolean {
  return !state.isEmpty(line) && (state.sCount[line] ?? 0) < state.blkIndent;
}

function closersIn(text: string): Closer[] {
  return text.split('\n').flatMap((row, line): Closer[] => {
    const run = /^[\s>]*(`{3,}|~{3,})\s*$/.exec(row)?.[1];
    return run === undefined ? [] : [{ line, letter: run[0] ?? '', length: run.length }];
  });
}
