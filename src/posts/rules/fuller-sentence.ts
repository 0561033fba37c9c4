/**
 * Compares two sentences of which one has all words of the other, in the same order, and some more: 「信頼性、サポート体制が必要です。」
 * and 「信頼性、24時間のサポート体制が必要です。」. Words that deny, limit or date what is said make another statement of it.
 */
import { remembered } from '../remembered.ts';
import { commonStart } from './common-start.ts';

/** In letters: this many must follow each other where the two agree again. */
const RUN = 4;

/** The longer one has at most this many times the letters of the other one, and this many additions. */
const MOST = 1.6;
const ADDITIONS = 4;

/** In letters: a longer text without a full stop is no sentence. */
const LONGEST = 400;

/** Words that make another statement. */
const OTHER =
  /ない(?!か$)|なく|なかっ|なけれ|ませ|^せん|ざる|ずに|以外|だけ|のみ|しか|かつて|当初|以前|非|不|未|反|脱|無|\d年|\d月|[昨今来前翌]年|[昨今来前翌]期|四半期|年度|もし|仮に|場合|\b(?:not?|never|without|only|if|last|next)\b|n't/u;

/** Words that deny only by their form. */
const AFFIRMS = /(?:疑いよう|間違い|疑い|紛れ|言うまで|いうまで)も?な[いく]/g;

/** Whether words that are added to a sentence make another statement of it. */
export function makesOther(words: string): boolean {
  return OTHER.test(words) && OTHER.test(words.replace(AFFIRMS, ''));
}

/**
 * Compares the letters of a sentence with those of a longer one.
 *
 * @param atMost the longer one has at most this many times the letters of the other one
 * @returns what the longer one has before the beginning of the other one; `undefined` if it has not all of it, or if what
 * is added makes another statement of it
 */
export function addedTo(short: string, long: string, atMost = MOST): string | undefined {
  if (long.length > LONGEST || long.length > short.length * atMost) return undefined;
  const least = withoutMarks(short);
  const most = withoutMarks(long);
  const added = addedBetween(least, most, RUN);
  if (added === undefined || added.at(-1)?.endsWith('か') || added.some(makesOther)) return undefined;
  if (hasOtherSubject(least, most)) return undefined;
  return least[0] === most[0] ? '' : added[0];
}

/** A subject, up to the last noun of it. */
const SUBJECT = /^[^、はがもをに]{2,30}?(?=[はが])/;

/** Whether the longer one is about something of what the other one is about: 「渡し守の子は」, 「渡し守の子の親は」. */
function hasOtherSubject(least: string, most: string): boolean {
  const subject = SUBJECT.exec(least)?.[0];
  return subject !== undefined && (SUBJECT.exec(most)?.[0] ?? '').startsWith(`${subject}の`);
}

/**
 * What a longer text has more than the other one, place by place, and last what it has behind the end of the other one.
 *
 * @param run in letters: this many must follow each other where the two agree again
 */
export function addedBetween(least: string, most: string, run: number): readonly string[] | undefined {
  let added: string[] | undefined;
  let at = 0;
  let from = 0;
  while (at < least.length) {
    // Nearly all pairs end at their first difference: nothing is made before it.
    if (least.charCodeAt(at) === most.charCodeAt(from)) {
      at += 1;
      from += 1;
      continue;
    }
    const rest = least.slice(at, at + run);
    const place = rest.length < run ? most.length - rest.length : most.indexOf(rest, from);
    if (place < from || !most.startsWith(rest, place) || (added?.length ?? 0) >= ADDITIONS) return undefined;
    if (isDigit(most[from - 1]) && isDigit(most[from])) return undefined;
    if (isDigit(most[place - 1]) && isDigit(most[place])) return undefined;
    added ??= [];
    added.push(most.slice(from, place));
    from = place;
  }
  return [...(added ?? []), most.slice(from)];
}

/** A sentence is compared with many others. */
export const withoutMarks = remembered((letters) => letters.replace(/[、，,。！？!?]+/g, ''));

/** Whether a letter is part of a number: 「百億」 is not the same as 「二百億」. */
function isDigit(letter: string | undefined): boolean {
  return letter !== undefined && /[\d０-９.．〇一二三四五六七八九十百千万億兆数]/.test(letter);
}

/** In letters: two sentences are compared by what they have in common, and that is most of the shorter one. */
const COMMON = 30;

/** Whether the longer one says the same with more in one place, where only the ending of a word is another one. */
export function isSameButForEnding(short: string, long: string): boolean {
  if (long.length > LONGEST || long.length > short.length * 2) return false;
  // Nearly all pairs end here.
  if (!long.startsWith(short.slice(0, COMMON / 2))) return false;
  const begin = commonStart(short, long);
  if (begin < COMMON / 2) return false;
  let end = 0;
  while (
    end < short.length - begin &&
    short.charCodeAt(short.length - 1 - end) === long.charCodeAt(long.length - 1 - end)
  )
    end += 1;
  const back = long.length - end;
  const [own, added] = [short.slice(begin, short.length - end), long.slice(begin, back)];
  if (begin + end < COMMON || !isEnding(own, added, long.slice(back))) return false;
  if ([begin, back].some((at) => isDigit(long[at - 1]) && isDigit(long[at]))) return false;
  const isOther = [OTHER, NOT_SAID, /[\d０-９]/].some((words) => words.test(own) || words.test(added));
  return !isOther && denialsIn(short) === denialsIn(long);
}

/** In letters: the shorter one has at most this many of its own. */
const ENDING = /^(?![はがをにでとへものや]$)\p{Script=Hiragana}{0,4}$/u;

/** Verbs that say so little that a longer one says it, too: 「村が持つ舟」, 「村が長く守ってきた舟」. */
const WEAK = /^(?:持つ|もつ|有する|行う|ある|いる)$/;

/** How the longer one goes on behind another ending: 「共存する」, 「共存し、支え合う」. */
const GOES_ON = /^\p{Script=Hiragana}{0,3}、./u;

/** At the end of a sentence, and in one word, there is no other subject or object: 「根ざす」, 「根差す」. */
function isEnding(own: string, added: string, behind: string): boolean {
  if (own === '' || (WEAK.test(own) && /[てで](?:きた|いる|きている)$/.test(added))) return true;
  const isAtEnd = /^[\p{Script=Hiragana}。！？]{0,6}$/u.test(behind);
  return ENDING.test(own) && (isAtEnd || GOES_ON.test(added) || /^\p{Script=Han}?$/u.test(added));
}

/** Endings with which nobody says that it is so: denials, conditions and questions. */
const NOT_SAID = /[ずぬば]|なら|たら|[てで]も|か$/;

/** Letters that deny. In 「落ちません」 they are begun by a letter that 「落ちます」 has, too. */
const DENIALS =
  /な[いくかし]|なけれ|ません|ざる|ず(?=[、。に])|ぬ(?=[、。])|まい(?=[、。と])|にく[いかくけ]|づら|がた[いかくけ]/g;

export function denialsIn(letters: string): number {
  return letters.match(DENIALS)?.length ?? 0;
}
