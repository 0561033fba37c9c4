/** What is wrong with a template, from the errors of liquidjs: with file, line and column, and with what to write. */
import type { LiquidError } from 'liquidjs';
import { formatPlace, type Place, type Problem } from '../../problem.ts';
import type { Templates, Variables } from './template.ts';
import { hintForVariable, type KnownNames, unknownName } from './unknown-names.ts';

/**
 * Parts of a template that are run, each turn of a loop again; a digest of 2,000 posts needs 21,000. Time is no measure:
 * a busy machine would refuse good templates.
 */
export const MOST_STEPS = 1_000_000;
export const MOST_MEMORY = 10_000_000; // letters and elements, as liquidjs counts them
/** The number of templates that may stand inside each other. */
export const DEEPEST = 20;

/** The faults of one rendering. If the last step is used up between two tags, the error has no place. */
export function faultsIn(
  error: unknown,
  templates: Templates,
  main: string,
  variables: Variables,
  names: KnownNames,
): Problem[] {
  const found = once(flatten(error).map((fault) => problemOf(fault, templates, main, variables, names)));
  return found.length === 0 && isLimit(error) ? [endless({ file: main, ...templates[main]?.at })] : found;
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
    message: `Rendering was stopped here: it takes more than a million steps, too much memory, or more than ${DEEPEST} templates inside each other.`,
    hint: 'Look for a loop over a huge range, or for a template that renders itself.',
    at,
  };
}

/** A setting is one line of a config file, so its place is its key, without line and column. */
function spot(at: Place | undefined, line = 1, column = 1): Partial<Place> {
  return at?.key === undefined ? { line, column } : {};
}
