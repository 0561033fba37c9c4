/** What a post has said so far, sentence by sentence, and whether a sentence was said before. */
import type { Sentence } from '../bare-sentences.ts';

/** Shorter ones, such as 「そうです。」, may be said again. */
const LEAST = 10;

/** So many sentences that begin alike are looked at, however many there are. */
const MOST = 8;

export type SaidSentences = {
  readonly add: (sentence: Sentence) => void;
  /** Word for word. */
  readonly has: (sentence: Sentence) => boolean;
  /** Word for word, of letters that were put together. */
  readonly hasWhole: (letters: string) => boolean;
  /** The same, of a sentence that is too short to prove anything. */
  readonly hasShort: (sentence: Sentence) => boolean;
  /** Whether a fragment is the beginning of a sentence that was said. */
  readonly begins: (sentence: Sentence) => boolean;
  /** Whether a fragment is the end of one. */
  readonly ends: (sentence: Sentence) => boolean;
};

export function newSaid(): SaidSentences {
  const whole = new Set<string>();
  const heads = new Map<string, string[]>();
  const tails = new Map<string, string[]>();
  /** Said, and not yet in heads and tails: most posts are never asked for the parts of a sentence. */
  let fresh: string[] = [];
  const remembered = (map: typeof heads) => {
    for (const letters of fresh) {
      remember(heads, letters.slice(0, LEAST), letters);
      remember(tails, letters.slice(-LEAST), letters);
    }
    fresh = [];
    return map;
  };
  return {
    add({ letters }) {
      if (whole.has(letters)) return;
      whole.add(letters);
      if (letters.length >= LEAST) fresh.push(letters);
    },
    has: ({ letters }) => letters.length >= LEAST && whole.has(letters),
    hasWhole: (letters) => letters.length >= LEAST && whole.has(letters),
    hasShort: ({ letters }) => letters.length < LEAST && whole.has(letters),
    begins({ letters }) {
      const text = letters.replace(/[、,…]+$/, '');
      return (remembered(heads).get(text.slice(0, LEAST)) ?? []).some((other) => other.startsWith(text));
    },
    ends: ({ letters }) =>
      (remembered(tails).get(letters.slice(-LEAST)) ?? []).some((other) => other.endsWith(letters)),
  };
}

function remember(map: Map<string, string[]>, key: string, letters: string): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [letters]);
  else if (known.length < MOST) known.push(letters);
}
