/**
 * Tags that are never closed. A parser of HTML would take all that follows for their content: `<iframe … />` in a post
 * made the rest of it disappear, and so did a `<title>` that somebody wrote about.
 */

/** Tags whose content is not shown; some of them hide even other tags in it. */
const HIDING =
  /^(?:title|textarea|style|script|iframe|xmp|noembed|noframes|plaintext|noscript|option|template|object|svg|math)$/;
/** Tags without content (HTML, section 13.1.2). */
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/;

const TAG = /<(\/?)([a-z][\w:-]*)((?:[\s/][^<>]*)?)>/gi;
/** What a title never goes beyond. */
const BOUNDARY = /^(?:p|li|dd|dt|td|th|h[1-6]|blockquote|div)$/;

/**
 * Closes `<name … />` as kramdown does, and what hides the text after it: with attributes it is closed at once, without
 * them it is text. Instructions and sections that never end are text, too.
 */
export function closeTags(html: string): string {
  const text = withoutOpenEnds(html);
  /** By name: whether the next tag of this name is an end tag, and where the next end tag is. */
  const next = new Map<string, string>();
  const closing = new Map<string, number>();
  let boundary = Number.POSITIVE_INFINITY;
  const parts: string[] = [];
  let end = text.length;
  for (const { 0: tag, 1: slash = '', 2: written = '', 3: attributes = '', index } of [
    ...text.matchAll(TAG),
  ].toReversed()) {
    const name = written.toLowerCase();
    const close = closing.get(name);
    const isOpen = close === undefined || (name === 'title' && boundary < close);
    const changed =
      slash === '/' || VOID.test(name)
        ? tag
        : isSelfClosed(attributes) && next.get(name) !== '/'
          ? `<${written}${attributes.replace(/\/\s*$/, '')}></${written}>`
          : HIDING.test(name) && isOpen
            ? closed(tag, written, attributes)
            : tag;
    if (changed !== tag) {
      parts.push(text.slice(index + tag.length, end), changed);
      end = index;
    }
    next.set(name, slash);
    if (slash === '/') closing.set(name, index);
    if (slash === '/' && BOUNDARY.test(name)) boundary = index;
  }
  return parts.length === 0 ? text : [...parts, text.slice(0, end)].toReversed().join('');
}

/** Whether it ends with a slash of its own: in `<a href=https://a.example/>` it belongs to the address. */
function isSelfClosed(attributes: string): boolean {
  return /\/\s*$/.test(attributes) && !/(?:^|\s)[^\s=]+=[^"'\s][^\s]*$/.test(attributes);
}

function closed(tag: string, name: string, attributes: string): string {
  return attributes.trim() === '' ? `&lt;${tag.slice(1)}` : `${tag}</${name}>`;
}

/** `<?php` and `<![CDATA[` without their end. */
function withoutOpenEnds(html: string): string {
  const lastInstruction = html.lastIndexOf('?>');
  const lastSection = html.lastIndexOf(']]>');
  if (!html.includes('<?') && !html.includes('<![')) return html;
  return html.replace(/<\?|<!\[/g, (open, at: number) =>
    at > (open === '<?' ? lastInstruction : lastSection) ? `&lt;${open.slice(1)}` : open,
  );
}
