/**
 * Finds the words that orders to a machine have and other texts seldom have. Every post is searched for them when it is
 * read, so each word is searched as it is; only where it stands, an expression says whether it is meant so.
 */
import { narrow, wideLetters } from './narrow.ts';
import { isLabelled } from './order-labels.ts';
import { chinese, everywhere, japanese, korean, type Words, western } from './words-of-orders.ts';

/** Letters before and behind a word that its expression sees. */
const BEFORE = 30;
const BEHIND = 64;

/** Where the words stand, in the order of the text. */
export function placesOfOrders(text: string): number[] {
  const places = /[\u3040-\u30ff]/.test(text)
    ? (placesInJapanese(text) ?? placesInJapanese(narrow(text)) ?? [])
    : placesOf(wordsFor(text), narrow(text));
  for (let line = 0; line < text.length; line = text.indexOf('\n', line) + 1 || text.length)
    if (isLabelled(text, line)) places.push(line);
  return places.sort((one, other) => one - other);
}

function wordsFor(text: string): Words {
  if (/[\uac00-\ud7af]/.test(text)) return korean;
  return /[\u4e00-\u9fff]/.test(text) ? chinese : western;
}

/** Word by word: fast for the letters of Latin, of which there are few. */
function placesOf(words: Words, text: string): number[] {
  const places: number[] = [];
  for (const word of [...everywhere, ...words])
    for (let at = text.indexOf(word[0]); at >= 0; at = text.indexOf(word[0], at + 1))
      if (isMeant(word, text, at)) places.push(at);
  return places;
}

/** Letter by letter: a text has many different ones. @returns `undefined` for a text with wide digits or letters */
function placesInJapanese(text: string): number[] | undefined {
  const places: number[] = [];
  const last = text.length - 1;
  for (let at = 0; at < last; at += 1) {
    const letter = text.charCodeAt(at);
    const begun = mayBegin[letter];
    if (begun === 0 || (begun === BEGIN && mayFollow[slotOf(letter, text.charCodeAt(at + 1))] === 0))
      continue;
    if (begun === WIDE) return undefined;
    if (isWord(byFirst.get(letter) ?? [], text, at)) places.push(at);
  }
  if (last >= 0 && isWord(byFirst.get(text.charCodeAt(last)) ?? [], text, last)) places.push(last);
  return places;
}

/** This runs often: a loop that makes nothing is several times as fast as `some`. */
function isWord(words: Words, text: string, at: number): boolean {
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word !== undefined && text.startsWith(word[0], at) && isMeant(word, text, at)) return true;
  }
  return false;
}

function isMeant(word: Words[number], text: string, at: number): boolean {
  return word[1] === undefined || word[1].test(text.slice(Math.max(0, at - BEFORE), at + BEHIND));
}

const all = [...everywhere, ...japanese, ...western, ...korean, ...chinese.filter(([word]) => word !== '請')];

/** The words of all languages by their first letter: the order in a Japanese text may be in another one. */
const byFirst = Map.groupBy(all, ([word]) => word.charCodeAt(0));

/** For each letter: whether a word begins with it, or is this letter alone. */
const mayBegin = new Uint8Array(65536);
const BEGIN = 1;
const ALONE = 2;
const WIDE = 3;

for (const letter of wideLetters()) mayBegin[letter] = WIDE;

/** For the first two letters of a word, as `slotOf` puts them: 1. */
const mayFollow = new Uint8Array(4096);

for (const [word] of all) {
  const first = word.charCodeAt(0);
  if (word.length === 1) mayBegin[first] = ALONE;
  else {
    mayBegin[first] ||= BEGIN;
    mayFollow[slotOf(first, word.charCodeAt(1))] = 1;
  }
}

function slotOf(first: number, second: number): number {
  return ((first * 31) ^ second) & 4095;
}
