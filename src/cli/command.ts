/** A command as plain data: one table gives parsing, `--help` and docs/commands.md. */
import { parseArgs } from 'node:util';
import type { Environment } from '../config.ts';
import { nearestName } from '../nearest-name.ts';
import { type Problem, ProblemError } from '../problem.ts';
import type { Clock } from '../time.ts';
import { honoured, keptByNpm, lostToNpm, type NpmEnvironment } from './terminal/npm-flags.ts';
import type { Output } from './terminal/output.ts';
import { wrap } from './terminal/terminal-text.ts';

/** Scripts may rely on these; docs/commands.md lists them. */
export const exitCodes = {
  done: 0,
  /** Something must be corrected: each thing is named. */
  mend: 1,
  /** The command line is wrong. */
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
  /** The word for the value in the help: `YYYY-Www`. */
  readonly value?: string;
};

export type Command = {
  /** One line: what it does. */
  readonly doc: string;
  /** More for `--help`: a paragraph or two. */
  readonly details?: string;
  /**
   * Positional arguments as the help shows them, such as `[import FILE | list]`; if it is missing, none are allowed.
   */
  readonly args?: string;
  readonly options: Readonly<Record<string, Option>>;
  /** Lines to copy, each with what it does. */
  readonly examples?: readonly (readonly [line: string, does: string])[];
  /** The keys of the document that `--json` prints, with their meaning. */
  readonly json: Readonly<Record<string, string>>;
  readonly run: (call: Call, world: World) => Promise<ExitCode>;
};

/** A parsed command line. */
export type Call = {
  readonly args: readonly string[];
  readonly text: (option: string) => string | undefined;
  readonly flag: (option: string) => boolean;
};

/** Everything that a command touches besides files. main.ts passes it in, so that a test can pass its own. */
export type World = {
  /** The site folder, absolute: relative paths in the config and in URLs begin here. */
  readonly root: string;
  /** The present folder of the person, absolute: files on the command line are found from here. */
  readonly here: string;
  readonly env: Environment;
  /** The variables that came from the `.env` of the site, not from the environment. */
  readonly fromFile: ReadonlySet<string>;
  readonly clock: Clock;
  /** Random bytes, for ids and keys. */
  readonly random: (bytes: number) => Uint8Array;
  readonly output: Output;
  /** Aborted at the first Ctrl-C: finish what is under way. A second Ctrl-C ends the process. */
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
 * @param env in which `npm run NAME --flag` leaves the flags that did not reach `argv`
 * @throws ProblemError (usage) that names every wrong option, with the line to write
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
    // Own names only: `--constructor` is not an option.
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    const problem =
      option === undefined
        ? unknownOption(name, token.rawName, Object.keys(options))
        : faultOf(name, token.name, option, token.value);
    if (problem === undefined) values.set(token.name, token.value ?? true);
    else problems.push(problem);
  }
  const swallowed = env['npm_lifecycle_event'] === name ? keptByNpm(options, values, env) : [];
  for (const [key] of swallowed.filter(([key]) => honoured.has(key))) values.set(key, true);
  const isLost = swallowed.some(([key]) => !honoured.has(key));
  if (isLost) problems.push(lostToNpm(name, options, swallowed, args));
  // After an unknown option, the next word is its value and not an argument.
  else if (command.args === undefined && args.length > 0 && problems.length === 0)
    problems.push(argumentGiven(name, args));
  if (problems.length > 0) throw new ProblemError(problems);
  return callOf(args, values);
}

function callOf(args: readonly string[], values: ReadonlyMap<string, string | true>): Call {
  const text = (option: string) => {
    const value = values.get(option);
    return typeof value === 'string' ? value : undefined;
  };
  return { args, text, flag: (option) => values.has(option) };
}

function faultOf(name: string, key: string, option: Option, value: string | undefined): Problem | undefined {
  if (option.type === 'string') return value ? undefined : valueMissing(name, key, option);
  if (value === undefined) return undefined;
  return usage(`\`--${key}\` takes no value.`, `Write \`tayori ${name} --${key}\`.`);
}

function argumentGiven(name: string, args: readonly string[]): Problem {
  return usage(
    `\`tayori ${name}\` takes no argument: \`${args.join(' ')}\`.`,
    `See \`tayori ${name} --help\`.`,
  );
}

function unknownOption(name: string, raw: string, known: readonly string[]): Problem {
  const close = nearestOptions(raw.replace(/^-+/, ''), known).map((option) => `\`--${option}\``);
  return usage(
    `\`tayori ${name}\` has no option \`${raw}\`.`,
    close.length === 0 ? `See \`tayori ${name} --help\`.` : `Did you mean ${close.join(' or ')}?`,
  );
}

/** Options that begin in the same way (`--dry`, `-y`), or differ by a typing mistake. */
function nearestOptions(word: string, known: readonly string[]): readonly string[] {
  const longer = known.filter((option) => option.startsWith(word.toLowerCase()));
  if (longer.length > 0) return longer.slice(0, 3);
  const close = word.length < 3 ? undefined : nearestName(word, known);
  return close === undefined ? [] : [close];
}

function valueMissing(name: string, option: string, { value = 'VALUE' }: Option): Problem {
  return usage(`\`--${option}\` needs a value.`, `Write \`tayori ${name} --${option} ${value}\`.`);
}

/** A mistake on the command line; a command throws it in a ProblemError, and the exit code is 2. */
export function usage(message: string, hint: string): Problem {
  return { code: 'usage', message, hint };
}

/** `--help` of one command; docs/commands.md shows the same text. */
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

/** As wide as `Usage: `: the next lines begin below the command. */
const USAGE = ' '.repeat(7);
/** The help is also in the docs, so it is always made for a terminal of this width. */
const COLUMNS = 80;

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.flatMap(([left, right]) =>
    wrap(right, COLUMNS - width - 4).map(
      (line, index) => `  ${(index === 0 ? left : '').padEnd(width)}  ${line}`,
    ),
  );
}
