/** Turns our own HTML, which is well-formed, into plain text: a blank line between paragraphs, list items with `・`. */

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  apos: "'",
};

/** Stand for white space in code, which must stay; noncharacters, which cleaned text never contains. */
const CODE_NEWLINE = '\ufdd1';
const CODE_BLANK = '\ufdd2';

/** @param html the result of sanitize.ts */
export function plainText(html: string): string {
  const flat = withCodeKept(html)
    .replace(/\s+/g, ' ')
    .replace(/<rp>[^<]*<\/rp>|<rt>[^<]*<\/rt>/g, '')
    .replace(/<br[^>]*>/g, '\n')
    .replace(/<li[^>]*>(?: ?<p>)?/g, '\n・')
    .replace(/<\/t[dh]> ?<t[dh][^>]*>/g, '　')
    .replace(/<\/?(?:tr|dt|dd|summary|figcaption|caption)\b[^>]*>/g, '\n')
    .replace(/<\/?(?:p|h[1-6]|ul|ol|dl|table|blockquote|pre|div|hr|figure|details)\b[^>]*>/g, '\n\n')
    .replace(/<[^>]*>/g, '')
    .replace(/(?<! ) +(?=\n)/g, '')
    .replace(/(?<=\n) +/g, '')
    .replace(/\n{3,}/g, '\n\n');
  return decodeEntities(flat)
    .replaceAll(CODE_NEWLINE, '\n')
    .replaceAll(CODE_BLANK, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Marks the white space of code. One pass: each part ends with its code. */
function withCodeKept(html: string): string {
  if (!html.includes('<pre')) return html;
  const parts = html.split('</pre>');
  return parts
    .map((part, index) => {
      const from = index === parts.length - 1 ? -1 : part.search(/<pre\b/);
      if (from < 0) return part;
      return (
        part.slice(0, from) + part.slice(from).replaceAll('\n', CODE_NEWLINE).replaceAll(' ', CODE_BLANK)
      );
    })
    .join('</pre>');
}

export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0x10ffff ? '' : String.fromCodePoint(code);
  });
}

/** Whether readers see anything of sanitised HTML. */
export function showsSomething(html: string): boolean {
  return showsLetters(html) || /<(?:img|audio|video|hr)\b/.test(html) || plainText(html) !== '';
}

/** A fast test, which is right where it says yes: a letter stands behind a tag, and no reading of a kanji (`<rt>`) is near. */
function showsLetters(html: string): boolean {
  return /(?:^|>)[^<>&]*[\p{L}\p{N}]/u.test(html) && !/<r[pt]\b/.test(html);
}
