/**
 * The names of categories, tags and authors in paths and in Atom's `term`: ASCII, and different for each name. The slug
 * of a name that is not in the config is made from the name alone, so it always stays the same.
 */
import { hash } from 'node:crypto';
import { SLUG } from '../settings/slug.ts';
import type { Category } from '../settings.ts';

/** Long enough for words; together with the hash, short enough for every file system. */
const LONGEST = 40;

/**
 * The slug from the config; else the name itself, if it is a slug already; else its ASCII part and eight digits of its
 * hash. `AI技術ガイド` becomes `ai-` and a hash. `Investment` gets a hash too, so that it is not the same as `investment`.
 */
export function categorySlug(name: string, categories: readonly Category[]): string {
  const configured = categories.find((category) => category.name === name);
  if (configured !== undefined) return configured.slug;
  return slugOf(
    name,
    'category',
    categories.map(({ slug }) => slug),
  );
}

/**
 * @param fallback the beginning of the slug if the name has no ASCII
 * @param taken slugs that other names have by the config
 */
export function slugOf(name: string, fallback: string, taken: readonly string[] = []): string {
  if (SLUG.test(name) && name.length <= LONGEST && !taken.includes(name)) return name;
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? [fallback];
  const readable = words.join('-').slice(0, LONGEST).replace(/-$/, '');
  return `${readable}-${hash('sha256', name).slice(0, 8)}`;
}

/** All categories: those of the config in their order, then the others by name. */
export function categoryNames(found: Iterable<string>, categories: readonly Category[]): string[] {
  const configured = categories.map(({ name }) => name);
  const others = [...new Set(found)].filter((name) => !configured.includes(name));
  return [...configured, ...others.toSorted()];
}
