/** The first sentences of a post, and how long it takes to read it. */
import { plainText } from './plain.ts';
import { sentencesOf } from './sentences.ts';

/** In UTF-16 units. */
export const EXCERPT_LENGTH = 120;
/** Of a text without Chinese or Japanese letters, which say more: the same on a page. */
const LATIN_LENGTH = 240;

/** Japanese letters a minute: the middle of what studies find for silent reading (400 to 600). */
const READING_SPEED = 500;

/** What is no running text: headings, code, tables, pictures. */
const ASIDE = /<(h[1-6]|pre|table|figure)\b[^>]*>.*?<\/\1>/gs;

/**
 * Whole sentences of the first paragraphs, up to about 120 letters; a longer one is cut and ends in ….
 *
 * @param html what sanitize.ts made
 */
export function excerptOf(html: string): string {
  const text = plainText(html.slice(0, ENOUGH).replace(ASIDE, '\n\n'));
  const line = (text === '' ? plainText(html) : text).replace(/^・/gm, '').replace(/\s+/g, ' ').trim();
  const most = CJK.test(line.slice(0, 400)) ? EXCERPT_LENGTH : LATIN_LENGTH;
  let kept = '';
  for (const sentence of sentencesOf(line.slice(0, ENOUGH))) {
    if (kept !== '' && kept.length + sentence.length > most) break;
    kept += sentence;
    if (kept.length > most) break;
  }
  const whole = kept.trim();
  return whole.length <= most * 1.25 ? whole : `${cut(whole, most)}…`;
}

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** The first sentences are at the beginning: of a long post only that is looked at. */
const ENOUGH = 8000;

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** The first letters, none of them halved. The segmenter is slow: it never sees a whole post. */
function cut(text: string, length: number): string {
  let kept = '';
  for (const { segment } of graphemes.segment(text.slice(0, length * 4))) {
    if (kept.length + segment.length > length) break;
    kept += segment;
  }
  return kept.replace(/[、，,\s]+$/, '');
}

/** Minutes, at least 1. */
export function readingMinutes(text: string): number {
  return Math.max(1, Math.round(text.replace(/\s+/g, '').length / READING_SPEED));
}
