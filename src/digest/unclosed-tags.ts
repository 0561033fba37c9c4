/** Whether every tag of an HTML document is whole and closed: MJML passes on what a template leaves open. */

const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'wbr',
]);
const COMMENT = /<!--[\s\S]*?-->|<!doctype[^>]*>|<!\[endif\]-->/gi;
const STYLE = /(<style\b[^>]*>)[\s\S]*?(<\/style>)/gi;
/** The second half is what begins like a tag and is none: a quote that was never closed swallows the next. */
const TAG =
  /<(\/?)([a-z][\w:-]*)((?:\s+[^\s"'<>=/]+(?:\s*=\s*(?:"[^"<]*"|'[^'<]*'|[^\s"'<>]+))?)*)\s*(\/?)>|<\/?([a-z][\w:-]*)/gi;

/**
 * @returns the name of the first tag that is closed without having been opened, or opened and never
 *   closed; `undefined` where all is well. What Outlook alone reads (`<!--[if mso]>`) is passed over
 */
export function unbalancedTag(html: string): string | undefined {
  const open: string[] = [];
  const text = html.replace(COMMENT, '').replace(STYLE, '$1$2');
  for (const [, slash, name, , selfClosing, broken] of text.matchAll(TAG)) {
    const tag = (name ?? broken ?? '').toLowerCase();
    if (broken !== undefined) return tag;
    if (VOID.has(tag) || selfClosing === '/') continue;
    if (slash === '') open.push(tag);
    else if (open.pop() !== tag) return tag;
  }
  return open.at(-1);
}
