/**
 * Pairs of `**` that are none: a mark was lost where the text was cut, and from there on each one closes where it should
 * open. Bold type then begins inside a sentence and goes over its end, which nobody means:
 *
 *     不可欠**であり、夜も動きます。**自己学習**の強化や**人の目**も要ります。     the first mark is the lone one
 *     処理の**速さは要です。次の道も開けます。**                             both marks go
 */

/** The end of a sentence, with more behind it. */
const OVER_END = /[。！？](?=[^。！？」』）)\s])/;

/** What somebody says may be several sentences. */
const QUOTED = /「[^「」]*」/g;

/** A letter of the sentence that goes on: in front of a new sentence, or of a quotation, emphasis may well begin. */
const INSIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;

/**
 * @param marks the places of all `**` of the text
 * @param open the index of one that opens
 */
export function runsOn(masked: string, marks: readonly number[], open: number): boolean {
  const [begin, end] = [marks[open], marks[open + 1]];
  if (begin === undefined || end === undefined || !INSIDE.test(masked[begin - 1] ?? '')) return false;
  return OVER_END.test(masked.slice(begin + 2, end).replace(QUOTED, ''));
}

/**
 * Of an odd number of marks, the one without which no pair runs on over the end of a sentence. If several would do, or
 * none, it is the first that finds no partner.
 */
export function leastLost(
  masked: string,
  marks: readonly number[],
  first: number | undefined,
): number | undefined {
  if (first === undefined || marks.length < 3 || !hasRunning(masked, without(marks, first))) return first;
  const better = marks.filter((mark) => isPaired(masked, without(marks, mark)));
  return better.length === 1 ? better[0] : first;
}

function without(marks: readonly number[], mark: number): number[] {
  return marks.filter((other) => other !== mark);
}

function hasRunning(masked: string, marks: readonly number[]): boolean {
  return marks.some((_, index) => index % 2 === 0 && runsOn(masked, marks, index));
}

/** Whether the marks are pairs that Markdown takes for emphasis, and none runs on. */
function isPaired(masked: string, marks: readonly number[]): boolean {
  const isGood = (index: number) =>
    /\S/.test(masked[(marks[index] ?? 0) + (index % 2 === 0 ? 2 : -1)] ?? ' ');
  return marks.every((_, index) => isGood(index)) && !hasRunning(masked, marks);
}
