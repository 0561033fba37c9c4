/**
 * What may stand in text. Everything a post says passes through here once, when it is read: line ends
 * become `\n`, what no reader can show is deleted (never replaced), kana and Latin marks are composed.
 * Kanji stay as they are: full NFC would change the letters in people's names.
 */

// A byte order mark, CR, NEL, LS, PS: all of them end lines somewhere, and XML or JSON tools disagree on where.
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;

/** C0 and C1 controls but tab and newline, the byte order mark, lone surrogates, noncharacters. */
const UNSHOWABLE = /[^\P{Cc}\t\n]|\ufeff|\p{Cs}|\p{Noncharacter_Code_Point}/gu;

/** A joiner that joins nothing is half of a grapheme: what stood behind it was cut off. */
const HALF_JOINED = /\u200d+(?=\s|$)/g;

const DECOMPOSED = /[\p{Script=Latin}\u3041-\u30fe]\p{Mn}+/gu;

const SUSPICIOUS = /[^\P{Cc}\t\n]|\p{Mn}|[\u200d\u2028\u2029\ufeff]|\p{Cs}|\p{Noncharacter_Code_Point}/u;

/** Line ends as `\n`, so that lines can be counted as an editor counts them. */
export function normalizeLineEnds(text: string): string {
  return text.replace(LINE_ENDS, '\n');
}

/** Cleans text of any length. Cleaning twice is cleaning once. */
export function cleanText(text: string): string {
  if (!SUSPICIOUS.test(text)) return text;
  return normalizeLineEnds(text)
    .replace(UNSHOWABLE, '')
    .replace(HALF_JOINED, '')
    .replace(DECOMPOSED, (letters) => letters.normalize('NFC'));
}

/** The scar that decoders leave where multi-byte text was cut. */
export const REPLACEMENT = '\ufffd';

/** Cleans a value of one line: no replacement characters, white space as single blanks. */
export function cleanLine(text: string): string {
  return cleanText(text).replaceAll(REPLACEMENT, '').replace(/\s+/g, ' ').trim();
}
