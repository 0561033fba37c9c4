/**
 * Reads the front matter that most posts have: lines of `key: value` between two `---`, without anything that has a
 * special meaning in YAML. One regular expression reads it, 50 times as fast as a YAML parser; a test compares the two.
 * Any other front matter is left to front-matter.ts.
 */
import { isPlain } from '../../clean-text.ts';
import type { FrontMatter, FrontMatterValue } from '../../post.ts';
import { isRubyValue } from './ruby-names.ts';

/** A text with more lines is not front matter. */
export const MAX_LINES = 1000;

/** `key: "text"`, `key: ["text", "text"]` or `key: text`, and the end of the line. */
const PLAIN_LINE =
  /([A-Za-z][\w-]*): (?:"([^"\\\n]*)"|\[((?:"[^"\\\n]*"(?:, "[^"\\\n]*")*)?)\]|((?:[A-Za-z\d]|[\u3041-\u30fe\u4e00-\u9fff])(?:[\w.+/\u3041-\u30fe\u4e00-\u9fff-]|:(?=\d)| (?=[\w+\u3041-\u30fe\u4e00-\u9fff]))*))(?:\n|$)/y;

/**
 * @param yaml the text between the fences
 * @returns its keys in the order of its lines; `undefined` if a YAML parser must read it
 */
export function readPlain(yaml: string): FrontMatter | undefined {
  if (!isPlain(yaml)) return undefined;
  const data: Record<string, FrontMatterValue> = {};
  let lines = 0;
  PLAIN_LINE.lastIndex = 0;
  do {
    const match = PLAIN_LINE.exec(yaml);
    const key = match?.[1];
    if (match === null || key === undefined || Object.hasOwn(data, key)) return undefined;
    if (match[4] !== undefined && isRubyValue(key, match[4])) return undefined;
    data[key] = match[2] ?? match[4] ?? listOf(match[3] ?? '');
    lines += 1;
  } while (PLAIN_LINE.lastIndex < yaml.length);
  return lines > MAX_LINES || yaml.endsWith('\n') ? undefined : data;
}

/** Lists that many posts have, such as their categories, are made once. */
const lists = new Map<string, readonly string[]>();

/** @param text `"a", "b"` */
function listOf(text: string): readonly string[] {
  const known = lists.get(text);
  if (known !== undefined) return known;
  if (lists.size >= MAX_LINES) lists.clear();
  const list = text === '' ? [] : text.slice(1, -1).split('", "');
  lists.set(text, list);
  return list;
}
