/**
 * Liquid, as the templates of a mail use it. It reads only the templates that were loaded. A name or filter that does
 * not exist is an error with file, line and column; all such errors are reported at once. A template that would never
 * end is stopped.
 */
import { type Context, type Emitter, Liquid, type LiquidError } from 'liquidjs';
import { formatPlace, type Place, type Problem, ProblemError } from '../../problem.ts';
import { cutAtPhrase } from '../text/phrases.ts';
import { wrapText } from '../text/wrap.ts';
import { phraseBreaks, wholeNumbers } from './line-breaks.ts';
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
  const { liquid, begin } = engineOf(templates, format);
  try {
    begin();
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

type Engine = {
  readonly liquid: Liquid;
  /** Called before each rendering. */
  begin(): void;
};

/** A mail has several parts and editions, and all of them use the same templates: these are parsed once. */
const engines = { html: new WeakMap<Templates, Engine>(), text: new WeakMap<Templates, Engine>() };

function engineOf(templates: Templates, format: 'html' | 'text'): Engine {
  const kept = engines[format].get(templates) ?? makeEngine(templates, format);
  engines[format].set(templates, kept);
  return kept;
}

function makeEngine(templates: Templates, format: 'html' | 'text'): Engine {
  const sources = Object.entries(templates).map(([name, { source }]) => [name, source] as const);
  const liquid = new Liquid({
    templates: Object.fromEntries(sources),
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    ownPropertyOnly: true,
    catchAllErrors: true,
    cache: true,
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
  return { liquid, begin: boundDepth(liquid) };
}

/**
 * A template that renders itself would overflow the stack. The first one that is nested too deep stops all others.
 *
 * @returns what forgets the rendering before
 */
function boundDepth(liquid: Liquid): () => void {
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
  return () => {
    [depth, stopped] = [0, false];
  };
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
