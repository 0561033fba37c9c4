/**
 * Replaces what no feed and no mail can show by something that readers can follow: a frame, an object, a drawing, a
 * gist or slides become a link; `<noscript>` becomes its content.
 */
import { escapeAsJekyll } from '../escape.ts';
import { LAZY_SOURCE } from './lazy-pictures.ts';

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
      title === undefined
        ? kind === 'svg'
          ? 'SVG'
          : escapeAsJekyll(href)
        : escapeAsJekyll(decodeAttribute(title));
    return `<a href="${escapeAsJekyll(href)}">${words}</a>${tag}`;
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
  if (address !== undefined && /\/\/speakerdeck\.com\/assets\/embed\.js/.test(address))
    return slidesOf(attributes);
  return address !== undefined && /^(?:https?:)?\/\/gist\.github\.com\//.test(address)
    ? address.replace(/\.js(?=$|\?)/, '')
    : undefined;
}

/** Of Speaker Deck: its script makes a frame out of them. */
function slidesOf(attributes: string): string | undefined {
  const id = attributeOf(attributes, 'data-id');
  return id !== undefined && /^\w+$/.test(id) ? `https://speakerdeck.com/player/${id}` : undefined;
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
  if (/^youtube(?:-nocookie)?\.com$/.test(host)) return youtubePage(url, id);
  if (id === undefined || host !== 'vimeo.com') return url.href;
  // The key of a video that is not listed.
  const key = url.searchParams.get('h');
  return `https://vimeo.com/${id}${key !== null && /^\w+$/.test(key) ? `/${key}` : ''}`;
}

function youtubePage({ href, pathname, searchParams }: URL, id: string | undefined): string {
  const [list, channel] = [searchParams.get('list'), searchParams.get('channel')];
  if (/^\/embed\/(?:videoseries\/?)?$|^\/embed$/.test(pathname) && list !== null)
    return `https://www.youtube.com/playlist?list=${encodeURIComponent(list)}`;
  if (id === 'live_stream' && channel !== null)
    return `https://www.youtube.com/channel/${encodeURIComponent(channel)}/live`;
  const [, seconds] = /^(\d{1,6})$/.exec(searchParams.get('start') ?? '') ?? [];
  const from = seconds === undefined || Number(seconds) === 0 ? '' : `&t=${seconds}s`;
  return id === undefined ? href : `https://www.youtube.com/watch?v=${id}${from}`;
}

const LAZY_ADDRESS = new RegExp(`\\s(?:${LAZY_SOURCE})\\s*=\\s*["']([^"'<>]{1,2000})["']`, 'gi');

/**
 * Keeps the content of `<noscript>`, and removes the picture before it that a script would load: both show the same.
 */
function unwrapNoscript(html: string): string {
  if (!/<noscript\b/i.test(html)) return html;
  const lazy = new Set([...html.matchAll(LAZY_ADDRESS)].map(([, src]) => src));
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
