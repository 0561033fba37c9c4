/** HTML of ours, which is well-formed, as plain text: paragraphs apart by a blank line, items with `・`. */

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  apos: "'",
};

/** @param html what sanitize.ts made */
export function plainText(html: string): string {
  return decodeEntities(
    html
      .replace(/<rp>[^<]*<\/rp>|<rt>[^<]*<\/rt>/g, '')
      .replace(/<br[^>]*>/g, '\n')
      .replace(/<img[^>]*?alt="([^"]*)"[^>]*>/g, '')
      .replace(/<li[^>]*>\s*(<p>)?/g, '\n・')
      .replace(/<\/t[dh]>\s*<t[dh][^>]*>/g, '　')
      .replace(/<\/?(tr|dt|dd|summary|figcaption|caption)\b[^>]*>/g, '\n')
      .replace(
        /<\/?(p|h[1-6]|ul|ol|dl|table|thead|tbody|blockquote|pre|div|hr|figure|details)\b[^>]*>/g,
        '\n\n',
      )
      .replace(/<[^>]*>/g, ''),
  )
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0x10ffff ? '' : String.fromCodePoint(code);
  });
}
