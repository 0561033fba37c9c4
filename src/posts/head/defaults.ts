/**
 * Default front matter of posts by their folder: `site.defaults` of the config, the same as `defaults` of a Jekyll
 * site. A value of the post counts more than a default, and a longer path more than a shorter one. Only the categories of
 * the default that counts are added to those of the post, as Jekyll does (lib/jekyll/document.rb, merge_categories!).
 */
import type { Settings } from '../../settings.ts';
import type { FrontMatter, FrontMatterValue } from '../post.ts';
import { categoriesOf } from './fields.ts';

type Defaults = Settings['site']['defaults'];
type Row = { readonly matches: RegExp; readonly values: FrontMatter };

/**
 * @param file the path from the site folder
 * @param data the post's own front matter
 */
export function withDefaults(
  file: string,
  data: FrontMatter,
  { posts, defaults }: Settings['site'],
): FrontMatter {
  if (defaults.length === 0) return data;
  const path = file.startsWith(`${posts}/`) ? file.slice(posts.length + 1) : file;
  const values = rowsOf(defaults).flatMap((row) => (row.matches.test(path) ? [row.values] : []));
  return withCategories(values.reduce(merge, {}), data);
}

function merge(under: FrontMatter, over: FrontMatter): FrontMatter {
  const said = Object.entries(over).filter(([key, value]) => !Object.hasOwn(under, key) || !isNothing(value));
  return { ...under, ...Object.fromEntries(said) };
}

function withCategories(under: FrontMatter, over: FrontMatter): FrontMatter {
  const merged = merge(under, over);
  const lists = [under, over].filter((data) => Object.hasOwn(data, 'categories'));
  if (lists.length < 2) return merged;
  const names = lists.flatMap((data) => categoriesOf({ categories: data['categories'] ?? [] }));
  return { ...merged, categories: [...new Set(names)] };
}

/** Values that YAML reads as nothing do not replace a default. */
function isNothing(value: FrontMatterValue): boolean {
  return typeof value === 'string' && /^(?:~|null|)$/i.test(value.trim());
}

/** The rows of a config, which are read once for all posts. */
const rowsByDefaults = new WeakMap<Defaults, readonly Row[]>();

/** Longer paths come last, so that they win; of equal paths the later row wins. */
function rowsOf(defaults: Defaults): readonly Row[] {
  const rows =
    rowsByDefaults.get(defaults) ??
    defaults
      .toSorted((a, b) => a.path.length - b.path.length)
      .map(({ path, values }) => ({ matches: expressionOf(path), values: textsOf(values) }));
  rowsByDefaults.set(defaults, rows);
  return rows;
}

/** The beginning of a path; `*` matches letters of one name, `**` any letters. */
function expressionOf(path: string): RegExp {
  const parts = path
    .normalize('NFC')
    .split(/(\*+)/)
    .map((part) => {
      if (part === '*') return '[^/]*';
      return part.startsWith('*') ? '.*' : part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&');
    });
  return new RegExp(`^${parts.join('')}`, 'su');
}

/** In the form of front matter: texts, and lists of texts. */
function textsOf(values: Defaults[number]['values']): FrontMatter {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, Array.isArray(value) ? value : String(value)]),
  );
}
