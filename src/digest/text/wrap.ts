/**
 * Sets plain text in lines: a full-width letter takes two columns, a word in Latin letters is not cut, and no line
 * begins with 、 or ends with 「 (kinsoku, JIS X 4051).
 */
import { phrasesOf } from './phrases.ts';
import { columnsOf, isWide } from './text-width.ts';

const NO_START =
  /[、。，．・：；！？!?｜）」』】］〕〉》)\]}…ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々〜～％%]/u;
const NO_END = /[「『（【［〔〈《([{]/u;

/** A number with its size and its counter: 4億7,000万円, 28人. 三 alone is a word. */
const COUNTED = /[\d０-９][\d０-９.,，．]*[万億兆千百]*$|[万億兆][\d０-９.,，．]+[万億千百]*$/u;
const COUNTER =
  /[A-Za-z\d０-９万億兆千百円人社本件台倍割％%年月日時分秒回号隻店機基棟戸枚冊点位社か所カヶ個名度歳票便席通週]/u;

/**
 * A part that is not divided by a line break; its columns are counted without the blanks at its end.
 *
 * @property closes whether a phrase ends with it: the best place for a line to end
 */
type Piece = {
  readonly text: string;
  readonly columns: number;
  readonly blanks: number;
  readonly closes: boolean;
};

/**
 * Sets a paragraph in lines of at most `width` columns. A single longer word, such as a URL, is wider. Each letter is
 * looked at once, however long a line or a word is. A Japanese line ends with a phrase if one ends near its end.
 */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line: Piece[] = [];
  let columns = 0;
  const end = (pieces: readonly Piece[]) =>
    lines.push(
      pieces
        .map((piece) => piece.text)
        .join('')
        .trimEnd(),
    );
  for (const piece of piecesOf(text)) {
    if (line.length > 0 && columns + piece.columns > width) {
      const room = Math.min(width * NEAR_END, width - piece.columns);
      const moved = line.slice(endOfPhrase(line, room));
      end(line.slice(0, line.length - moved.length));
      line = moved;
      columns = moved.reduce((sum, one) => sum + one.columns + one.blanks, 0);
    }
    const first = line.length > 0 ? piece.text : piece.text.trimStart();
    if (first === '') continue;
    line.push({ ...piece, text: first });
    columns += line.length > 1 ? piece.columns + piece.blanks : columnsOf(first);
  }
  if (line.some((piece) => piece.text.trim() !== '') || lines.length === 0) end(line);
  return lines;
}

/** Of the columns of a line: it is not made shorter by more than this. */
const NEAR_END = 0.18;

/** How many pieces stay in a full line; the others, of at most `room` columns, begin the next one. */
function endOfPhrase(line: readonly Piece[], room: number): number {
  let moved = 0;
  for (let count = line.length; count > 0; count -= 1) {
    const piece = line[count - 1];
    if (piece === undefined || piece.closes) return count;
    moved += piece.columns + piece.blanks;
    if (moved > room) break;
  }
  return line.length;
}

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  const closings = endsOfPhrases(text);
  let letters: string[] = [];
  let at = 0;
  const close = () => {
    if (letters.length === 0) return;
    const whole = letters.join('');
    const columns = columnsOf(whole.trimEnd());
    at += whole.length;
    const closes = closings.has(at) || /[｜／・]$/u.test(whole);
    pieces.push({ text: whole, columns, blanks: columnsOf(whole) - columns, closes });
    letters = [];
  };
  for (const letter of text) {
    if (letters.length > 0 && !joins(letters.slice(-TAIL), letter)) close();
    letters.push(letter);
  }
  close();
  return pieces;
}

/**
 * Where phrases end, in UTF-16 units. Words with blanks between them are pieces of their own, and each may end a line.
 * Chinese has none: its lines are filled, and break between any two signs.
 */
function endsOfPhrases(text: string): ReadonlySet<number> {
  const ends = new Set<number>();
  if (/\p{Script=Han}/u.test(text) && !/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return ends;
  let at = 0;
  for (const phrase of phrasesOf(text)) {
    at += phrase.length;
    ends.add(at);
  }
  for (const { index } of text.matchAll(/\s(?=\S)/g)) ends.add(index + 1);
  return ends;
}

/** Marks that are wide in Japanese fonts. Beside letters that are not wide they belong to the word. */
const QUOTE = /[’‘“”]/u;

/** Blanks that no line ends with: in « texte », 1er novembre, 9. November. */
const NO_BREAK = /[\u00a0\u202f\u2060]/u;

/** In letters: people write no longer numbers. */
const TAIL = 24;

/** @param tail the last letters of a part */
function joins(tail: readonly string[], letter: string): boolean {
  const end = tail.at(-1) ?? '';
  if (NO_BREAK.test(end)) return true;
  if (QUOTE.test(letter) && !parts(end)) return true; // „Hafen“, the server’s
  if (QUOTE.test(end) && !parts(letter)) return true; // “Harbour”, l’été
  if (NO_START.test(letter) || NO_END.test(end) || /\s|\p{M}|\u200d/u.test(letter) || end === '\u200d')
    return true;
  if (COUNTER.test(letter) && COUNTED.test(tail.join(''))) return true;
  if (/[\d０-９]/u.test(letter) && /[〜～–]$|[\d０-９]月$/u.test(tail.slice(-2).join(''))) return true; // 11月9日〜15日
  return !isWide(end) && !isWide(letter) && !/\s/u.test(end);
}

/** Whether a line may break beside a letter. */
function parts(letter: string): boolean {
  return !QUOTE.test(letter) && (isWide(letter) || /\s/u.test(letter));
}
