/**
 * The words of a mail that has only HTML. The quoted mail gets a `>` before each of its lines, as in plain text, so that
 * what a person wrote stays apart from it. Each step looks at each letter a bounded number of times.
 */
import { decodeEntities } from '../../posts/html-to-text.ts';

/** Parts that nobody sees. */
const UNSEEN = ['<!--', '-->', '<style', '</style', '<script', '</script', '<head', '</head'] as const;
const LONGEST = 512 * 1024;
/** A `<blockquote>` marks the quoted mail in nearly all programs; Gmail and Yahoo put a box around its first line, too. */
const QUOTE = /<(\/?)(?:blockquote)\b[^<>]*>/gi;

export function wordsOfHtml(html: string): string {
  const seen = withoutUnseen(html.slice(0, LONGEST));
  const parts = seen.split(QUOTE);
  let depth = 0;
  // `split` puts what the brackets hold between the parts: '' for an opening tag, '/' for a closing one.
  return parts
    .map((part, at) => {
      if (at % 2 === 0) return depth === 0 ? linesOf(part) : quoted(linesOf(part));
      depth = Math.max(0, depth + (part === '/' ? -1 : 1));
      return '\n';
    })
    .join('');
}

function withoutUnseen(html: string): string {
  let text = html;
  for (let at = 0; at < UNSEEN.length; at += 2) text = without(text, UNSEEN[at] ?? '', UNSEEN[at + 1] ?? '');
  return text;
}

/** The text without what lies between two marks. A part without an end goes to the end of the text. */
function without(text: string, from: string, to: string): string {
  const lower = text.toLowerCase();
  const kept: string[] = [];
  let at = 0;
  for (;;) {
    const start = lower.indexOf(from, at);
    kept.push(text.slice(at, start < 0 ? undefined : start));
    if (start < 0) return kept.join('');
    const end = lower.indexOf(to, start + from.length);
    if (end < 0) return kept.join('');
    at = end + to.length;
  }
}

function linesOf(html: string): string {
  const text = html
    .replace(/\s+/g, ' ')
    .replace(/<(?:br|hr|\/?(?:p|div|tr|li|ul|ol|h[1-6]|table|pre|dd|dt))\b[^<>]*>/gi, '\n')
    .replace(/<\/?(?:t[dh])\b[^<>]*>/gi, ' ')
    .replace(/<[a-z/!?][^<>]*>/gi, '');
  return decodeEntities(text)
    .split('\n')
    .map((line) => line.replaceAll('\u00a0', ' ').trim())
    .join('\n');
}

function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}
