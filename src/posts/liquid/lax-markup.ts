/**
 * Slips in Liquid that Jekyll forgives. Ruby's Liquid reads a tag that breaks the grammar a second time, by a few
 * expressions that take what they find (`lax_parse`). LiquidJS knows only the grammar. So such a tag is written anew,
 * with what Ruby takes of it and nothing else: `{{ a | default b }}` becomes `{{ a | default }}`.
 * What stops Jekyll, or would leave a hole in a sentence, stays as it is, and is refused as before.
 */
import { expressionOf, namesNothing, QUOTED, variableOf } from './lax-expression.ts';

/** A tag that was read otherwise than it is written, and its place in the source. */
export type Slip = { readonly at: number; readonly written: string; readonly read: string };

/**
 * The tags of a text, as Ruby divides it: up to the first end, also within quotation marks. A longer tag is left as it
 * is: it is no slip of a hand.
 */
const TOKEN = /\{%-?\s*(\w+)([\s\S]{0,1000}?)-?%\}|\{\{-?([\s\S]{0,1000}?)-?\}\}/g;

const STRING = `"[^"]*"|'[^']*'`;
const INDEX = '\\[[^\\[\\]]*(?:\\[[^\\[\\]]*\\][^\\[\\]]*)*\\]';
const NAME = '[a-zA-Z_][\\w-]*\\??';
const LOOKUP = `(?:${NAME}|${INDEX})(?:\\s*\\.\\s*${NAME}|\\s*${INDEX})*`;
const SIMPLE = `(?:${STRING}|-?\\d+(?:\\.\\d+)?(?![\\w.])|${LOOKUP})`;
const RANGE = `\\(\\s*-?[\\w.\\[\\]"'-]+?\\s*\\.\\.\\s*-?[\\w\\[\\]"'-][\\w.\\[\\]"'-]*\\s*\\)`;
const EXPRESSION = `(?:${RANGE}|${SIMPLE})`;
const ARGUMENT = `(?:[a-zA-Z_][\\w-]*\\s*:\\s*)?${EXPRESSION}`;
const VARIABLE = `${EXPRESSION}(?:\\s*\\|\\s*[a-zA-Z_][\\w-]*(?:\\s*:\\s*${ARGUMENT}(?:\\s*,\\s*${ARGUMENT})*)?)*`;
const COMPARISON = `${EXPRESSION}(?:\\s*(?:==|!=|<>|<=?|>=?|contains\\b)\\s*${EXPRESSION})?`;
const whole = (grammar: string) => new RegExp(`^\\s*${grammar}\\s*$`);

/** What follows the grammar needs no second reading; `<>` is in the grammar, but LiquidJS does not know it. */
const STRICT_VARIABLE = whole(VARIABLE);
const STRICT_CONDITION = whole(`${COMPARISON}(?:\\s+(?:and|or)\\s+${COMPARISON})*`);
const STRICT_LOOP = whole(
  `[a-zA-Z_][\\w-]*\\s+in\\s+${EXPRESSION}(?:\\s+reversed)?(?:\\s*(?:limit|offset)\\s*:\\s*${EXPRESSION})*`,
);
const STRICT_ASSIGN = whole(`[\\w-]+\\s*=\\s*${VARIABLE}`);
const STRICT_CASE = whole(EXPRESSION);

type Reading = {
  readonly strict: RegExp;
  /** @returns what Ruby takes of the markup; `undefined` where it takes nothing, or stops */
  readonly read: (markup: string) => string | undefined;
};

const condition: Reading = { strict: STRICT_CONDITION, read: readCondition };
const nothing: Reading = { strict: /^\s*$/, read: () => '' };

/** A row for each tag whose markup Ruby reads by expressions. Behind the words that end a block, it reads nothing. */
const TAGS: ReadonlyMap<string, Reading> = new Map([
  ['if', condition],
  ['elsif', condition],
  ['unless', condition],
  ['for', { strict: STRICT_LOOP, read: readLoop }],
  ['assign', { strict: STRICT_ASSIGN, read: readAssign }],
  ['case', { strict: STRICT_CASE, read: readCase }],
  ['else', nothing],
  ...['if', 'unless', 'for', 'case', 'capture'].map((name): [string, Reading] => [`end${name}`, nothing]),
]);

/** Tags between which no Liquid is read. */
const UNREAD = new Set(['raw', 'comment']);

/**
 * The same text, with each slip as LiquidJS can read it, on the same lines.
 *
 * @param isCode whether a place is in code; there, braces that are no Liquid are meant as they are written
 */
export function forgiven(
  source: string,
  isCode: (at: number) => boolean,
): { readonly text: string; readonly slips: readonly Slip[] } {
  const slips: Slip[] = [];
  let unread = '';
  const text = source.replace(
    TOKEN,
    (token, tag: string | undefined, markup = '', output = '', at: number) => {
      if (unread !== '') {
        if (endOf(unread).test(token)) unread = '';
        return token;
      }
      if (tag !== undefined && UNREAD.has(tag)) unread = tag;
      const read = tag === undefined ? readOutput(output) : readTag(tag, markup);
      if (read === undefined || closesLater(source, at, token) || isCode(at)) return token;
      slips.push({ at, written: token, read: written(token, tag, read).trim() });
      return written(token, tag, read) + (read === EMPTY ? breaksOf(token) : '');
    },
  );
  return { text, slips };
}

/** The end may stand in what looks like an output: `{% raw %}{{ a {% endraw %} }}`. */
function endOf(block: string): RegExp {
  return new RegExp(`\\{%-?\\s*end${block}\\b`);
}

/** A slip as a sentence for people. */
export function slipSaid({ written, read }: Slip): string {
  const shown = (tag: string) => `\`${tag.replace(/\s+/g, ' ').slice(0, 80)}\``;
  return read === ''
    ? `${shown(written)} shows nothing.`
    : `${shown(written)} is read as ${shown(read)}, as Jekyll does.`;
}

/** Stands for `{{ }}`, which shows nothing. */
const EMPTY = '';

function written(token: string, tag: string | undefined, read: string): string {
  if (tag === undefined && read === EMPTY) return '';
  const open = token.slice(0, token[2] === '-' ? 3 : 2);
  const close = token.slice(token.at(-3) === '-' ? -3 : -2);
  const inner = [tag, read].filter(Boolean).join(' ');
  return `${open} ${inner} ${breaksOf(token)}${close}`;
}

/** The line breaks of a tag stay in it, so that each place of the text keeps its line. */
function breaksOf(token: string): string {
  return '\n'.repeat(token.split('\n').length - 1);
}

/** Whether a quotation mark is open at the end of the token, and closed before another end: `{{ "}}" }}`. */
function closesLater(source: string, at: number, token: string): boolean {
  const rest = token.replace(/"[^"]*"|'[^']*'/g, '');
  const mark = /["']/.exec(rest)?.[0];
  if (mark === undefined) return false;
  const end = at + token.length;
  const line = source.slice(end, end + 1000).split('\n', 1)[0] ?? '';
  return new RegExp(`^[^{]*${mark}[^{]*[%}]\\}`).test(line);
}

function readTag(tag: string, markup: string): string | undefined {
  const reading = TAGS.get(tag);
  if (reading === undefined || (reading.strict.test(markup) && !markup.includes('<>'))) return undefined;
  return reading.read(markup);
}

function readOutput(markup: string): string | undefined {
  if (STRICT_VARIABLE.test(markup)) return undefined;
  return markup.trim() === '' ? EMPTY : variableOf(markup);
}

const AND_OR = /\b(?:\s?and\s?|\s?or\s?)\b|(?:\s*(?!\b(?:\s?and\s?|\s?or\s?)\b)\S+\s*)+/g;
const COMPARED = new RegExp(`(${QUOTED})\\s*([=!<>a-z_]+)?\\s*(${QUOTED})?`);
const OPERATORS: ReadonlyMap<string, string> = new Map(
  ['==', '!=', '<', '>', '<=', '>=', 'contains', '<>'].map((sign) => [sign, sign === '<>' ? '!=' : sign]),
);

function readCondition(markup: string): string | undefined {
  const parts = markup.match(AND_OR) ?? [];
  const read = parts.map((part, at) => (at % 2 === 0 ? readComparison(part) : joinerOf(part)));
  return parts.length % 2 === 0 || read.includes(undefined) ? undefined : read.join(' ');
}

function joinerOf(part: string): string | undefined {
  const word = part.trim();
  return word === 'and' || word === 'or' ? word : undefined;
}

function readComparison(part: string): string | undefined {
  const [, left, sign, right] = COMPARED.exec(part) ?? [];
  if (left === undefined || namesNothing(left)) return undefined;
  if (sign === undefined) return expressionOf(left);
  const operator = OPERATORS.get(sign);
  return operator === undefined
    ? undefined
    : `${expressionOf(left)} ${operator} ${expressionOf(right ?? 'nil')}`;
}

const LOOP = new RegExp(`^\\s*([\\w-]+)\\s+in\\s+((?:${QUOTED})+)\\s*(reversed)?`);
const ATTRIBUTE = new RegExp(`\\b(limit|offset)\\s*:\\s*(${QUOTED})`, 'g');

function readLoop(markup: string): string | undefined {
  const range = /^(\s*[\w-]+\s+in\s+)\(\s*([\w.-]+?)\s*\.\.\s*([\w.-]+)\s*\)/.exec(markup);
  const joined =
    range === null ? markup : `${range[1]}(${range[2]}..${range[3]})${markup.slice(range[0].length)}`;
  const [, name, list, reversed] = LOOP.exec(joined) ?? [];
  if (name === undefined || list === undefined || namesNothing(list)) return undefined;
  const limits = Array.from(
    joined.matchAll(ATTRIBUTE),
    ([, key, value = '']) => `${key}: ${expressionOf(value)}`,
  );
  return [`${name} in ${expressionOf(list)}`, reversed, ...limits].filter(Boolean).join(' ');
}

function readAssign(markup: string): string | undefined {
  const [, name, value = ''] = /^\s*([\w-]+)\s*=([\s\S]*)$/.exec(markup) ?? [];
  if (name === undefined) return undefined;
  const read = value.trim() === '' ? 'nil' : variableOf(value);
  return read === undefined ? undefined : `${name} = ${read}`;
}

function readCase(markup: string): string | undefined {
  const [value] = new RegExp(QUOTED).exec(markup) ?? [];
  return value === undefined || namesNothing(value) ? undefined : expressionOf(value);
}
