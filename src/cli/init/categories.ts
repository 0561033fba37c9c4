/**
 * The categories of a Jekyll site: the list of its theme, in its order; else the categories that the posts use, the
 * most used first.
 */
import { slugOf } from '../../feeds/category.ts';
import { isMap, lineOf, textAt, type YamlMap, yamlIn } from '../../posts/jekyll/yaml-map.ts';
import { SLUG } from '../../settings/slug.ts';
import type { Config } from '../../settings.ts';

type Categories = NonNullable<Config['categories']>;
type Category = Categories[number];

export type FoundCategories = {
  /** The place where they were found. */
  readonly key: string;
  readonly categories: Categories;
  /** A text for people: `投資分析 (12), 技術解説 (3)`. */
  readonly value: string;
  /** How many other categories the posts use, too rarely to be listed. */
  readonly more: number;
};

/** If there are more, they are tags rather than the sections of a digest. */
const MOST = 30;

/**
 * @param config `_config.yml`
 * @param data `_data/categories.yml`
 * @param used how many posts each category has
 */
export function findCategories(
  config: YamlMap,
  data: string | undefined,
  used: ReadonlyMap<string, number>,
): FoundCategories | undefined {
  const lists: [key: string, value: unknown][] = Object.entries(config).filter(([key]) => LIST.test(key));
  const kept = [...lists, ['_data/categories.yml', yamlIn(data ?? '')] as const];
  for (const [key, value] of kept) {
    const named = unique(namedIn(value, used));
    // A list in the config counts only if posts use its categories: `categories: { path: … }` is something else.
    if (
      named.some(({ name }) => used.has(name)) ||
      (used.size === 0 && named.length > 1 && Array.isArray(value))
    )
      return foundIn(key, named, used);
  }
  if (used.size === 0) return undefined;
  const names = [...used].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name]) => name);
  const found = foundIn(
    'categories of the posts',
    unique(names.slice(0, MOST).map((name) => ({ name }))),
    used,
  );
  return { ...found, more: Math.max(0, names.length - MOST) };
}

const LIST = /^(?:\w+_)?categor(?:ies|y_list|ies_list)$/i;

type Named = { readonly name: string; readonly slug?: string | undefined };

/** `[name]`, `[{ name, slug }]`, `{ slug: name }`, `{ name: slug }` or `{ slug: { name } }`. */
function namedIn(value: unknown, used: ReadonlyMap<string, number>): Named[] {
  if (Array.isArray(value))
    return value.flatMap((one) => (isMap(one) ? (named(one, undefined, used) ?? []) : textNamed(one)));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, one]) => {
    if (isMap(one)) return named(one, key, used) ?? [];
    const text = lineOf(one);
    if (text === undefined) return [];
    return used.has(key) && !used.has(text) ? { name: key, slug: text } : { name: text, slug: key };
  });
}

function textNamed(value: unknown): Named[] {
  const name = lineOf(value);
  return name === undefined ? [] : [{ name }];
}

/** The word that posts use is the name; the other word may be a slug. */
function named(one: YamlMap, key: string | undefined, used: ReadonlyMap<string, number>): Named | undefined {
  const words = ['name', 'title', 'label', 'category', 'slug', 'id', 'key'].flatMap(
    (field) => textAt(one, field) ?? [],
  );
  const all = key === undefined ? words : [...words, key];
  const name = all.find((word) => used.has(word)) ?? all[0];
  return name === undefined
    ? undefined
    : { name, slug: all.find((word) => word !== name && SLUG.test(word)) };
}

/** Each name and each slug once. */
function unique(found: readonly Named[]): Category[] {
  const slugs = new Set<string>();
  const names = new Set<string>();
  return found.flatMap(({ name, slug }) => {
    if (names.has(name) || name.length > 60) return [];
    const short = /^[\x20-\x7e]+$/.test(name)
      ? name
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, '-')
          .replace(/^-|-$/g, '')
      : '';
    const wanted = [slug, short].find((one) => one !== undefined && SLUG.test(one) && !slugs.has(one));
    const chosen = wanted ?? slugOf(name, 'category', [...slugs]);
    names.add(name);
    slugs.add(chosen);
    return [{ name, slug: chosen }];
  });
}

function foundIn(key: string, categories: Categories, used: ReadonlyMap<string, number>): FoundCategories {
  const value = categories.map(({ name }) => `${name} (${used.get(name) ?? 0})`).join(', ');
  return { key, categories, value, more: 0 };
}
