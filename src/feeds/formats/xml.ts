/** Text for XML: without characters that XML does not allow, and escaped. parse-xml.ts reads it again. */

/** Characters that XML 1.0 does not allow (section 2.2), and C1 controls, which validators take for mojibake. */
const FORBIDDEN = /[^\t\n\r\x20-\x7E\u00A0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Deletes what XML cannot hold: controls, lone surrogates, U+FFFE and U+FFFF. */
export function allowedText(text: string): string {
  if (isAllowedText(text)) return text;
  return text.replace(FORBIDDEN, '');
}

/**
 * The same for single UTF-16 units, which is several times faster. It allows surrogates: `isWellFormed` checks their
 * pairs.
 */
const FORBIDDEN_UNIT = /[^\t\n\r\x20-\x7E\u00A0-\uFFFD]/;

export function isAllowedText(text: string): boolean {
  return !FORBIDDEN_UNIT.test(text) && text.isWellFormed();
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (letter) => references[letter] ?? letter).replaceAll('\r', '&#13;');
}

/** White space is written as references, because a parser would turn it into spaces (section 3.3.3). */
export function escapeAttribute(text: string): string {
  return text
    .replace(/[&<>"]/g, (letter) => references[letter] ?? letter)
    .replace(/[\t\n\r]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** Two `]]>` in one string must both be split. */
export function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}
