/**
 * Which posts tell the same event. The publisher's pipeline writes two or three versions of one, and a reader wants
 * each once. Posts are compared by what they are about: names, figures, words of katakana and pairs of kanji in the
 * title and the first 600 letters, each weighed by how rare it is among the posts of the period (tf-idf, cosine).
 */
import { isSeries, titlesAlikeIn } from './alike-titles.ts';

export type Told = {
  readonly title: string;
  /** The beginning of the text, as `beginningOf` makes it. */
  readonly beginning: string;
};

/** Two posts by their places in the list, the first one before the other. */
export type Pair = {
  readonly a: number;
  readonly b: number;
  /** The cosine: 1 where they are about the same. */
  readonly likeness: number;
  /** Whether it is sure that they tell one event; else they only may. */
  readonly same: boolean;
};

/** Found on a real week of 74 posts: all 12 pairs above the first tell one event, and half of those above the second. */
const SAME = 0.3;
const ALIKE = 0.18;

/** So many terms they share at least: of two short notes one word may be most of what they have. */
const SHARED = 3;

/** Of the text so many letters count; a term of the title counts so many times. */
const LETTERS = 600;
const TITLE = 3;

/** @param html what sanitize.ts made. The tags go; what is left need not be read by anybody. */
export function beginningOf(html: string): string {
  return html
    .slice(0, LETTERS * 6)
    .replace(/<[^>]*>?/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, LETTERS);
}

/** @returns the pairs that are alike, the nearest first */
export function pairsIn(posts: readonly Told[]): Pair[] {
  const likeness = likenessesOf(posts.map(termsOf));
  const alike = titlesAlikeIn(posts.map(({ title }) => title));
  return [...likeness]
    .map(([key, cosine]): Pair => {
      const [a, b] = [Math.floor(key / posts.length), key % posts.length];
      const [one, other] = [posts[a]?.title ?? '', posts[b]?.title ?? ''];
      // Posts that begin with one paragraph, such as a standing notice, are alike: their titles must be as well.
      const same = (cosine >= SAME && shareTerm(one, other)) || (cosine >= ALIKE && alike(one, other));
      return { a, b, likeness: isSeries(one, other) ? 0 : cosine, same };
    })
    .filter((pair) => pair.likeness >= ALIKE)
    .toSorted((one, other) => other.likeness - one.likeness || one.a - other.a || one.b - other.b);
}

function shareTerm(a: string, b: string): boolean {
  const [one, other] = [a, b].map((title) => new Set(termsOf({ title, beginning: '' }).keys()));
  return one !== undefined && other !== undefined && !one.isDisjointFrom(other);
}

const TERM =
  /[a-z][a-z\d.+-]*[a-z\d]|\d[\d,.]*[億万兆千%]*|[\p{Script=Katakana}ー]{2,}|\p{Script=Hangul}{2,}|\p{Script=Han}{2,}/gu;

/** How often each term stands in a post. A word of kanji counts by its pairs: 著作権法 and 著作権 share two. */
function termsOf({ title, beginning }: Told): Map<string, number> {
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

/** For pairs that share some terms, `a * count + b` and their cosine. By term: most pairs share none. */
function likenessesOf(posts: readonly ReadonlyMap<string, number>[]): Map<number, number> {
  const having = new Map<string, number[]>();
  for (const [index, terms] of posts.entries())
    for (const term of terms.keys()) {
      const indexes = having.get(term);
      if (indexes === undefined) having.set(term, [index]);
      else indexes.push(index);
    }
  const rarity = (term: string) => Math.log((posts.length + 1) / (having.get(term)?.length ?? 1));
  const weight = (terms: ReadonlyMap<string, number>, term: string) =>
    (1 + Math.log(terms.get(term) ?? 1)) * rarity(term);
  const length = posts.map((terms) => Math.hypot(...[...terms.keys()].map((term) => weight(terms, term))));
  const cosines = new Map<number, number>();
  const shared = new Map<number, number>();
  for (const [term, indexes] of having) {
    for (const [place, a] of indexes.entries())
      for (const b of indexes.slice(place + 1)) {
        const [one, other] = [posts[a], posts[b]];
        if (one === undefined || other === undefined) continue;
        const product = weight(one, term) * weight(other, term);
        const key = a * posts.length + b;
        shared.set(key, (shared.get(key) ?? 0) + 1);
        cosines.set(key, (cosines.get(key) ?? 0) + product / ((length[a] ?? 1) * (length[b] ?? 1)));
      }
  }
  return new Map([...cosines].filter(([key]) => (shared.get(key) ?? 0) >= SHARED));
}
