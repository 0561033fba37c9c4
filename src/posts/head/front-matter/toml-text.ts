/** Texts of TOML between quotation marks: one, or three over several lines. */
import { type Cursor, faultAt, isNext, take } from './toml-cursor.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  '"': '"',
  '\\': '\\',
};
export const QUOTES = "Write the text between quotation marks: `key = 'text'`, or between three of them.";

/** A text on one line. */
export function readLine(cursor: Cursor): string {
  const from = cursor.at;
  const quote = cursor.text[from] ?? '';
  let made = '';
  for (cursor.at += 1; ; cursor.at += 1) {
    const letter = cursor.text[cursor.at];
    if (letter === undefined || letter === '\n')
      throw faultAt(cursor, 'the quotation mark is never closed', QUOTES, from);
    if (letter === quote) break;
    made += letter === '\\' && quote === '"' ? readEscape(cursor) : letter;
  }
  cursor.at += 1;
  return made;
}

/** A text between three quotation marks, over several lines. */
export function readLines(cursor: Cursor): string {
  const from = cursor.at;
  const quote = cursor.text.slice(from, from + 3);
  cursor.at += 3;
  take(cursor, '\n');
  let made = '';
  for (; ; cursor.at += 1) {
    const letter = cursor.text[cursor.at];
    if (letter === undefined)
      throw faultAt(cursor, 'the three quotation marks are never closed', QUOTES, from);
    // A mark that stands before the three belongs to the text.
    if (isNext(cursor, quote) && cursor.text[cursor.at + 3] !== quote[0]) break;
    if (letter === '\\' && quote === '"""') made += lineEscape(cursor);
    else made += letter;
  }
  cursor.at += 3;
  return made;
}

/** A backslash at the end of a line takes the white space behind it away. */
function lineEscape(cursor: Cursor): string {
  const gap = /\\[ \t]*\n\s*/y;
  gap.lastIndex = cursor.at;
  const found = gap.exec(cursor.text)?.[0];
  if (found === undefined) return readEscape(cursor);
  cursor.at += found.length - 1;
  return '';
}

function readEscape(cursor: Cursor): string {
  cursor.at += 1;
  const letter = cursor.text[cursor.at] ?? '';
  const size = letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
  if (size === 0) {
    const made = ESCAPES[letter];
    if (made === undefined)
      throw faultAt(
        cursor,
        `\`\\${letter}\` means nothing`,
        "Write `\\\\`, or the text in '…', where `\\` is a letter.",
      );
    return made;
  }
  const digits = cursor.text.slice(cursor.at + 1, cursor.at + 1 + size);
  const code = /^[\dA-Fa-f]+$/.test(digits) ? Number.parseInt(digits, 16) : Number.NaN;
  if (!(code <= 0x10ffff))
    throw faultAt(cursor, `\`\\${letter}${digits}\` is no letter`, 'Write the letter itself.');
  cursor.at += size;
  return String.fromCodePoint(code);
}
