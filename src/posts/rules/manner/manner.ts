/**
 * How much a text sounds like those from which a table was learnt: answers of assistants, orders to them. Nobody can list
 * how they are said, but it can be learnt: from such texts, and from what people wrote, each run of one to three words (in
 * Japanese and Chinese: letters) got a weight. `scripts/learn-manner.mjs` learns the tables.
 */

import { remembered } from '../../remembered.ts';

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

/** By how much the weights in a text of this many tokens are divided: few words say little, and many say no more than all of them. */
export function sizeOf(tokens: number): number {
  return Math.sqrt(LONGEST * tokens + LEAST);
}

/** As if each text had this many more runs that say nothing: a cry of three words is not sure to be an answer. */
const LEAST = 100;

/**
 * @param table how the runs weigh; it is read when the first text is weighed
 * @returns for a text (a sentence, or sentences that stand together) how much it sounds so: above 0 rather so than not
 */
export function mannerBy(table: RunsByWeight): (text: string) => number {
  let known: Weights | undefined;
  // Three rules ask about the same sentences, once as they were written and once as they are repaired.
  return remembered((text) => {
    known ??= read(table);
    return BIAS + sumIn(tokensOf(text), known);
  });
}

/** Each run counts once in a text. */
function sumIn(tokens: readonly string[], known: Weights): number {
  const { numberOf, nextOf, weights, seen } = known;
  known.asked += 1;
  const numbers = tokens.map((token) => numberOf.get(token) ?? 0);
  let sum = 0;
  for (let from = 0; from < numbers.length; from += 1) {
    let node = ROOT;
    for (let at = from; at < numbers.length; at += 1) {
      node = nextOf.get(node * BASE + (numbers[at] ?? 0)) ?? ROOT;
      if (node === ROOT) break;
      if (seen[node] === known.asked) continue;
      seen[node] = known.asked;
      sum += weights[node] ?? 0;
    }
  }
  return sum / sizeOf(numbers.length);
}

/** What a text without any sign is taken for. */
export const BIAS = -2;

/** More than the table has words and letters. */
const BASE = 0x4000;
/** Where each run begins, and what a run that is not in the table leads to. */
const ROOT = 0;

/** The runs as a tree: each node is a run, and a word or letter more leads to the next one. */
type Weights = {
  /** A number for each word or letter that is in a run of the table, from 1 on. */
  readonly numberOf: ReadonlyMap<string, number>;
  /** The next node, by a node and the number of a word. */
  readonly nextOf: ReadonlyMap<number, number>;
  /** Of each node; 0 where only a longer run has one. */
  readonly weights: readonly number[];
  /** The last text that had the run of a node. */
  readonly seen: Float64Array;
  /** How many texts were weighed. */
  asked: number;
};

function read(table: RunsByWeight): Weights {
  const numberOf = new Map<string, number>();
  const nextOf = new Map<number, number>();
  const weights = [0];
  for (const [weight, runs] of Object.entries(table))
    for (const run of runs.split('\t')) {
      let node = ROOT;
      for (const token of run.split(' ')) {
        const number = numberOf.get(token) ?? numberOf.size + 1;
        numberOf.set(token, number);
        const step = node * BASE + number;
        node = nextOf.get(step) ?? weights.push(0) - 1;
        nextOf.set(step, node);
      }
      weights[node] = Number(weight) / 10;
    }
  return { numberOf, nextOf, weights, seen: new Float64Array(weights.length), asked: 0 };
}
