/** From a command line to an exit code: finds the command, reads the call, prints what went wrong. */
import { join, resolve } from 'node:path';
import { exists } from '../disk/scan-files.ts';
import { formatProblem, type Problem, ProblemError } from '../problem.ts';
import { type Call, type ExitCode, exitCodes, type World } from './command.ts';
import { parseCall } from './command-line/command-line.ts';
import { misspelt, readEnvFile, secretsIn } from './command-line/env-file.ts';
import { lineProblems } from './command-line/env-lines.ts';
import { type Commands, commandIn, type HelpTexts, helpOf } from './help.ts';
import { asTyped, type Output, openOutput, type Streams, type Typing } from './terminal/output.ts';

/** The places of private files in earlier versions. This look is cheaper than loading the code that moves them. */
const OLD_PLACES = ['data/tayori.db', 'data/sample.db', '.cache/tayori'];

/** Everything from outside that a run needs. */
export type Surroundings = Pick<World, 'clock' | 'random' | 'signal'> & {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Puts the variables of the site's `.env` into the environment if they are not set there: a config may read them. */
  readonly adopt: (variables: Readonly<Record<string, string | undefined>>) => void;
  readonly streams: Streams;
  /** The text of `--help`, if it is known without loading the commands. */
  readonly help?: HelpTexts | undefined;
  readonly version: string;
};

export async function run(commands: Commands, around: Surroundings): Promise<ExitCode> {
  const [name, ...rest] = around.argv;
  const json = around.argv.includes('--json');
  const typing: Typing = {
    npm: name !== undefined && around.env['npm_lifecycle_event'] === name,
    npx: around.env['npm_lifecycle_event'] === 'npx',
    root: rootIn(rest),
  };
  const typed = (text: string) => asTyped(text, typing);
  const output = openOutput(around.streams, json, typed);
  try {
    if (name !== undefined && versionWords.has(name)) return say(around.streams, around.version);
    const about = helpAskedFor(name, rest);
    if (name === undefined || about !== undefined)
      return say(around.streams, typed(await helpText(commands, about ?? '', around.help)));
    const command = await commandIn(commands, name);
    const call = parseCall(name, command, rest, around.env);
    const voice = call.flag('json') === json ? output : openOutput(around.streams, call.flag('json'), typed);
    const world = await openWorld(call, around, voice, typing);
    if (OLD_PLACES.some((place) => exists(join(world.root, place))))
      await (await import('./init/old-places.ts')).leaveOldPlaces(world);
    return await command.run(call, world);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const problems = once(error.problems);
    output.problems(problems);
    if (json) output.document({ problems });
    return error.problems.some(({ code }) => code === 'usage') ? exitCodes.usage : exitCodes.mend;
  }
}

/** @returns the command that help is asked for, empty for all of them; `undefined` if no help is asked for */
function helpAskedFor(name: string | undefined, rest: readonly string[]): string | undefined {
  if (name === undefined || helpWords.has(name)) return rest.find((word) => !word.startsWith('-')) ?? '';
  return rest.includes('--help') || rest.includes('-h') ? name : undefined;
}

/** @param kept the texts of a bundle: only those of existing commands are taken from it */
async function helpText(commands: Commands, about: string, kept: HelpTexts | undefined): Promise<string> {
  const isThere = about === '' || Object.hasOwn(commands, about);
  return (isThere ? kept?.[about] : undefined) ?? (await helpOf(commands, about));
}

/** Finds the site folder and reads its `.env`. */
async function openWorld(call: Call, around: Surroundings, output: Output, { npm }: Typing): Promise<World> {
  // npm runs a script in the folder of package.json, whatever the present folder is.
  const here = (npm ? around.env['INIT_CWD'] : undefined) ?? around.cwd;
  const named = call.text('root');
  const root = named === undefined ? around.cwd : resolve(here, named);
  const { text, file } = await readEnvFile(root);
  const { env, fromFile } = secretsIn(around.env, file);
  around.adopt(file);
  output.problems([...lineProblems(text), ...misspelt(file, env)]);
  const { clock, random } = around;
  return {
    ...{ root, here, env, fromFile, output, clock, random },
    // A getter: a command that asks for the signal handles Ctrl-C itself; any other command is simply ended by it.
    get signal() {
      return around.signal;
    },
  };
}

const helpWords: ReadonlySet<string> = new Set(['help', '--help', '-h']);
const versionWords: ReadonlySet<string> = new Set(['version', '--version', '-v', '-V']);

/** The value of `--root`, before the line is known to be right. */
function rootIn(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((word) => word === '--root' || word.startsWith('--root='));
  return at < 0 ? undefined : (argv[at]?.split('=')[1] ?? argv[at + 1]);
}

/** A problem that was found several times is printed once. */
function once(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [formatProblem(problem), problem])).values()];
}

function say(streams: Streams, text: string): ExitCode {
  streams.stdout(`${text}\n`);
  return exitCodes.done;
}
