/**
 * What may stand in text. Everything a post says passes through here once, when it is read: line ends
 * become `\n`, what no reader can show is deleted (never replaced), kana and Latin marks are composed.
 * Kanji stay as they are: full NFC would change the letters in people's names.
 */

// A byte order mark, CR, NEL, LS, PS: all of them end lines somewhere, and XML or JSON tools disagree on where.
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;

/**
 * C0 and C1 controls but tab and newline, the byte order mark, what shows letters in another order than they
 * are written in (U+202D, U+202E), lone surrogates, noncharacters.
 */
const UNSHOWABLE = /[^\P{Cc}\t\n]|[\ufeff\u202d\u202e]|\p{Cs}|\p{Noncharacter_Code_Point}/gu;

/** A joiner that joins nothing is half of a grapheme: what stood behind it was cut off. */
const HALF_JOINED = /(?<!\u200d)\u200d+(?=\s|$)/g;

const DECOMPOSED = /[\p{Script=Latin}\u3041-\u30fe]\p{Mn}+/gu;

/** Almost every text is made of these alone, and this is much quicker to see than what follows. */
const PLAIN =
  /^[\t\n\x20-\x7e\u00a0-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u23ff\u2460-\u27bf\u3000-\u3098\u309b-\ud7ff\uff00-\uffef]*$/;

/** Line ends as `\n`, so that lines can be counted as an editor counts them. */
export function normalizeLineEnds(text: string): string {
  return text.replace(LINE_ENDS, '\n');
}

/** Whether cleaning would leave the text as it is, for nearly all texts of which that is so. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text);
}

/** Cleans text of any length. Cleaning twice is cleaning once. */
export function cleanText(text: string): string {
  if (PLAIN.test(text)) return text;
  return normalizeLineEnds(text)
    .replace(UNSHOWABLE, '')
    .replace(HALF_JOINED, '')
    .replace(DECOMPOSED, (letters) => letters.normalize('NFC'));
}

/** The scar that decoders leave where multi-byte text was cut. */
export const REPLACEMENT = '\ufffd';

/** A line that is clean as it stands. */
const PLAIN_LINE =
  /^[\x21-\x7e\u3001-\u3098\u309b-\ud7ff\uff00-\uffef](?:[\x21-\x7e\u2010-\u2026\u3001-\u3098\u309b-\ud7ff\uff00-\uffef]| (?! |$))*$/;

/** Cleans a value of one line: no replacement characters, white space as single blanks. */
export function cleanLine(text: string): string {
  if (PLAIN_LINE.test(text)) return text;
  return cleanText(text).replaceAll(REPLACEMENT, '').replace(/\s+/g, ' ').trim();
}
