/** How many columns a text takes if every letter has one or two: on a terminal, or in a plain text mail. */
import { eastAsianWidth } from 'get-east-asian-width';

const NO_WIDTH = /[\p{M}\p{Cf}]/u;

/** Two for letters that Unicode calls wide or fullwidth (UAX #11), none for marks on another letter. */
export function columnsOfLetter(letter: string): number {
  if (letter <= '~') return 1;
  return NO_WIDTH.test(letter) ? 0 : eastAsianWidth(letter.codePointAt(0) ?? 0);
}

export function columnsOf(text: string): number {
  let columns = 0;
  for (const letter of text) columns += columnsOfLetter(letter);
  return columns;
}
