/**
 * Where a setting stands in the text of a config, and which wide letter of Japanese input stands in its code. Only
 * objects, lists, strings and comments are told apart: what a config computes has no place.
 */
import type { Place } from '../problem.ts';

type Spot = Required<Pick<Place, 'line' | 'column'>>;
type Token = { readonly text: string; readonly index: number };
/** A place between tokens, and what was found up to it. */
type Found = Map<string, number>;

/** A comment, a string, a word, or a single sign. A string that does not close in its line is a sign and what follows. */
const TOKENS =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`|[\p{L}\p{N}_$]+|\S/gu;

/**
 * @param key a path such as `categories.0.slug`
 * @returns the place of the key, or of the nearest key around it; `undefined` if the text has none of them
 */
export function placeOfKey(text: string, key: string): Spot | undefined {
  const found = keysIn(text);
  for (let path = key; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('.')))) {
    const index = found.get(path);
    if (index !== undefined) return spotOf(text, index);
  }
  return undefined;
}

function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKENS)]
    .map(({ 0: part, index }) => ({ text: part, index }))
    .filter((token) => !/^\/[/*]/.test(token.text));
}

/** Where each key of the exported object begins. */
function keysIn(text: string): Found {
  const tokens = tokensOf(text);
  const found: Found = new Map();
  const start = exported(tokens);
  if (start !== undefined) readObject(tokens, start + 1, '', found);
  return found;
}

/** The `{` of `export default {`, or of `const config = {` with `export default config`. */
function exported(tokens: readonly Token[]): number | undefined {
  const at = tokens.findIndex(
    ({ text }, index) => text === 'default' && tokens[index - 1]?.text === 'export',
  );
  const name = at < 0 ? undefined : tokens[at + 1]?.text;
  if (name === undefined || name === '{') return name === undefined ? undefined : at + 1;
  const declared = tokens.findIndex(
    ({ text }, index) => text === name && /^(?:const|let|var)$/.test(tokens[index - 1]?.text ?? ''),
  );
  const equals = declared < 0 ? -1 : tokens.findIndex(({ text }, index) => index > declared && text === '=');
  return equals >= 0 && tokens[equals + 1]?.text === '{' ? equals + 1 : undefined;
}

/** Reads an object from behind its `{`. @returns the place of its `}` */
function readObject(tokens: readonly Token[], from: number, path: string, found: Found): number {
  let at = from;
  while (at < tokens.length && tokens[at]?.text !== '}') {
    const token = tokens[at];
    const key = /^(?:['"].*['"]|[\p{L}\p{N}_$]+)$/u.test(token?.text ?? '') ? token : undefined;
    if (key !== undefined && tokens[at + 1]?.text === ':') {
      const inner = `${path}${path === '' ? '' : '.'}${key.text.replace(/^['"]|['"]$/g, '')}`;
      found.set(inner, key.index);
      at = readValue(tokens, at + 2, inner, found);
    } else at = endOfValue(tokens, at);
    at = behind(tokens, at);
  }
  return at;
}

/** Behind the comma at a place, or behind a bracket that opens nowhere: it stands in a regular expression. */
function behind(tokens: readonly Token[], at: number): number {
  return /^[,\])]$/.test(tokens[at]?.text ?? '') ? at + 1 : at;
}

function readList(tokens: readonly Token[], from: number, path: string, found: Found): number {
  let at = from;
  for (let index = 0; at < tokens.length && tokens[at]?.text !== ']'; index += 1) {
    found.set(`${path}.${index}`, tokens[at]?.index ?? 0);
    at = readValue(tokens, at, `${path}.${index}`, found);
    if (/^[,})]$/.test(tokens[at]?.text ?? '')) at += 1;
  }
  return at;
}

/** @returns the place of the `,` or the closing bracket behind the value */
function readValue(tokens: readonly Token[], from: number, path: string, found: Found): number {
  const first = tokens[from]?.text;
  if (first === '{') return endOfValue(tokens, readObject(tokens, from + 1, path, found) + 1);
  if (first === '[') return endOfValue(tokens, readList(tokens, from + 1, path, found) + 1);
  return endOfValue(tokens, from);
}

function endOfValue(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at += 1) {
    const text = tokens[at]?.text ?? '';
    if (depth === 0 && /^[,}\]]$/.test(text)) return at;
    if (/^[{[(]$/.test(text)) depth += 1;
    if (/^[}\])]$/.test(text)) depth -= 1;
  }
  return tokens.length;
}

/** Letters that people type in place of a sign of TypeScript, and the sign. */
const WIDE: Readonly<Record<string, string>> = {
  '：': ':',
  '，': ',',
  '、': ',',
  '；': ';',
  '｛': '{',
  '｝': '}',
  '［': '[',
  '］': ']',
  '（': '(',
  '）': ')',
  '「': "'",
  '」': "'",
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
};

/** The first letter outside strings and comments that stands for a sign of TypeScript. */
export function wideSignIn(
  text: string,
): (Spot & { readonly letter: string; readonly sign: string }) | undefined {
  let open = -1; // the line of a string that does not close: what follows in it is text
  for (const token of tokensOf(text)) {
    const spot = spotOf(text, token.index);
    if (/^['"]$/.test(token.text)) open = spot.line;
    const sign = Object.hasOwn(WIDE, token.text) ? WIDE[token.text] : undefined;
    if (sign !== undefined && spot.line !== open) return { ...spot, letter: token.text, sign };
  }
  return undefined;
}

function spotOf(text: string, index: number): Spot {
  const before = text.slice(0, index).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
