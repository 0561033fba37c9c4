/**
 * kramdown's own tags around text: `{::comment}`, `{::nomarkdown}`, `{::options ... /}`. They are removed, and also
 * comments of HTML over several paragraphs: Markdown reads each paragraph alone, and would show what they hide. Text in
 * `{::nomarkdown}` is HTML, in which Markdown finds no marks.
 */
import { codeSpans, type Span } from '../../code-spans.ts';
import { type Mapped, replaceSpans } from '../../mapped-lines.ts';
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
  if (!/\{:[:/]/.test(source.text)) return source;
  const code = codeSpans(source.text);
  const spans: { from: number; to: number; text: string }[] = [];
  let row = 0;
  let comment: number | undefined;
  /** Whether the comment began alone on its line. Then a tag alone on its line ends it, if there is one. */
  let apart = false;
  /** A text that Markdown leaves as it is: where its tag begins and ends; for LaTeX it is not shown. */
  let raw: { readonly from: number; readonly to: number; readonly isShown: boolean } | undefined;
  /** Where the last of these texts ended: a backtick in it begins no code. */
  let read = 0;
  const lastApart = endApart(source.text);
  for (const { 0: tag, 1: opened, 2: options = '', 3: closed, index } of source.text.matchAll(TAG)) {
    while ((code[row]?.to ?? Number.POSITIVE_INFINITY) <= index) row += 1;
    const to = index + tag.length;
    if (raw !== undefined) {
      if (closed !== 'nomarkdown' && closed !== '') continue;
      const text = raw.isShown ? withoutMarks(source.text.slice(raw.to, index)) : '';
      spans.push({ from: raw.from, to, text });
      raw = undefined;
      read = to;
    } else if (comment !== undefined) {
      if (closed !== 'comment' && closed !== '') continue;
      if (apart && index < lastApart && !isAlone(source.text, index, to)) continue;
      spans.push({ from: comment, to, text: '' });
      comment = undefined;
      read = to;
    } else if (isIn(code[row], read, index)) continue;
    else if (opened === 'comment' && !options.endsWith('/')) {
      comment = index;
      apart = isAlone(source.text, index, to);
    } else if (opened === 'nomarkdown' && !options.endsWith('/'))
      raw = { from: index, to, isShown: !OTHER_THAN_HTML.test(options) };
    else spans.push({ from: index, to, text: '' });
  }
  // Without an end the tag says nothing.
  if (raw !== undefined) spans.push({ from: raw.from, to: raw.to, text: '' });
  if (comment !== undefined) spans.push({ from: comment, to: source.text.length, text: '' });
  return replaceSpans(source, spans);
}

/** Whether a place is in code that begins at `read` or later. */
function isIn(code: Span | undefined, read: number, place: number): boolean {
  return code !== undefined && code.from >= read && code.from <= place;
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
