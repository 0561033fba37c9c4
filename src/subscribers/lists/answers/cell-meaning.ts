/** One cell of a list -> what it says about mail, by the table of words in answer-words.ts. */
import { phrasesInLanguages, wordsInLanguages } from './answer-languages.ts';
import {
  formats,
  type Meaning,
  phrases,
  runsInNotes,
  stemsInNotes,
  wishes,
  words,
  wordsInNotes,
} from './answer-words.ts';

/** Removes differences of width, case, accents, kana, spaces and punctuation. */
export function folded(text: string): string {
  if (/^[ -~]*$/.test(text)) return text.toLowerCase().replace(/[^a-z0-9]+/g, ''); // the same result for plain letters, but faster
  return plainLetters(text)
    .normalize('NFKC')
    .replace(/[\u3041-\u3096]/g, (kana) => String.fromCodePoint((kana.codePointAt(0) ?? 0) + 0x60))
    .replace(/[\s\p{P}\p{Cf}\p{Cc}|=+~^`$<>]|\ufe0f/gu, '');
}

/** Letters that no accent makes, and that many people write without their sign. */
const LETTERS: Readonly<Record<string, string>> = { ı: 'i', ł: 'l', đ: 'd', ø: 'o', æ: 'ae', ð: 'd' };

/** In lower case and without accents. */
function plainLetters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[ıłđøæð]/g, (letter) => LETTERS[letter] ?? letter);
}

const meaningOfWord: ReadonlyMap<string, Meaning> = new Map(
  // From the end, so that a word in two lists keeps the more serious meaning: a no never becomes a yes.
  (
    [
      'neutral',
      'subscribed',
      'yes',
      'nothing',
      'no',
      'cross',
      'letterX',
      'doubtful',
      'pending',
      'unsubscribed',
      'bounced',
      'complained',
    ] as const
  ).flatMap((meaning) =>
    listed(`${words[meaning] ?? ''} ${wordsInLanguages(meaning)}`).map((word) => [word, meaning] as const),
  ),
);
const allPhrases = `${phrases} ${phrasesInLanguages}`;
const saysLeaving = finder(allPhrases);
const hintsLeaving = finder(`${stemsInNotes} ${runsInNotes} ${wordsInNotes}`);

/**
 * Finds any of these in a text. Latin ones must be whole words, so that "Bounce Dance" is not `bounced`; a `*` allows
 * any ending. Others may be anywhere in the text, because Japanese has no spaces.
 */
function finder(list: string): (text: string) => boolean {
  const all = list
    .split(/\s+/)
    .filter((phrase) => phrase !== '')
    .map((phrase) => (/^[\p{sc=Latin}\p{M}*’-]+$/u.test(phrase) ? plainLetters(phrase) : phrase));
  const latin = all.filter((phrase) => /^[a-z*’-]+$/.test(phrase)).map((phrase) => phrase.replace('’', '-'));
  const bounded = latin.map(
    (phrase) => `${phrase.replaceAll('-', '-?').replace('*', '')}${phrase.endsWith('*') ? '' : '(?![a-z])'}`,
  );
  const words = new RegExp(`(?<![a-z])(?:${bounded.join('|')})`);
  const others = all.filter((phrase) => !/^[a-z*’-]+$/.test(phrase)).map(folded);
  const parts = new RegExp(others.join('|'));
  return (text) => parts.test(folded(text)) || words.test(spaced(text));
}

/** The Latin words of a text, in lower case and without accents, one hyphen between them. */
function spaced(text: string): string {
  return plainLetters(text)
    .replace(/\p{Cf}/gu, '')
    .replace(/[^a-z]+/g, '-');
}

function listed(text: string): string[] {
  return [...new Set(text.split(/\s+/).map(folded))].filter((word) => word !== '');
}

/** Endings that change nothing: 退会済み, 退会された, 停止依頼. */
const ENDING =
  /(?:スミ|済ミ|済|中|者|会員|希望|依頼|申請|申込|連絡アリ|連絡|予定|処理|手続|シマシタ|シタ|サレマシタ|サレタ|サレテイマス|デス|トノコト|ユーザー|ユーザ)$/;

/** @param text the cell as it was written */
export function meaningOf(text: string): Meaning {
  const plain = text.normalize('NFKC').trim();
  if (/^-\d/.test(plain)) return 'doubtful'; // -1 is how some services write "unsubscribed"
  const numeric = /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : undefined;
  if (numeric === 0) return 'no';
  if (numeric === 1) return 'yes';
  const date = dateMeaning(plain);
  if (date !== undefined) return date;
  const word = folded(text);
  if (word === '') return /^[?？!！]+$/.test(plain) ? 'doubtful' : 'nothing';
  return meaningOfWord.get(word) ?? withoutEnding(word) ?? 'unknown';
}

const wishWords: ReadonlySet<string> = new Set(listed(wishes));

const formatWords: ReadonlySet<string> = new Set(listed(formats));

/** Whether a cell only says in what form mail comes. */
export function isFormat(text: string): boolean {
  return formatWords.has(folded(text));
}

/** Whether a cell says what somebody pays or wishes, as people do before they confirm: `weekly`, `html`, 購読する. */
export function isWish(text: string): boolean {
  return wishWords.has(folded(text));
}

/** 退会された is as serious as 退会. But an ending may turn a yes into something else, so only a no is read in this way. */
function withoutEnding(word: string): Meaning | undefined {
  const stem = word.replace(ENDING, '').replace(ENDING, '');
  const meaning = stem === '' ? undefined : meaningOfWord.get(stem);
  return meaning === 'unsubscribed' || meaning === 'bounced' || meaning === 'complained'
    ? meaning
    : undefined;
}

/** A mail server's refusal for good: `550 5.1.1 …`. */
const REFUSED = /(?<!\d)5\d\d[ -]#?5\.\d{1,3}\.\d{1,3}(?!\d)/;

/** Whether a text says anywhere that a person left, bounced, complained or never agreed. */
export function speaksOfLeaving(text: string): boolean {
  return saysLeaving(text) || REFUSED.test(text);
}

/** The same for a note: there a stem of leaving is enough. */
export function hintsAtLeaving(text: string): boolean {
  return hintsLeaving(text);
}

/** Whether a text is only a phrase of leaving: then even a name or a company means leaving. */
function isNothingButLeaving(text: string): boolean {
  if (text.length > LONGEST_PHRASE) return false;
  const word = folded(text);
  return UNMISTAKABLE.has(word) || UNMISTAKABLE.has(word.replace(ENDING, '').replace(ENDING, ''));
}

/** Whether a name is marked as left: it is a phrase of leaving, or contains one, as in 「山田 太郎（退会）」. */
export function isMarkedAsLeft(name: string): boolean {
  if (isNothingButLeaving(name)) return true;
  if (!/[\s([{<（［【〔《〈「『｛※*＊→・:：/／]/u.test(name)) return false; // most names have neither
  const marks = [...name.matchAll(MARKS)].map(([, bracketed, behind]) => bracketed ?? behind ?? '');
  const words = /[^ -~]/.test(name)
    ? name.split(/[\s\u3000・:：/／]+/u).filter((word) => /[^ -~]/.test(word))
    : [];
  return [...marks, ...words].some((mark) => mark !== name && isNothingButLeaving(mark));
}

/** Text in brackets, or after a sign that begins a note. */
const MARKS =
  /[([{<（［【〔《〈「『｛]([^)\]}>）］】〕》〉」』｝]{1,60})[)\]}>）］】〕》〉」』｝]|[※*＊→]\s*(.{1,60})$/gu;

/** In letters, with room for signs and an ending. Names of companies are often longer, and are then not searched. */
const LONGEST_PHRASE = 60;

/** Whole cells that are never a name. */
const UNMISTAKABLE = new Set(
  listed(
    `${allPhrases} unsubscribed unsubscribe unsubscriber blocklisted blacklisted cancelled canceled deleted 解除済 解除済み 停止中 停止済 停止済み 削除済 削除済み`,
  ),
);

const DATES =
  /^(?:(\d{4})[-/.年]\s?\d{1,2}(?:[-/.月]\s?\d{1,2}日?)?|\d{1,2}[-/.]\d{1,2}[-/.](\d{2}|\d{4})|(\d{4})(?:0[1-9]|1[0-2])[0-3]\d|(?:令和|平成|昭和|[rhs])\s?(?:\d{1,2}|元)[年./-]\s?\d{1,2}[月./-]\s?\d{1,2}日?|\d{1,2}月\d{1,2}日|(?:[a-z]{3},? )?\d{1,2}\.? [a-z]{3,9}\.?,? \d{4}|[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})(?:$|[t\s(（,])[\d:.,\s()+\-/a-z月火水木金土日曜時分秒頃]*$/i;

/** Dates that programs and Excel write if there is none, and dates that mean "never". */
function dateMeaning(plain: string): Meaning | undefined {
  if (/^(?:0000-00-00|0001-01-01|1900[-/]0?1[-/]0?0\b)/.test(plain)) return 'nothing';
  if (/^\d{10}(?:\d{3})?$/.test(plain)) return 'date'; // seconds or milliseconds since 1970
  const found = DATES.exec(plain);
  if (found === null) return undefined;
  return Number(found[1] ?? found[3] ?? 0) >= 2100 ? 'doubtful' : 'date';
}
