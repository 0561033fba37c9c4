/**
 * Emphasis as kramdown reads it. A mark opens if no blank follows it, and closes if no blank is before it, whatever
 * letters are around: so `**「港」**は` and `**a:**b` work. A `_` inside a word is a letter.
 */
import type MarkdownIt from 'markdown-it';
import { type InlineRule, type InlineState, isInside, searchOnce, within } from './inline-context.ts';

type Md = InstanceType<typeof MarkdownIt>;

export function emphasis(md: Md): void {
  md.inline.ruler.at('emphasis', emphasisRule);
  md.inline.ruler.at('strikethrough', strikethrough);
  md.inline.ruler2.disable(['balance_pairs', 'strikethrough', 'emphasis']);
}

const emphasisRule: InlineRule = (state, silent) => {
  const { src, pos } = state;
  const mark = src[pos] ?? '';
  if (mark !== '*' && mark !== '_') return false;
  if (silent && isInside(state, 'label')) return false;
  const double = src[pos + 1] === mark;
  const marks = double ? mark + mark : mark;
  const kind = double ? 'strong' : 'em';
  if (opens(state, marks) && !isInside(state, kind)) {
    if (write(state, marks, kind, silent)) return true;
    if (double && !isInside(state, 'em') && write(state, mark, 'em', silent)) return true;
  }
  if (!silent) state.pending += marks;
  state.pos = pos + marks.length;
  return true;
};

function opens({ src, pos }: InlineState, marks: string): boolean {
  if (/[ \t\n\r\f\v]/.test(src[pos + marks.length] ?? '')) return false;
  return !marks.startsWith('_') || !/[\p{L}\p{M}]-?$/u.test(src.slice(Math.max(0, pos - 3), pos));
}

/** @returns whether the emphasis that begins here has an end */
function write(state: InlineState, marks: string, kind: 'em' | 'strong', silent: boolean): boolean {
  const { pos, posMax } = state;
  const from = pos + marks.length;
  const end = searchOnce(state, marks, from, () =>
    within(state, kind, () => closeOf(state, marks, kind, from)),
  );
  state.pos = pos;
  if (end === undefined) return false;
  if (!silent) {
    state.push(`${kind}_open`, kind, 1).markup = marks;
    state.pos = from;
    state.posMax = end;
    within(state, kind, () => state.md.inline.tokenize(state));
    state.posMax = posMax;
    state.push(`${kind}_close`, kind, -1).markup = marks;
  }
  state.pos = end + marks.length;
  return true;
}

function closeOf(state: InlineState, marks: string, kind: 'em' | 'strong', from: number): number | undefined {
  state.pos = from;
  while (state.pos < state.posMax) {
    if (state.pos > from && closes(state, marks, kind)) return state.pos;
    state.md.inline.skipToken(state);
  }
  return undefined;
}

function closes({ src, pos, posMax }: InlineState, marks: string, kind: 'em' | 'strong'): boolean {
  if (!src.startsWith(marks, pos) || pos + marks.length > posMax) return false;
  if (/\s/.test(src[pos - 1] ?? '') && src[pos - 1] !== '\u3000' && src[pos - 1] !== '\u00a0') return false;
  // Two marks are strong emphasis, which may be inside other emphasis.
  const [mark = ''] = marks;
  if (kind === 'em' && src[pos + 1] === mark && src[pos + 2] !== mark) return false;
  return mark !== '_' || !/[\p{L}\p{M}\p{N}]/u.test(src[pos + marks.length] ?? '');
}

/** `~~a~~` */
const strikethrough: InlineRule = (state, silent) => {
  const { src, pos, posMax } = state;
  if (!src.startsWith('~~', pos) || /[\s~]/.test(src[pos + 2] ?? ' ')) return false;
  const end = searchOnce(state, '~~', pos, () => endOfStrike(state));
  if (end === undefined) return false;
  if (!silent) {
    state.push('del_open', 'del', 1).markup = '~~';
    state.pos = pos + 2;
    state.posMax = end;
    state.md.inline.tokenize(state);
    state.posMax = posMax;
    state.push('del_close', 'del', -1).markup = '~~';
  }
  state.pos = end + 2;
  return true;
};

function endOfStrike({ src, pos, posMax }: InlineState): number | undefined {
  for (let at = src.indexOf('~~', pos + 3); at >= 0 && at + 2 <= posMax; at = src.indexOf('~~', at + 1)) {
    if (!/[\s~]/.test(src[at - 1] ?? ' ')) return at;
  }
  return undefined;
}
