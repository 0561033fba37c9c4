/** The fields of a front matter, read as Jekyll reads them. Missing fields are `undefined` or empty. */
import { cleanAddress, cleanLine } from '../clean-text.ts';
import type { FrontMatter, FrontMatterValue } from '../post.ts';

/** One line of text; `undefined` if there is none. Lists and maps do not count as text. */
export function textOf(data: FrontMatter, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = own(data, key);
    if (typeof value !== 'string' || isNull(value)) continue;
    const text = cleanLine(value);
    if (text !== '') return text;
  }
  return undefined;
}

/** A list as it was written, without repeats; a single text becomes a list of one. */
function listOf(value: FrontMatterValue | undefined): readonly string[] {
  if (value === undefined) return [];
  if (typeof value === 'string') return clean(flat(value));
  const known = lists.get(value);
  if (known !== undefined) return known;
  const list = clean(flat(value));
  lists.set(value, list);
  return list;
}

/** Posts with the same list share one object (quick-front-matter.ts), so each list is read once. */
const lists = new WeakMap<object, readonly string[]>();

function clean(texts: readonly string[]): string[] {
  return [...new Set(texts.map(cleanLine))].filter((text) => text !== '');
}

/** The names below one key: under `categories` and `tags` a string is split on blanks, else it is one name. */
export function namesAt(
  data: FrontMatter,
  key: 'categories' | 'category' | 'tags' | 'tag',
): readonly string[] {
  const value = own(data, key);
  return key === 'categories' || key === 'tags' ? words(value) : listOf(value);
}

/** `categories`, then `category`. */
export function categoriesOf(data: FrontMatter): readonly string[] {
  const plural = namesAt(data, 'categories');
  const singular = namesAt(data, 'category');
  return singular.length === 0 ? plural : [...new Set([...plural, ...singular])];
}

/** The categories with all their blanks, at their ends and between their words: Jekyll's URLs keep these. */
export function categoriesForUrl(data: FrontMatter, categories: readonly string[]): readonly string[] {
  const plural = own(data, 'categories');
  const written = [
    ...(typeof plural === 'string' ? words(plural) : flat(plural)),
    ...flat(own(data, 'category')),
  ];
  return written.some((name) => /^\s|\s$|\s\s|[^\S ]/.test(name)) ? written : categories;
}

/** `tag` where there is one, else `tags`. */
export function tagsOf(data: FrontMatter): readonly string[] {
  const one = namesAt(data, 'tag');
  return one.length > 0 ? one : namesAt(data, 'tags');
}

/** `authors`, then `author`: names, or maps with a `name`. */
export function authorsOf(data: FrontMatter): readonly string[] {
  const names = ['authors', 'author'].map((key) => listOf(own(data, key)));
  return names.find((list) => list.length > 0) ?? [];
}

/** `reading_time` in whole minutes, at least 1: `8`, `8分`. `undefined` if it says no number above 0. */
export function minutesOf(data: FrontMatter): number | undefined {
  const minutes = Number(/^\d+(\.\d+)?/.exec(textOf(data, 'reading_time') ?? '')?.[0] ?? 0);
  return minutes > 0 ? Math.max(1, Math.round(minutes)) : undefined;
}

/**
 * An absolute http(s) URL. A path is completed with the site's address; a map names it by `path`, `url` or `src`.
 *
 * @returns `undefined` if there is none, or it is no such URL
 */
export function urlOf(value: FrontMatterValue | undefined, siteUrl: string): string | undefined {
  const text = addressesIn(value)
    .map(cleanAddress)
    .find((address) => address !== '');
  if (text === undefined || isNull(text)) return undefined;
  const base = /^\/(?!\/)/.test(text) ? siteUrl + text : text;
  if (!URL.canParse(base, `${siteUrl}/`)) return undefined;
  const url = new URL(base, `${siteUrl}/`);
  return /^https?:$/.test(url.protocol) ? url.href : undefined;
}

function addressesIn(value: FrontMatterValue | undefined): string[] {
  if (typeof value !== 'object' || isList(value)) return flat(value);
  const named = ['path', 'url', 'src'].map((key) => own(value, key));
  return named.flatMap((one) => (typeof one === 'string' && !isNull(one) ? [one] : []));
}

/** By YAML 1.1, the version of Jekyll's parser. */
export function isTrue(text: string | undefined): boolean {
  return text !== undefined && /^(true|yes|on)$/i.test(text);
}

export function isFalse(text: string | undefined): boolean {
  return text !== undefined && (/^(false|no|off)$/i.test(text) || isNull(text));
}

/** The value that the front matter itself has: never one that every object inherits, such as `constructor`. */
export function own(data: FrontMatter, key: string): FrontMatterValue | undefined {
  return Object.hasOwn(data, key) ? data[key] : undefined;
}

function isNull(text: string): boolean {
  return text.length < 5 && /^(~|null|)$/i.test(text);
}

/** What Ruby splits at: the wide blank of Japanese is a letter of a name. */
const RUBY_BLANKS = /[\0 \t-\r]+/;

function words(value: FrontMatterValue | undefined): readonly string[] {
  return typeof value === 'string' ? listOf(isNull(value) ? [] : value.split(RUBY_BLANKS)) : listOf(value);
}

function flat(value: FrontMatterValue | undefined): string[] {
  if (value === undefined) return [];
  if (typeof value === 'string') return isNull(value) ? [] : [value];
  if (isList(value)) return value.flatMap(flat);
  const name = textOf(value, 'name');
  return name === undefined ? [] : [name];
}

function isList(value: FrontMatterValue | undefined): value is readonly FrontMatterValue[] {
  return Array.isArray(value);
}
