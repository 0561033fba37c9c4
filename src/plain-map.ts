/** Maps of which nothing is known, as YAML, JSON and the config of a site give them. */

export type PlainMap = { readonly [key: string]: unknown };

/** Whether a value is a map, and no list. */
export function isMap(value: unknown): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
