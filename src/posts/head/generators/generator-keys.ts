/** What the front matter of other generators than Jekyll says, in Jekyll's words. */
import { type Generator, generatorOf } from '../../../settings/generators.ts';
import type { Settings } from '../../../settings.ts';
import type { FrontMatter } from '../../post.ts';
import { own, textOf } from '../fields.ts';

type Site = Settings['site'];

/** @returns the same object where nothing is to be said otherwise */
export function inJekyllsWords(data: FrontMatter, site: Site): FrontMatter {
  const generator = generatorOf(site);
  const { keys = {}, liquid, anyCase = false } = generator;
  if (liquid && generator.keys === undefined) return data;
  const small = anyCase ? withSmallKeys(data) : data;
  const lifted = site.generator === 'zola' ? withTaxonomies(small) : small;
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

/** Each key also in small letters; where a post has both, the small one counts. */
function withSmallKeys(data: FrontMatter): FrontMatter {
  const small = Object.entries(data).map(([key, value]) => [key.toLowerCase(), value] as const);
  return { ...data, ...Object.fromEntries(small), ...data };
}

/** Without the keys that mean nothing in Jekyll, but are those of the generator. */
export function withoutTheirKeys(data: FrontMatter, site: Site): FrontMatter {
  if (site.generator === 'jekyll') return data;
  const { keys = {}, anyCase = false } = generatorOf(site);
  const isTheirs = (key: string) => Object.hasOwn(keys, key) || (anyCase && key !== key.toLowerCase());
  return Object.fromEntries(Object.entries(data).filter(([key]) => !isTheirs(key)));
}

/** Zola has tags and categories in a table of their own. */
function withTaxonomies(data: FrontMatter): FrontMatter {
  const table = own(data, 'taxonomies');
  return typeof table === 'object' && !Array.isArray(table) ? { ...(table as FrontMatter), ...data } : data;
}

/** Whether the generator shows a post in no list. */
export function isKeptOut(data: FrontMatter, site: Site): boolean {
  const { hiddenIf = {} }: Generator = generatorOf(site);
  return Object.entries(hiddenIf).some(([key, hides]) => hides.test(textBelow(data, key) ?? ''));
}

/** The text of `key`, or of `map.key`. */
function textBelow(data: FrontMatter, key: string): string | undefined {
  const [first = '', second] = key.split('.');
  if (second === undefined) return textOf(data, first);
  const map = own(data, first);
  return typeof map === 'object' && !Array.isArray(map) ? textOf(map as FrontMatter, second) : undefined;
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
  if (/^[a-z]+:/i.test(path)) return path;
  // Each page of Zola is a folder.
  return `${path.startsWith('/') ? '' : '/'}${path}${site.generator === 'zola' && !path.endsWith('/') ? '/' : ''}`;
}
