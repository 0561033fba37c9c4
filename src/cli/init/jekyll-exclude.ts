/**
 * The `exclude:` list of a Jekyll site's `_config.yml`. Jekyll copies every file that it does not know, so our files
 * that are not part of the site are named there. Lines are added, and the rest of the text stays byte for byte. The new
 * text is read again: it must say the same as the old one and the new lines, and nothing else.
 */
import { isDeepStrictEqual } from 'node:util';
import { isExcluded, JEKYLLS_OWN } from '../../posts/jekyll/copied-files.ts';
import { isMap, yamlIn } from '../../posts/jekyll/yaml-map.ts';

/**
 * Our files, with `/` after a folder: `out` alone would also leave out a page called `outlook.md`. Each has a sample
 * path, to ask whether the list covers it already.
 */
const OURS = [
  ['tayori.config.ts', 'tayori.config.ts'],
  ['email-templates/', 'email-templates/digest.mjml.liquid'],
  ['out/', 'out/rss.xml'],
] as const;
/** What npm brings into the folder of the site. */
const NPM = [
  ['node_modules/', 'node_modules/tayori/package.json'],
  ['package.json', 'package.json'],
  ['package-lock.json', 'package-lock.json'],
] as const;
/**
 * @param text `_config.yml`
 * @param npm whether the folder has a package.json
 * @returns the text with the missing lines, or the same text if none is missing; `undefined` if a person should change
 * it, because it is written in an unusual form
 */
export function withExcludes(text: string, npm: boolean): string | undefined {
  const before = yamlIn(text);
  if (!isMap(before)) return undefined;
  const listed = before['exclude'];
  if (listed !== undefined && !isTexts(listed) && listed !== '') return undefined;
  const old = isTexts(listed) ? listed : [];
  const wanted = [...OURS, ...(npm ? NPM : [])]
    .filter(([, sample]) => !old.some((pattern) => isExcluded(pattern, sample)))
    .map(([line]) => line);
  if (wanted.length === 0) return text;
  const added = listed === undefined ? [...new Set([...JEKYLLS_OWN, ...wanted])] : wanted;
  const next = listed === undefined ? appended(text, added) : inserted(text, added);
  if (next === undefined) return undefined;
  const same = isDeepStrictEqual(yamlIn(next), { ...before, exclude: [...old, ...added] });
  return same ? next : undefined;
}

/** The lines that a person should add. */
export function excludeLines(npm: boolean): string[] {
  return [...OURS, ...(npm ? NPM : [])].map(([line]) => line);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function endOfLine(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Adds the list at the end of a config that has none yet. */
function appended(text: string, lines: readonly string[]): string {
  const eol = endOfLine(text);
  const block = [
    '# What is no part of the site. Before Jekyll 4 this list replaces the one that Jekyll has of itself.',
    'exclude:',
    ...lines.map((line) => `  - ${line}`),
  ];
  const gap = /\n$/.test(text) ? eol : eol + eol;
  return `${text}${gap}${block.join(eol)}${eol}`;
}

/** Adds to the existing list: below its last line, or before its bracket. */
function inserted(text: string, lines: readonly string[]): string | undefined {
  const key = /^(?:exclude|"exclude"|'exclude')[ \t]*:[ \t]*/m.exec(text);
  if (key === null) return undefined;
  const start = key.index + key[0].length;
  // The bracket may be on its own line, below comments.
  const gap = /^(?:(?:#[^\r\n]*)?\r?\n[ \t]*)*/.exec(text.slice(start))?.[0].length ?? 0;
  if (text[start + gap] === '[') return insertedInBrackets(text, start + gap, lines);
  const rest = /^[^\r\n]*/.exec(text.slice(start))?.[0] ?? '';
  return /^(?:#.*)?$/.test(rest) ? insertedBelow(text, start + rest.length, lines) : undefined;
}

/**
 *     exclude:
 *       - vendor
 *       - out/        <- new lines have the indent of the last item
 */
function insertedBelow(text: string, from: number, lines: readonly string[]): string {
  const eol = endOfLine(text);
  let end = from;
  let indent = '  ';
  for (const match of text.slice(from).matchAll(/\r?\n([^\r\n]*)/g)) {
    const [, line = ''] = match;
    const item = /^([ \t]*)-(?:[ \t]|$)/.exec(line);
    if (item !== null) indent = item[1] ?? '';
    const isDeeper = /^[ \t]+[^#\s]/.test(line);
    if (item === null && !isDeeper && !/^[ \t]*(?:#.*)?$/.test(line)) break;
    if (item !== null || isDeeper) end = from + match.index + match[0].length;
  }
  const block = lines.map((line) => `${eol}${indent}- ${line}`).join('');
  return text.slice(0, end) + block + text.slice(end);
}

/** `exclude: [vendor, out/]`; if each word has its own line, the new ones have too. */
function insertedInBrackets(text: string, open: number, lines: readonly string[]): string | undefined {
  let last = open; // the last sign that is not a blank or a comment
  for (const match of text.slice(open + 1).matchAll(/"(?:[^"\\]|\\.)*"|'[^']*'|(?<=\s)#[^\r\n]*|\S/g)) {
    const at = open + 1 + match.index;
    if (match[0].startsWith('#')) continue;
    if (match[0] === ']') {
      const sign = text[last];
      const between = text.slice(open, last).includes('\n') ? startOfLine(text, last) : ' ';
      const before = sign === '[' ? '' : sign === ',' ? between : `,${between}`;
      return text.slice(0, last + 1) + before + lines.join(`,${between}`) + text.slice(last + 1);
    }
    last = at + match[0].length - 1;
  }
  return undefined;
}

/** The line end and the indent of the line on which a sign is. */
function startOfLine(text: string, at: number): string {
  const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
  return endOfLine(text) + (/^[ \t]*/.exec(line)?.[0] ?? '');
}
