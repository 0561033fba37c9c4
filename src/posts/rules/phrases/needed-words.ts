/**
 * Words without which a regular expression cannot match: /(?:記事|文章)を書き/ needs 「記事を書き」 or 「文章を書き」. They are read
 * from the source of the expression, so that nobody has to write them beside it (phrase-search.ts looks for them).
 */

/** An alternative of an expression: /記事|本文/ has two. */
export type Alternative = {
  readonly source: string;
  /** Whether a letter of its words may be small or large: `(?i:please)`. */
  readonly isCased: boolean;
  /**
   * A match contains a word of each list; the list with the rarest words comes first. No list where no words can be
   * told.
   */
  readonly lists: readonly (readonly string[])[];
};

export function alternativesOf({ source, flags, ignoreCase }: RegExp): Alternative[] {
  let from = 0;
  return alternativesIn({ source, at: 0 }).map(({ lists, end }) => {
    const own = source.slice(from, end);
    from = end + 1;
    const isCased = ignoreCase || /\(\?[a-z]*i[a-z-]*:/.test(own);
    // Such an expression also takes letters that only look alike, such as the sign of Kelvin for k.
    const isTold = (word: string) => word.length > 1 && !(isCased && /[uv]/.test(flags));
    const told = lists
      .map((words) => shortest(isCased ? words.map(uncased) : words))
      .filter((words) => words.every(isTold));
    return { source: own, isCased, lists: told.toSorted((a, b) => rarity(b) - rarity(a)) };
  });
}

/** Without words that have another one in them: what has 「検索を」 has 「検索」. */
function shortest(words: readonly string[]): string[] {
  const all = [...new Set(words)];
  return all.filter((word) => !all.some((other) => other !== word && word.includes(other)));
}

/** The longest part of a word without letters that have a small and a large form; those of ASCII may stay. */
function uncased(word: string): string {
  return word.split(CASED).reduce((longest, part) => (part.length > longest.length ? part : longest));
}

const CASED = /(?![A-Za-z])\p{Changes_When_Casemapped}/u;

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
type Sequence = {
  readonly exact: Part['exact'];
  readonly lists: readonly (readonly string[])[];
  /** The place behind it. */
  readonly end: number;
};

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
  for (let next = reader.source[reader.at]; next !== undefined && next !== '|' && next !== ')'; ) {
    const part = repeated(reader, element(reader));
    exact = joined(exact, part.exact);
    const longer = joined(run, part.exact);
    if (longer === undefined) lists.push(run);
    if (part.exact === undefined && part.words !== undefined) lists.push(part.words);
    run = longer ?? part.exact ?? [''];
    next = reader.source[reader.at];
  }
  lists.push(run);
  return { exact, lists: lists.filter((words) => !words.includes('')), end: reader.at };
}

function joined(a: Part['exact'], b: Part['exact']): Part['exact'] {
  if (a === undefined || b === undefined || a.length * b.length > MOST) return undefined;
  return a.flatMap((begin) => b.map((end) => begin + end));
}

/** Long words are rare, and few words are rarer than many; a letter of hiragana says little. */
function rarity(words: readonly string[]): number {
  return Math.min(...words.map(weightOf)) - words.length / 1000;
}

function weightOf(word: string): number {
  let weight = 0;
  for (let at = 0; at < word.length; at += 1) weight += isHiragana(word.charCodeAt(at)) ? 1 : 2;
  return weight;
}

function isHiragana(letter: number): boolean {
  return letter >= 0x3041 && letter <= 0x309f;
}

/** Letters that stand for themselves; of a quantifier behind them only the last one is repeated. */
const PLAIN = /[^\\^$.|?*+()[\]{}]+(?![?*+{])|[^\\^$.|?*+()[\]]/y;

/** Some letters, a class or a group. */
function element(reader: Reader): Part {
  const { source } = reader;
  const plain = read(reader, PLAIN);
  if (plain !== '') return { exact: [plain], words: [plain] };
  const letter = source[reader.at] ?? '';
  reader.at += 1;
  if (letter === '(') return group(reader);
  if (letter === '[') return letterClass(reader);
  if (letter === '\\') return escaped(reader);
  return letter === '^' || letter === '$' ? NOTHING : ANYTHING;
}

/** What an expression with the flag `y` matches at the place of the reader, which goes behind it. */
function read(reader: Reader, expression: RegExp): string {
  expression.lastIndex = reader.at;
  const found = expression.exec(reader.source)?.[0] ?? '';
  reader.at += found.length;
  return found;
}

function group(reader: Reader): Part {
  const opening = read(reader, /\?(?:<?[=!]|<\w+>|[\w-]*:)/y);
  const inside = alternativesIn(reader);
  reader.at += 1;
  if (/[=!]$/.test(opening)) return NOTHING;
  const rarest = inside.map(({ lists }) => rarestOf(lists));
  return { exact: allOf(inside.map(({ exact }) => exact)), words: allOf(rarest) };
}

function rarestOf(lists: Sequence['lists']): readonly string[] | undefined {
  return lists.length < 2 ? lists[0] : lists.toSorted((a, b) => rarity(b) - rarity(a))[0];
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
  if (/[pPu]/.test(letter)) read(reader, /\{[^}]*\}|[\da-f]{4}/iy);
  return ANYTHING;
}

/** The part with the quantifier that follows it. */
function repeated(reader: Reader, part: Part): Part {
  const quantifier = read(reader, QUANTIFIER);
  if (quantifier === '') return part;
  if (quantifier === '?' && part.exact !== undefined) return { exact: ['', ...part.exact], words: undefined };
  return { exact: undefined, words: /^(?:[*?]|\{0)/.test(quantifier) ? undefined : part.words };
}

const QUANTIFIER = /(?:[*+?]|\{\d+(?:,\d*)?\})\??/y;
