/**
 * kramdown's own tags around text: `{::comment}`, `{::nomarkdown}`, `{::options ... /}`. They are removed, and also
 * comments of HTML over several paragraphs: Markdown reads each paragraph alone, and would show what they hide. Text in
 * `{::nomarkdown}` is HTML, in which Markdown finds no marks.
 */
import { codeSpans, type Span } from '../../code-spans.ts';
import { type Mapped, replaceSpans } from '../../mapped-lines.ts';
import { HTML_OPTION } from './content-model.ts';
import { withoutMarks } from './no-marks.ts';

/** `{::name ...}`, `{::name ... /}`, `{:/name}`, `{:/}` */
const TAG = /\{::(comment|nomarkdown|options)\b([^{}\n]*)\}|\{:\/(comment|nomarkdown|options|)\}/g;

/** A comment is removed with its content, over any number of paragraphs; of `{::options}` only the tag is removed. */
export function dropExtensions(source: Mapped): Mapped {
  return dropTags(dropComments(source));
}

function dropComments(source: Mapped): Mapped {
  const { text } = source;
  if (!text.includes('<!--') || !text.includes('-->')) return source;
  const code = codeSpans(text);
  const spans: { from: number; to: number; text: string }[] = [];
  let row = 0;
  let from = text.indexOf('<!--');
  while (from >= 0) {
    const close = text.indexOf('-->', from + 4);
    if (close < 0) break;
    while ((code[row]?.to ?? Number.POSITIVE_INFINITY) <= from) row += 1;
    const inCode = (code[row]?.from ?? Number.POSITIVE_INFINITY) <= from;
    const to = inCode ? from + 4 : close + 3;
    if (!inCode && /\n[ \t]*\n/.test(text.slice(from, to))) spans.push({ from, to, text: '' });
    from = text.indexOf('<!--', to);
  }
  return replaceSpans(source, spans);
}

function dropTags(source: Mapped): Mapped {
  const { text } = source;
  if (!/\{:[:/]/.test(text)) return source;
  const code = codeSpans(text);
  const spans: { from: number; to: number; text: string }[] = [];
  let row = 0;
  let open: OpenTag | undefined;
  /** Where the last open tag ended: a backtick before this place begins no code. */
  let read = 0;
  const lastApart = endApart(text);
  for (const { 0: tag, 1: opened, 2: options = '', 3: closed, index } of text.matchAll(TAG)) {
    while ((code[row]?.to ?? Number.POSITIVE_INFINITY) <= index) row += 1;
    const to = index + tag.length;
    if (open !== undefined) {
      if (closed !== open.name && closed !== '') continue;
      if (open.apart && index < lastApart && !isAlone(text, index, to)) continue;
      spans.push({ from: open.from, to, text: open.shown ? withoutMarks(text.slice(open.to, index)) : '' });
      open = undefined;
      read = to;
    } else if (isIn(code[row], read, index) || isEscaped(text, index)) continue;
    else if ((opened === 'comment' || opened === 'nomarkdown') && !options.endsWith('/'))
      open = openTag(opened, options, text, index, to);
    else if (!staysForMarkdown(tag, isAlone(text, index, to))) spans.push({ from: index, to, text: '' });
  }
  // Without an end, `{::nomarkdown}` says nothing; `{::comment}` alone on its line hides the rest, and in a line it is text.
  if (open !== undefined && (open.name === 'nomarkdown' || open.apart))
    spans.push({ from: open.from, to: open.name === 'comment' ? text.length : open.to, text: '' });
  return replaceSpans(source, spans);
}

/** The one option that Markdown itself reads, because it counts from its line on. */
function staysForMarkdown(tag: string, alone: boolean): boolean {
  return alone && HTML_OPTION.test(tag);
}

/** A tag whose end was not read yet. */
type OpenTag = {
  readonly name: 'comment' | 'nomarkdown';
  readonly from: number;
  readonly to: number;
  /** Whether what is in it is shown. */
  readonly shown: boolean;
  /** Whether it is a comment that began alone on its line. A tag alone on its line ends it, if there is one. */
  readonly apart: boolean;
};

function openTag(name: OpenTag['name'], options: string, text: string, from: number, to: number): OpenTag {
  const isComment = name === 'comment';
  const shown = !isComment && !OTHER_THAN_HTML.test(options);
  return { name, from, to, shown, apart: isComment && isAlone(text, from, to) };
}

/** Whether a place is in code that begins at `read` or later. */
function isIn(code: Span | undefined, read: number, place: number): boolean {
  return code !== undefined && code.from >= read && code.from <= place;
}

/** `\\{::comment}` is text, `\\\\{::comment}` is not. */
function isEscaped(text: string, place: number): boolean {
  let from = place;
  while (text[from - 1] === '\\') from -= 1;
  return (place - from) % 2 === 1;
}

/** `type="latex"`: only for that format. */
const OTHER_THAN_HTML = /\btype\s*=\s*["'](?!html)/;

function isAlone(text: string, from: number, to: number): boolean {
  let [begin, end] = [from, to];
  while (BLANK.test(text[begin - 1] ?? '')) begin -= 1;
  while (BLANK.test(text[end] ?? '')) end += 1;
  return (begin === 0 || text[begin - 1] === '\n') && (end === text.length || text[end] === '\n');
}

const BLANK = /[ \t]/;

/** The place of the last tag that ends a comment and is alone on its line, or -1. */
function endApart(text: string): number {
  let last = -1;
  for (const { index } of text.matchAll(/^[ \t]*\{:\/(?:comment)?\}[ \t]*$/gm)) last = index + 1;
  return last;
}
