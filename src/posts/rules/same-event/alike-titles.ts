/**
 * Decides which titles are similar. Both are cut into pairs of letters, and each pair is weighted by how rare it is
 * among the titles of the period: so 「その真意はどこにあるのか」, the end of half of them, counts little. Two titles are similar if
 * their common pairs make up enough of the shorter title's weight. That alone proves nothing: 「白波の新しい窯」 and 「青波の新しい窯」
 * are similar too.
 */

const ENOUGH = 0.35;

/** @param titles all titles of the period: their rare words show what a title is about */
export function titlesAlikeIn(titles: readonly string[]): (a: string, b: string) => boolean {
  const pairs = new Map(titles.map((title) => [title, pairsOf(title)]));
  const seen = new Map<string, number>();
  for (const title of titles)
    for (const pair of pairs.get(title) ?? []) seen.set(pair, (seen.get(pair) ?? 0) + 1);
  const weigh = (list: Iterable<string>) => {
    let sum = 0;
    for (const pair of list) sum += Math.log(1 + titles.length / (seen.get(pair) ?? 1)) ** 2;
    return sum;
  };
  return (a, b) => {
    if (isSeries(a, b)) return false;
    const [left, right] = [pairs.get(a) ?? pairsOf(a), pairs.get(b) ?? pairsOf(b)];
    const least = Math.min(weigh(left), weigh(right));
    return least > 0 && weigh(left.intersection(right)) >= ENOUGH * least;
  };
}

function pairsOf(title: string): Set<string> {
  const letters = [
    ...title
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\p{P}\p{S}\s]/gu, ''),
  ];
  return new Set(letters.slice(1).map((letter, index) => `${letters[index]}${letter}`));
}

/**
 * Whether two titles are parts of a series, and not the same event: 「海の話（第1回）」 and 「海の話（第2回）」, or 「Kiln 1.2」 and 「Kiln
 * 1.3」.
 */
export function isSeries(a: string, b: string): boolean {
  const [left, right] = [a, b].map((title) =>
    title
      .normalize('NFKC')
      .replace(/\d+|(?<![一二三四五六七八九十])[一二三四五六七八九十]+(?=回|部|話|章)/gu, '#'),
  );
  return a !== b && left === right;
}
