/** Reads the options and arguments of one command from the command line. */
import { parseArgs } from 'node:util';
import { type Problem, ProblemError } from '../../problem.ts';
import { nearestName } from '../../text/nearest-name.ts';
import { type Call, type Command, commonOptions, type Option, usage } from '../command.ts';
import { honoured, keptByNpm, lostToNpm, type NpmEnvironment } from '../terminal/npm-flags.ts';

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
