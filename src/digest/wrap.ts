/**
 * Plain text set in lines: a full-width letter takes two columns, a word in Latin letters stays whole, and
 * no line begins with 、or ends with 「 (kinsoku, JIS X 4051).
 */

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]|[…—“”‘’×℃①-⑳■□▲▼●○◆◇★☆→←↑↓]/u;
const NO_START =
  /[、。，．・：；！？!?）」』】］〕〉》)\]}…ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々〜～％%]/u;
const NO_END = /[「『（【［〔〈《([{]/u;

/** A number, its size too, and what counts it: 4億7,000万円, 28人, 三 is a word. */
const COUNTED = /[\d０-９][\d０-９.,，．]*[万億兆千百]*$|[万億兆][\d０-９.,，．]+[万億千百]*$/u;
const COUNTER =
  /[A-Za-z\d０-９万億兆千百円人社本件台倍割％%年月日時分秒回号隻店機基棟戸枚冊点位社か所カヶ個名度歳票便席通週]/u;

/** How many columns a line takes on a terminal or in a plain text mail. */
export function columnsOf(text: string): number {
  let width = 0;
  for (const letter of text) width += /\p{M}|\u2060|\u200d/u.test(letter) ? 0 : WIDE.test(letter) ? 2 : 1;
  return width;
}

/** Sets a paragraph in lines of at most `width` columns; a single longer word, such as a URL, stands out. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let columns = 0;
  for (const piece of piecesOf(text)) {
    if (line !== '' && columns + columnsOf(piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
      columns = 0;
    }
    const kept = line === '' ? piece.trimStart() : piece;
    line += kept;
    columns += columnsOf(kept);
  }
  return line.trim() === '' && lines.length > 0 ? lines : [...lines, line.trimEnd()];
}

/** The smallest parts that a line break may not divide. A part may be long: only its end is looked at. */
function piecesOf(text: string): string[] {
  const pieces: string[][] = [];
  for (const letter of text) {
    const last = pieces.at(-1);
    if (last !== undefined && joins(last.slice(-TAIL), letter)) last.push(letter);
    else pieces.push([letter]);
  }
  return pieces.map((piece) => piece.join(''));
}

/** In letters: no number that people write is longer. */
const TAIL = 24;

function joins(tail: readonly string[], letter: string): boolean {
  const end = tail.at(-1) ?? '';
  if (NO_START.test(letter) || NO_END.test(end) || /\s|\p{M}|\u200d/u.test(letter) || end === '\u200d')
    return true;
  if (COUNTER.test(letter) && COUNTED.test(tail.join(''))) return true;
  return !WIDE.test(end) && !WIDE.test(letter) && !/\s/u.test(end);
}
