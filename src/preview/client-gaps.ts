/**
 * What the mail uses that some mail programs lack: a small table of our own, of what we have seen ourselves or what
 * their makers say. It covers Gmail, Outlook for Windows (the classic one and the new one) and Thunderbird, and no
 * others; no list of anybody else is asked.
 */

/** A row is found by a pattern; its words are in the locale under the same name. */
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

/** A rule for a width, with the rules in it. */
const MEDIA = /@media[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/gi;

/** Gmail drops a style sheet beyond this, in bytes. */
const MOST_STYLE = 16 * 1024;

export type ClientGap = { readonly name: GapName | 'longStyleSheet'; readonly count: number };

/** @param html the mail; what only Word reads is not looked at */
export function gapsIn(html: string): ClientGap[] {
  const seen = html.replace(/<!--\[if mso[\s\S]*?<!\[endif\]-->/gi, '');
  const names = Object.keys(gaps) as GapName[]; // its own keys
  const found = names.flatMap((name) => {
    // Classic Outlook alone lacks these, and it reads no rule for a width: what stands in one does no harm there.
    const read = name === 'flexOrGrid' ? seen.replace(MEDIA, '') : seen;
    const count = [...read.matchAll(new RegExp(gaps[name].source, 'gi'))].length;
    return count === 0 ? [] : [{ name, count }];
  });
  const sheets = [...seen.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style>/gi)].map(([, css = '']) => css);
  const bytes = sheets.reduce((sum, css) => sum + Buffer.byteLength(css), 0);
  return bytes > MOST_STYLE ? [...found, { name: 'longStyleSheet', count: bytes }] : found;
}
