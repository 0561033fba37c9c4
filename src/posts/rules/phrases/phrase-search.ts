/**
 * Looks for the phrases of a table in a text. The words that they need are looked for in one pass; a phrase is tried
 * only in a sentence that has its words, and its expression is compiled then. So most texts need no expression at all.
 */
import type { Phrase, PhraseTable } from './phrase-table.ts';

/** Where a phrase stands: places in the part of the text that was searched. */
export type Span = { readonly from: number; readonly to: number };

export type Sought = {
  /**
   * The first place at which one of the expressions of this name matches, as if they were one expression.
   *
   * @param part a part of the text, such as a sentence
   */
  first(name: string, part: string): Span | undefined;
  /** Whether the text has the words of a phrase of this name. */
  may(name: string): boolean;
};

/** @returns a function that reads a text once */
export function phraseSearch(table: () => PhraseTable): (text: string) => Sought {
  let search: ((text: string) => Sought) | undefined;
  return (text) => {
    // Not made when the program starts: most commands look at no post.
    search ??= searchFor(table());
    return search(text);
  };
}

type Tried = Phrase & { expression?: RegExp };

/** A phrase that a text may have, with those of its rarest words that the text has; none if it needs no words. */
type Candidate = { readonly phrase: Tried; rarest: readonly string[] | undefined };

function searchFor(table: PhraseTable): (text: string) => Sought {
  const { words, phrases } = table;
  const tried: readonly Tried[] = phrases.map((phrase) => ({ ...phrase }));
  const always: number[] = [];
  const byWord = new Map<number, number[]>();
  for (const [number, { needs }] of phrases.entries()) {
    if (needs[0] === undefined) always.push(number);
    for (const word of needs[0] ?? []) add(byWord, word, number);
  }
  const wordsIn = wordSearch(table, byWord.keys());
  // For each phrase the number of the search that saw it last: a list of these is faster than a set.
  const seenIn = new Uint32Array(phrases.length);
  let searched = 0;
  return (text) => {
    const known = wordsIn(text);
    searched += 1;
    const seen = [...always];
    for (const word of known)
      for (const number of byWord.get(word) ?? []) {
        if (seenIn[number] !== searched) seen.push(number);
        seenIn[number] = searched;
      }
    const found = new Map<string, Candidate[]>();
    // In the order of the table: of two phrases at one place the first one counts.
    for (const number of Uint16Array.from(seen).sort()) {
      const phrase = tried[number];
      if (phrase !== undefined) add(found, phrase.name, { phrase, rarest: undefined });
    }
    const rarestOf = ({ needs: [first = []] }: Phrase) =>
      first.filter((word) => known.has(word)).map((word) => words[word] ?? '');
    return {
      first: (name, part) => firstOf(found.get(name), words, part, rarestOf),
      may: (name) => found.has(name),
    };
  };
}

function add<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function firstOf(
  candidates: readonly Candidate[] | undefined,
  words: readonly string[],
  part: string,
  rarestOf: (phrase: Phrase) => readonly string[],
): Span | undefined {
  if (candidates === undefined) return undefined;
  let first: Span | undefined;
  for (const candidate of candidates) {
    const { phrase } = candidate;
    candidate.rarest ??= rarestOf(phrase);
    if (!phrase.isCased && !(holdsOne(candidate.rarest, part) && holdsOthers(phrase, words, part))) continue;
    phrase.expression ??= new RegExp(phrase.source, phrase.flags);
    const match = phrase.expression.exec(part);
    if (match === null || (first !== undefined && match.index >= first.from)) continue;
    first = { from: match.index, to: match.index + match[0].length };
  }
  return first;
}

function holdsOne(rarest: readonly string[], part: string): boolean {
  return rarest.length === 0 || rarest.some((word) => part.includes(word));
}

/** Whether the part has a word of each list but the first. */
function holdsOthers({ needs }: Phrase, words: readonly string[], part: string): boolean {
  return needs.every((list, index) => index === 0 || list.some((word) => part.includes(words[word] ?? '')));
}

/** @returns a function that gives the numbers of the words that are in a text, small or large */
function wordSearch({ words, pairs }: PhraseTable, wanted: Iterable<number>): (text: string) => Set<number> {
  // Chains of words whose pairs of letters have the same slot: nothing else is made for thousands of words.
  const firstIn = new Int16Array(SLOTS).fill(-1);
  const nextOf = new Int16Array(words.length);
  for (const number of wanted) {
    const [word = '', pair = 0] = [words[number], pairs[number]];
    const slot = slotOf(smallAt(word, pair), smallAt(word, pair + 1));
    nextOf[number] = firstIn[slot] ?? -1;
    firstIn[slot] = number;
  }
  return (text) => {
    const found = new Set<number>();
    let letter = smallAt(text, 0);
    for (let at = 1; at < text.length; at += 1) {
      const next = smallAt(text, at);
      let number = firstIn[slotOf(letter, next)] ?? -1;
      letter = next;
      for (; number >= 0; number = nextOf[number] ?? -1)
        if (isAt(text, at - 1 - (pairs[number] ?? 0), words[number] ?? '')) found.add(number);
    }
    return found;
  };
}

/** Only the letters of ASCII: others match no other letter in an expression without the flag `u`. */
function smallAt(text: string, at: number): number {
  const letter = text.charCodeAt(at);
  return letter >= 0x41 && letter <= 0x5a ? letter + 0x20 : letter;
}

function isAt(text: string, at: number, word: string): boolean {
  if (at < 0 || at + word.length > text.length) return false;
  for (let index = 0; index < word.length; index += 1)
    if (smallAt(text, at + index) !== smallAt(word, index)) return false;
  return true;
}

/** A power of two: few pairs of letters share one slot. */
const SLOTS = 65_536;

function slotOf(letter: number, next: number): number {
  return (Math.imul((letter << 16) | next, 0x9e3779b1) >>> 16) & (SLOTS - 1);
}
