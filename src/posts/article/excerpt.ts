/** The first sentences of a post. */
import { plainText } from '../html-to-text.ts';
import { eachSentence } from '../sentences.ts';
import { tellingSentences } from './skip-empty-opening.ts';

/** In UTF-16 units. */
export const EXCERPT_LENGTH = 120;
/** For a text without Chinese or Japanese letters: it needs more letters to say the same. */
const LATIN_LENGTH = 240;

/** Elements that are not running text: headings, code, tables, pictures. */
const ASIDE = /<(\/?)(h[1-6]|pre|table|figure)\b[^<>]*>/g;
/** Elements that are text, but not the author's own running sentences. */
const LISTS = /<(\/?)(blockquote|ul|ol|dl)\b[^<>]*>/g;

/** The text outside these elements. One pass: from an opening tag to the next closing tag of the same kind. */
function withoutAsides(html: string, aside = ASIDE): string {
  const kept: string[] = [];
  let from = 0;
  let open: { readonly name: string; readonly at: number } | undefined;
  for (const { 0: tag, 1: slash, 2: name = '', index } of html.matchAll(aside)) {
    if (open === undefined && slash === '') open = { name, at: index };
    else if (open?.name === name && slash !== '') {
      kept.push(html.slice(from, open.at));
      from = index + tag.length;
      open = undefined;
    }
  }
  return [...kept, html.slice(from)].join('\n\n');
}

/** The text without what is no sentence of it: the titles of alerts (alerts.ts), footnotes and their numbers (kramdown.ts). */
function sentencesIn(html: string): string {
  const body = withoutNotes(html);
  return body.includes('<blockquote>') ? body.replace(ALERT_TITLE, '') : body;
}

const ALERT_TITLE =
  /(?<=<blockquote>\s{0,2})<p><strong>(?:Note|Tip|Important|Warning|Caution)<\/strong><\/p>/g;

function withoutNotes(html: string): string {
  const back = html.indexOf('#fnref:');
  const notes = back < 0 ? undefined : outerList(html.slice(0, back));
  const body = notes === undefined ? html : html.slice(0, notes);
  return body.includes('#fn:')
    ? body.replace(/<sup><a href="[^"<>]*#fn:[^"<>]*">\d+<\/a><\/sup>/g, '')
    : body;
}

/** Where the outermost list begins that is still open at the end: a note may have a list of its own. */
function outerList(html: string): number | undefined {
  const open: number[] = [];
  for (const { 1: slash, index } of html.matchAll(/<(\/?)ol\b/g))
    if (slash === '') open.push(index);
    else open.pop();
  return open[0];
}

/**
 * Whole sentences of the first paragraphs, up to about 120 letters; a longer sentence is cut and ends in ….
 *
 * @param html the result of sanitize.ts
 * @param title the title of the post. If the post begins with empty phrases, sentences that match the title are taken
 * instead
 */
export function excerptOf(html: string, title?: string): string {
  const body = sentencesIn(html);
  const running = withoutAsides(body.slice(0, ENOUGH));
  const text = plainText(running);
  const line = lineOf(text === '' ? plainText(body) : text);
  const most = CJK.test(line.slice(0, 400)) ? EXCERPT_LENGTH : LATIN_LENGTH;
  const telling = title === undefined ? undefined : tellingSentences(paragraphsOf(running), title, most);
  return telling ?? firstSentences(line, most);
}

/** Of an excerpt that its author ended by a mark, in UTF-16 units: a mark at the end of a post makes no summary. */
const MARKED_LENGTH = 600;

/**
 * The whole text of a part that its author marked as the excerpt, without headings, code and tables; only what is
 * very long ends at a sentence.
 */
export function markedExcerpt(html: string): string {
  const running = lineOf(plainText(withoutAsides(sentencesIn(html))));
  const line = running === '' ? lineOf(plainText(html)) : running;
  const most = CJK.test(line.slice(0, 400)) ? MARKED_LENGTH : 2 * MARKED_LENGTH;
  return line.length <= most ? line : firstSentences(line, most);
}

/** What running text says after a sentence of it, in whole sentences; empty where the sentence is not in it. */
export function saidAfter(html: string, sentence: string): string {
  const line = lineOf(plainText(withoutAsides(sentencesIn(html).slice(0, ENOUGH), ASIDE)));
  const at = sentence === '' ? -1 : line.indexOf(sentence);
  const rest = at < 0 ? '' : line.slice(at + sentence.length).trim();
  return firstSentences(rest, CJK.test(rest.slice(0, 400)) ? EXCERPT_LENGTH : LATIN_LENGTH);
}

/** One line. Behind the mark that ends a Japanese sentence stands no blank: the mark has its own room. */
function lineOf(text: string): string {
  return text
    .replace(/^・/gm, '')
    .replace(/(?<=[。！？])\s*\n\s*/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function paragraphsOf(running: string): string[] {
  return [...withoutAsides(running, LISTS).matchAll(/<p>([\s\S]*?)<\/p>/g)]
    .map(([, html = '']) => lineOf(plainText(html)))
    .filter((text) => text !== '');
}

function firstSentences(line: string, most: number): string {
  let kept = '';
  for (const sentence of eachSentence(line.slice(0, ENOUGH))) {
    if (kept !== '' && kept.length + sentence.length > most) break;
    kept += sentence;
    if (kept.length > most) break;
  }
  const whole = kept.trim();
  return whole.length <= most * 1.25 ? whole : `${cut(whole, most)}…`;
}

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Only this many letters at the beginning of a long post are read. */
const ENOUGH = 8000;

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** The first letters; none of them is cut in half. The segmenter is slow, so it never gets a whole post. */
function cut(text: string, length: number): string {
  let kept = '';
  for (const { segment } of graphemes.segment(text.slice(0, length * 4))) {
    if (kept.length + segment.length > length) break;
    kept += segment;
  }
  return kept.replace(/(?<![、，,\s])[、，,\s]+$/, '');
}
