/** The text of `--help`, of one command and of all; docs/commands.md shows the same text. */
import { type Command, commonOptions, type Option } from '../command.ts';
import { wrap } from '../terminal/terminal-text.ts';

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
