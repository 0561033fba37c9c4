/**
 * What an author slipped on if a front matter is not YAML: a quotation mark that is never closed, a colon in a title, a
 * tab. YAML's own message ("bad indentation of a mapping entry") speaks of something else. Only asked if YAML refused
 * the text, so no front matter that can be read is touched.
 */
import type { HeadFault } from './front-matter-faults.ts';

type Said = Pick<HeadFault, 'column' | 'message' | 'hint'>;

/** Blanks, perhaps `- `, a key, the colon with the blanks behind it, and the value. */
const ENTRY = /^([ ]*(?:- +)?)([^\s:#'"[\]{}&*!|>%@`-][^\s:#'"[\]{}]*)(: +)(\S.*)$/;
/** A key and a value without a blank between them; `http://…` is none. */
const NO_BLANK = /^([ ]*[A-Za-z_][\w-]*):([^\s/].*)$/;
/** Words of js-yaml for something that is still open. */
const STILL_OPEN = /deficient indentation|end of the stream|missed comma|unexpected end/;

/**
 * The slip at which YAML gave up.
 *
 * @param lines without the opening fence
 * @param refused what YAML said, and the line of the file at which it gave up; line 1 if it names none
 * @returns `undefined` if none is known: then YAML's own words must do
 */
export function yamlSlip(
  lines: readonly string[],
  refused: Pick<HeadFault, 'message' | 'line'>,
): HeadFault | undefined {
  const { message: reason, line } = refused;
  if (line < 2) return firstOf(lines);
  const text = lines[line - 2] ?? '';
  if (/tab characters/.test(reason) || /^ *\t/.test(text)) {
    const message = 'A tab stands at the beginning of the line, and YAML counts blanks only.';
    return { line, column: text.indexOf('\t') + 1, message, hint: 'Write blanks in place of the tab.' };
  }
  const here = slipInEntry(text, STILL_OPEN.test(reason));
  if (here !== undefined) return { line, ...here };
  // What is still open began above; and a key without its blank is a text that goes on in the next line.
  for (let above = line - 1; above > 1 && above >= line - REACH; above -= 1) {
    const said = slipAbove(lines[above - 2] ?? '', reason);
    if (said !== undefined) return { line: above, ...said };
  }
  return undefined;
}

function firstOf(lines: readonly string[]): HeadFault | undefined {
  for (const [index, text] of lines.entries()) {
    const said = slipInEntry(text, false);
    if (said !== undefined) return { line: index + 2, ...said };
  }
  return undefined;
}

/** In lines. */
const REACH = 3;

/** In letters: a longer line is no slip of a person. */
const LONGEST = 2000;

function slipAbove(text: string, reason: string): Said | undefined {
  if (text.length > LONGEST) return undefined;
  const glued = withoutBlank(text);
  if (glued !== undefined) return glued;
  if (!STILL_OPEN.test(reason)) return undefined;
  const [, before = '', key = '', colon = '', value = ''] = ENTRY.exec(text) ?? [];
  return value === '' ? undefined : neverClosed(key, value.trimEnd(), (before + key + colon).length + 1);
}

function slipInEntry(text: string, open: boolean): Said | undefined {
  if (text.length > LONGEST) return undefined;
  const [, before = '', key = '', colon = '', rest = ''] = ENTRY.exec(text) ?? [];
  if (rest === '') return withoutBlank(text);
  const value = rest.trimEnd();
  const column = (before + key + colon).length + 1;
  const [first = ''] = value;
  if (open) {
    const unclosed = neverClosed(key, value, column);
    if (unclosed !== undefined) return unclosed;
  }
  if (first === '"' || first === "'") return quotedSlip(key, value, column);
  if (/^(?:[@`%*&!?,]|- |[|>](?![+-]?\d?\s*$))/.test(value) || isTextInBrackets(value)) {
    const sign = first === '`' ? 'a backtick' : `\`${first}\``;
    const message = `The value of \`${key}\` begins with ${sign}, which means something else in YAML.`;
    return { column, message, hint: written(key, value) };
  }
  const inner = /^[^"'[{].*?: /.exec(value);
  if (inner === null) return undefined;
  const message = `A colon and a blank stand in the value of \`${key}\`: for YAML a new key begins there.`;
  return { column: column + inner[0].length - 2, message, hint: written(key, value) };
}

function withoutBlank(text: string): Said | undefined {
  const [, key = '', value = ''] = NO_BLANK.exec(text) ?? [];
  if (value === '' || text.includes(': ')) return undefined;
  return {
    column: key.length + 2,
    message: `Behind the colon of \`${key.trim()}\` no blank stands, so it is no key for YAML.`,
    hint: `Write \`${key.trim()}: ${short(value.trimEnd()) ?? '…'}\`.`,
  };
}

/** A quotation mark or bracket that opens in this line, and does not close in it. */
function neverClosed(key: string, value: string, column: number): Said | undefined {
  const [open = ''] = value;
  if ((open === '"' || open === "'") && closingMark(value) < 0) {
    const message = `The quotation mark at the beginning of \`${key}\` is never closed.`;
    const whole = `${value}${open}`;
    const line = whole.length <= SHOWN ? `: \`${key}: ${whole}\`` : '';
    return { column, message, hint: `Write a \`${open}\` at the end of the line${line}.` };
  }
  if ((open === '[' || open === '{') && closingBracket(value) < 0) {
    const close = open === '[' ? ']' : '}';
    const message = `The bracket \`${open}\` of \`${key}\` is never closed.`;
    return { column, message, hint: `Write a \`${close}\` where the list ends.` };
  }
  return undefined;
}

/** A value in quotation marks, behind which the text goes on, or which has a `\` that is none for YAML. */
function quotedSlip(key: string, value: string, column: number): Said | undefined {
  const mark = value[0] ?? '';
  const end = closingMark(value);
  if (end < 0) return undefined;
  if (/^\s*(?:#.*)?$/.test(value.slice(end + 1))) {
    const at = mark === '"' ? value.search(/\\(?![0abt\tnvfre "/\\N_LPxuU])/) : -1;
    if (at < 0) return undefined;
    const message = `A \`\\\` in double quotation marks begins a sign of its own, and \`${value.slice(at, at + 2)}\` is none.`;
    return { column: column + at, message, hint: written(key, value.slice(1, end)) };
  }
  const whole = value.length > 1 && value.endsWith(mark) ? value.slice(1, -1) : value;
  const message = `The quotation mark closes here, and the value of \`${key}\` goes on.`;
  return { column: column + end, message, hint: written(key, whole) };
}

/** Where the quotation mark closes that the value begins with; -1 if nowhere. `\"` and `''` do not close it. */
function closingMark(value: string): number {
  const rest = value[0] === '"' ? /^"(?:[^"\\]|\\.)*"/.exec(value) : /^'(?:[^']|'')*'/.exec(value);
  return rest === null ? -1 : rest[0].length - 1;
}

/** Where the bracket closes that the value begins with; -1 if nowhere. What stands in quotation marks does not count. */
function closingBracket(value: string): number {
  let depth = 0;
  for (const { 0: part, index } of value.matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[[\]{}]/g)) {
    if (part === '[' || part === '{') depth += 1;
    if (part === ']' || part === '}') depth -= 1;
    if (depth === 0 && part.length === 1) return index;
  }
  return -1;
}

/** `[速報] 港が開く` and `{{ page.x }}`: the brackets are text, and no list. */
function isTextInBrackets(value: string): boolean {
  if (value.startsWith('{{') || value.startsWith('{%')) return true;
  const end = /^[[{]/.test(value) ? closingBracket(value) : -1;
  return end >= 0 && !/^\s*(?:#.*)?$/.test(value.slice(end + 1));
}

/** The line as it is YAML. */
function written(key: string, value: string): string {
  const shown = short(value);
  const text = shown === undefined ? '"…"' : quoted(shown);
  return `Write the whole value in quotation marks: \`${key}: ${text}\`.`;
}

function quoted(text: string): string {
  return /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}

/** In letters: a longer value is not shown again. */
const SHOWN = 100;

function short(value: string): string | undefined {
  return value.length <= SHOWN && !value.includes('`') ? value : undefined;
}
