/**
 * Numeric references of HTML, as browsers read them (HTML Standard, 13.2.5.80): `&#146;` of an old Windows editor is
 * an apostrophe. What names no letter that text may hold (`&#0;`, half of an emoji) is left out.
 */

/** `&#58;`, `&#x3a;` */
export const NUMERIC_REFERENCE = /&#(?:x([\da-f]{1,7})|(\d{1,8}));/gi;

/** The letters of Windows-1252 from 0x80 to 0x9f; a blank stands for none. */
const WINDOWS = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';
const FIRST_OF_WINDOWS = 0x80;

/** @returns the letter; empty if the number names none */
export function letterOf(hex: string | undefined, decimal: string | undefined): string {
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  const letter = WINDOWS[code - FIRST_OF_WINDOWS];
  if (letter !== undefined) return letter.trim();
  return code <= 0x10ffff && !NO_TEXT.test(String.fromCodePoint(code)) ? String.fromCodePoint(code) : '';
}

const NO_TEXT = /[^\t\n\r\x20-\x7e\u00a0-\ufffd\u{10000}-\u{10ffff}]|\p{Cs}|\p{Noncharacter_Code_Point}/u;

export function decodeNumeric(text: string): string {
  return text.replace(NUMERIC_REFERENCE, (_, hex?: string, decimal?: string) => letterOf(hex, decimal));
}

/** HTML without the references that name no letter; the others stay as they are written. */
export function withoutLost(html: string): string {
  if (!html.includes('&#')) return html;
  return html.replace(NUMERIC_REFERENCE, (whole, hex?: string, decimal?: string) =>
    letterOf(hex, decimal) === '' ? '' : whole,
  );
}
