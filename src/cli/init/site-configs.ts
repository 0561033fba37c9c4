/** Reads what configs of site generators say: maps of YAML and TOML, and texts in configs that are programs. */
import { join } from 'node:path';
import { readWhole } from '../../disk/files.ts';
import { exists } from '../../disk/scan-files.ts';
import { readToml } from '../../posts/head/front-matter/toml.ts';
import { isMap, textAt, type YamlMap, yamlIn } from '../../posts/jekyll/yaml-map.ts';
import { LANGUAGE_TAG } from '../../settings/site.ts';
import { isTimeZone } from '../../time.ts';

/** @returns the first of the files that is there */
export function firstOf(root: string, names: readonly string[]): string | undefined {
  return names.find((name) => exists(join(root, name)));
}

export function textOfFile(root: string, file: string): string {
  return readWhole(join(root, file))?.toString('utf8').replaceAll('\r\n', '\n') ?? '';
}

/** The map in a file of YAML, JSON or TOML; empty if it can not be read. */
export function mapOfFile(root: string, file: string): YamlMap {
  const text = textOfFile(root, file);
  if (!file.endsWith('.toml')) {
    const found = yamlIn(text);
    return isMap(found) ? found : {};
  }
  const read = readToml(text);
  return 'data' in read ? read.data : {};
}

/** The value of a key, in whatever case it is written: Hugo reads `baseurl` and `baseURL`. */
export function anyCase(map: YamlMap, key: string): unknown {
  const found = Object.keys(map).find((one) => one.toLowerCase() === key.toLowerCase());
  return found === undefined ? undefined : map[found];
}

export function textIn(map: YamlMap, key: string): string | undefined {
  return textAt({ value: anyCase(map, key) }, 'value');
}

export function mapIn(map: YamlMap, key: string): YamlMap {
  const value = anyCase(map, key);
  return isMap(value) ? value : {};
}

/** The text behind a name in a program: `site: 'https://…'`, `SITEURL = "…"`. Only a text that is written out. */
export function literalIn(program: string, name: string): string | undefined {
  const pattern = new RegExp(`^[^\\n/#]*?\\b${name}\\b["']?\\s*[:=]\\s*(["'\`])([^"'\`\\n$]*)\\1`, 'm');
  return pattern.exec(program)?.[2];
}

/** An address of the web without its last slash; `undefined` if it is none, or only an example. */
export function webAddress(text: string | undefined): string | undefined {
  const plain = text?.trim().replace(/\/+$/, '') ?? '';
  if (!URL.canParse(plain) || !/^https?:/.test(plain)) return undefined;
  return /(?:^|\.)example\.(?:com|org)$|^localhost$|^your/i.test(new URL(plain).hostname) ? undefined : plain;
}

/** `zh_CN` is `zh-CN`. */
export function languageTag(text: string | undefined): string | undefined {
  const tag = text?.replace('_', '-').replace(/^[A-Z]{2,3}(?=-|$)/, (word) => word.toLowerCase());
  return tag !== undefined && LANGUAGE_TAG.test(tag) && tag !== 'default' ? tag : undefined;
}

export function zoneIn(text: string | undefined): string | undefined {
  return text !== undefined && isTimeZone(text) ? text : undefined;
}

/** `name.js`, `name.ts` and so on */
export function programs(...names: readonly string[]): string[] {
  return names.flatMap((name) =>
    ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((ending) => `${name}.${ending}`),
  );
}
