/**
 * Finds names in a Liquid text that have no value only because another name has none. In `{% assign release =
 * site.data.x %}` only `site.data` must be reported, and not each line that uses `release`.
 */

const ASSIGNED = /\{%-?\s*(?:assign\s+([\w-]+)\s*=([^%]*)|capture\s+([\w-]+)|for\s+([\w-]+)\s+in([^%]*))/g;

/** The names that a tag sets to an unknown value: the tag reported something, or it uses such a name. */
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
