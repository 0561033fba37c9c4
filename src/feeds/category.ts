/**
 * The names of categories, tags and authors in paths and in Atom's `term`: ASCII, and never the same for
 * two. One that the config does not know gets its slug from its name alone, so that it stays.
 */
import { createHash } from 'node:crypto';
import type { Category } from '../settings.ts';

/** Long enough for words, short enough for every file system together with the hash. */
const LONGEST = 40;

/**
 * The configured slug; else the name itself where it is one; else what is ASCII in it and eight
 * digits of its hash: `AI技術ガイド` becomes `ai-` and a hash, `Investment` does not become `investment`.
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
 * @param fallback what a name without any ASCII begins with
 * @param taken slugs that others have by the config
 */
export function slugOf(name: string, fallback: string, taken: readonly string[] = []): string {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && name.length <= LONGEST && !taken.includes(name)) return name;
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? [fallback];
  const readable = words.join('-').slice(0, LONGEST).replace(/-$/, '');
  return `${readable}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}

/** Every category there is: the configured ones in their order, then the others by name. */
export function categoryNames(found: Iterable<string>, categories: readonly Category[]): string[] {
  const configured = categories.map(({ name }) => name);
  const others = [...new Set(found)].filter((name) => !configured.includes(name));
  return [...configured, ...others.toSorted()];
}
