/** The name that was probably meant, for hints such as "Did you mean `mail.from`?". */

/** For "did you mean": the known name that differs in at most two letters, ignoring case; `undefined` if none is so near. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const near = known.map((other) => ({ other, letters: distance(name.toLowerCase(), other.toLowerCase()) }));
  return near.filter(({ letters }) => letters <= 2).toSorted((a, b) => a.letters - b.letters)[0]?.other;
}

/** Levenshtein distance: how many letters must change to turn one word into the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const swap = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, swap));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
