/** Code inside a line, and letters after a backslash, as kramdown reads them. */
import type MarkdownIt from 'markdown-it';
import { type InlineRule, searchOnce } from './inline-context.ts';

type Md = InstanceType<typeof MarkdownIt>;

export function codeSpan(md: Md): void {
  md.inline.ruler.at('backticks', backticks);
  md.inline.ruler.at('escape', escaped);
}

const RUN = /`+/y;

/**
 * Code goes from a run of backticks to the next run. In kramdown a backtick between blanks is a letter, so `` ` a ` ``
 * would show its backticks. Here it is code, if its end has a blank too.
 */
const backticks: InlineRule = (state, silent) => {
  const { src, pos, posMax } = state;
  if (src[pos] !== '`') return false;
  RUN.lastIndex = pos;
  const marks = RUN.exec(src)?.[0] ?? '`';
  const from = pos + marks.length;
  const end = searchOnce(state, marks, from, () => {
    const at = src.indexOf(marks, from);
    return at < 0 || at + marks.length > posMax ? undefined : at;
  });
  const apart = marks === '`' && isBlank(src[pos - 1]) && isBlank(src[from]);
  if (end === undefined || (apart && !endsApart(src, from, end))) {
    if (!silent) state.pending += marks;
    state.pos = from;
    return true;
  }
  if (!silent) {
    const token = state.push('code_inline', 'code', 0);
    token.markup = marks;
    const content = src.slice(from, end).replaceAll('\n', ' ');
    token.content = apart || marks !== '`' ? content.replace(/^ /, '').replace(/ $/, '') : content;
  }
  state.pos = end + marks.length;
  return true;
};

/** Whether a blank is before the closing backtick, as one is after the opening backtick, and no word follows it. */
function endsApart(src: string, from: number, end: number): boolean {
  return end >= from + 3 && isBlank(src[end - 1]) && !/\w/.test(src[end + 1] ?? '');
}

function isBlank(letter: string | undefined): boolean {
  return letter === undefined || /[ \t\n]/.test(letter);
}

/** A backslash before one of these letters makes it plain. Before any other letter, the backslash is a letter too. */
const ESCAPABLE = /[\\.*_+`<>()[\]{}#!:|"'$=\-~]/;

/** `\*`; at the end of a line, one or two backslashes are a line break. */
const escaped: InlineRule = (state, silent) => {
  const { src, pos, posMax } = state;
  if (src[pos] !== '\\' || pos + 1 >= posMax) return false;
  const breaks = src[pos + 1] === '\n' ? 1 : src.startsWith('\\\n', pos + 1) ? 2 : 0;
  if (breaks > 0 && pos + breaks < posMax) {
    if (!silent) state.push('hardbreak', 'br', 0);
    state.pos = pos + breaks + 1;
    while (state.pos < posMax && /[ \t]/.test(src[state.pos] ?? '')) state.pos += 1;
    return true;
  }
  const letter = src[pos + 1] ?? '';
  if (!ESCAPABLE.test(letter)) return false;
  if (!silent) {
    const token = state.push('text_special', '', 0);
    token.content = letter;
    token.markup = `\\${letter}`;
    token.info = 'escape';
  }
  state.pos = pos + 2;
  return true;
};
