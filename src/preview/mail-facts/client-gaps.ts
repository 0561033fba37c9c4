/**
 * Finds what the mail uses and some mail programs do not support. The table is our own: each row is something that we
 * saw in a mail program, or that its makers document. It covers Gmail, Outlook for Windows (classic and new) and
 * Thunderbird, and no other program.
 */

/** The pattern that finds each gap. The words for it are in the locale, under the same name. */
const gaps = {
  darkScheme: /prefers-color-scheme/i,
  mediaRules: /@media\b/i,
  styleSheet: /<style\b/i,
  roundedCorners: /border-radius\s*:\s*(?!0)/i,
  maximumWidth: /max-width\s*:\s*\d/i,
  flexOrGrid: /display\s*:\s*(?:inline-)?(?:flex|grid)/i,
  backgroundPicture: /background(?:-image)?\s*:[^;"]*url\(|\bbackground="/i,
  webFont: /@font-face|fonts\.googleapis/i,
  variables: /var\(\s*--/i,
  positioned: /position\s*:\s*(?:absolute|fixed|sticky)/i,
  vectorPicture: /<img\b[^>]*\.svg\b|<svg\b/i,
  webpPicture: /<img\b[^>]*\.webp\b/i,
  filmOrSound: /<(?:video|audio)\b/i,
  form: /<(?:form|input|button)\b/i,
} as const satisfies Record<string, RegExp>;

export type GapName = keyof typeof gaps;

/** A whole `@media` block, with the rules in it. */
const MEDIA = /@media[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/gi;

/** In bytes. Gmail ignores a style sheet that is longer. */
const MOST_STYLE = 16 * 1024;

export type ClientGap = { readonly name: GapName | 'longStyleSheet'; readonly count: number };

/**
 * @param html the mail. Comments for Outlook (`<!--[if mso]>`) are not searched, since only classic Outlook reads them
 */
export function gapsIn(html: string): ClientGap[] {
  const seen = html.replace(/<!--\[if mso[\s\S]*?<!\[endif\]-->/gi, '');
  const names = Object.keys(gaps) as GapName[]; // its own keys
  const found = names.flatMap((name) => {
    // Only classic Outlook lacks these, and it ignores `@media` blocks. So a use in such a block does no harm.
    const read = name === 'flexOrGrid' ? seen.replace(MEDIA, '') : seen;
    const count = [...read.matchAll(new RegExp(gaps[name].source, 'gi'))].length;
    return count === 0 ? [] : [{ name, count }];
  });
  const sheets = [...seen.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style>/gi)].map(([, css = '']) => css);
  const bytes = sheets.reduce((sum, css) => sum + Buffer.byteLength(css), 0);
  return bytes > MOST_STYLE ? [...found, { name: 'longStyleSheet', count: bytes }] : found;
}
