/**
 * Checks that every tag of an HTML or MJML document is whole and closed. MJML would pass on a tag that a template
 * leaves open.
 */

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
const STYLE = /(<(style|mj-style)\b[^>]*>)[\s\S]*?(<\/\2>)/gi;
/** The second half matches what begins like a tag and is none: a quote that is never closed takes in the next tag. */
const TAG =
  /<(\/?)([a-z][\w:-]*)((?:\s+[^\s"'<>=/]+(?:\s*=\s*(?:"[^"<]*"|'[^'<]*'|[^\s"'<>]+))?)*)\s*(\/?)>|<\/?([a-z][\w:-]*)/gi;

/** A tag that has no partner. */
export type Unbalanced = {
  /** `<p>`, `</b>`. */
  readonly tag: string;
  readonly fault: string;
  /** The name of the tag at which the fault was noticed. */
  readonly met: string;
  /** The text just before it. */
  readonly before: string;
};

type Open = { readonly name: string; readonly before: string };

/**
 * @returns the first tag that is broken, not closed in time, or closed without being opened; `undefined` if there is
 * none. What only Outlook reads (`<!--[if mso]>`) is skipped
 */
export function firstUnbalanced(html: string): Unbalanced | undefined {
  const open: Open[] = [];
  const text = html.replace(COMMENT, '').replace(STYLE, '$1$3');
  for (const { 1: slash, 2: name, 4: selfClosing, 5: broken, index } of text.matchAll(TAG)) {
    const before = text.slice(Math.max(0, index - 40), index);
    const tag = (name ?? broken ?? '').toLowerCase();
    if (broken !== undefined) return { tag: `<${tag}>`, met: tag, before, fault: 'it is no whole tag' };
    if (VOID.has(tag) || selfClosing === '/') continue;
    if (slash === '') {
      open.push({ name: tag, before });
      continue;
    }
    const last = open.at(-1);
    if (last?.name !== tag) {
      if (last === undefined || !open.some((one) => one.name === tag))
        return { tag: `</${tag}>`, met: tag, before, fault: 'nothing is open that it closes' };
      return {
        tag: `<${last.name}>`,
        met: tag,
        before: last.before,
        fault: `</${tag}> comes before it is closed`,
      };
    }
    open.pop();
  }
  const left = open.at(-1);
  return left && { tag: `<${left.name}>`, met: left.name, before: left.before, fault: 'it is never closed' };
}

/** @returns the name of the tag at which the fault was noticed */
export function unbalancedTag(html: string): string | undefined {
  return firstUnbalanced(html)?.met;
}
