/** Reads a YAML map with any values, such as `_config.yml` and the data files of a Jekyll site. */
import { FAILSAFE_SCHEMA } from 'js-yaml';
import { cleanLine } from '../clean-text.ts';
import { loadYamlText } from '../head/load-yaml.ts';

export type YamlMap = { readonly [key: string]: unknown };

/**
 * Every scalar stays the text that its author wrote.
 * @throws Error if it is not YAML
 */
export function loadYaml(text: string): unknown {
  return loadYamlText(text, { schema: FAILSAFE_SCHEMA });
}

export function isMap(value: unknown): value is YamlMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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

export function lineOf(value: unknown): string | undefined {
  const line = typeof value === 'string' ? cleanLine(value) : '';
  return line === '' || line === '~' || line === 'null' ? undefined : line;
}
