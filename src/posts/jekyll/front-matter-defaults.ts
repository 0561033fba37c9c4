/**
 * The `defaults` of a Jekyll site, and the folders above its posts, as `site.defaults`. A default for all posts that
 * has its own setting (author, permalink, language) is returned separately. Scopes work as in Jekyll 4
 * (lib/jekyll/frontmatter_defaults.rb): a path is the beginning of a path, and a missing type means every type.
 */
import type { Config } from '../../settings.ts';
import { isMap, lineOf, listAt, mapAt, textAt, valueAt, type YamlMap } from './yaml-map.ts';

export type DefaultsRow = NonNullable<Config['site']['defaults']>[number];

export type JekyllDefaults = {
  /** Defaults of all posts that have a setting of their own. */
  readonly ofAll: YamlMap;
  readonly rows: readonly DefaultsRow[];
  /** The origin of each row, such as `defaults (_posts/hidden)`. */
  readonly keys: readonly string[];
  /** Whether posts share a picture, which other sites show with a link to them. */
  readonly picture: boolean;
};

/** Keys that have a setting of their own. */
const OF_SITE = ['author', 'permalink', 'lang'];

/** The keys that we read in a post; other keys only change how pages look. */
const KNOWN =
  `published draft categories category tags tag author authors lang permalink slug title date excerpt
  description last_modified_at render_with_liquid excerpt_separator`.split(/\s+/);

/**
 * @param folder of the posts, such as `_posts` or `blog/_posts`
 * @param collections the folder of collections, which is not a category; empty if there is none
 */
export function readDefaults(data: YamlMap, folder: string, collections: string): JekyllDefaults {
  const found = listAt(data, 'defaults')
    .filter(isMap)
    .map((row) => ({ scope: mapAt(row, 'scope'), values: mapAt(row, 'values') }))
    .filter(({ scope }) => ['posts', 'post'].includes(lineOf(scope['type']) ?? 'posts'))
    .map((row) => ({ ...row, path: lineOf(row.scope['path']) ?? '' }))
    .toSorted(
      (a, b) => a.path.length - b.path.length || Number('type' in a.scope) - Number('type' in b.scope),
    )
    .map((row) => ({ ...row, below: below(row.path, [folder, folder.slice(folder.lastIndexOf('/') + 1)]) }));
  const all = found.filter(({ below: path }) => path === '').map(({ values }) => values);
  const above = categoriesAbove(folder, collections);
  const rows = [
    ...(above.length === 0 ? [] : [{ key: `${folder} (folder)`, path: '', values: { categories: above } }]),
    ...found.flatMap(({ path, below: place, values }) => {
      if (place === undefined) return [];
      const kept = withAbove(valuesOf(values, place === '' ? OF_SITE : []), above);
      const key = path === '' ? 'defaults' : `defaults (${path})`;
      return Object.keys(kept).length === 0 ? [] : [{ key, path: place, values: kept }];
    }),
    ...excludedRows(data, folder),
  ];
  return {
    ofAll: Object.assign({}, ...all),
    rows: rows.map(({ path, values }) => (path === '' ? { values } : { path, values })),
    keys: rows.map(({ key }) => key),
    picture: found.some(({ below: place, values }) => place !== undefined && 'image' in values),
  };
}

/** @returns the path from the posts folder; empty if it contains all posts, `undefined` if it contains none */
function below(path: string, folders: readonly string[]): string | undefined {
  const scope = path.replace(/^(?:\.?\/)+/, '');
  for (const folder of folders) {
    if (`${folder}/`.startsWith(scope.replace(/(?<!\*)\*+$/, ''))) return '';
    if (scope.startsWith(`${folder}/`)) return scope.slice(folder.length + 1);
  }
  return undefined;
}

/** Categories of the folders above stay beside those of any default. */
function withAbove(values: DefaultsRow['values'], above: readonly string[]): DefaultsRow['values'] {
  const { categories } = values;
  if (categories === undefined || above.length === 0) return values;
  const own = Array.isArray(categories) ? categories : String(categories).split(/\s+/);
  return { ...values, categories: [...new Set([...above, ...own])] };
}

/** Posts that `exclude` leaves out: `_posts/old`, `*.tmp.md`. Its stars stand for any letters, `/` too. */
function excludedRows(data: YamlMap, folder: string) {
  return listAt(data, 'exclude').flatMap((entry) => {
    const pattern = (lineOf(entry) ?? '').replace(/^(?:\.?\/)+|(?<!\/)\/+$/g, '');
    const path = pattern.startsWith(`${folder}/`)
      ? pattern.slice(folder.length + 1)
      : /^\*+[^*]/.test(pattern)
        ? pattern
        : '';
    if (path === '') return [];
    return [{ key: `exclude (${pattern})`, path: path.replace(/\*+/g, '**'), values: { published: false } }];
  });
}

/** Jekyll uses the folders above `_posts` as categories. */
function categoriesAbove(folder: string, collections: string): string[] {
  const names = folder.split('/').slice(0, -1);
  return names.join('/') === collections ? [] : names;
}

function valuesOf(values: YamlMap, without: readonly string[]): DefaultsRow['values'] {
  return Object.fromEntries(
    KNOWN.filter((key) => !without.includes(key)).flatMap((key): [string, string | boolean | string[]][] => {
      const value = valueAt(values, key);
      if (Array.isArray(value))
        return [[key, value.flatMap((one) => lineOf(isMap(one) ? one['name'] : one) ?? [])]];
      const text = textAt(values, key);
      if (text === undefined) return [];
      return [[key, text === 'true' || text === 'false' ? text === 'true' : text]];
    }),
  );
}
