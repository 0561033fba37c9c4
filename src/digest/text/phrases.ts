/**
 * Where a Japanese headline may break: between phrases (文節), and not inside a word. The rules use kinds of letters and
 * particles, and no dictionary. If they are wrong, only a line breaks in a bad place.
 *
 * - A line may break after a closing mark and before an opening one.
 * - It may break after hiragana, where another script begins: 「その|真意は|どこに」. A single hiragana that is no particle is
 *   the inside of a verb (打ち破る, 取り組み), and no line breaks there.
 * - It may break before a question word inside hiragana: 「真意は|どこに|あるのか」.
 */

import { sentencesOf } from '../../posts/sentences.ts';
import { cutLongWord } from './long-words.ts';

const CLOSING = /[、。，．！？!?：；:;」』）］】〕〉》”’)\]}…]/u;
const OPENING = /[「『（［【〔〈《“‘([{]/u;
const BRACKET = /[」』）］】〕〉》)\]]/u;
const HIRAGANA = /[\p{Script=Hiragana}]/u;
const WORD = /[\p{Script=Han}\p{Script=Katakana}々〆ヶーA-Za-z0-9０-９Ａ-Ｚａ-ｚ$＄¥￥€%％]/u;
/** A phrase may end after these single hiragana: particles, and endings of verbs and adjectives. */
const ENDS = /[はがをにでとのもへやかただるくうすつむぶぬねよ]/u;
const QUESTION =
  /^(どこ|どう|どの|どれ|なぜ|いつ|だれ|あなた|これ|それ|ここ|もたら|ある|いる|する|でき|なる|なら|べき)/u;
/** その真意は: a word that points (その) stays with the next word. */
const POINTING = /(?:^|[^\p{Script=Hiragana}])[そこあど]の$/u;
const LONGEST = 14;

/**
 * Cuts a line into phrases; joined, they are the line again. A phrase that is too long for a narrow screen is cut
 * again, where the script changes (long-words.ts).
 */
export function phrasesOf(text: string): string[] {
  return wholePhrases(text).flatMap(cutLongWord);
}

function wholePhrases(text: string): string[] {
  const letters = [...text];
  const phrases: string[] = [];
  let start = 0;
  for (let at = 1; at <= letters.length; at += 1) {
    if (at < letters.length && !breaksAt(letters, start, at)) continue;
    phrases.push(letters.slice(start, at).join(''));
    start = at;
  }
  return phrases.filter((phrase) => phrase !== '');
}

/** Whether a phrase that began at `start` may end before `at`. */
function breaksAt(letters: readonly string[], start: number, at: number): boolean {
  const before = letters[at - 1] ?? '';
  const next = letters[at] ?? '';
  if (at - start < 2 || CLOSING.test(next) || OPENING.test(before) || /\s/u.test(next)) return false;
  if (/\s/u.test(before)) {
    if (/[0-9]/.test(next) && /[A-Za-z]/.test(letters[at - 2] ?? '')) return false; // Claude 4.5
    return CLOSING.test(letters[at - 2] ?? '') || at - start > LONGEST;
  }
  if (BRACKET.test(before) && HIRAGANA.test(next)) return isPointing(letters, at + 2); // 「速度の壁」を
  if (CLOSING.test(before)) return !isInsideNumber(letters, at);
  if (OPENING.test(next)) return true;
  if (!HIRAGANA.test(before)) return false;
  if (isPolite(letters, at)) return true;
  if (WORD.test(next)) return endsPhrase(letters, at);
  return /[はがをにでとも]/u.test(before) && QUESTION.test(letters.slice(at, at + 3).join(''));
}

function endsPhrase(letters: readonly string[], at: number): boolean {
  if (isPointing(letters, at) || isPolite(letters, at - 1)) return false;
  const run = HIRAGANA.test(letters[at - 2] ?? '') ? 2 : 1;
  return run > 1 || ENDS.test(letters[at - 1] ?? '');
}

/** Whether a word begins at `at` with お or ご: 掲載の|お知らせ, 読者の|ご意見. */
function isPolite(letters: readonly string[], at: number): boolean {
  return /^[のをはがとにへ][おご]\p{Script=Han}/u.test(letters.slice(at - 1, at + 2).join(''));
}

/** Whether a word such as その or この ends before `at`. */
function isPointing(letters: readonly string[], at: number): boolean {
  return POINTING.test(letters.slice(Math.max(0, at - 3), at).join(''));
}

/** `10:30` and `4.5` are one word. */
function isInsideNumber(letters: readonly string[], at: number): boolean {
  return /[:;.,!?)\]}]/.test(letters[at - 1] ?? '') && /[0-9A-Za-z/]/.test(letters[at] ?? '');
}

/**
 * Shortens a line to at most `most` letters. It ends with the last whole sentence that fits; otherwise at a comma near
 * the end, or at the last whole phrase, followed by …. If that would remove more than half, it ends at the last letter
 * that fits, but never inside a grapheme.
 */
export function cutAtPhrase(text: string, most: number): string {
  const letters = graphemes(text);
  if (letters.length <= most) return text;
  const sentences = longest(sentencesOf(text), most);
  if (isHalf(sentences, most)) return sentences.trimEnd();
  const phrases = longest(isLatin(text) ? text.split(/(?<=[^\S\u00a0\u202f])/u) : phrasesOf(text), most - 1);
  const whole = isHalf(phrases, most) ? phrases : letters.slice(0, most - 1).join('');
  const clauses = longest(text.split(/(?<=[、，;；]|, )/u), most - 1);
  const head = graphemes(clauses).length >= most * MOST_OF ? clauses : whole;
  // No comma before the dots, and no bracket that was just opened: 「また… says nothing.
  const end = head.replace(/[「『（(【〈《][^」』）)】〉》]{0,6}$/u, '') || head;
  return `${end.replace(/(?<![\s、，,;；：:（「『(【])[\s、，,;；：:（「『(【]+$/u, '')}…`;
}

/** A comma is the better end if at least this share of the text stays: 「…という計画は…」, not 「…国家レベルの…」. */
const MOST_OF = 0.6;

/**
 * The number of letters that may not stand alone in the last line, and the most letters that are kept together there.
 */
const [ALONE, TOGETHER] = [4, 10];

/** The last phrase or two of Japanese running text; empty if the text is short, or if the last words are too long. */
export function lastWordsOf(text: string): string {
  if (isLatin(text) || text.length <= TOGETHER) return '';
  let last = '';
  for (const phrase of phrasesOf(text.slice(-4 * TOGETHER)).toReversed()) {
    if (last.replace(/[\p{P}\s]/gu, '').length >= ALONE) break;
    last = phrase + last;
  }
  return last.length <= TOGETHER ? last : '';
}

/** Whether a text has blanks between its words. */
function isLatin(text: string): boolean {
  return !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text);
}

/** As many parts from the beginning as fit. */
function longest(parts: readonly string[], most: number): string {
  let kept = '';
  for (const part of parts) {
    if (graphemes(kept + part).length > most) break;
    kept += part;
  }
  return kept;
}

function isHalf(kept: string, most: number): boolean {
  return graphemes(kept).length * 2 >= most;
}

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** A long text is cut first: the segmenter is slow for long texts, and a line needs only the beginning. */
function graphemes(text: string): string[] {
  return [...segmenter.segment(text.slice(0, 1000))].map(({ segment }) => segment);
}
