/**
 * The name of a category in paths and in Atom's `term`: ASCII, and never the same for two names.
 * Categories that the config does not know get one too, from their name alone, so that it stays.
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
  const taken = categories.some(({ slug }) => slug === name);
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && name.length <= LONGEST && !taken) return name;
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? ['category'];
  const readable = words.join('-').slice(0, LONGEST).replace(/-$/, '');
  return `${readable}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}

/** Every category there is: the configured ones in their order, then the others by name. */
export function categoryNames(found: Iterable<string>, categories: readonly Category[]): string[] {
  const configured = categories.map(({ name }) => name);
  const others = [...new Set(found)].filter((name) => !configured.includes(name));
  return [...configured, ...others.toSorted()];
}
