/**
 * The difference of two texts as lines for people: deleted lines with `-`, new lines with `+`, and a few lines around
 * them.
 */

/** Lines shown before and after a change. */
const AROUND = 2;

/**
 *       plugins: [jekyll-feed]
 *     + exclude:
 *     +   - out/
 */
export function diffLines(before: string, after: string): string[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  let first = 0;
  while (first < Math.min(old.length, now.length) && old[first] === now[first]) first += 1;
  let same = 0; // lines at the end that are the same
  while (
    same < Math.min(old.length, now.length) - first &&
    old[old.length - 1 - same] === now[now.length - 1 - same]
  )
    same += 1;
  const mark = (sign: string, lines: readonly string[]) => lines.map((line) => `${sign} ${line}`.trimEnd());
  return [
    ...mark(' ', old.slice(Math.max(0, first - AROUND), first)),
    ...mark('-', old.slice(first, old.length - same)),
    ...mark('+', now.slice(first, now.length - same)),
    ...mark(' ', old.slice(old.length - same, old.length - same + AROUND)),
  ];
}

function linesOf(text: string): string[] {
  return text.replace(/\r?\n$/, '').split(/\r?\n/);
}
