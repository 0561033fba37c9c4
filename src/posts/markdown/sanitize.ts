/**
 * Makes HTML safe to publish in feeds, mails and pages. One pass keeps what text needs, makes every URL absolute, and
 * removes scripts, frames, styles and forms.
 */
import sanitizeHtml, { type Attributes, type IOptions } from 'sanitize-html';
import { withoutLost } from '../numeric-references.ts';
import { linkEmbeds } from './embeds.ts';
import { withLazySource } from './lazy-pictures.ts';
import { closeTags } from './unclosed-tags.ts';

const tags =
  'p br hr h1 h2 h3 h4 h5 h6 blockquote pre code ul ol li dl dt dd table caption thead tbody tfoot tr th td ' +
  'a em strong b i u s del ins mark small sub sup kbd samp var abbr cite q dfn time bdi bdo ruby rb rp rt ' +
  'img picture source figure figcaption audio video details summary div span';

const urlAttributes = new Set(['href', 'src', 'poster', 'cite']);
const sourceSets = new Set(['srcset']);

/** @param base the absolute URL of the post: relative URLs are resolved against it */
export function sanitize(html: string, base: string): string {
  return withoutEmpty(
    sanitizeHtml(withoutDepths(linkEmbeds(closeTags(withoutLost(html)), base)), {
      ...options,
      transformTags: {
        '*': (tagName, attribs) => ({
          tagName: OLD_NAMES[tagName] ?? tagName,
          attribs: absolute(withLazySource(tagName, attribs), base),
        }),
      },
    }),
  );
}

/** Blocks that feeds and mails need no name for. If they were dropped, what stands in them would run together. */
const BLOCKS =
  'address article aside center dialog fieldset footer form header hgroup legend main nav section';

/** Old tags and the tags that replace them. If they were dropped, text that was struck out would look valid. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(BLOCKS.split(' ').map((name) => [name, 'div'])),
  menu: 'ul',
  dir: 'ul',
  strike: 's',
  tt: 'code',
  acronym: 'abbr',
  'amp-img': 'img',
};

/**
 * Removes empty paragraphs and headings. Paragraphs are left if HTML ends one before its end tag (`<p><div>a</div></p>`),
 * headings of `##` alone on a line.
 */
export function withoutEmpty(html: string): string {
  return html.replace(/<(p|h[1-6])(?: [^<>]*)?>\s*<\/\1>\n?/g, '');
}

/** No text is nested so deep. A parser works on all open tags at each new one, so deep nesting is slow. */
const MAX_DEPTH = 1000;

/** Removes the tags that would be inside more than `MAX_DEPTH` others; their content stays. */
function withoutDepths(html: string): string {
  const kept: string[] = [];
  const open: string[] = [];
  let from = 0;
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
    const end = html.indexOf('>', at);
    if (end < 0) break;
    TAG.lastIndex = at;
    const [, slash, name = ''] = TAG.exec(html) ?? [];
    if (slash === '/') {
      const index = open.lastIndexOf(name.toLowerCase());
      if (index >= 0) open.length = index;
    } else if (name !== '' && !VOID.test(name)) {
      if (open.length < MAX_DEPTH) open.push(name.toLowerCase());
      else {
        kept.push(html.slice(from, at));
        from = end + 1;
      }
    }
    if (name !== '') at = end;
  }
  return kept.join('') + html.slice(from);
}

const TAG = /<(\/?)([a-z][^\s/>]*)/iy;

/** Tags without content (HTML, section 13.1.2). */
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;

const options: IOptions = {
  allowedTags: tags.split(' '),
  allowedAttributes: {
    '*': ['lang', 'dir', 'title'],
    a: ['href'],
    img: ['src', 'srcset', 'sizes', 'alt', 'width', 'height'],
    source: ['src', 'srcset', 'sizes', 'media', 'type'],
    audio: ['src', 'controls'],
    video: ['src', 'poster', 'controls', 'width', 'height'],
    th: ['colspan', 'rowspan', 'align', 'scope'],
    td: ['colspan', 'rowspan', 'align'],
    ol: ['start', 'reversed', 'type'],
    li: ['value'],
    q: ['cite'],
    blockquote: ['cite'],
    time: ['datetime'],
    code: ['class'],
  },
  allowedClasses: { code: ['language-*'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel', 'ftp'],
  allowedSchemesByTag: {
    img: ['http', 'https'],
    source: ['http', 'https'],
    audio: ['http', 'https'],
    video: ['http', 'https'],
  },
  allowProtocolRelative: false,
  selfClosing: ['img', 'br', 'hr', 'source'],
  disallowedTagsMode: 'discard',
  parseStyleAttributes: false, // no tag may have a style: the bundle leaves out the parser of styles
  nonTextTags: [
    'script',
    'style',
    'textarea',
    'option',
    'noscript',
    'iframe',
    'object',
    'embed',
    'template',
    'svg',
    'math',
    'title',
  ],
};

function absolute(attributes: Readonly<Attributes>, base: string): Attributes {
  const kept: Attributes = {};
  for (const [name, value] of Object.entries(attributes)) {
    const url = urlAttributes.has(name)
      ? name === 'src' && value.trim() === ''
        ? undefined // otherwise it would be the address of the page
        : resolve(value, base)
      : sourceSets.has(name)
        ? resolveSet(value, base)
        : value;
    if (url !== undefined) kept[name] = url;
  }
  const align = alignOf(attributes['style'] ?? '');
  return align === undefined ? kept : { ...kept, align };
}

/**
 * Markdown aligns the cells of a table by a style, and authors do in their HTML. Styles are removed, but mail programs know
 * the attribute.
 *
 * @returns `left`, `center` or `right`; `undefined` if the style says nothing of it
 */
export function alignOf(style: string): string | undefined {
  return /(?:^|[;\s])text-align\s*:\s*(left|center|right)\s*(?:;|!|$)/i.exec(style)?.[1]?.toLowerCase();
}

/** `undefined` if it is no URL: `http://[bad`, `http://` */
export function resolve(value: string, base: string): string | undefined {
  return URL.parse(value.trim(), base)?.href;
}

/** `a.png 1x, b.png 2x`, divided as a browser divides it (HTML, section 4.8.4.2.1), in one pass. */
function resolveSet(value: string, base: string): string | undefined {
  const sources: string[] = [];
  SOURCE.lastIndex = 0;
  for (let match = SOURCE.exec(value); match !== null; match = SOURCE.exec(value)) {
    const written = match[1] ?? '';
    const alone = written.endsWith(',');
    const href = resolve(written.replace(/,$/, ''), base);
    // After the address, up to a comma, is the size of the picture.
    const comma = value.indexOf(',', SOURCE.lastIndex);
    const end = alone ? SOURCE.lastIndex : comma < 0 ? value.length : comma;
    const size = value.slice(SOURCE.lastIndex, end).trim();
    SOURCE.lastIndex = end;
    if (href !== undefined && /^https?:/.test(href) && /^(?:[\d.]+[wx])?$/.test(size))
      sources.push(href.replaceAll(',', '%2C') + (size === '' ? '' : ` ${size}`));
  }
  return sources.length === 0 ? undefined : sources.join(', ');
}

/** An address in a set of sources: text without white space. */
const SOURCE = /[\s,]*([^\s,]\S*)/y;
