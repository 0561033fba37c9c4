/**
 * A command as plain data: one table gives parsing, `--help` and docs/commands.md.
 */
import { parseArgs } from 'node:util';
import type { Environment } from '../config.ts';
import { nearestName, type Problem, ProblemError } from '../problem.ts';
import type { Clock } from '../time.ts';
import { honoured, keptByNpm, lostToNpm, type NpmEnvironment } from './terminal/npm-flags.ts';
import type { Output } from './terminal/output.ts';
import { wrap } from './terminal/terminal-text.ts';

/** What scripts may rely on; docs/commands.md lists them. */
export const exitCodes = {
  done: 0,
  /** Something to mend: each named. */
  mend: 1,
  /** Wrong command line. */
  usage: 2,
  /** Some mail is deferred, queued or failed. */
  unfinished: 3,
  /** Recipients in doubt need a decision. */
  doubt: 4,
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export type Option = {
  readonly type: 'boolean' | 'string';
  /** One line for the help. */
  readonly doc: string;
  /** What stands for the value in the help: `YYYY-Www`. */
  readonly value?: string;
};

export type Command = {
  /** One line: what it does. */
  readonly doc: string;
  /** More for `--help`: a paragraph or two. */
  readonly details?: string;
  /** Positional arguments as the help shows them, such as `[import FILE | list]`; absent: none are taken. */
  readonly args?: string;
  readonly options: Readonly<Record<string, Option>>;
  /** Lines to copy, each with what it does. */
  readonly examples?: readonly (readonly [line: string, does: string])[];
  /** Keys of the document that `--json` prints, with their meaning. */
  readonly json: Readonly<Record<string, string>>;
  readonly run: (call: Call, world: World) => Promise<ExitCode>;
};

/** A parsed command line. */
export type Call = {
  readonly args: readonly string[];
  readonly text: (option: string) => string | undefined;
  readonly flag: (option: string) => boolean;
};

/** What a command touches besides files: all of it passed in by main.ts, so that a test can pass its own. */
export type World = {
  /** The site folder, absolute: paths in the config and in URLs begin here. */
  readonly root: string;
  /** Where the person stands, absolute: files that are named on the command line begin here. */
  readonly here: string;
  readonly env: Environment;
  /** The variables that the `.env` of the site set, and not the environment. */
  readonly fromFile: ReadonlySet<string>;
  readonly clock: Clock;
  /** Random bytes, for ids and keys. */
  readonly random: (bytes: number) => Uint8Array;
  readonly output: Output;
  /** Aborted at the first Ctrl-C: finish what is in flight. A second one ends the process. */
  readonly signal: AbortSignal;
};

/** Options that every command takes. */
export const commonOptions = {
  root: { type: 'string', value: 'DIR', doc: 'The site folder (default: here).' },
  json: { type: 'boolean', doc: 'Print one JSON document on stdout.' },
  help: { type: 'boolean', doc: 'Show this help (also `-h`, or `tayori help COMMAND`).' },
} as const satisfies Record<string, Option>;

/**
 * Reads a command line.
 *
 * @param env where `npm run NAME --flag` leaves the flags that never reached `argv`
 * @throws ProblemError (usage) naming every option that is wrong, with the line to write
 */
export function parseCall(
  name: string,
  command: Command,
  argv: readonly string[],
  env: NpmEnvironment,
): Call {
  const options: Readonly<Record<string, Option>> = { ...command.options, ...commonOptions };
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(Object.entries(options).map(([key, { type }]) => [key, { type }])),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const args: string[] = [];
  const values = new Map<string, string | true>();
  const problems: Problem[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') args.push(token.value);
    if (token.kind !== 'option') continue;
    // Own names only: `--constructor` is no option.
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (option === undefined) problems.push(unknownOption(name, token.rawName, Object.keys(options)));
    else if (option.type === 'string' && !token.value) problems.push(valueMissing(name, token.name, option));
    else if (option.type === 'boolean' && token.value !== undefined) {
      problems.push(
        usage(`\`--${token.name}\` takes no value.`, `Write \`tayori ${name} --${token.name}\`.`),
      );
    } else values.set(token.name, token.value ?? true);
  }
  const swallowed = env['npm_lifecycle_event'] === name ? keptByNpm(options, values, env) : [];
  for (const [key] of swallowed.filter(([key]) => honoured.has(key))) values.set(key, true);
  const lost = swallowed.filter(([key]) => !honoured.has(key));
  if (lost.length > 0) problems.push(lostToNpm(name, options, swallowed, args));
  // Behind an option that is unknown stands its value, and not an argument.
  else if (command.args === undefined && args.length > 0 && problems.length === 0) {
    problems.push(
      usage(`\`tayori ${name}\` takes no argument: \`${args.join(' ')}\`.`, `See \`tayori ${name} --help\`.`),
    );
  }
  if (problems.length > 0) throw new ProblemError(problems);
  const text = (option: string) => {
    const value = values.get(option);
    return typeof value === 'string' ? value : undefined;
  };
  return { args, text, flag: (option) => values.has(option) };
}

function unknownOption(name: string, raw: string, known: readonly string[]): Problem {
  const close = nearestOptions(raw.replace(/^-+/, ''), known).map((option) => `\`--${option}\``);
  return usage(
    `\`tayori ${name}\` has no option \`${raw}\`.`,
    close.length === 0 ? `See \`tayori ${name} --help\`.` : `Did you mean ${close.join(' or ')}?`,
  );
}

/** What begins like it (`--dry`, `-y`), or is a slip away. */
function nearestOptions(word: string, known: readonly string[]): readonly string[] {
  const longer = known.filter((option) => option.startsWith(word.toLowerCase()));
  if (longer.length > 0) return longer.slice(0, 3);
  const close = word.length < 3 ? undefined : nearestName(word, known);
  return close === undefined ? [] : [close];
}

function valueMissing(name: string, option: string, { value = 'VALUE' }: Option): Problem {
  return usage(`\`--${option}\` needs a value.`, `Write \`tayori ${name} --${option} ${value}\`.`);
}

/** A fault of the command line; a command throws it in a ProblemError, and the exit code is 2. */
export function usage(message: string, hint: string): Problem {
  return { code: 'usage', message, hint };
}

/** `--help` of one command; docs/commands.md shows it as it is. */
export function helpText(name: string, command: Command): string {
  const options = Object.entries({ ...command.options, ...commonOptions }) as [string, Option][];
  const rows = options.map(
    ([key, { value, doc }]) => [`--${key}${value === undefined ? '' : ` ${value}`}`, doc] as const,
  );
  return [
    ...wrap(command.doc, COLUMNS),
    '',
    ...wrap(
      `Usage: tayori ${name}${command.args === undefined ? '' : ` ${command.args}`} [options]`,
      COLUMNS - USAGE.length,
    ).map((line, index) => `${index === 0 ? '' : USAGE}${line}`),
    ...(command.details === undefined ? [] : ['', ...wrap(command.details.replaceAll('\n', ' '), COLUMNS)]),
    '',
    'Options:',
    ...table(rows),
    ...(command.examples === undefined ? [] : ['', 'Examples:', ...exampleLines(command.examples)]),
  ].join('\n');
}

function exampleLines(examples: NonNullable<Command['examples']>): string[] {
  return examples.flatMap(([line, does]) => [
    `  ${line}`,
    ...wrap(does, COLUMNS - 6).map((one) => `      ${one}`),
  ]);
}

/** `tayori --help`. */
export function overview(commands: Readonly<Record<string, Command>>): string {
  return [
    ...wrap(
      'tayori: one folder of Markdown posts becomes feeds, and a digest mail that everyone gets once.',
      COLUMNS,
    ),
    '',
    'Usage: tayori COMMAND [options]',
    '',
    'Commands:',
    ...table(Object.entries(commands).map(([name, { doc }]) => [name, doc] as const)),
    '',
    ...wrap(
      '`tayori help COMMAND` says more. Exit codes: 0 done, 1 something to mend, 2 wrong command line, 3 mail deferred, queued or failed, 4 recipients in doubt, 130 interrupted.',
      COLUMNS,
    ),
  ].join('\n');
}

/** As wide as `Usage: `: what follows stands below the command. */
const USAGE = ' '.repeat(7);
/** How wide a terminal is taken to be: the help is in the docs as well. */
const COLUMNS = 80;

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.flatMap(([left, right]) =>
    wrap(right, COLUMNS - width - 4).map(
      (line, index) => `  ${(index === 0 ? left : '').padEnd(width)}  ${line}`,
    ),
  );
}
