/**
 * Liquid, as the templates of a mail use it. It reads only the templates that were loaded. A name or filter that does
 * not exist is an error with file, line and column; all such errors are reported at once. A template that would never
 * end is stopped.
 */

import { type Context, type Emitter, Liquid, type LiquidError } from 'liquidjs';
import { escapeHtml } from '../../escape-html.ts';
import { formatPlace, type Place, type Problem, ProblemError } from '../../problem.ts';
import { NUMBER } from '../figures.ts';
import { cutAtPhrase, lastWordsOf, phrasesOf } from '../text/phrases.ts';
import { wrapText } from '../text/wrap.ts';
import { hintForVariable, type KnownNames, unknownName } from './unknown-names.ts';

/** A template, and the file that it comes from. */
export type Template = { readonly source: string; readonly at: Place };

/** By the name that `{% render %}` uses: `digest.mjml.liquid`. */
export type Templates = Readonly<Record<string, Template>>;

/** What a template may name: text, numbers, booleans, and lists and maps of them. */
export type Variables = { readonly [name: string]: Variable };
export type Variable = string | number | boolean | readonly Variable[] | Variables;

/** A long month needs a fortieth of this time, and a hundredth of this memory. */
const MOST_TIME = 2_000; // ms
const MOST_MEMORY = 10_000_000; // letters and elements, as liquidjs counts them
const DEEPEST = 20;

/**
 * Renders one template.
 *
 * @param format `html` escapes what is put in; `text` does not
 * @throws ProblemError that names every unknown variable and filter with what exists instead, or a template without an
 * end
 */
export function renderTemplate(
  templates: Templates,
  name: string,
  variables: Variables,
  format: 'html' | 'text',
): string {
  const liquid = engine(templates, format);
  try {
    const text: unknown = liquid.renderFileSync(name, variables);
    return String(text);
  } catch (error) {
    const known = {
      filter: Object.keys(liquid.filters),
      tag: Object.keys(liquid.tags),
      template: Object.keys(templates),
    };
    const found = once(flatten(error).map((fault) => problemOf(fault, templates, name, variables, known)));
    // If the time ends between two tags, the error of liquidjs has no place.
    const faults =
      found.length === 0 && isLimit(error) ? [endless({ file: name, ...templates[name]?.at })] : found;
    throw faults.length > 0 ? new ProblemError(faults, { cause: error }) : error;
  }
}

function engine(templates: Templates, format: 'html' | 'text'): Liquid {
  const sources = Object.entries(templates).map(([name, { source }]) => [name, source] as const);
  const liquid = new Liquid({
    templates: Object.fromEntries(sources),
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    ownPropertyOnly: true,
    catchAllErrors: true,
    renderLimit: MOST_TIME,
    memoryLimit: MOST_MEMORY,
    ...(format === 'html' ? { outputEscape: 'escape' as const } : {}),
  });
  liquid.registerFilter('cut', (text: unknown, most: unknown) => cutAtPhrase(String(text), Number(most)));
  liquid.registerFilter('phrases', { raw: true, handler: (text: unknown) => phraseBreaks(String(text)) });
  liquid.registerFilter('numbers', { raw: true, handler: (text: unknown) => wholeNumbers(String(text)) });
  liquid.registerFilter('wrap', (text: unknown, width: unknown, indent: unknown = '') =>
    String(text)
      .split('\n')
      .flatMap((line) => wrapText(line, Number(width)))
      .join(`\n${String(indent)}`),
  );
  boundDepth(liquid);
  return liquid;
}

/** A template that renders itself would overflow the stack. The first one that is nested too deep stops all others. */
function boundDepth(liquid: Liquid): void {
  let depth = 0;
  let stopped = false;
  for (const [name, Known] of Object.entries(liquid.tags)) {
    if (!['render', 'include', 'layout'].includes(name)) continue;
    class Bounded extends Known {
      override *render(context: Context, emitter: Emitter): Generator<unknown, unknown, unknown> {
        stopped ||= depth >= DEEPEST;
        if (stopped) throw new Error('depth limit exceeded');
        depth += 1;
        try {
          return yield Known.prototype.render.call(this, context, emitter);
        } finally {
          depth -= 1;
        }
      }
    }
    liquid.registerTag(name, Bounded);
  }
}

/**
 * An invisible place where a line may break (Unicode, 23.2). With `word-break: keep-all`, a line breaks nowhere else.
 */
const BREAK = '\u200b';

/**
 * A headline whose lines break between phrases. It contains no tag: programs that replace tags by blanks, for example
 * to summarise a mail, would put blanks into words.
 */
export function phraseBreaks(text: string): string {
  const parts = text.replaceAll(BREAK, '').split(SLOT); // words and slots in turn: a slot is never cut
  const broken = parts.map((part, index) => (index % 2 === 1 ? part : phrasesOf(part).join(BREAK)));
  return escapeHtml(broken.join('').replace(/(\s)\u200b/gu, '$1'));
}

/** A slot while a template is rendered (slot-marks.ts). */
const SLOT = /(\ufdd0[^\ufdd1]*\ufdd1)/;

/**
 * Running text in which no line breaks between a number and its unit (18億2,000万円), and no line holds only the last two
 * letters. If a screen is narrower than such a part, the part breaks all the same: 400万kWh at 200 % size.
 */
export function wholeNumbers(text: string): string {
  let from = 0;
  let whole = '';
  for (const [start, end] of keptTogether(text)) {
    const part = text.slice(start, end);
    const style = part.includes(' ') ? 'white-space:nowrap' : 'word-break:keep-all';
    // Firefox and Thunderbird do not break a line before such a part by themselves.
    const mayBreak = /[\p{L}、。]$/u.test(text.slice(Math.max(0, start - 2), start)) ? '<wbr>' : '';
    whole += `${escapeHtml(text.slice(from, start))}${mayBreak}<span style="${style}">${escapeHtml(part)}</span>`;
    from = end;
  }
  return whole + escapeHtml(text.slice(from));
}

/** The places of numbers, and of the last words of a Japanese sentence. Where these two meet, they are one part. */
function keptTogether(text: string): [start: number, end: number][] {
  const numbers = [...text.matchAll(NUMBER)].flatMap(
    ({ 0: number, index }): [number, number][] =>
      /[^\d.,]/.test(number) ? [[index, index + number.length]] : [], // no line breaks inside digits alone
  );
  const last = text.length - lastWordsOf(text).length;
  const touching = numbers.find(([, end]) => end >= last);
  const tail: [number, number] = [Math.min(last, touching?.[0] ?? last), text.length];
  const before = numbers.filter(([, end]) => end < tail[0]);
  return last === text.length ? numbers : [...before, tail];
}

/** A fault in a loop comes many times, and is reported once. */
function once(problems: readonly Problem[]): Problem[] {
  const told = problems.map(
    (problem) => [`${formatPlace(problem.at ?? { file: '' })} ${problem.message}`, problem] as const,
  );
  return [...new Map(told).values()];
}

/** liquidjs puts the faults inside a loop into the fault of the loop. */
function flatten(error: unknown): Fault[] {
  if (!isLiquidError(error)) return [];
  return Array.isArray(error.errors) ? error.errors.flatMap(flatten) : [error];
}

type Fault = Pick<LiquidError, 'message' | 'token'> & { readonly errors?: unknown };

function isLiquidError(error: unknown): error is Fault {
  return error instanceof Error && 'token' in error && typeof error.token === 'object';
}

function problemOf(
  error: Fault,
  templates: Templates,
  main: string,
  variables: Variables,
  names: KnownNames,
): Problem {
  const { token } = error;
  const name = Object.keys(templates).find((key) => templates[key]?.source === token.input) ?? main;
  const [line, column] = token.getPosition();
  const at: Place = { file: name, ...templates[name]?.at, ...spot(templates[name]?.at, line, column) };
  const missing = /^undefined variable: (.+?)(?:, (?:file|line):.*)?$/s.exec(error.message)?.[1];
  if (missing !== undefined) {
    return {
      code: 'template-variable',
      message: `The template names \`${missing}\`, and there is no such variable.`,
      hint: hintForVariable(missing, variables),
      at,
    };
  }
  if (isLimit(error)) return endless(at);
  const said = error.message.replace(/, (?:file|line):.*$/s, '');
  const unknown = unknownName(said, names);
  if (unknown !== undefined) return { code: 'template-syntax', ...unknown, at };
  return {
    code: 'template-syntax',
    message: `The template can not be read as Liquid: ${said}.`,
    hint: 'Correct the tag or filter; docs/templates.md lists what templates may use.',
    at,
  };
}

/** Whether the error is one of liquidjs or `boundDepth` about a limit. */
function isLimit(error: unknown): boolean {
  return (
    error instanceof Error && /^(?:template render|memory alloc|depth) limit exceeded/.test(error.message)
  );
}

function endless(at: Place): Problem {
  return {
    code: 'template-limit',
    message: `Rendering was stopped here: it took more than ${MOST_TIME / 1000} seconds, too much memory, or more than ${DEEPEST} templates inside each other.`,
    hint: 'Look for a loop over a huge range, or for a template that renders itself.',
    at,
  };
}

/** A setting is one line of a config file, so its place is its key, without line and column. */
function spot(at: Place | undefined, line = 1, column = 1): Partial<Place> {
  return at?.key === undefined ? { line, column } : {};
}
