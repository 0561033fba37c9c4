/**
 * Regular expressions as data: each alternative by itself, with the words that it needs. To read the words off takes a
 * tenth of a second, so the bundle has the tables ready made (scripts/bundle.mjs).
 */
import { alternativesOf } from './needed-words.ts';

export type PhraseTable = {
  /** The words that some phrase needs. */
  readonly words: readonly string[];
  /** For each word where its pair of letters stands by which it is looked for: a pair that few texts and words have. */
  readonly pairs: readonly number[];
  readonly phrases: readonly Phrase[];
};

/** One alternative of an expression. */
export type Phrase = {
  readonly name: string;
  readonly source: string;
  readonly flags: string;
  /** Whether a letter of its words may be small or large. */
  readonly isCased: boolean;
  /** Numbers of words: a match has a word of each list. The words of the first list are the rarest. */
  readonly needs: readonly (readonly number[])[];
};

/** @param patterns expressions without groups that are referred to, by what they say; none has the flags `g` and `y` */
export function phraseTable(patterns: Readonly<Record<string, readonly RegExp[]>>): PhraseTable {
  const words = new Map<string, number>();
  const numberOf = (word: string) => {
    const number = words.get(word) ?? words.size;
    words.set(word, number);
    return number;
  };
  const phrases = Object.entries(patterns).flatMap(([name, expressions]) =>
    expressions.flatMap((expression) =>
      alternativesOf(expression).map(({ source, isCased, lists }) => {
        const needs = lists.map((list) => list.map(numberOf));
        return { name, source, flags: expression.flags, isCased, needs };
      }),
    ),
  );
  return { words: [...words.keys()], pairs: rarePairs([...words.keys()]), phrases };
}

function rarePairs(words: readonly string[]): number[] {
  const chosen = new Map<string, number>();
  return words.map((word) => {
    const pairs = Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2).toLowerCase());
    const costs = pairs.map((pair) => commonness(pair) * (1 + (chosen.get(pair) ?? 0)));
    const best = costs.indexOf(Math.min(...costs));
    const pair = pairs[best] ?? '';
    chosen.set(pair, (chosen.get(pair) ?? 0) + 1);
    return best;
  });
}

/** How often a pair of letters may stand in a text, as a rough guess. */
function commonness(pair: string): number {
  const kana = pair.match(/[\u3041-\u309f]/g)?.length ?? 0;
  return 1 + 4 * kana ** 2 + (/[a-z ]{2}/.test(pair) ? 6 : 0);
}
