/**
 * Reads TOML, in which Hugo and Zola write front matter and their configs. As of YAML, every value is a text; the code that
 * uses a value decides whether it is a date or a number.
 */
import { parse, TomlDate, TomlError, type TomlTable, type TomlValue } from 'smol-toml';
import type { FrontMatter, FrontMatterValue } from '../../post.ts';
import type { HeadFault, Spot } from './front-matter-faults.ts';

export type Toml = {
  readonly data: FrontMatter;
  /** The place of each value of the first level, with lines from 1. */
  readonly places: ReadonlyMap<string, Spot>;
};

/** Deeper than any author writes; a file that goes on is an attack. */
const DEEPEST = 20;

export function readToml(text: string): Toml | HeadFault {
  try {
    const data = parse(text, { maxDepth: DEEPEST, integersAsBigInt: 'asNeeded' });
    return { data: plainOf(data), places: placesIn(text) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const { line, column } = error;
    const said =
      error.message.split('\n', 1)[0]?.replace(/^Invalid TOML document: |[. ]+(?:aborting)?[. ]*$/g, '') ??
      '';
    const hint = hintFor(text.split('\n')[line - 1] ?? '');
    return { line, column, message: `The front matter is not TOML: ${said}.`, hint };
  }
}

/** What to write in place of a line. */
function hintFor(line: string): string {
  if (/^\s*["']?[\w.-]+["']?\s*:/.test(line)) return 'Write `key = value`: TOML has `=`, where YAML has `:`.';
  if (/=\s*(?!true\b|false\b|inf\b|nan\b)[^\s"'[{\d+-]/.test(line))
    return "Write a text in quotation marks: `title = 'text'`.";
  return "Write one `key = value` on each line, texts in quotation marks, and lists as `['a', 'b']`.";
}

const TABLE = /^\s*\[\[?\s*("[^"]*"|'[^']*'|[\w-]+)/;
const PAIR = /^\s*("[^"]*"|'[^']*'|[\w-]+)[^=\n]*=\s*/;

/** Line by line: a key inside of a text over several lines has no value of its own, and nobody asks for it. */
function placesIn(text: string): ReadonlyMap<string, Spot> {
  const places = new Map<string, Spot>();
  let isTop = true;
  for (const [index, line] of text.split('\n').entries()) {
    const table = TABLE.exec(line)?.[1];
    const pair = isTop ? PAIR.exec(line) : null;
    const key = (table ?? pair?.[1])?.replace(/^["']|["']$/g, '');
    if (table !== undefined && pair === null) isTop = false;
    if (key === undefined || places.has(key)) continue;
    const column = table === undefined ? (pair?.[0].length ?? 0) + 1 : line.indexOf('[') + 1;
    places.set(key, { line: index + 1, column });
  }
  return places;
}

function plainOf(table: TomlTable): FrontMatter {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, plainValue(value)]));
}

function plainValue(value: TomlValue): FrontMatterValue {
  if (Array.isArray(value)) return value.map(plainValue);
  if (isTable(value)) return plainOf(value);
  return value instanceof TomlDate ? value.toISOString().replace(/\.000(?=$|Z|[+-])/, '') : String(value);
}

function isTable(value: TomlValue): value is TomlTable {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof TomlDate);
}
