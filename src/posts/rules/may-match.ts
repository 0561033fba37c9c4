/**
 * Which of many regular expressions may match in a text. The words that they need are looked for in one pass; an
 * expression whose words are not in the text need not be tried.
 */
import { neededWords } from './needed-words.ts';

/**
 * The names of the expressions that may match somewhere in a text; all others do not match.
 *
 * Whether a letter is small does not count. An expression whose words cannot be told (`.`, a word of one letter) may
 * always match.
 */
export function mayMatch<Name extends string>(
  patterns: Readonly<Record<Name, RegExp>>,
): (text: string) => ReadonlySet<Name> {
  let search: ((text: string) => ReadonlySet<Name>) | undefined;
  return (text) => {
    // Not made when the program starts: most commands look at no post.
    search ??= searchFor(patterns);
    return search(text);
  };
}

function searchFor<Name extends string>(
  patterns: Readonly<Record<Name, RegExp>>,
): (text: string) => ReadonlySet<Name> {
  const names = Object.keys(patterns) as Name[];
  const rarest: (readonly string[])[] = [];
  const needed = names.map((name) =>
    neededWords(patterns[name]).map(([first = [], ...others]) => ({
      row: rarest.push(first) - 1,
      first,
      others,
    })),
  );
  const seenIn = wordSearch(rarest);
  return (text) => {
    const seen = seenIn(text);
    const holds = (words: readonly string[]) => words.some((word) => text.includes(word));
    return new Set(
      names.filter((_, index) =>
        needed[index]?.some(
          ({ row, first, others }) => first.length === 0 || (seen[row] === 1 && others.every(holds)),
        ),
      ),
    );
  };
}

/** @returns a function that says for each list whether one of its words is in a text: 1 if it is */
function wordSearch(lists: readonly (readonly string[])[]): (text: string) => Uint8Array {
  const byStart = new Map<number, { readonly word: string; readonly list: number }[]>();
  const marked = new Uint8Array(SLOTS);
  for (const [list, words] of lists.entries())
    for (const word of words.map(small)) {
      const start = startOf(word.charCodeAt(0), word.charCodeAt(1));
      byStart.set(start, [...(byStart.get(start) ?? []), { word, list }]);
      marked[slotOf(start)] = 1;
    }
  return (text) => {
    const seen = new Uint8Array(lists.length);
    let letter = smallAt(text, 0);
    for (let at = 1; at < text.length; at += 1) {
      const next = smallAt(text, at);
      const start = startOf(letter, next);
      letter = next;
      if (marked[slotOf(start)] === 0) continue;
      for (const { word, list } of byStart.get(start) ?? [])
        if (seen[list] === 0 && isAt(text, at - 1, word)) seen[list] = 1;
    }
    return seen;
  };
}

/** Only the letters of ASCII: others match no other letter in an expression without the flag `u`. */
function small(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function smallAt(text: string, at: number): number {
  const letter = text.charCodeAt(at);
  return letter >= 0x41 && letter <= 0x5a ? letter + 0x20 : letter;
}

function isAt(text: string, at: number, word: string): boolean {
  for (let index = 2; index < word.length; index += 1)
    if (smallAt(text, at + index) !== word.charCodeAt(index)) return false;
  return true;
}

/** The first two letters of a word as one number. */
function startOf(first: number, second: number): number {
  return (first << 16) | second;
}

/** A power of two: few pairs of letters share one slot. */
const SLOTS = 16_384;

function slotOf(start: number): number {
  return (Math.imul(start, 0x9e3779b1) >>> 18) & (SLOTS - 1);
}
