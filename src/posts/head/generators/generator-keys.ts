/** What the front matter of other generators than Jekyll says, in Jekyll's words. */
import { type Generator, generatorOf } from '../../../settings/generators.ts';
import type { Settings } from '../../../settings.ts';
import type { FrontMatter } from '../../post.ts';
import { isFalse, isTrue, own, textOf } from '../fields.ts';

type Site = Settings['site'];

/** @returns the same object where nothing is to be said otherwise */
export function inJekyllsWords(data: FrontMatter, site: Site): FrontMatter {
  const generator = generatorOf(site);
  const { keys = {}, liquid } = generator;
  if (liquid && generator.keys === undefined) return data;
  const lifted = site.generator === 'zola' ? withTaxonomies(data) : data;
  const renamed = Object.entries(keys).flatMap(([theirs, ours]) => {
    const value = own(lifted, theirs);
    return value === undefined || Object.hasOwn(lifted, ours) ? [] : [[ours, value] as const];
  });
  return {
    ...(liquid ? {} : { render_with_liquid: 'false' }),
    ...lifted,
    ...Object.fromEntries(renamed),
  };
}

/** Zola has tags and categories in a table of their own. */
function withTaxonomies(data: FrontMatter): FrontMatter {
  const table = own(data, 'taxonomies');
  return typeof table === 'object' && !Array.isArray(table) ? { ...(table as FrontMatter), ...data } : data;
}

/** Whether the generator shows a post in no list. */
export function isKeptOut(data: FrontMatter, site: Site): boolean {
  const { hiddenBy = [] }: Generator = generatorOf(site);
  return hiddenBy.some((key) => isTrue(textOf(data, key))) || isFalse(textOf(data, 'permalink'));
}

/**
 * The address that a post gives itself: a path, or a pattern of one.
 * @returns `undefined` if it has none
 */
export function ownAddress(data: FrontMatter, site: Site): string | undefined {
  const written = textOf(data, 'permalink');
  const { address }: Generator = generatorOf(site);
  if (written !== undefined || address === undefined) return written;
  const text = textOf(data, address);
  if (text === undefined) return undefined;
  const path = text.startsWith(`${site.url}/`) ? text.slice(site.url.length) : text;
  return path.startsWith('/') || /^[a-z]+:/i.test(path) ? path : `/${path}`;
}
