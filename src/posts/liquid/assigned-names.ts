/**
 * Which names of a Liquid text have no value because another one has none: of `{% assign release = site.data.x %}` only
 * `site.data` is to be mended, and not each line that names `release`.
 */

const ASSIGNED = /\{%-?\s*(?:assign\s+([\w-]+)\s*=([^%]*)|capture\s+([\w-]+)|for\s+([\w-]+)\s+in([^%]*))/g;

/** The names that a tag gives a value which is unknown: because the tag reported something, or by such a name. */
export function* namesFrom(
  source: string,
  reported: boolean,
  unknown: ReadonlySet<string>,
): Generator<string> {
  for (const [, name, value = '', captured, each, list = ''] of source.matchAll(ASSIGNED)) {
    const words = `${value} ${list}`.match(/[\w-]+/g) ?? [];
    const given = name ?? captured ?? each;
    if (given !== undefined && (reported || words.some((word) => unknown.has(word)))) yield given;
  }
}
