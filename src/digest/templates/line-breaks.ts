/** Text as HTML that says where its lines may break: between phrases, and never between a number and its unit. */

import { escapeHtml } from '../../text/escape-html.ts';
import { type Direction, isolated } from '../../text/isolated.ts';
import { NUMBER } from '../figures.ts';
import { lastWordsOf, phrasesOf } from '../text/phrases.ts';

/**
 * An invisible place where a line may break (Unicode, 23.2). With `word-break: keep-all`, a line breaks nowhere else.
 */
const BREAK = '\u200b';

/**
 * A headline whose lines break between phrases. It contains no tag: programs that replace tags by blanks, for example
 * to summarise a mail, would put blanks into words.
 */
export function phraseBreaks(text: string, around: Direction = 'ltr'): string {
  const parts = text.replaceAll(BREAK, '').split(SLOT); // words and slots in turn: a slot is never cut
  const broken = parts.map((part, index) => (index % 2 === 1 ? part : phrasesOf(part).join(BREAK)));
  return escapeHtml(isolated(broken.join('').replace(/(\s)\u200b/gu, '$1'), around));
}

/** A slot while a template is rendered (slot-marks.ts). */
const SLOT = /(\ufdd0[^\ufdd1]*\ufdd1)/;

/**
 * Running text in which no line breaks between a number and its unit (18億2,000万円), and no line holds only the last two
 * letters. If a screen is narrower than such a part, the part breaks all the same: 400万kWh at 200 % size.
 */
export function wholeNumbers(written: string, around: Direction = 'ltr'): string {
  const text = isolated(written, around);
  let from = 0;
  let whole = '';
  for (const [start, end] of keptTogether(text)) {
    const part = text.slice(start, end);
    const style = part.includes(' ') ? 'white-space:nowrap' : 'word-break:keep-all';
    // Firefox and Thunderbird do not break a line before such a part by themselves.
    const mayBreak = /[\p{L}、。]$/u.test(text.slice(Math.max(0, start - 2), start)) ? '<wbr>' : '';
    whole += `${escapeHtml(text.slice(from, start))}${mayBreak}<span style="${style}">${escapeHtml(part)}</span>`;
    from = end;
  }
  return whole + escapeHtml(text.slice(from));
}

/** The places of numbers, and of the last words of a Japanese sentence. Where these two meet, they are one part. */
function keptTogether(text: string): [start: number, end: number][] {
  const numbers = [...text.matchAll(NUMBER)].flatMap(
    ({ 0: number, index }): [number, number][] =>
      /[^\d.,]/.test(number) ? [[index, index + number.length]] : [], // no line breaks inside digits alone
  );
  const last = text.length - lastWordsOf(text).length;
  const touching = numbers.find(([, end]) => end >= last);
  const tail: [number, number] = [Math.min(last, touching?.[0] ?? last), text.length];
  const before = numbers.filter(([, end]) => end < tail[0]);
  return last === text.length ? numbers : [...before, tail];
}
