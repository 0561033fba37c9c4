/**
 * Cleans text. Everything in a post passes through here once, when it is read: line ends become `\n`, characters that
 * no reader can show are deleted (never replaced), kana and Latin marks are composed. Kanji stay as they are: full NFC
 * would change letters in people's names.
 */

// A byte order mark, CR, NEL, LS, PS: each is a line end for some programs, and tools for XML or JSON disagree on
// which.
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;

/**
 * C0 and C1 controls except tab and newline, the byte order mark, marks that show letters in another order than written
 * (U+202D, U+202E), lone surrogates, noncharacters.
 */
const UNSHOWABLE = /[^\P{Cc}\t\n]|[\ufeff\u202d\u202e]|\p{Cs}|\p{Noncharacter_Code_Point}/gu;

/** A joiner that joins nothing is half of a grapheme: its other half was cut off. */
const HALF_JOINED = /(?<!\u200d)\u200d+(?=\s|$)/g;

const DECOMPOSED = /[\p{Script=Latin}\u3041-\u30fe]\p{Mn}+/u;

/** An address is the name of a file, letter by letter: of `über.jpg` there may be two. It stays as it is written. */
const ADDRESS =
  /\]\([^()\n]*|\b(?:src|srcset|href|poster)=(?:"[^"\n]*|'[^'\n]*|[^\s"'<>]+)|^ {0,3}\[[^\]\n]+\]:[^\n]*|\bhttps?:\/\/[^\s<>"'()]*|^image:[^\n]*(?:\n[ \t][^\n]*)*/u;

const ADDRESS_OR_DECOMPOSED = new RegExp(`(${ADDRESS.source})|${DECOMPOSED.source}`, 'gmu');

/** Nearly every text consists only of these characters, which is fast to test. */
const PLAIN =
  /^[\t\n\x20-\x7e\u00a0-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u23ff\u2460-\u27bf\u3000-\u3098\u309b-\ud7ff\uff00-\uffef]*$/;

/** Makes every line end `\n`, so that lines are counted as in an editor. */
export function normalizeLineEnds(text: string): string {
  return text.replace(LINE_ENDS, '\n');
}

/** Whether cleaning would not change the text. It is fast, and right for nearly all texts that are clean. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text);
}

/** Cleans text of any length. Cleaning it twice gives the same result. */
export function cleanText(text: string): string {
  if (PLAIN.test(text)) return text;
  return composed(withoutUnshowable(text));
}

/** The text without what nothing can show. Letters that are taken apart stay so. */
export function withoutUnshowable(text: string): string {
  return normalizeLineEnds(text).replace(UNSHOWABLE, '').replace(HALF_JOINED, '');
}

function composed(text: string): string {
  if (!DECOMPOSED.test(text)) return text;
  return text.replace(
    ADDRESS_OR_DECOMPOSED,
    (letters, address?: string) => address ?? letters.normalize('NFC'),
  );
}

/** The character that decoders write where multi-byte text was cut. */
export const REPLACEMENT = '\ufffd';

/**
 * Places of U+FFFD that a person wrote, to show it: alone between blanks, quotation marks, brackets or tags. The scar of a
 * cut letter touches the letters that are left: 「港の行\ufffd」.
 */
const SHOWN = /(?<=^|[\s"'“‘「『（(【[`=,:>;])\ufffd+(?=$|[\s"'”’」』）)】\]`,.、。<&])/gm;

/** Like `SHOWN`, in a value of one line. A title that ends in U+FFFD is cut, whatever stands before. */
export const SHOWN_INSIDE = /(?<=[\s"'“‘「『（(【[`])\ufffd+(?=[\s"'”’」』）)】\]`,、。])/g;

/** The text without the scars of cut letters. */
export function withoutCutLetters(text: string, shown = SHOWN): string {
  if (!text.includes(REPLACEMENT)) return text;
  const kept = text.replace(shown, (run) => KEPT.repeat(run.length));
  return kept.replaceAll(REPLACEMENT, '').replaceAll(KEPT, REPLACEMENT);
}

/** Where the first scar of a cut letter is, -1 if there is none. */
export function cutLetterIn(text: string, shown = SHOWN): number {
  if (!text.includes(REPLACEMENT)) return -1;
  return text.replace(shown, (run) => KEPT.repeat(run.length)).indexOf(REPLACEMENT);
}

/** Stands for a U+FFFD that stays; cleaned text has no such letter. */
const KEPT = '\ufffe';

/** A line that needs no cleaning. */
const PLAIN_LINE =
  /^[\x21-\x7e\u3001-\u3098\u309b-\ud7ff\uff00-\uffef](?:[\x21-\x7e\u2010-\u2026\u3001-\u3098\u309b-\ud7ff\uff00-\uffef]| (?! |$))*$/;

/** Cleans a value of one line: no replacement characters, white space becomes single blanks. */
export function cleanLine(text: string): string {
  if (PLAIN_LINE.test(text)) return text;
  return onOneLine(cleanText(text));
}

/** Cleans a value that is an address alone. */
export function cleanAddress(text: string): string {
  return onOneLine(withoutUnshowable(text));
}

function onOneLine(text: string): string {
  return withoutCutLetters(text, SHOWN_INSIDE).replace(/\s+/g, ' ').trim();
}
