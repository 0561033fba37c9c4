/** Reads a YAML map with any values, such as `_config.yml` and the data files of a Jekyll site. */
import { FAILSAFE_SCHEMA } from 'js-yaml';
import { isMap, type PlainMap as YamlMap } from '../../plain-map.ts';
import { cleanLine } from '../clean-text.ts';
import { loadYamlText } from '../ruby/load-yaml.ts';

export { isMap, type PlainMap as YamlMap } from '../../plain-map.ts';

/**
 * Every scalar stays the text that its author wrote; of a key that is there twice, the last one counts, as in Ruby.
 * @returns `undefined` if there is nothing but comments
 * @throws Error if it is not YAML
 */
export function loadYaml(text: string): unknown {
  const isEmpty = text.split('\n').every((line) => EMPTY.test(line));
  return isEmpty ? undefined : loadYamlText(firstDocument(text), { schema: FAILSAFE_SCHEMA, json: true });
}

const EMPTY = /^\s*(?:#|$)|^%|^---\s*(?:#|$)/;

/** The same, for a file that may be anything. @returns `undefined` if it is no YAML, or empty */
export function yamlIn(text: string): unknown {
  try {
    return loadYaml(text);
  } catch {
    return undefined;
  }
}

/** Ruby reads no further than the first document. */
function firstDocument(text: string): string {
  if (!/^(?:---|\.\.\.)/m.test(text)) return text;
  const lines = text.split('\n');
  const first = lines.findIndex((line) => !EMPTY.test(line));
  const end = lines.findIndex(
    (line, index) => first >= 0 && index > first && /^(?:---|\.\.\.)(?:\s|$)/.test(line),
  );
  return end < 0 ? text : lines.slice(0, end).join('\n');
}

export function mapAt(data: YamlMap, key: string): YamlMap {
  const value = valueAt(data, key);
  return isMap(value) ? value : {};
}

export function listAt(data: YamlMap, key: string): readonly unknown[] {
  const value = valueAt(data, key);
  return Array.isArray(value) ? value : [];
}

export function valueAt(data: YamlMap, key: string): unknown {
  return Object.hasOwn(data, key) ? data[key] : undefined;
}

/** One line of text; for a map, its `name`. `undefined` if there is nothing. */
export function textAt(data: YamlMap, key: string): string | undefined {
  const value = valueAt(data, key);
  return lineOf(isMap(value) ? value['name'] : value);
}

/** One line of text; `undefined` if it is no text, or says nothing. */
export function lineOf(value: unknown): string | undefined {
  const line = typeof value === 'string' ? cleanLine(value) : '';
  return line === '' || line === '~' || line === 'null' ? undefined : line;
}
