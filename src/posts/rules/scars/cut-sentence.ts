/**
 * Repairs a sentence that a leaked marker cut in two. Investment text must never say what nobody wrote. So the halves
 * are joined only if the right one cannot stand alone and repeats nothing:
 *
 *     柔軟 | な投資戦略を           joined: no sentence begins with な
 *     この動きは | この動きは、いま   the left half is dropped: the right one starts it again
 *     その基盤を | 次に、市場は      the left half ends in …: its rest is lost
 */
import { canNotBegin, isItsPredicate } from './bound-words.ts';
import { endOpen, endWhole, isEnded } from './open-end.ts';
import { partsWord } from './parted-word.ts';
import { overlapIn, restartIn } from './restart.ts';
import {
  firstLetters,
  goesOnAlike,
  isProven,
  lastLetters,
  lettersOf,
  lostBracket,
  provenSeam,
  type SaidText,
  withoutEcho,
} from './seam.ts';

export type Mending =
  /** The left half is complete; nothing was cut. */
  | { readonly kind: 'whole' }
  /** The two halves are one text now. */
  | { readonly kind: 'joined'; readonly text: string }
  /** `left` without the part that `right` repeats; it may be empty. `glued`: the two are one paragraph. */
  | { readonly kind: 'restarted'; readonly left: string; readonly right: string; readonly glued: boolean }
  /** The left half, which lacked only its 。 and now has it. */
  | { readonly kind: 'ended'; readonly left: string }
  /** The left half, which now ends in …. */
  | { readonly kind: 'lost'; readonly left: string };

/**
 * @param left the paragraph before the marker
 * @param right the paragraph after it; `undefined` at the end of the post
 */
export function mendCut(left: string, right: string | undefined, post: SaidText): Mending {
  const next = right?.replace(LEAD, '') ?? '';
  const hinted = next !== right;
  if (!isOpen(left, next)) return { kind: 'whole' };
  const lost: Mending = isEnded(left)
    ? { kind: 'ended', left: endWhole(left) }
    : { kind: 'lost', left: endOpen(left, right) };
  if (right === undefined) return lost;
  const at = restartIn(left, next, hinted, post.whole) ?? saidTwiceIn(left, next, post);
  if (at !== undefined) {
    const item = restartedItem(left, at, next);
    if (item !== undefined) return item;
    const kept = withoutOpening(left.slice(0, at), next).replace(/(?:^|\n)[ \t]*(?:#+|[-+]|\d+[.)])$/, '');
    const whole = withoutAnew(kept, next);
    if (whole !== undefined) return { kind: 'restarted', left: whole, right: next, glued: false };
    return { kind: 'restarted', left: kept, right: next, glued: kept !== '' && isOpen(kept, '') };
  }
  if (!goesOn(left, next, post)) return lost;
  const seam = provenSeam(left, bare(next), post.whole) ?? lostBracket(left, next, post.whole);
  const isBold = left.split('**').length % 2 === 0;
  const rest = withoutEcho(left.trimEnd(), isBold ? next : next.replace(BOLD_END, '$1'));
  return { kind: 'joined', text: left.trimEnd() + seam + rest };
}

/** What is kept, without the marks at its end that opened what is begun again: the right half has its own. */
function withoutOpening(kept: string, right: string): string {
  const marks = ` \t\n${closesBold(kept, right) ? '' : '*'}${closesFirst(right) ? '' : '「『'}`;
  let end = kept.length;
  while (end > 0 && marks.includes(kept[end - 1] ?? '')) end -= 1;
  return kept.slice(0, end);
}

/** Whether bold type closes that is opened only in what is kept: 「**企業全体 | 企業全体の変革**です」 */
function closesBold(kept: string, right: string): boolean {
  return kept.split('**').length % 2 === 0 && right.split('**').length % 2 === 0;
}

/** Whether a quotation closes that is not opened: then what is kept before it opens it. */
function closesFirst(right: string): boolean {
  return /^[^「『」』]*[」』]/.test(right);
}

/** In letters: this many in a row are told anew. */
const ANEW = 14;

/**
 * What stands before the sentence that was cut, if the right half tells it anew, and not only its last words: 「Aは、Bだけでなく、C」,
 * 「Cを望むなら、Dは、Bだけでなく、Cを…」. Glued, the two would say B twice in one sentence.
 */
function withoutAnew(kept: string, right: string): string | undefined {
  const begin = Math.max(...['。', '！', '？', '\n'].map((mark) => kept.lastIndexOf(mark))) + 1;
  const tail = lettersOf(kept.slice(begin)).slice(-ANEW);
  const end = right.search(/[。！？\n]/);
  if (tail.length < ANEW || !lettersOf(end < 0 ? right : right.slice(0, end)).includes(tail))
    return undefined;
  return kept.slice(0, begin).trimEnd();
}

function bare(right: string): string {
  return right.replace(/^[\s*]+/, '');
}

/** Where the right half goes on with the left one, and begins with its last letters: 「クエ | クエリ処理」と, 使いやす | やすさ」. */
function saidTwiceIn(left: string, right: string, post: SaidText): number | undefined {
  if (!goesOn(left, right, post) || isProven(left, bare(right), post.whole)) return undefined;
  return overlapIn(left, right, post.whole);
}

function goesOn(left: string, right: string, post: SaidText): boolean {
  if (BLOCK_START.test(right) || OTHER_LINE.test(left.slice(left.lastIndexOf('\n') + 1))) return false;
  const text = bare(right);
  if (isProven(left, text, post.whole) || goesOnAlike(left, text, post.whole)) return true;
  const bound =
    canNotBegin(text) ||
    isItsPredicate(left, text) ||
    closesBracketOf(left, text) ||
    isOneWord(left.trimEnd(), text, post.whole) ||
    partsWord(left, text);
  return bound && !isSaidBefore(left, text, post.before);
}

/** Dots that mean "continued from above". */
const LEAD = /^\s*(?:\.{2,}|…+|‥+|・{3,})\s*/;

/** Lines that begin a new block: heading, list item, quotation, table, code, rule, bold heading (which has no 。). */
const BLOCK_START =
  /^ {0,3}(?:#{1,6}\s|[-*+]\s|\d+[.)]\s|>|\||```|~~~|(?:[-*_] *){3,}(?:\n|$)|\*\*[^*\n]+(?<!。)\*\*\s*(?:\n|$))/;

/** The end of a sentence in bold type, and nothing else: its beginning is not bold. */
const BOLD_END = /^\*\*([^*\n]+。)\*\*\s*$/;

/** A heading, and a row of a table. */
const OTHER_LINE = /^ {0,3}(#{1,6} |\|)/;

/** The end of a sentence, without the brackets and marks of emphasis behind it. */
const SENTENCE_END = /(?:[。．！？!?…‥♪]|[\p{L}\d)”"']\.)$/u;
const BEHIND_END = /[\s*_~`」』）)】〉》”’"'\]]/;

/** Looks at the end only: a line is long, and most of its sentences end before. */
function endsSentence(line: string): boolean {
  let end = line.length;
  while (end > 0 && BEHIND_END.test(line[end - 1] ?? '')) end -= 1;
  return SENTENCE_END.test(line.slice(Math.max(0, end - 3), end));
}

/** Whether a paragraph stops in the middle of a sentence. */
export function isOpen(left: string, next: string): boolean {
  const text = left.trimEnd();
  const lines = text.split('\n');
  const last = (lines.at(-1) ?? '').trim();
  if (last === '' || endsSentence(last) || /\p{Extended_Pictographic}$/u.test(last.slice(-2))) return false;
  if (/^\|.*\|$|^(?:[-*_=] *){3,}$|^!\[[^\]]*\]\([^)]*\)$|^<.*>$|^https?:\S+$/.test(last)) return false;
  if (/^\*\*[^*]+\*\*$/.test(last)) return false;
  if (/[:：]$/.test(last)) return !BLOCK_START.test(next);
  return !isItemLikeOthers(lines);
}

/** Items of a list often end without a full stop: an item that is like the one above it is complete. */
function isItemLikeOthers(lines: readonly string[]): boolean {
  const items = lines.filter((line) => ITEM.test(line));
  const above = items.at(-2);
  return above !== undefined && ITEM.test(lines.at(-1) ?? '') && !endsSentence(above);
}

const ITEM = /^\s*(?:[-*+]|\d+[.)])\s/;

/**
 * Whether the post already said the right half, after other words: then it continues those words, not the left half.
 */
function isSaidBefore(left: string, right: string, before: () => string): boolean {
  const head = firstLetters(right, 12);
  if (head.length < 6) return false;
  const tail = lastLetters(left, 2);
  const places = before().split(head).slice(0, -1);
  if (places.length > 0) return !places.some((place) => place.endsWith(tail));
  return before()
    .matchAll(BROKEN_OFF)
    .some(([, begun = '']) => head.startsWith(begun.slice(0, head.length)));
}

/** A sentence that an earlier cut left open: the right half may begin it anew. */
const BROKEN_OFF = /(?<=^|[。！？\n])([^。！？\n…]{4,60})…$/gm;

/** Whether the right half closes a bracket that the last sentence of the left half opened. */
function closesBracketOf(left: string, right: string): boolean {
  const sentence = left.slice(Math.max(left.lastIndexOf('。'), left.lastIndexOf('\n')) + 1);
  return ['「」', '『』', '（）', '()', '【】', '[]'].some(([open = '', close = '']) => {
    if (sentence.lastIndexOf(open) <= sentence.lastIndexOf(close)) return false;
    const end = right.indexOf(close);
    const begin = right.indexOf(open);
    return end >= 0 && end < 60 && (begin < 0 || begin > end) && !right.slice(0, end).includes('。');
  });
}

/** Kanji that count, or that end words: 数|年, 重要|性, 改善|点. */
const SUFFIX =
  /^[年月日時分秒円億万兆倍割歳社者性的化型系力率額側点面度量種層界圏達々間件号][^\p{Script=Han}]/u;

/** ３８|億円: the unit of a number. */
const UNIT = /^[万億兆](?:円|ドル|ユーロ|元|人|台|件|個|社|株|枚|トン)/u;

/** Whether a word continues across the cut: a suffix follows, or the word occurs elsewhere in the post. */
function isOneWord(text: string, right: string, whole: () => string): boolean {
  // Only its last letters are looked at, each of one or two units.
  const left = text.slice(-4);
  if (/[\p{Script=Han}\p{Nd}]$/u.test(left) && SUFFIX.test(right)) return true;
  if (/\p{Nd}$/u.test(left) && UNIT.test(right)) return true;
  const tail = /[\p{Script=Han}\p{Script=Katakana}ー]{1,2}$|[A-Za-z\d]{1,3}$/u.exec(left)?.[0];
  const head =
    /^(?:[\p{Script=Han}\p{Script=Katakana}ー]{2}|[A-Za-z\d]{2,3}|\p{Script=Han}(?:\p{Script=Hiragana}|(?=[、。])))/u.exec(
      right,
    )?.[0];
  return tail !== undefined && head !== undefined && whole().includes(tail + head);
}

/** The item of a list whose subject the right half says again, as plain text: its mark, and its bold type, stay. */
const ITEM_SUBJECT = /^[ \t]*(?:[-*+]|\d+[.)])[ \t]+\*\*[^*\n]{1,100}(?:[：:]\*\*|\*\*[ \t]*[：:])/;

/** @param at where `left` begins to say what `right` repeats */
function restartedItem(left: string, at: number, right: string): Mending | undefined {
  const line = left.slice(left.lastIndexOf('\n', at) + 1);
  const subject = ITEM_SUBJECT.exec(line)?.[0];
  const repeated = lettersOf(left.slice(at));
  if (subject === undefined || BLOCK_START.test(right) || !lettersOf(right).startsWith(repeated))
    return undefined;
  const isAll = at - (left.length - line.length) <= line.indexOf('**') + 2;
  if (!isAll) return undefined;
  const rest = afterLetters(right, repeated.length);
  if (right.slice(0, right.length - rest.length).includes('*')) return undefined;
  return { kind: 'restarted', left: left.trimEnd(), right: rest, glued: true };
}

/** What stands in a text behind this many letters. */
function afterLetters(text: string, letters: number): string {
  let end = 0;
  for (let count = 0; count < letters && end < text.length; end += 1)
    if (lettersOf(text[end] ?? '') !== '') count += 1;
  return text.slice(end);
}
