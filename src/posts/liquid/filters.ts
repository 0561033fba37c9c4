/** Jekyll's own Liquid filters, as far as they need nothing but their arguments. */
import { escapeHtml } from '../escape.ts';
import { slugify } from '../head/permalink.ts';

export type Addresses = {
  /** The address of the site, without a path: `https://minato.example`. */
  readonly url: string;
  /** The path below which the site is served: `/blog`; empty if the site has its own host. */
  readonly baseurl: string;
};

/** @param siteUrl `site.url` of the config: address and path, without `/` at the end */
export function addressesOf(siteUrl: string): Addresses {
  const { origin, pathname } = new URL(siteUrl);
  return { url: origin, baseurl: pathname.replace(/(?<!\/)\/+$/, '') };
}

type LiquidFilter = (this: unknown, value: unknown, ...more: readonly unknown[]) => unknown;

/** One row for each filter. Liquid's own (`date`, `append`, `where` ...) come with LiquidJS. */
export function jekyllFilters(
  { url, baseurl }: Addresses,
  formatDate: (this: unknown, value: unknown, format: unknown) => unknown,
): Readonly<Record<string, LiquidFilter>> {
  const relative = (value: unknown) => {
    const text = textOf(value);
    return /^[a-z][a-z\d+.-]*:|^\/\//i.test(text) ? text : `${baseurl}/${text.replace(/^\/+/, '')}`;
  };
  const dated = (format: string): LiquidFilter =>
    function (value) {
      return formatDate.call(this, value, format);
    };
  return {
    date(value, format) {
      return formatDate.call(this, value, typeof format === 'string' ? spelledOut(format) : format);
    },
    relative_url: relative,
    absolute_url: (value) => {
      const path = relative(value);
      return path.startsWith('/') && !path.startsWith('//') ? url + path : path;
    },
    strip_index: (value) => textOf(value).replace(/\/index\.html?$/, '/'),
    slugify: (value, mode = 'default') =>
      slugify(textOf(value), mode === 'pretty' ? 'pretty' : 'default').toLowerCase(),
    xml_escape: (value) => escapeHtml(textOf(value)),
    cgi_escape: (value) => encodeURIComponent(textOf(value)).replaceAll('%20', '+'),
    uri_escape: (value) => encodeURI(textOf(value)),
    normalize_whitespace: (value) => textOf(value).replace(/\s+/g, ' ').trim(),
    number_of_words: (value) => textOf(value).split(/\s+/).filter(Boolean).length,
    array_to_sentence_string: (value, word = 'and') => sentence(value, textOf(word)),
    date_to_string: dated('%d %b %Y'),
    date_to_long_string: dated('%d %B %Y'),
    date_to_xmlschema: dated('%Y-%m-%dT%H:%M:%S%:z'),
    date_to_rfc822: dated('%a, %d %b %Y %H:%M:%S %z'),
    // The body around it becomes HTML anyway.
    markdownify: (value) => textOf(value),
    smartify: (value) => textOf(value),
  };
}

/** The short forms of Ruby's `strftime` that LiquidJS does not know, or writes in American English. */
const SHORT_FORMS: Readonly<Record<string, string>> = {
  c: '%a %b %e %H:%M:%S %Y',
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  R: '%H:%M',
  r: '%I:%M:%S %p',
  T: '%H:%M:%S',
  v: '%e-%^b-%Y',
  X: '%H:%M:%S',
  x: '%m/%d/%y',
};

/** `%F` as `%Y-%m-%d`; `%%F` is a percent sign and a letter. */
function spelledOut(format: string): string {
  return format.replace(/%%|%[-0^_#]?([cDFRrTvXx])/g, (whole, letter?: string) =>
    letter === undefined ? whole : (SHORT_FORMS[letter] ?? whole),
  );
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}

/** `a, b, and c` */
function sentence(value: unknown, word: string): string {
  const parts = (Array.isArray(value) ? value : [value]).map(textOf);
  const last = parts.at(-1) ?? '';
  if (parts.length < 3) return parts.join(` ${word} `);
  return `${parts.slice(0, -1).join(', ')}, ${word} ${last}`;
}
