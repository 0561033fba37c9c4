/**
 * Loads `tayori.config.ts` and reports everything that is wrong with it at once. settings.ts says which settings exist;
 * config-module.ts runs the file.
 */
import * as v from 'valibot';
import { runConfig } from './config/config-module.ts';
import { CONFIG_FILE, nothingExported, unreadable } from './config/config-problems.ts';
import { type Problem, ProblemError } from './problem.ts';
import { newNames } from './settings/check.ts';
import { type Settings, schema } from './settings.ts';
import { nearestName } from './text/nearest-name.ts';

export { CONFIG_FILE } from './config/config-problems.ts';
export type { Category, Config, Settings } from './settings.ts';

/**
 * Loads and checks the config of a site folder.
 *
 * @param patience how long it may run, in ms
 * @param reading a number for each reading in one process
 * @throws ProblemError with every mistake at once: no such file, code that does not run, wrong values
 */
export async function loadConfig(root: string, patience?: number, reading?: number): Promise<Settings> {
  const value = await runConfig(root, patience, reading);
  if (value === undefined) throw new ProblemError([nothingExported()]);
  try {
    return parseConfig(value);
  } catch (error) {
    throw unreadable(error, root); // a getter in it threw
  }
}

/**
 * Checks a config that is already in memory.
 * @throws ProblemError with all mistakes
 */
export function parseConfig(value: unknown): Settings {
  const result = v.safeParse(schema, value ?? {}, { abortPipeEarly: true });
  const problems = result.success ? duplicates(result.output) : faultsOf(result.issues);
  if (!result.success || problems.length > 0) throw new ProblemError(problems);
  return result.output;
}

/** valibot's names of types, in words. */
const kinds: Readonly<Record<string, string>> = {
  Object: 'an object',
  Array: 'a list',
  Function: 'a function',
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
};

/** One slip is one fault: `titel` is no setting, and nobody need hear that `title` is missing too. */
function faultsOf(issues: readonly v.BaseIssue<unknown>[]): Problem[] {
  const meant = new Set(
    issues.filter(isUnknown).map((issue) => {
      const path = keyOf(issue).split('.');
      return [...path.slice(0, -1), nearestName(path.at(-1) ?? '', knownKeys(keyOf(issue))) ?? ''].join('.');
    }),
  );
  return issues.filter((issue) => issue.received !== 'undefined' || !meant.has(keyOf(issue))).map(faultOf);
}

function isUnknown(issue: v.BaseIssue<unknown>): boolean {
  return issue.kind === 'schema' && issue.type === 'strict_object' && issue.expected === 'never';
}

function keyOf(issue: v.BaseIssue<unknown>): string {
  return v.getDotPath(issue) ?? 'export default';
}

function faultOf(issue: v.BaseIssue<unknown>): Problem {
  const key = keyOf(issue);
  if (key === 'cleaning') {
    return fault(key, '`cleaning` is now `check`.', `In its place ${newNames(issue.path?.at(-1)?.value)}.`);
  }
  if (isUnknown(issue)) {
    return fault(key, `There is no setting \`${key}\`.`, hintFor(key));
  }
  if (issue.received === 'undefined') {
    return fault(
      key,
      `\`${key}\` is missing.`,
      `Add \`${key}\` to ${CONFIG_FILE}; docs/configuration.md shows an example.`,
    );
  }
  const said =
    issue.kind === 'validation'
      ? issue.message
      : `must be ${expectedOf(issue)}, not ${kinds[issue.received] ?? issue.received}`;
  const close = nearestName(issue.received.replaceAll('"', ''), choicesOf(issue));
  const hint = close === undefined ? `Correct \`${key}\` in ${CONFIG_FILE}.` : `Did you mean '${close}'?`;
  return fault(key, `\`${key}\` ${said}.`, hint);
}

/** `"letter", "journal" or "plain"`, or a kind of value. */
function expectedOf(issue: v.BaseIssue<unknown>): string {
  const choices = choicesOf(issue).map((choice) => `"${choice}"`);
  if (choices.length > 1) return `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
  return kinds[issue.expected ?? ''] ?? issue.expected ?? 'something else';
}

/** The texts that a setting may have; empty if it may have others too. */
function choicesOf({ expected }: v.BaseIssue<unknown>): string[] {
  const inner = /^\((".*")\)$/.exec(expected ?? '')?.[1];
  return inner === undefined ? [] : inner.slice(1, -1).split('" | "');
}

/** Names and slugs become folders and sections: two of one kind would overwrite each other. */
function duplicates({ categories }: Settings): Problem[] {
  return (['name', 'slug'] as const).flatMap((field) =>
    categories.flatMap((category, index) => {
      const first = categories.findIndex((other) => other[field] === category[field]);
      if (first === index) return [];
      const key = `categories.${index}.${field}`;
      return [
        fault(
          key,
          `\`${key}\` is the same as \`categories.${first}.${field}\`.`,
          'Give each category its own.',
        ),
      ];
    }),
  );
}

function fault(key: string, message: string, hint: string): Problem {
  return { code: 'config-value', message, hint, at: { file: CONFIG_FILE, key } };
}

type Entries = Readonly<Record<string, unknown>>;

/** The other keys of the object that holds a key. */
function knownKeys(key: string): string[] {
  let at: unknown = schema;
  for (const part of key.split('.').slice(0, -1))
    at = inner(/^\d+$/.test(part) ? (at as { item?: unknown }).item : entriesOf(at)[part]);
  return Object.keys(entriesOf(at));
}

function inner(node: unknown): unknown {
  return typeof node === 'object' && node !== null && 'wrapped' in node ? inner(node.wrapped) : node;
}

function hintFor(key: string): string {
  const known = knownKeys(key);
  const close = nearestName(key.split('.').at(-1) ?? key, known);
  if (close !== undefined) return `Did you mean \`${close}\`?`;
  return known.length === 0 ? 'Remove it.' : `Remove it, or use one of: ${known.join(', ')}.`;
}

function entriesOf(node: unknown): Entries {
  return typeof node === 'object' && node !== null && 'entries' in node ? (node.entries as Entries) : {};
}
