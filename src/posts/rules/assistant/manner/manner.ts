/**
 * How much a sentence sounds like an assistant that answers the one who ordered a text. Nobody can list how it says so,
 * but it can be learnt: from answers of assistants, and from what people wrote, each run of one to three words (in Japanese
 * and Chinese: letters) got a weight. `scripts/learn-manner.mjs` learns them, manner-weights.json has them.
 */
import weights from './manner-weights.json' with { type: 'json' };

/** What the runs of words in a sentence weigh together, and how many there are. */
export type Weighed = { readonly sum: number; readonly runs: number };

/** A longer sentence is weighed by its first words. */
const MOST = 100;

/** The sign of any number, and of any address. `^` is the start of a sentence, `$` its end. */
const [NUMBER, ADDRESS] = ['0', '\ufffc'];

/** The longest run, in words or letters. */
export const LONGEST = 3;

const TOKEN = /https?:\S+|[a-zà-öø-ÿß']+|\d+|[^\s^$\ud800-\udfff]/gu;

/** The words, letters and signs of a sentence. */
export function tokensOf(sentence: string): string[] {
  const found = sentence.toLowerCase().normalize('NFKC').match(TOKEN) ?? [];
  const tokens = found.slice(0, MOST).map((token) => {
    if (/^\d/.test(token)) return NUMBER;
    return token.startsWith('http') && token.includes(':') ? ADDRESS : token;
  });
  return ['^', ...tokens, '$'];
}

/** The number of runs in so many tokens. */
export function runsIn(tokens: number): number {
  return LONGEST * tokens - LONGEST;
}

export function weigh(sentence: string): Weighed {
  table ??= read();
  const { numberOf, weightOf } = table;
  const tokens = tokensOf(sentence);
  const numbers = tokens.map((token) => numberOf.get(token) ?? 0);
  let sum = 0;
  for (let from = 0; from < numbers.length; from += 1) {
    let run = 0;
    for (let at = from; at < from + LONGEST; at += 1) {
      const number = numbers[at] ?? 0;
      if (number === 0) break;
      run = run * BASE + number;
      sum += weightOf.get(run) ?? 0;
    }
  }
  return { sum, runs: runsIn(tokens.length) };
}

/**
 * Of sentences that stand together.
 *
 * @returns above 0 they sound rather like an assistant; of 1,000 openings by people about two are above 1
 */
export function mannerOf(weighed: readonly Weighed[]): number {
  const sum = weighed.reduce((all, one) => all + one.sum, 0);
  const runs = weighed.reduce((all, one) => all + one.runs, 0);
  return runs === 0 ? BIAS : BIAS + sum / Math.sqrt(runs);
}

/** What a text without any sign is taken for. */
export const BIAS = -2;

/** More than the table has words and letters; three numbers below it make one without loss. */
const BASE = 0x10000;

type Table = {
  /** A number for each word or letter that is in a run of the table. */
  readonly numberOf: ReadonlyMap<string, number>;
  /** The weight of a run, by the numbers of its words. */
  readonly weightOf: ReadonlyMap<number, number>;
};

/** Made when the first sentence is weighed. */
let table: Table | undefined;

/** For each weight, in tenths, the runs that have it stand in one text, parted by tabs; their words are parted by blanks. */
function read(): Table {
  const numberOf = new Map<string, number>();
  const weightOf = new Map<number, number>();
  for (const [weight, runs] of Object.entries<string>(weights))
    for (const run of runs.split('\t')) {
      const numbers = run.split(' ').map((token) => {
        const number = numberOf.get(token) ?? numberOf.size + 1;
        numberOf.set(token, number);
        return number;
      });
      weightOf.set(
        numbers.reduce((all, number) => all * BASE + number, 0),
        Number(weight) / 10,
      );
    }
  return { numberOf, weightOf };
}
