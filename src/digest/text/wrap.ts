/**
 * Sets plain text in lines: a full-width letter takes two columns, a word in Latin letters is not cut, and no line
 * begins with 、 or ends with 「 (kinsoku, JIS X 4051).
 */
import { columnsOfLetter } from '../../text-columns.ts';

/** These take one or two columns, depending on the font (UAX #11); in Japanese fonts they take two. */
const WIDE_IN_JAPANESE = /[…—“”‘’×℃①-⑳■□▲▼●○◆◇★☆→←↑↓]/u;
const NO_START =
  /[、。，．・：；！？!?｜）」』】］〕〉》)\]}…ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々〜～％%]/u;
const NO_END = /[「『（【［〔〈《([{]/u;

/** A number with its size and its counter: 4億7,000万円, 28人. 三 alone is a word. */
const COUNTED = /[\d０-９][\d０-９.,，．]*[万億兆千百]*$|[万億兆][\d０-９.,，．]+[万億千百]*$/u;
const COUNTER =
  /[A-Za-z\d０-９万億兆千百円人社本件台倍割％%年月日時分秒回号隻店機基棟戸枚冊点位社か所カヶ個名度歳票便席通週]/u;

/** The number of columns that a line takes in a plain text mail. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const letter of text) columns += widthOf(letter);
  return columns;
}

function widthOf(letter: string): number {
  return WIDE_IN_JAPANESE.test(letter) ? 2 : columnsOfLetter(letter);
}

function isWide(letter: string): boolean {
  return widthOf(letter) === 2;
}

/** A part that is not divided by a line break; its columns are counted without the blanks at its end. */
type Piece = { readonly text: string; readonly columns: number; readonly blanks: number };

/**
 * Sets a paragraph in lines of at most `width` columns. A single longer word, such as a URL, is wider. Each letter is
 * looked at once, however long a line or a word is.
 */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line: string[] = [];
  let columns = 0;
  const end = () => lines.push(line.join('').trimEnd());
  for (const piece of piecesOf(text)) {
    if (line.length > 0 && columns + piece.columns > width) {
      end();
      line = [];
      columns = 0;
    }
    const whole = line.length > 0 ? piece.text : piece.text.trimStart();
    if (whole === '') continue;
    line.push(whole);
    columns += line.length > 1 ? piece.columns + piece.blanks : columnsOf(whole);
  }
  if (line.join('').trim() !== '' || lines.length === 0) end();
  return lines;
}

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let letters: string[] = [];
  const close = () => {
    if (letters.length === 0) return;
    const whole = letters.join('');
    const columns = columnsOf(whole.trimEnd());
    pieces.push({ text: whole, columns, blanks: columnsOf(whole) - columns });
    letters = [];
  };
  for (const letter of text) {
    if (letters.length > 0 && !joins(letters.slice(-TAIL), letter)) close();
    letters.push(letter);
  }
  close();
  return pieces;
}

/** In letters: people write no longer numbers. */
const TAIL = 24;

/** @param tail the last letters of a part */
function joins(tail: readonly string[], letter: string): boolean {
  const end = tail.at(-1) ?? '';
  if (NO_START.test(letter) || NO_END.test(end) || /\s|\p{M}|\u200d/u.test(letter) || end === '\u200d')
    return true;
  if (COUNTER.test(letter) && COUNTED.test(tail.join(''))) return true;
  if (/[\d０-９]/u.test(letter) && /[〜～–]$|[\d０-９]月$/u.test(tail.slice(-2).join(''))) return true; // 11月9日〜15日
  return !isWide(end) && !isWide(letter) && !/\s/u.test(end);
}
