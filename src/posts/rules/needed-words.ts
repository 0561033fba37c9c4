/**
 * Words without which a regular expression cannot match: /(?:記事|文章)を書き/ needs 「記事を書き」 or 「文章を書き」. The words of many
 * expressions are looked for in one pass over a text; an expression without its words in the text need not be tried.
 */

/**
 * The names of the expressions that may match somewhere in a text; all others do not match.
 *
 * Whether a letter is small does not count. An expression whose words cannot be told (`.`, a word of one letter) may
 * always match.
 */
export function mayMatch<Name extends string>(
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

/**
 * @returns for each alternative of the expression lists of words, those with the rarest words first: a match contains a
 * word of each list. No list where no words can be told.
 */
export function neededWords(pattern: RegExp): readonly (readonly (readonly string[])[])[] {
  const { source, flags, ignoreCase } = pattern;
  // Such an expression also takes letters that only look alike, such as the sign of Kelvin for k.
  const isCased = ignoreCase || /\(\?[a-z]*i[a-z-]*:/.test(source);
  const isTold = (word: string) => word.length > 1 && !(isCased && (/[uv]/.test(flags) || CASED.test(word)));
  return alternativesIn({ source, at: 0 }).map(({ lists }) =>
    lists
      .filter((words) => words.every(isTold))
      .toSorted((a, b) => rarity(b) - rarity(a))
      // The others are looked for letter by letter.
      .slice(0, isCased ? 1 : lists.length),
  );
}

/** Letters that have a small and a large form, without those of ASCII. */
const CASED = /(?![A-Za-z])[\p{Lu}\p{Ll}\p{Lt}]/u;

/** A place in the source of an expression. */
type Reader = { readonly source: string; at: number };

/** What a part of an expression matches. */
type Part = {
  /** All that it matches, if that is not much; `['']` for what takes no letter, such as `^`. */
  readonly exact: readonly string[] | undefined;
  /** Words, one of which each match contains. */
  readonly words: readonly string[] | undefined;
};

const ANYTHING: Part = { exact: undefined, words: undefined };
const NOTHING: Part = { exact: [''], words: undefined };

/** A longer list is not made: each word costs memory, and a part of it is enough. */
const MOST = 32;

/** Parts that follow each other: a match contains a word of each list. */
type Sequence = { readonly exact: Part['exact']; readonly lists: readonly (readonly string[])[] };

/** Reads up to the end, or to the bracket that closes the group. */
function alternativesIn(reader: Reader): Sequence[] {
  const read = [sequence(reader)];
  while (reader.source[reader.at] === '|') {
    reader.at += 1;
    read.push(sequence(reader));
  }
  return read;
}

function allOf(lists: readonly Part['exact'][]): readonly string[] | undefined {
  const known = lists.filter((list) => list !== undefined);
  return known.length < lists.length ? undefined : [...new Set(known.flat())];
}

function sequence(reader: Reader): Sequence {
  let exact: Part['exact'] = [''];
  let run: readonly string[] = [''];
  const lists: (readonly string[])[] = [];
  while (reader.at < reader.source.length && !/[|)]/.test(reader.source[reader.at] ?? '')) {
    const part = repeated(reader, element(reader));
    exact = joined(exact, part.exact);
    const longer = joined(run, part.exact);
    if (longer === undefined) lists.push(run);
    if (part.exact === undefined && part.words !== undefined) lists.push(part.words);
    run = longer ?? part.exact ?? [''];
  }
  lists.push(run);
  return { exact, lists: lists.filter((words) => !words.includes('')) };
}

function joined(a: Part['exact'], b: Part['exact']): Part['exact'] {
  if (a === undefined || b === undefined || a.length * b.length > MOST) return undefined;
  return a.flatMap((begin) => b.map((end) => begin + end));
}

/** Long words are rare, and few words are rarer than many; a letter of hiragana says little. */
function rarity(words: readonly string[]): number {
  const weights = words.map((word) => 2 * word.length - (word.match(/\p{Script=Hiragana}/gu)?.length ?? 0));
  return Math.min(...weights) - words.length / 1000;
}

/** One letter, class or group. */
function element(reader: Reader): Part {
  const { source } = reader;
  const letter = source[reader.at] ?? '';
  reader.at += 1;
  if (letter === '(') return group(reader);
  if (letter === '[') return letterClass(reader);
  if (letter === '\\') return escaped(reader);
  if (letter === '^' || letter === '$') return NOTHING;
  return letter === '.' ? ANYTHING : { exact: [letter], words: [letter] };
}

function group(reader: Reader): Part {
  const opening = /^\?(?:<?[=!]|<\w+>|[\w-]*:)/.exec(reader.source.slice(reader.at))?.[0] ?? '';
  reader.at += opening.length;
  const inside = alternativesIn(reader);
  reader.at += 1;
  if (/[=!]$/.test(opening)) return NOTHING;
  const rarest = inside.map(({ lists }) => lists.toSorted((a, b) => rarity(b) - rarity(a))[0]);
  return { exact: allOf(inside.map(({ exact }) => exact)), words: allOf(rarest) };
}

function letterClass(reader: Reader): Part {
  const { source } = reader;
  while (source[reader.at] !== ']') reader.at += source[reader.at] === '\\' ? 2 : 1;
  reader.at += 1;
  return ANYTHING;
}

function escaped(reader: Reader): Part {
  const letter = reader.source[reader.at] ?? '';
  reader.at += 1;
  if (letter === 'b' || letter === 'B') return NOTHING;
  if (!/[\w]/.test(letter)) return { exact: [letter], words: [letter] };
  const code = /^(?:\{[^}]*\}|[\da-f]{4})/i.exec(reader.source.slice(reader.at))?.[0] ?? '';
  if (/[pPu]/.test(letter)) reader.at += code.length;
  return ANYTHING;
}

/** The part with the quantifier that follows it. */
function repeated(reader: Reader, part: Part): Part {
  const [quantifier = '', least] =
    /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/.exec(reader.source.slice(reader.at)) ?? [];
  if (quantifier === '') return part;
  reader.at += quantifier.length;
  if (quantifier === '?' && part.exact !== undefined) return { exact: ['', ...part.exact], words: undefined };
  const none = /^[*?]/.test(quantifier) || Number(least) === 0;
  return { exact: undefined, words: none ? undefined : part.words };
}
