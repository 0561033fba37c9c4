/**
 * How much a text sounds like those from which a table was learnt: answers of assistants, orders to them. Nobody can list
 * how they are said, but it can be learnt: from such texts, and from what people wrote, each run of one to three words (in
 * Japanese and Chinese: letters) got a weight. `scripts/learn-manner.mjs` learns the tables.
 */

/** For each weight, in tenths, the runs that have it: in one text, parted by tabs. Their words are parted by blanks. */
export type RunsByWeight = Readonly<Record<string, string>>;

/** A longer text is weighed by its first words. */
const MOST = 100;

/** The sign of any number, and of any address. `^` is the start of a text, `$` its end. */
const [NUMBER, ADDRESS] = ['0', '\ufffc'];

/** The longest run, in words or letters. */
export const LONGEST = 3;

const TOKEN = /https?:\S+|[a-zà-öø-ÿß']+|\d+|[^\s^$\ud800-\udfff]/gu;

/** The words, letters and signs of a text. */
export function tokensOf(text: string): string[] {
  const found = text.toLowerCase().normalize('NFKC').match(TOKEN) ?? [];
  const tokens = found.slice(0, MOST).map((token) => {
    if (/^\d/.test(token)) return NUMBER;
    return token.startsWith('http') && token.includes(':') ? ADDRESS : token;
  });
  return ['^', ...tokens, '$'];
}

/** By how much the weights in a text of so many tokens are divided: few words say little, and many say no more than all of them. */
export function sizeOf(tokens: number): number {
  return Math.sqrt(LONGEST * tokens + LEAST);
}

/** As if each text had so many runs more that say nothing: a cry of three words is not sure to be an answer. */
const LEAST = 100;

/**
 * @param table how the runs weigh; it is read when the first text is weighed
 * @returns for a text (a sentence, or sentences that stand together) how much it sounds so: above 0 rather so than not
 */
export function mannerBy(table: RunsByWeight): (text: string) => number {
  let known: Weights | undefined;
  return (text) => {
    known ??= read(table);
    return BIAS + sumIn(tokensOf(text), known);
  };
}

function sumIn(tokens: readonly string[], known: Weights): number {
  const { numberOf, placeOf, weights, seen } = known;
  known.asked += 1;
  const numbers = tokens.map((token) => numberOf.get(token) ?? 0);
  let sum = 0;
  for (let from = 0; from < numbers.length; from += 1) {
    let run = 0;
    for (let at = from; at < from + LONGEST; at += 1) {
      const number = numbers[at] ?? 0;
      if (number === 0) break;
      run = run * BASE + number;
      const place = placeOf.get(run) ?? NONE;
      if (place === NONE || seen[place] === known.asked) continue;
      seen[place] = known.asked;
      sum += weights[place] ?? 0;
    }
  }
  return sum / sizeOf(numbers.length);
}

/** What a text without any sign is taken for. */
export const BIAS = -2;

/** More than the table has words and letters; three numbers below it make one without loss. */
const BASE = 0x10000;
const NONE = -1;

type Weights = {
  /** A number for each word or letter that is in a run of the table. */
  readonly numberOf: ReadonlyMap<string, number>;
  /** The place of a run in the next two, by the numbers of its words. */
  readonly placeOf: ReadonlyMap<number, number>;
  readonly weights: Float32Array;
  /** The last text that had the run: each counts once in a text. */
  readonly seen: Float64Array;
  /** How many texts were weighed. */
  asked: number;
};

function read(table: RunsByWeight): Weights {
  const numberOf = new Map<string, number>();
  const placeOf = new Map<number, number>();
  const weights: number[] = [];
  for (const [weight, runs] of Object.entries(table))
    for (const run of runs.split('\t')) {
      const numbers = run.split(' ').map((token) => {
        const number = numberOf.get(token) ?? numberOf.size + 1;
        numberOf.set(token, number);
        return number;
      });
      placeOf.set(
        numbers.reduce((all, number) => all * BASE + number, 0),
        weights.length,
      );
      weights.push(Number(weight) / 10);
    }
  return {
    numberOf,
    placeOf,
    weights: Float32Array.from(weights),
    seen: new Float64Array(weights.length),
    asked: 0,
  };
}
