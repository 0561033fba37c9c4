/**
 * The values of `_config.yml` that posts use in Liquid as `site.KEY`. They are copied into our config, so that the posts
 * can be read without Jekyll. Values that no post uses stay out.
 */
import type { Config } from '../../settings.ts';
import type { TakenOver } from './config.ts';
import { isMap, lineOf, valueAt, type YamlMap } from './yaml-map.ts';

type Values = NonNullable<Config['site']['values']>;

export type SiteValues = {
  readonly values: Values;
  readonly taken: readonly TakenOver[];
};

/** Keys that Liquid knows anyway, or that are not values of `_config.yml`. */
const GIVEN = new Set(
  `title name url baseurl description lang language timezone author time data posts pages collections categories tags
  static_files html_pages related_posts documents`.split(/\s+/),
);

/**
 * @param named the keys that posts use
 * @param data `_config.yml`
 */
export function siteValues(named: ReadonlySet<string>, data: YamlMap): SiteValues {
  const values: Record<string, Values[string]> = {};
  const taken: TakenOver[] = [];
  for (const key of [...named].toSorted()) {
    const written = valueAt(data, key);
    // Of an author who is a map, `site.author` of our config has only the name.
    if (GIVEN.has(key) && !(key === 'author' && isMap(written))) continue;
    const value = plainValue(written);
    if (value === undefined) continue;
    values[key] = value;
    taken.push({ key, setting: 'site.values', value: inWords(value) });
  }
  return { values, taken };
}

type Value = Values[string];

/** Values without text in them are left out. */
function plainValue(value: unknown): Value | undefined {
  if (Array.isArray(value)) return value.flatMap((one) => plainValue(one) ?? []);
  if (isMap(value))
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, one]) => {
        const plain = plainValue(one);
        return plain === undefined ? [] : [[key, plain] as const];
      }),
    );
  const text = lineOf(value);
  return text === undefined ? undefined : plainText(text);
}

function inWords(value: Value): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Whole numbers only: `4.10` would lose its last digit as a number. */
function plainText(text: string): Value {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^(?:0|-?[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
}

/** The keys that a text uses inside the braces of Liquid. */
export function siteKeysIn(text: string): string[] {
  if (!text.includes('site.')) return [];
  return [...text.matchAll(/\{[{%][^{}]*[%}]\}/g)].flatMap(([braces]) =>
    [...braces.matchAll(/(?<![\w.-])site\.([A-Za-z_][\w-]*)/g)].map(([, key = '']) => key),
  );
}
