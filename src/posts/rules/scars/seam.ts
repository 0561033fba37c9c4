/** The two sides of a cut, by their letters, and whether the post has them as one somewhere. */

/** In letters, on both sides of a cut: so many in a row are no accident. */
const SEAM = 6;

/** Whether the post has both halves as one somewhere: 「社会へと | 変革を迫る」 stands in it without the cut, too. */
export function isProven(left: string, right: string, whole: () => string): boolean {
  return provenSeam(left, right, whole) !== undefined;
}

/** What stands between the two halves where the post has them as one: nothing, or a comma that was cut off. */
export function provenSeam(left: string, right: string, whole: () => string): '' | '、' | undefined {
  const [tail, head] = [lettersOf(left).slice(-SEAM), lettersOf(right).slice(0, SEAM)];
  if (tail.length < SEAM || head.length < SEAM) return undefined;
  if (whole().includes(tail + head)) return '';
  return whole().includes(`${tail}、${head}`) ? '、' : undefined;
}

/**
 * What the post says: each paragraph as `lettersOf` gives it, one on a line, so that no word is found across two
 * paragraphs.
 */
export type SaidText = {
  /** The text before the cut. */
  readonly before: () => string;
  /** The whole text: if a word occurs in it, the word exists. */
  readonly whole: () => string;
};

/** A text without blanks and the marks of Markdown. */
export function lettersOf(text: string): string {
  return text.replace(/[\s*_`#>]+/g, '');
}

const CLOSING: Readonly<Record<string, string>> = { '（': '）', '「': '」', '『': '』' };

/** In letters: so many stand before the bracket that was cut off. */
const BRACKETED = 8;

/**
 * The bracket that was cut off between two halves: the left one opens it, the right one never closes it, and elsewhere
 * the post closes it right there: 「…（Explainable AI - XAI | の向上は」.
 */
export function lostBracket(left: string, right: string, whole: () => string): string {
  const open = Math.max(...Object.keys(CLOSING).map((mark) => left.lastIndexOf(mark)));
  const close = CLOSING[left[open] ?? ''];
  if (close === undefined || left.slice(open).includes(close) || /[。\n]/.test(left.slice(open))) return '';
  const tail = lettersOf(left).slice(-BRACKETED);
  const isClosed = right.includes(close) && !right.slice(0, right.indexOf(close)).includes(left[open] ?? '');
  return !isClosed && tail.length === BRACKETED && whole().includes(tail + close) ? close : '';
}
