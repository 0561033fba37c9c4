/** Jekyll's own Liquid filters, as far as they need nothing but their arguments. */
import { escapeAsJekyll } from '../escape.ts';
import { slugify } from '../ruby/slugify.ts';
import type { LiquidFilter } from './liquidjs.ts';
import { numberFilters } from './numbers.ts';
import { onOneLine } from './one-line.ts';
import { whereFilter } from './where.ts';

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

/**
 * One row for each filter. Liquid's own (`append`, `where` ...) come with LiquidJS.
 *
 * @param ofLiquid gives a filter of LiquidJS, which ours completes
 * @param html renders Markdown; without it, `markdownify` changes nothing
 */
export function jekyllFilters(
  { url, baseurl }: Addresses,
  ofLiquid: (name: 'date' | 'split' | 'where') => LiquidFilter,
  html: (markdown: string) => string = (text) => text,
): Readonly<Record<string, LiquidFilter>> {
  const formatDate = ofLiquid('date');
  const relative = (value: unknown) => {
    const text = textOf(value);
    return /^[a-z][a-z\d+.-]*:|^\/\//i.test(text) ? text : `${baseurl}/${text.replace(/^\/+/, '')}`;
  };
  return {
    ...numberFilters,
    date(value, format) {
      if (format === '') return value;
      return formatDate.call(this, value, typeof format === 'string' ? spelledOut(format) : format);
    },
    relative_url: relative,
    absolute_url: (value) => {
      const path = relative(value);
      return path.startsWith('/') && !path.startsWith('//') ? url + path : path;
    },
    strip_index: (value) => textOf(value).replace(/\/index\.html?$/, '/'),
    slugify: (value, mode = 'default') => slugOf(textOf(value), textOf(mode)).toLowerCase(),
    split: splitWith(ofLiquid('split')),
    where: whereFilter(ofLiquid('where')),
    xml_escape: (value) => escapeAsJekyll(textOf(value)),
    cgi_escape: (value) => encodeURIComponent(textOf(value)).replaceAll('%20', '+'),
    uri_escape: (value) => encodeURI(textOf(value)),
    normalize_whitespace: spaced,
    number_of_words: (value, mode) => wordsIn(textOf(value), mode),
    array_to_sentence_string: (value, word = 'and') => sentence(value, textOf(word)),
    date_to_string: dayWith('%b', formatDate),
    date_to_long_string: dayWith('%B', formatDate),
    date_to_xmlschema: dateAs('%Y-%m-%dT%H:%M:%S%:z', formatDate),
    date_to_rfc822: dateAs('%a, %d %b %Y %H:%M:%S %z', formatDate),
    markdownify: (value) => onOneLine(html(textOf(value))),
    smartify: (value) => textOf(value),
  };
}

/** What Ruby calls white space: the wide blank of Japanese is none. */
const RUBY_BLANKS = /[ \t-\r]+/g;

/** The modes of `slugify`; in another one, as in `none`, Jekyll leaves the text as it is. */
const SLUGS: ReadonlyMap<string, (text: string) => string> = new Map([
  ['default', (text: string) => slugify(text, 'default')],
  ['pretty', (text: string) => slugify(text, 'pretty')],
  ['raw', (text: string) => hyphened(text, RUBY_BLANKS)],
  ['ascii', (text: string) => hyphened(text, /[^A-Za-z0-9]+/g)],
  ['latin', (text: string) => slugify(text.normalize('NFD').replace(/\p{M}+/gu, ''), 'default')],
]);

function slugOf(text: string, mode: string): string {
  return SLUGS.get(mode)?.(text) ?? text;
}

/** @param other what becomes a hyphen */
function hyphened(text: string, other: RegExp): string {
  return text.replace(other, '-').replace(/^-|-$/g, '');
}

function spaced(value: unknown): string {
  return textOf(value).replace(RUBY_BLANKS, ' ').replace(/^ | $/g, '');
}

function splitWith(splitText: LiquidFilter): LiquidFilter {
  return function (value, separator) {
    if (separator === '') return [...textOf(value)]; // LiquidJS cuts letters that have two halves
    // A blank stands for all white space, as in Ruby.
    return splitText.call(this, separator === ' ' ? spaced(value) : value, separator);
  };
}

const CJK = /[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}\p{Script=Hangul}]/gu;

/** `cjk` counts each letter of these scripts; `auto` does so where there is one. */
function wordsIn(text: string, mode: unknown): number {
  const letters = mode === 'cjk' || mode === 'auto' ? (text.match(CJK)?.length ?? 0) : 0;
  const others = letters === 0 ? text : text.replace(CJK, ' ');
  return letters + others.split(RUBY_BLANKS).filter(Boolean).length;
}

function dateAs(format: string, formatDate: LiquidFilter): LiquidFilter {
  return function (value) {
    return formatDate.call(this, value, format);
  };
}

/** A day, such as `07 Nov 2025`, `7th Nov 2025`, or in the order of the USA `Nov 7th, 2025`. */
function dayWith(month: string, formatDate: LiquidFilter): LiquidFilter {
  return function (value, kind, style) {
    const write = (format: string) => textOf(formatDate.call(this, value, format));
    const number = write('%-d');
    if (kind !== 'ordinal' || !/^\d{1,2}$/.test(number)) return write(`%d ${month} %Y`);
    const day = ordinal(Number(number));
    return style === 'US' ? write(`${month} ${day}, %Y`) : write(`${day} ${month} %Y`);
  };
}

/** `1st`, `2nd`, `11th` */
function ordinal(day: number): string {
  const ending = day >= 11 && day <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
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
