/** Whether a text is the title, or begins with it, or is its beginning: compared by letters and digits. */
import { lettersAndDigits } from '../letters-and-digits.ts';

/**
 * Letters and digits only, because marks, width and punctuation often differ. Not remembered: the lines of all posts would
 * keep the texts alive that they were cut from.
 */
export function bareLetters(text: string): string {
  return lettersAndDigits(text.normalize('NFKC').toLowerCase());
}

/** In letters: a shorter title may well be the first word of a text. */
const LEAST = 4;
const LEAST_BEFORE_TEXT = 10;

/**
 * The rest of a paragraph without the title at its beginning.
 *
 * @returns `''` if it is only the title, `undefined` if it does not begin with the title
 */
export function withoutTitle(text: string, title: string): string | undefined {
  const name = bareLetters(title);
  if (name.length < LEAST) return undefined;
  if (isShort(text, title) && bareLetters(text) === name) return '';
  let matched = 0; // letters of the name
  let end = 0;
  for (const letter of text) {
    const bare = bareLetters(letter);
    end += letter.length;
    if (!name.startsWith(bare, matched)) return undefined;
    matched += bare.length;
    if (matched === name.length) break;
  }
  // A title that ends in its own mark needs no blank after it.
  const gap = /^(?:[^\p{L}\p{N}\s]*\s+|[！？!?。]+(?=[\p{L}「『]))/u.exec(text.slice(end))?.[0];
  // In other scripts a blank after the title does not separate it: 「"Port news" is the name of …」.
  const tail = text.slice(0, end).replace(/^[\s\S]*\w/, '');
  const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u.test(tail);
  const apart =
    gap !== undefined && (/[\n。！？!?]/.test(gap) || (japanese && name.length >= 2 * LEAST_BEFORE_TEXT));
  return apart && name.length >= LEAST_BEFORE_TEXT ? text.slice(end + gap.length) : undefined;
}

/** A long paragraph is not the title, whatever marks are in it: then its letters need not be compared. */
export function isShort(text: string, title: string): boolean {
  return text.length <= 3 * title.length + 40;
}

/** Whether a text is the beginning of the title: this is left if the pipeline was cut in its first line. */
export function beginsTitle(text: string, title: string): boolean {
  if (!isShort(text, title)) return false;
  const begin = bareLetters(text);
  return begin.length >= LEAST_BEFORE_TEXT && bareLetters(title).startsWith(begin);
}
