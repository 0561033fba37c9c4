/** The six digits of a confirmation mail, as people type them into a page or into an answer. */

/** What people put between digits or copy with them: blanks, dashes of any kind, `ー` of a Japanese keyboard. */
const BETWEEN = /[\s\p{Pd}\p{Cf}−ー]/gu;

/** Reads `０４２ 917`, `042-917` and `０４２ー９１７` as `042917`. @returns `undefined` if it is not six digits */
export function readCode(text: string): string | undefined {
  const digits = text.normalize('NFKC').replace(BETWEEN, '');
  return /^\d{6}$/.test(digits) ? digits : undefined;
}
