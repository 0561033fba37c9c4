/** How wide text is in a plain text mail: a full-width letter takes two columns. */
import { columnsOfLetter } from '../../text/text-columns.ts';

/** These take one or two columns, depending on the font (UAX #11); in Japanese fonts they take two. */
const WIDE_IN_JAPANESE = /[…—“”‘’×℃①-⑳■□▲▼●○◆◇★☆→←↑↓]/u;

/** The number of columns that a line takes in a plain text mail. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const letter of text) columns += widthOf(letter);
  return columns;
}

function widthOf(letter: string): number {
  return WIDE_IN_JAPANESE.test(letter) ? 2 : columnsOfLetter(letter);
}

export function isWide(letter: string): boolean {
  return widthOf(letter) === 2;
}
