/**
 * Finds posts about the same event. The publisher's pipeline writes two or three versions of one event, but a reader
 * wants one. Posts are compared by their subject: names, figures, katakana words and pairs of kanji in the title and
 * the first 600 letters, each weighted by how rare it is among the posts of the period (tf-idf, cosine).
 */
import { ownCopy } from '../../../process/v8-memory.ts';
import { isSeries, titlesAlikeIn } from './alike-titles.ts';

export type ToldPost = {
  readonly title: string;
  /** The beginning of the text, made by `beginningOf`. */
  readonly beginning: string;
};

/** Two posts by their index in the list, the smaller index first. */
export type Pair = {
  readonly a: number;
  readonly b: number;
  /** The cosine: 1 if their subjects are the same. */
  readonly likeness: number;
  /** Whether it is certain that they tell one event; otherwise they may. */
  readonly same: boolean;
};

/**
 * Measured on a real week of 74 posts: all 12 pairs above the first number tell one event, and half of those above the
 * second.
 */
const SAME = 0.3;
const ALIKE = 0.18;

/** They must share this many terms: in two short notes, one word may be most of the text. */
const SHARED = 3;

/** This many letters of the text count; a term of the title counts this many times. */
const LETTERS = 600;
const TITLE = 3;

/**
 * The beginning of a text without tags; nobody reads it, so it need not be clean.
 * @param html the result of sanitize.ts
 */
export function beginningOf(html: string): string {
  const text = html
    .slice(0, LETTERS * 6)
    .replace(/<[^>]*>?/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, LETTERS);
  return ownCopy(text);
}

/** @returns the pairs that are similar, the most similar first */
export function pairsIn(posts: readonly ToldPost[]): Pair[] {
  const likeness = likenessesOf(posts.map(termsOf));
  const alike = titlesAlikeIn(posts.map(({ title }) => title));
  return [...likeness]
    .filter(([, cosine]) => cosine >= ALIKE)
    .flatMap(([key, cosine]): Pair[] => {
      const [a, b] = [Math.floor(key / posts.length), key % posts.length];
      const [one, other] = [posts[a]?.title ?? '', posts[b]?.title ?? ''];
      if (isSeries(one, other)) return [];
      // Posts that begin with the same paragraph, such as a standing notice, are similar: so their titles must be
      // similar too.
      const same = alike(one, other) || (cosine >= SAME && shareTerm(one, other));
      return [{ a, b, likeness: cosine, same }];
    })
    .toSorted((one, other) => other.likeness - one.likeness || one.a - other.a || one.b - other.b);
}

function shareTerm(a: string, b: string): boolean {
  const [one, other] = [a, b].map((title) => new Set(termsOf({ title, beginning: '' }).keys()));
  return one !== undefined && other !== undefined && !one.isDisjointFrom(other);
}

const TERM =
  /[a-z][a-z\d.+-]*[a-z\d]|\d[\d,.]*[億万兆千%]*|[\p{Script=Katakana}ー]{2,}|\p{Script=Hangul}{2,}|\p{Script=Han}{2,}/gu;

/** How often each term occurs in a post. A word of kanji counts by its pairs: 著作権法 and 著作権 share two. */
function termsOf({ title, beginning }: ToldPost): Map<string, number> {
  const terms = new Map<string, number>();
  const count = (text: string, times: number) => {
    for (const [word] of text.normalize('NFKC').toLowerCase().matchAll(TERM)) {
      const parts = /^\p{Script=Han}/u.test(word) ? pairsOfLetters(word) : [word];
      for (const part of parts) terms.set(part, (terms.get(part) ?? 0) + times);
    }
  };
  count(title, TITLE);
  count(beginning, 1);
  return terms;
}

function pairsOfLetters(word: string): string[] {
  const letters = [...word];
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
}

/** A post with a certain term, and the weight of the term as a share of the whole post. */
type Weighed = { readonly post: number; readonly weight: number };

/**
 * A term in more posts than this is about no single event. Without this limit, two thousand posts would take seconds.
 */
const COMMON = 100;

/**
 * For pairs that share a term: the key `a * count + b` and the cosine. It goes term by term, because most pairs share
 * few. The sums of one post are in two arrays of numbers: a map of all pairs would take ten times as long.
 */
function likenessesOf(posts: readonly ReadonlyMap<string, number>[]): Map<number, number> {
  const having = weighed(posts);
  /** For each term, how many of its posts were handled. */
  const looked = new Map<string, number>();
  const found = new Map<number, number>();
  const cosines = new Float64Array(posts.length);
  const shared = new Uint32Array(posts.length);
  for (const [a, terms] of posts.entries()) {
    const touched: number[] = [];
    for (const term of terms.keys()) {
      const rows = having.get(term) ?? [];
      const place = looked.get(term) ?? 0;
      looked.set(term, place + 1);
      if (rows.length > COMMON) continue;
      const own = rows[place]?.weight ?? 0;
      for (const { post: b, weight } of rows.slice(place + 1)) {
        if (shared[b] === 0) touched.push(b);
        shared[b] = (shared[b] ?? 0) + 1;
        cosines[b] = (cosines[b] ?? 0) + own * weight;
      }
    }
    for (const b of touched) {
      if ((shared[b] ?? 0) >= SHARED) found.set(a * posts.length + b, cosines[b] ?? 0);
      shared[b] = 0;
      cosines[b] = 0;
    }
  }
  return found;
}

/** Each term with the posts that have it, in their order. The squares of the weights of one post add up to 1. */
function weighed(posts: readonly ReadonlyMap<string, number>[]): Map<string, Weighed[]> {
  const counts = new Map<string, number>();
  for (const terms of posts) for (const term of terms.keys()) counts.set(term, (counts.get(term) ?? 0) + 1);
  const having = new Map<string, Weighed[]>();
  for (const [post, terms] of posts.entries()) {
    const weights = [...terms].map(
      ([term, times]) => (1 + Math.log(times)) * Math.log((posts.length + 1) / (counts.get(term) ?? 1)),
    );
    const length = Math.hypot(...weights);
    for (const [index, term] of [...terms.keys()].entries()) {
      const row = { post, weight: (weights[index] ?? 0) / length };
      const rows = having.get(term);
      if (rows === undefined) having.set(term, [row]);
      else rows.push(row);
    }
  }
  return having;
}
