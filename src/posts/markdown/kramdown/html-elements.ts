/**
 * HTML in Markdown as kramdown reads it: an element stays unchanged up to its end tag, and the text after that is
 * Markdown again, also on the same line. One rule is our own: if a blank line inside shows that Markdown was meant
 * (`<details>`), the content is read as Markdown; kramdown does so only with `markdown="1"`.
 */
import type MarkdownIt from 'markdown-it';
import {
  type BlockRule,
  type BlockState,
  firstOf,
  indentOf,
  LESS,
  lineOf,
  push,
  upTo,
} from './block-lines.ts';
import { markdownIn } from './content-model.ts';
import { type Close, closeOf } from './element-ends.ts';
import { pushNested } from './nested-elements.ts';
import { rawElement } from './raw-element.ts';

type Md = InstanceType<typeof MarkdownIt>;

export function htmlElements(md: Md): void {
  const ends = { alt: ['paragraph', 'reference', 'blockquote', 'list'] };
  md.block.ruler.before('html_block', 'html_element', htmlElement, ends);
  md.block.ruler.before('html_block', 'html_end', endTag, ends);
  md.block.ruler.before('html_block', 'html_comment', comment);
  md.block.ruler.before('html_block', 'span_element', spanElement);
  md.inline.ruler.before('backticks', 'raw_element', rawElement);
}

/** The last one is a name of XML, such as `typo:code`, which kramdown takes for an element too. */
const NAMES =
  'address|article|aside|audio|blockquote|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hgroup|hr|iframe|li|main|menu|nav|object|ol|p|picture|section|summary|svg|table|tbody|td|tfoot|th|thead|tr|ul|video|[a-z][\\w-]*:[a-z][\\w-]*';
/** What is in these is never Markdown, blank lines or not. */
const RAW = /^(?:audio|iframe|object|picture|svg|video)$/;
/** Of these on one line, kramdown makes a block without a paragraph; as one, they keep their distance from the text around. */
const PARAGRAPH = /^(?:audio|object|picture|svg|video)$/;
const HOLDS_BLOCKS = /<(?:p|div|table|ul|ol|dl|blockquote|pre|figure|h[1-6])(?=[\s>])/i;
const ELEMENT = new RegExp(`^<(${NAMES})(?=[\\s/>])([^<>]*)>`, 'i');
const END_TAG = new RegExp(`^(?:</(?:${NAMES})\\s*>)+`, 'i');

const htmlElement: BlockRule = (state, startLine, endLine, silent) => {
  if (firstOf(state, startLine) !== LESS) return false;
  const [tag = '', name = '', attributes = ''] = ELEMENT.exec(lineOf(state, startLine)) ?? [];
  if (tag === '') return false;
  const kind = name.toLowerCase();
  const markdown = markdownIn(state, kind, attributes);
  const close = kind === 'hr' ? endOf(state, startLine, tag) : closeOf(state, kind, startLine, endLine);
  if (close === undefined) return false;
  if (
    markdown === undefined &&
    kind !== 'p' &&
    !RAW.test(kind) &&
    holdsMarkdown(state, startLine, close.line)
  )
    return false;
  if (silent) return true;
  if (markdown === 'line') pushLine(state, startLine, close, tag);
  else if (markdown === 'blocks') pushMarkdown(state, startLine, close, tag);
  else pushRaw(state, startLine, close, PARAGRAPH.test(kind) && close.line === startLine);
  readRest(state, close, endLine);
  return true;
};

function endOf(state: BlockState, line: number, tag: string): Close {
  const end = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0) + tag.length;
  return { line, begin: end, end };
}

function pushRaw(state: BlockState, startLine: number, { line, end }: Close, isParagraph: boolean): void {
  const from = state.bMarks[startLine] ?? 0;
  const before = line === startLine ? '' : state.getLines(startLine, line, state.blkIndent, true);
  const last = line === startLine ? from + (state.tShift[startLine] ?? 0) : (state.bMarks[line] ?? 0);
  const written = before + state.src.slice(last, end);
  const raw = isParagraph && !HOLDS_BLOCKS.test(written) ? `<p>${written}</p>\n` : `${written}\n`;
  // `<https://a.example>` is no tag: as a tag it would be dropped.
  pushNested(state, startLine, line + 1, raw.replace(/<(https?:\/\/[^\s<>]*)>/g, '&lt;$1&gt;'));
}

/** The tags are HTML; the text between them is Markdown, from the letter behind the one to the letter before the other. */
function pushMarkdown(state: BlockState, startLine: number, { line, begin, end }: Close, tag: string): void {
  push(state, startLine, startLine + 1, `${tag}\n`);
  const { bMarks, eMarks, tShift, sCount } = state;
  const [bMark = 0, shift = 0, count = 0] = [bMarks[startLine], tShift[startLine], sCount[startLine]];
  const eMark = eMarks[line] ?? 0;
  const from = bMark + shift + tag.length;
  const written = state.src.slice(from, line === startLine ? begin : eMarks[startLine]);
  bMarks[startLine] = from + written.length - written.trimStart().length;
  tShift[startLine] = 0;
  sCount[startLine] = state.blkIndent;
  eMarks[line] = begin;
  upTo(state, line + 1, () => state.md.block.tokenize(state, startLine, line + 1));
  bMarks[startLine] = bMark;
  tShift[startLine] = shift;
  sCount[startLine] = count;
  eMarks[line] = eMark;
  push(state, line, line + 1, `${state.src.slice(begin, end)}\n`);
}

function pushLine(state: BlockState, startLine: number, { line, begin, end }: Close, tag: string): void {
  const from = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0) + tag.length;
  const last = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  const text =
    line === startLine
      ? state.src.slice(from, begin)
      : [
          state.src.slice(from, state.eMarks[startLine]),
          state.getLines(startLine + 1, line, state.blkIndent, false),
          state.src.slice(last, begin),
        ].join('\n');
  push(state, startLine, startLine + 1, tag);
  const inline = state.push('inline', '', 0);
  inline.content = text.trim();
  inline.map = [startLine, line + 1];
  inline.children = [];
  push(state, line, line + 1, `${state.src.slice(begin, end)}\n`);
}

/** Reads the text after an element on its last line as a block of its own; further elements there stay HTML. */
function readRest(state: BlockState, { line, end }: Close, endLine: number): void {
  const rest = state.src.slice(end, state.eMarks[line]);
  const begin = end + rest.length - rest.trimStart().length;
  state.line = line + 1;
  if (rest.trim() === '') return;
  if (/^<[a-z/!]/i.test(rest.trim()) && (ELEMENT.test(rest.trim()) || /^<[/!]/.test(rest.trim()))) {
    const last = lastOfTag(state, line, endLine, rest);
    const more = last === line ? '' : `\n${state.getLines(line + 1, last + 1, state.blkIndent, false)}`;
    push(state, line, last + 1, `${rest.trim()}${more}\n`);
    state.line = last + 1;
    return;
  }
  const kept = [state.bMarks[line] ?? 0, state.tShift[line] ?? 0, state.sCount[line] ?? 0] as const;
  state.bMarks[line] = begin;
  state.tShift[line] = 0;
  state.sCount[line] = state.blkIndent;
  state.md.block.ruler.getRules('').some((rule) => rule(state, line, endLine, false));
  [state.bMarks[line], state.tShift[line], state.sCount[line]] = kept;
}

/** The line on which a tag ends that begins at the end of a text: `<td style="a:` and `b">` below. */
function lastOfTag(state: BlockState, line: number, endLine: number, text: string): number {
  if (!/<[a-z][^<>]*$/i.test(text)) return line;
  for (let next = line + 1; next < endLine && !state.isEmpty(next); next += 1)
    if (writtenOn(state, next).includes('>')) return next;
  return line;
}

/** The end tag of an element with Markdown inside. */
const endTag: BlockRule = (state, startLine, endLine, silent) => {
  if (firstOf(state, startLine) !== LESS) return false;
  const [tags] = END_TAG.exec(lineOf(state, startLine)) ?? [];
  if (tags === undefined) return false;
  if (silent) return true;
  push(state, startLine, startLine + 1, `${tags}\n`);
  readRest(state, endOf(state, startLine, tags), endLine);
  return true;
};

/** `<!-- … -->`, over any number of lines; the text after it is a block of its own. */
const comment: BlockRule = (state, startLine, endLine, silent) => {
  if (silent || firstOf(state, startLine) !== LESS) return false;
  if (!lineOf(state, startLine).startsWith('<!--')) return false;
  const from = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  const close = nextCommentEnd(state, from + 4);
  if (close < 0) return false;
  let line = startLine;
  while (line + 1 < endLine && (state.eMarks[line] ?? 0) < close) line += 1;
  if ((state.eMarks[line] ?? 0) < close) return false;
  push(state, startLine, line + 1, '\n');
  readRest(state, { line, begin: close, end: close }, endLine);
  return true;
};

/** The place after the next `-->`, or -1. If there is none, the text is searched only once. */
function nextCommentEnd(state: BlockState, from: number): number {
  const env = state.env as { commentless?: string };
  if (env.commentless === state.src) return -1;
  const at = state.src.indexOf('-->', from);
  if (at < 0) env.commentless = state.src;
  return at < 0 ? -1 : at + 3;
}

/** Elements inside a line of text, in kramdown's view. One of them alone on a line begins a paragraph. */
const SPAN_ELEMENT =
  /^<\/?(?:a|abbr|acronym|b|big|bdo|br|button|cite|code|del|dfn|em|i|img|input|ins|kbd|label|mark|q|samp|small|span|strong|sub|sup|time|tt|u|var)(?=[\s/>])(?:[^<>"']|"[^"<]*"|'[^'<]*')*>[ \t]*$/i;

/** `<br>` before a line of text. CommonMark would take both lines for HTML, and show the `**` in the second one. */
const spanElement: BlockRule = (state, startLine, endLine, silent) => {
  if (silent || firstOf(state, startLine) !== LESS) return false;
  if (!SPAN_ELEMENT.test(lineOf(state, startLine))) return false;
  const paragraph = state.md.block.ruler.getRules('').at(-1);
  return paragraph?.(state, startLine, endLine, false) ?? false;
};

/**
 * Whether Markdown was meant: there is a blank line before the last line, and no indented line after it, which would be
 * code. A blank line in `<pre>` says nothing.
 */
function holdsMarkdown(state: BlockState, from: number, to: number): boolean {
  let blank = false;
  let isPre = opensPre(writtenOn(state, from), false);
  for (let line = from + 1; line <= to; line += 1) {
    if (!state.isEmpty(line)) {
      if (blank && state.isEmpty(line - 1) && indentOf(state, line) >= 4) return false;
      isPre = opensPre(writtenOn(state, line), isPre);
    } else if (!isPre) blank = true;
  }
  return blank;
}

function writtenOn({ src, bMarks, eMarks }: BlockState, line: number): string {
  return src.slice(bMarks[line] ?? 0, eMarks[line] ?? 0);
}

/** Whether a line ends inside of `<pre>`. */
function opensPre(line: string, before: boolean): boolean {
  const tags = [...line.matchAll(/<(\/?)pre(?=[\s>])/gi)];
  return tags.length === 0 ? before : tags.at(-1)?.[1] === '';
}
