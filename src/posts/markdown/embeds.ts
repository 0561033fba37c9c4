/**
 * Replaces what no feed and no mail can show by something that readers can follow or see: a frame, an object, a drawing
 * or a gist becomes a link; a picture that a script would load becomes the real picture; `<noscript>` becomes its
 * content.
 */
import { escapeHtml } from '../escape.ts';

const EMBED = /<(iframe|object|embed|svg|script)\b([^<>]{0,4000})>/gi;

/**
 * Puts a link before each embedded thing; the thing itself is dropped later.
 *
 * @param base the URL of the post
 */
export function linkEmbeds(html: string, base: string): string {
  if (!/<(?:iframe|object|embed|svg|script|noscript|math)\b/i.test(html)) return html;
  return formulasAsText(unwrapNoscript(html)).replace(EMBED, (tag, name: string, attributes: string) => {
    const kind = name.toLowerCase();
    const address = kind === 'svg' ? base : addressOf(kind, attributes);
    const url = address === undefined ? null : URL.parse(decodeAttribute(address).trim(), base);
    if (url === null || !/^https?:$/.test(url.protocol)) return tag;
    const href = kind === 'svg' ? url.href : pageOf(url);
    const title = attributeOf(attributes, 'title') ?? attributeOf(attributes, 'aria-label');
    const words =
      title === undefined ? (kind === 'svg' ? 'SVG' : escapeHtml(href)) : escapeHtml(decodeAttribute(title));
    return `<a href="${escapeHtml(href)}">${words}</a>${tag}`;
  });
}

/**
 * Replaces MathML by the TeX that it was made from, or by its letters. KaTeX draws the same formula, so it would be
 * there twice.
 */
function formulasAsText(html: string): string {
  if (!/<math\b/i.test(html) || html.includes('katex-html')) return html;
  return html
    .split(/(?=<math\b)/i)
    .map((part) => {
      const end = part.search(/<\/math\s*>/i);
      if (end < 0 || !/^<math\b/i.test(part)) return part;
      const inside = part.slice(0, end);
      const [, tex] = /<annotation\b[^<>]*\bapplication\/x-tex\b[^<>]*>([^<]*)/i.exec(inside) ?? [];
      const text = inside.replace(/<annotation(?:-xml)?\b[\s\S]*$/i, '').replace(/<[^<>]*>/g, '');
      const shown = tex === undefined ? text.replace(/\s+/g, ' ').trim() : `\\(${tex.trim()}\\)`;
      return shown + part.slice(part.indexOf('>', end) + 1);
    })
    .join('');
}

function addressOf(kind: string, attributes: string): string | undefined {
  if (kind === 'object') return attributeOf(attributes, 'data');
  const address = attributeOf(attributes, 'data-src') ?? attributeOf(attributes, 'src');
  if (kind !== 'script') return address;
  return address !== undefined && /^(?:https?:)?\/\/gist\.github\.com\//.test(address)
    ? address.replace(/\.js(?=$|\?)/, '')
    : undefined;
}

function attributeOf(attributes: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|[\\s"'/])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(
    attributes,
  );
  const value = match?.[1] ?? match?.[2] ?? match?.[3];
  return value === undefined || value.trim() === '' ? undefined : value;
}

function decodeAttribute(value: string): string {
  return value.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}

/** The page of a video, for the address of its player. */
function pageOf(url: URL): string {
  const host = url.hostname.replace(/^(?:www|player)\./, '');
  const [, id] = /^\/(?:embed|video|v)\/([\w-]+)/.exec(url.pathname) ?? [];
  if (id !== undefined && /^youtube(?:-nocookie)?\.com$/.test(host))
    return `https://www.youtube.com/watch?v=${id}`;
  if (id !== undefined && host === 'vimeo.com') return `https://vimeo.com/${id}`;
  return url.href;
}

/**
 * Keeps the content of `<noscript>`, and removes the picture before it that a script would load: both show the same.
 */
function unwrapNoscript(html: string): string {
  if (!/<noscript\b/i.test(html)) return html;
  const lazy = new Set(
    [...html.matchAll(/\sdata-(?:lazy-)?(?:src|original)\s*=\s*["']([^"'<>]{1,2000})["']/gi)].map(
      ([, src]) => src,
    ),
  );
  return html
    .split(/(?=<noscript\b)/i)
    .map((part) => {
      const end = part.search(/<\/noscript\s*>/i);
      if (end < 0 || !/^<noscript\b/i.test(part)) return part;
      const inside = part.slice(part.indexOf('>') + 1, end);
      const src = attributeOf(inside, 'src');
      return (src !== undefined && lazy.has(src) ? '' : inside) + part.slice(part.indexOf('>', end) + 1);
    })
    .join('');
}

/** The attributes in which scripts find the real picture. */
const LAZY = ['data-src', 'data-original', 'data-lazy-src'];

/** A picture with the address that a script would give it. */
export function withLazySource(
  tag: string,
  attributes: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (!/^(?:img|source|video|audio)$/.test(tag)) return attributes;
  const src = LAZY.map((name) => attributes[name]).find((value) => value !== undefined && value !== '');
  const lazySet = attributes['data-srcset'] ?? attributes['data-lazy-srcset'];
  const { src: written, srcset: writtenSet, ...others } = attributes;
  // If a script has something better, the present picture is a placeholder. Old readers need one address out of a set.
  const srcset = lazySet ?? (src === undefined ? writtenSet : undefined);
  const isComplete = src === undefined && lazySet === undefined && (written !== undefined || tag !== 'img');
  if (isComplete || (src ?? srcset) === undefined) return attributes;
  const address = src ?? (tag === 'img' && srcset !== undefined ? firstOf(srcset) : undefined);
  return {
    ...others,
    ...(srcset !== undefined ? { srcset } : {}),
    ...(address !== undefined ? { src: address } : {}),
  };
}

/** `a.png 1x, b.png 2x` */
function firstOf(set: string): string {
  return set.trim().split(/[\s,]/)[0] ?? '';
}
