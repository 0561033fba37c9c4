/**
 * Reads TOML 1.0, in which Hugo and Zola write front matter and their configs. As of YAML, every value stays the text that
 * its author wrote, without quotation marks; the code that uses a value decides whether it is a date or a number.
 */
import type { FrontMatter, FrontMatterValue } from '../../post.ts';
import type { HeadFault, Spot } from './front-matter-faults.ts';
import {
  type Cursor,
  demand,
  faultAt,
  isNext,
  matchNext,
  notePlace,
  passBlanks,
  passLines,
  TomlFault,
  take,
} from './toml-cursor.ts';
import { QUOTES, readLine, readLines } from './toml-text.ts';

export type Toml = {
  readonly data: FrontMatter;
  /** The place of each value of the first level, with lines from 1. */
  readonly places: ReadonlyMap<string, Spot>;
};

/** A table while it is read. A `Map`, because `__proto__` is a key like any other. */
type Table = Map<string, Value>;
type Value = string | Value[] | Table;

/** Deeper than any author writes; a file that goes on is an attack. */
const DEEPEST = 20;

export function readToml(text: string): Toml | HeadFault {
  try {
    return wholeText({ text, at: 0, places: new Map() });
  } catch (error) {
    if (!(error instanceof TomlFault)) throw error;
    const before = text.slice(0, error.at).split('\n');
    return {
      line: before.length,
      column: (before.at(-1)?.length ?? 0) + 1,
      message: `The front matter is not TOML: ${error.message}.`,
      hint: error.hint,
    };
  }
}

const BARE = /[\w-]+/y;
const PLAIN = /[^\s,\]}#]+(?:[ T]\d\d:\d\d[^\s,\]}#]*)?/y;
const LINE = 'Write one `key = value` on each line.';

function wholeText(cursor: Cursor): Toml {
  const root: Table = new Map();
  let table = root;
  for (;;) {
    passLines(cursor);
    if (cursor.at >= cursor.text.length) break;
    if (isNext(cursor, '[')) table = headerAt(cursor, root);
    else readPair(cursor, table, table === root);
    passBlanks(cursor);
    if (cursor.at < cursor.text.length && cursor.text[cursor.at] !== '\n')
      throw faultAt(cursor, 'something stands behind the value', LINE);
  }
  return { data: plainOf(root), places: cursor.places };
}

/** `[a.b]`, or `[[a.b]]`: one more table of a list. */
function headerAt(cursor: Cursor, root: Table): Table {
  const from = cursor.at;
  const isList = cursor.text.startsWith('[[', from);
  cursor.at += isList ? 2 : 1;
  const path = readKeys(cursor);
  demand(cursor, isList ? ']]' : ']', 'Close the name of the table: `[taxonomies]`.');
  notePlace(cursor, path[0] ?? '', from);
  let table = root;
  for (const key of path.slice(0, -1)) table = tableAt(cursor, table, key, from);
  const last = path.at(-1) ?? '';
  if (!isList) return tableAt(cursor, table, last, from);
  const list = table.get(last) ?? [];
  if (!Array.isArray(list)) throw faultAt(cursor, `\`${last}\` is no list of tables`, LINE, from);
  const one: Table = new Map();
  table.set(last, [...list, one]);
  return one;
}

/** The table below a key, which is made if it is not there; of a list of tables the last one. */
function tableAt(cursor: Cursor, table: Table, key: string, at: number): Table {
  const found = table.get(key);
  const inner = Array.isArray(found) ? found.at(-1) : found;
  if (inner instanceof Map) return inner;
  if (found !== undefined) throw faultAt(cursor, `\`${key}\` is a value already, and no table`, LINE, at);
  const made: Table = new Map();
  table.set(key, made);
  return made;
}

/** `a.b = value` */
function readPair(cursor: Cursor, table: Table, isTop: boolean, depth = 0): void {
  const from = cursor.at;
  const path = readKeys(cursor);
  demand(cursor, '=', 'Write `key = value`: TOML has `=`, where YAML has `:`.');
  passBlanks(cursor);
  if (isTop) notePlace(cursor, path[0] ?? '', cursor.at);
  let inner = table;
  for (const key of path.slice(0, -1)) inner = tableAt(cursor, inner, key, from);
  const last = path.at(-1) ?? '';
  if (inner.has(last)) throw faultAt(cursor, `\`${last}\` stands twice`, 'Remove one of the two.', from);
  inner.set(last, readValue(cursor, depth));
}

function readKeys(cursor: Cursor): string[] {
  const path: string[] = [];
  do {
    passBlanks(cursor);
    path.push(readKey(cursor));
    passBlanks(cursor);
  } while (take(cursor, '.'));
  return path;
}

function readKey(cursor: Cursor): string {
  if (isNext(cursor, '"') || isNext(cursor, "'")) return readLine(cursor);
  const bare = matchNext(cursor, BARE);
  if (bare === undefined) throw faultAt(cursor, 'no key stands here', LINE);
  return bare;
}

function readValue(cursor: Cursor, depth: number): Value {
  if (depth > DEEPEST) throw faultAt(cursor, 'lists stand too deep inside of lists', LINE);
  if (isNext(cursor, '"""') || isNext(cursor, "'''")) return readLines(cursor);
  if (isNext(cursor, '"') || isNext(cursor, "'")) return readLine(cursor);
  if (take(cursor, '[')) return readList(cursor, depth);
  if (take(cursor, '{')) return readInline(cursor, depth);
  const plain = matchNext(cursor, PLAIN);
  if (plain === undefined) throw faultAt(cursor, 'no value stands here', QUOTES);
  if (!/^(?:true|false|[+-]?(?:inf|nan)|[+-]?[\d.][\w.:+-]*(?: [\d:.]+\S*)?)$/.test(plain))
    throw faultAt(
      cursor,
      `\`${plain.slice(0, 20)}\` is a text without quotation marks`,
      QUOTES,
      cursor.at - plain.length,
    );
  return plain;
}

function readList(cursor: Cursor, depth: number): Value[] {
  const found: Value[] = [];
  for (;;) {
    passLines(cursor);
    if (take(cursor, ']')) return found;
    found.push(readValue(cursor, depth + 1));
    passLines(cursor);
    if (!take(cursor, ',') && !isNext(cursor, ']'))
      throw faultAt(cursor, 'the list goes on without a comma, or is not closed', "Write `['a', 'b']`.");
  }
}

function readInline(cursor: Cursor, depth: number): Table {
  const found: Table = new Map();
  for (;;) {
    passLines(cursor);
    if (take(cursor, '}')) return found;
    readPair(cursor, found, false, depth + 1);
    passLines(cursor);
    if (!take(cursor, ',') && !isNext(cursor, '}'))
      throw faultAt(
        cursor,
        'the table goes on without a comma, or is not closed',
        'Write `{ a = 1, b = 2 }`.',
      );
  }
}

function plainOf(table: Table): FrontMatter {
  return Object.fromEntries([...table].map(([key, value]) => [key, plainValue(value)]));
}

function plainValue(value: Value): FrontMatterValue {
  if (Array.isArray(value)) return value.map(plainValue);
  return value instanceof Map ? plainOf(value) : value;
}
