/**
 * A command as plain data: one table gives the reading of the line (command-line.ts), `--help` (help-text.ts) and
 * docs/commands.md.
 */
import type { Problem } from '../problem.ts';
import type { Environment } from '../secrets.ts';
import type { Clock } from '../time.ts';
import type { Output } from './terminal/output.ts';

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

/** A mistake on the command line; a command throws it in a ProblemError, and the exit code is 2. */
export function usage(message: string, hint: string): Problem {
  return { code: 'usage', message, hint };
}
