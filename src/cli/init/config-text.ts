/** The text of a `tayori.config.ts`. */
import type { Config } from '../../config.ts';

/** Formatted as a person would write it. */
export function configText(config: Config): string {
  return `import type { Config } from 'tayori';\n\nexport default ${literal(config, '')} satisfies Config;\n`;
}

function literal(value: unknown, indent: string): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const flat = onOneLine(value);
  if (flat !== undefined && indent.length + flat.length < WIDTH) return flat;
  const inner = `${indent}  `;
  const rows = Array.isArray(value)
    ? value.map((one) => `${inner}${literal(one, inner)},\n`)
    : Object.entries(value).map(([key, one]) => `${inner}${keyOf(key)}: ${literal(one, inner)},\n`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return rows.length === 0 ? open + close : `${open}\n${rows.join('')}${indent}${close}`;
}

const WIDTH = 80;

/** A list of words, or a small map in a list, is written on one line. */
function onOneLine(value: object): string | undefined {
  const isFlat = Object.values(value).every((one) => typeof one !== 'object');
  if (Array.isArray(value)) {
    return isFlat ? `[${value.map((one) => literal(one, '')).join(', ')}]` : undefined;
  }
  const keys = Object.keys(value);
  if (!isFlat || !keys.every((key) => SMALL.has(key))) return undefined;
  return `{ ${Object.entries(value)
    .map(([key, one]) => `${key}: ${literal(one, '')}`)
    .join(', ')} }`;
}

/** The keys of categories and defaults: a map with only these is small. */
const SMALL = new Set(['name', 'slug', 'label', 'published', 'lang', 'author', 'on']);

function keyOf(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? key : quoted(key);
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
