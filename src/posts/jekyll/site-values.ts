/**
 * The values of `_config.yml` that posts use in Liquid as `site.KEY`. Texts, numbers, true and false are copied into
 * our config, so that the posts can be read without Jekyll. Values that no post uses stay out.
 */
import type { Config } from '../../settings.ts';
import type { TakenOver } from './config.ts';
import type { Left } from './unused-keys.ts';
import { lineOf, valueAt, type YamlMap } from './yaml-map.ts';

type Values = NonNullable<Config['site']['values']>;

export type SiteValues = {
  readonly values: Values;
  readonly taken: readonly TakenOver[];
  readonly left: readonly Left[];
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
  const left: Left[] = [];
  for (const key of [...named].filter((name) => !GIVEN.has(name)).toSorted()) {
    const value = valueAt(data, key);
    const text = lineOf(value);
    if (text !== undefined) {
      values[key] = plainValue(text);
      taken.push({ key, setting: 'site.values', value: text });
    } else if (value !== undefined && value !== null && typeof value === 'object')
      left.push({
        key,
        why: `posts name it in Liquid, and only texts, numbers, true and false are taken over`,
      });
  }
  return { values, taken, left };
}

/** Whole numbers only: `4.10` would lose its last digit as a number. */
function plainValue(text: string): Values[string] {
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
