/**
 * The help of all commands as texts. A bundle has them in a file beside it, `help.json`, which was written when the
 * bundle was made: loading every command for one line of each takes ten times as long. A checkout has no such file and
 * makes the texts each time.
 */
import { readWhole } from '../disk/files.ts';
import { type Problem, ProblemError } from '../problem.ts';
import { nearestName } from '../text/nearest-name.ts';
import { type Command, usage } from './command.ts';
import { helpText, overview } from './command-line/help-text.ts';

export type Commands = Readonly<Record<string, () => Promise<Command>>>;

/** By the names of the commands; the empty name is `tayori --help`. */
export type HelpTexts = Readonly<Record<string, string>>;

/** @param about an existing command, or the empty name */
export async function helpOf(commands: Commands, about: string): Promise<string> {
  if (about !== '') return helpText(about, await commandIn(commands, about));
  const names = Object.keys(commands);
  const loaded = await Promise.all(names.map((name) => commandIn(commands, name)));
  return overview(Object.fromEntries(loaded.map((command, index) => [names[index] ?? '', command])));
}

/** All texts, for `help.json`. */
export async function helpTexts(commands: Commands): Promise<HelpTexts> {
  const names = ['', ...Object.keys(commands)];
  const texts = await Promise.all(names.map((name) => helpOf(commands, name)));
  return Object.fromEntries(texts.map((text, index) => [names[index] ?? '', text]));
}

/** @throws ProblemError (usage) if there is no such command */
export function commandIn(commands: Commands, name: string): Promise<Command> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) throw new ProblemError([unknownCommand(name, Object.keys(commands))]);
  return load();
}

function unknownCommand(name: string, known: readonly string[]): Problem {
  const close = nearestName(name, known);
  const hint = close === undefined ? `Use one of: ${known.join(', ')}.` : `Did you mean \`tayori ${close}\`?`;
  return usage(`There is no command \`${name}\`.`, hint);
}

/**
 * @param path the `help.json` of a bundle
 * @returns `undefined` if there is none, as in a checkout that runs its source
 */
export function keptHelp(path: string): HelpTexts | undefined {
  const bytes = readWhole(path);
  return bytes === undefined ? undefined : (JSON.parse(bytes.toString()) as HelpTexts); // scripts/bundle.mjs wrote it
}
