/** The two sides of a cut, by their letters, and whether the post has them as one somewhere. */

/** In letters, on both sides of a cut: this many in a row are no accident. */
const SEAM = 6;

/** Whether the post has both halves as one somewhere: 「社会へと | 変革を迫る」 stands in it without the cut, too. */
export function isProven(left: string, right: string, whole: () => string): boolean {
  return provenSeam(left, right, whole) !== undefined;
}

/** In letters: this many before a cut, told elsewhere, too, are no accident. */
const BEFORE = 14;
/** In letters: this many behind it are none, if no other sentence of the post begins with them. A name may begin any. */
const BEHIND = 2;
const NAME = /[A-Za-z\d]/;

/**
 * Whether the post has a sentence that goes on behind the same words with the same letters: 「…日が | 来ると…」 where it says
 * 「…日が来ることを…」.
 */
export function goesOnAlike(left: string, right: string, whole: () => string): boolean {
  const [tail, head] = [lastLetters(left, BEFORE), firstLetters(right, 2 * BEHIND)];
  const first = head.slice(0, BEHIND);
  if (tail.length < BEFORE || head.length < 2 * BEHIND || NAME.test(first)) return false;
  if (!whole().includes(tail + first)) return false;
  return ['\n', '。', '！', '？'].every((mark) => {
    for (let at = whole().indexOf(mark + first); at >= 0; at = whole().indexOf(mark + first, at + 1))
      if (!whole().startsWith(head, at + 1)) return false;
    return true;
  });
}

/** What stands between the two halves where the post has them as one: nothing, or a comma that was cut off. */
export function provenSeam(left: string, right: string, whole: () => string): '' | '、' | undefined {
  const [tail, head] = [lastLetters(left, SEAM), firstLetters(right, SEAM)];
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

/** What `lettersOf` leaves out. Nearly all letters of Japanese need no expression to say that they are none of these. */
export function isMark(letter: number): boolean {
  return (letter <= 0x3000 || letter === 0xfeff) && MARK.test(String.fromCharCode(letter));
}

const MARK = /[\s*_`#>]/;

/** The first letters that `lettersOf` gives: a text is long, and only these are compared. */
export function firstLetters(text: string, count: number): string {
  let letters = '';
  for (let at = 0; at < text.length && letters.length < count; at += 1)
    if (!isMark(text.charCodeAt(at))) letters += text[at];
  return letters;
}

/** The last ones. */
export function lastLetters(text: string, count: number): string {
  let letters = '';
  for (let at = text.length - 1; at >= 0 && letters.length < count; at -= 1)
    if (!isMark(text.charCodeAt(at))) letters = text[at] + letters;
  return letters;
}

const CLOSING: Readonly<Record<string, string>> = { '（': '）', '「': '」', '『': '』' };

/** In letters: this many stand before the bracket that was cut off. */
const BRACKETED = 8;

/**
 * The bracket that was cut off between two halves: the left one opens it, the right one never closes it, and elsewhere
 * the post closes it right there: 「…（Explainable AI - XAI | の向上は」.
 */
export function lostBracket(left: string, right: string, whole: () => string): string {
  const open = Math.max(...Object.keys(CLOSING).map((mark) => left.lastIndexOf(mark)));
  const close = CLOSING[left[open] ?? ''];
  if (close === undefined || left.slice(open).includes(close) || /[。\n]/.test(left.slice(open))) return '';
  const tail = lastLetters(left, BRACKETED);
  const isClosed = right.includes(close) && !right.slice(0, right.indexOf(close)).includes(left[open] ?? '');
  return !isClosed && tail.length === BRACKETED && whole().includes(tail + close) ? close : '';
}

/** In letters, with the comma: a shorter phrase may stand twice. */
const PHRASE = 5;

/**
 * The right half without the phrase that the two halves say together, and that it says again: 「船との対 | 話、船との対話、また」.
 */
export function withoutEcho(left: string, right: string): string {
  const comma = right.indexOf('、');
  if (comma < 0) return right;
  const rest = right.slice(comma + 1);
  const phrase = left + right.slice(0, comma + 1);
  for (let length = Math.min(phrase.length, rest.length); length >= PHRASE; length -= 1) {
    if (length > comma + 1 && rest.startsWith(phrase.slice(-length)))
      return right.slice(0, comma + 1) + rest.slice(length);
  }
  return right;
}
