/** The sentences that a post has said so far, and whether a sentence was said before. */
import type { Sentence } from '../bare-sentences.ts';
import { commonEnd } from '../common-start.ts';
import type { Where } from './section-beside.ts';

/** In letters: shorter sentences, such as 「そうです。」, may be repeated. */
const LEAST = 10;

/** Without these words, a sentence must still have this many letters. */
const REST = 20;

/** In letters: this many at the end must be the same where a few are left out before them, and this many may be. */
const ALIKE = 14;
const LEFT_OUT = 4;

/** Of all sentences with the same beginning, at most this many are compared. */
const MOST = 8;

export type SaidSentences = {
  /**
   * @param where where it stands; `undefined` for a sentence of the title
   * @param words what `sameWordsOf` gives for it, where sentences are also recognised by their words
   */
  readonly add: (sentence: Sentence, where: Where | undefined, words?: string) => void;
  /** Where it was said first in the text, word for word. */
  readonly whereOf: (sentence: Sentence) => Where | undefined;
  /** Word for word. */
  readonly has: (sentence: Sentence) => boolean;
  /** The same, but without 「しかし、」 or 「既存の記事でも触れましたが、」 before it. */
  readonly hasWithoutLead: (sentence: Sentence) => boolean;
  /** The same but for words that only change how it is said: see same-words.ts. */
  readonly hasSameWords: (words: string | undefined) => boolean;
  /** The same for letters that were joined from two parts. */
  readonly hasWhole: (letters: string) => boolean;
  /** Any of these, so not only its end; `undefined` for a block without a sentence. */
  readonly hasFromStart: (sentence: Sentence | undefined) => boolean;
  /** Whether a fragment is the beginning of a sentence that was said. */
  readonly begins: (sentence: Sentence) => boolean;
  /** Whether a fragment is the end of a sentence that was said. */
  readonly ends: (sentence: Sentence) => boolean;
  /** The same without a word near its beginning: 「私たちの選択にかかっているのです。」 for 「…私たち自身の選択にかかっているのです。」 */
  readonly endsAlike: (sentence: Sentence) => boolean;
};

/** @param isShared whether a sentence may be said twice: no other one is looked for */
export function newSaid(isShared: (sentence: Sentence) => boolean): SaidSentences {
  const whole = new Map<string, Where | undefined>();
  const words = new Set<string>();
  const bare = new Set<string>();
  const heads = new Map<string, string[]>();
  const tails = new Map<string, string[]>();
  const long: string[] = [];
  /** Those that nobody says again: only letters that are joined from two parts may be theirs. */
  let alone: string[] = [];
  /** How many of these are indexed by their beginnings, and by their ends: most posts never need that. */
  const indexed = { heads: 0, tails: 0 };
  const byHead = (key: string): readonly string[] => {
    for (; indexed.heads < long.length; indexed.heads += 1) {
      const letters = long[indexed.heads] ?? '';
      remember(heads, letters.slice(0, LEAST), letters);
    }
    return heads.get(key) ?? [];
  };
  const byTail = (key: string): readonly string[] => {
    for (; indexed.tails < long.length; indexed.tails += 1) {
      const letters = long[indexed.tails] ?? '';
      remember(tails, letters.slice(-LEAST), letters);
    }
    return tails.get(key) ?? [];
  };
  const hasWithoutLead = (sentence: Sentence) => {
    const { bare: rest } = sentence;
    return rest.length >= REST && isShared(sentence) && (whole.has(rest) || bare.has(rest));
  };
  return {
    add(sentence, where, same) {
      const { letters, bare: rest } = sentence;
      if (!isShared(sentence)) {
        if (letters.length >= LEAST) long.push(letters);
        alone.push(letters);
        if (same !== undefined) words.add(same);
        return;
      }
      const isNew = !whole.has(letters);
      if (isNew || (where !== undefined && whole.get(letters) === undefined)) whole.set(letters, where);
      if (!isNew) return;
      if (rest.length < letters.length) bare.add(rest);
      if (letters.length >= LEAST) long.push(letters);
      if (same !== undefined) words.add(same);
    },
    whereOf: (sentence) => (isShared(sentence) ? whole.get(sentence.letters) : undefined),
    has: (sentence) => isShared(sentence) && whole.has(sentence.letters),
    hasWithoutLead,
    hasSameWords: (same) => same !== undefined && words.has(same),
    hasFromStart: (sentence) =>
      sentence !== undefined && (whole.has(sentence.letters) || hasWithoutLead(sentence)),
    hasWhole(letters) {
      for (const one of alone) whole.set(one, undefined);
      alone = [];
      return letters.length >= LEAST && whole.has(letters);
    },
    begins({ letters }) {
      const text = letters.replace(/(?<![、,…])[、,…]+$/, '');
      return byHead(text.slice(0, LEAST)).some((other) => other.startsWith(text));
    },
    ends: ({ letters }) => byTail(letters.slice(-LEAST)).some((other) => other.endsWith(letters)),
    endsAlike({ letters, whole: isWhole }) {
      const least = Math.max(ALIKE, Math.ceil(letters.length * 0.8));
      if (!isWhole || letters.length <= least) return false;
      return byTail(letters.slice(-LEAST)).some((other) => {
        const same = commonEnd(letters, other);
        const before = other.slice(-letters.length - LEFT_OUT, -same);
        return same >= least && same < letters.length && before.includes(letters.slice(0, -same));
      });
    },
  };
}

function remember(map: Map<string, string[]>, key: string, letters: string): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [letters]);
  else if (known.length < MOST) known.push(letters);
}
