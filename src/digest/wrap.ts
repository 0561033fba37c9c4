/**
 * Plain text set in lines: a full-width letter takes two columns, a word in Latin letters stays whole, and
 * no line begins with 、or ends with 「 (kinsoku, JIS X 4051).
 */

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]|[…—“”‘’×℃①-⑳■□▲▼●○◆◇★☆→←↑↓]/u;
const NO_START =
  /[、。，．・：；！？!?）」』】］〕〉》)\]}…ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々〜～％%]/u;
const NO_END = /[「『（【［〔〈《([{]/u;

/** How many columns a line takes on a terminal or in a plain text mail. */
export function columnsOf(text: string): number {
  let width = 0;
  for (const letter of text) width += widthOf(letter);
  return width;
}

function widthOf(letter: string): number {
  return /\p{M}|\u2060|\u200d/u.test(letter) ? 0 : WIDE.test(letter) ? 2 : 1;
}

/** The smallest part that a line break may not divide, and its columns without the blanks at its end. */
type Piece = { readonly text: string; readonly columns: number; readonly blanks: number };

/**
 * Sets a paragraph in lines of at most `width` columns; a single longer word, such as a URL, stands out. Every letter
 * is looked at once, however long a line or a word is.
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
    const last = letters.at(-1);
    if (last !== undefined && !joins(last, letter)) close();
    letters.push(letter);
  }
  close();
  return pieces;
}

/** @param end the last letter of a piece */
function joins(end: string, letter: string): boolean {
  if (NO_START.test(letter) || NO_END.test(end) || /\s|\p{M}|\u200d/u.test(letter) || end === '\u200d')
    return true;
  return !WIDE.test(end) && !WIDE.test(letter) && !/\s/u.test(end);
}
