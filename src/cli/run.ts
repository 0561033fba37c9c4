/** From a command line to an exit code: finds the command, reads the call, prints what went wrong. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { formatProblem, type Problem, ProblemError } from '../problem.ts';
import { type ExitCode, exitCodes, parseCall, type World } from './command.ts';
import { misspelt, readEnvFile, secretsIn } from './env-file.ts';
import { type Commands, commandIn, type HelpTexts, helpOf } from './help.ts';
import { asTyped, openOutput, type Streams, type Typing } from './terminal/output.ts';

/** Where an earlier version kept what is private; loading what moves it costs more than this look. */
const OLD_PLACES = ['data/tayori.db', 'data/sample.db', '.cache/tayori'];

/** Everything from outside that a run needs. */
export type Surroundings = Pick<World, 'clock' | 'random' | 'signal'> & {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Takes over what the `.env` of the site says, where the environment says nothing: a config may ask for it. */
  readonly adopt: (variables: Readonly<Record<string, string | undefined>>) => void;
  readonly streams: Streams;
  /** What `--help` says, where that is known without the commands. */
  readonly help?: HelpTexts | undefined;
  readonly version: string;
};

export async function run(commands: Commands, around: Surroundings): Promise<ExitCode> {
  const [name, ...rest] = around.argv;
  const json = around.argv.includes('--json');
  const typing: Typing = {
    npm: around.env['npm_lifecycle_event'] === name,
    npx: around.env['npm_lifecycle_event'] === 'npx',
    root: rootIn(rest),
  };
  const typed = (text: string) => asTyped(text, typing);
  const output = openOutput(around.streams, json, typed);
  const helpAbout = async (about: string) => {
    const kept = Object.hasOwn(commands, about) || about === '' ? around.help : undefined;
    return say(around.streams, typed(kept?.[about] ?? (await helpOf(commands, about))));
  };
  try {
    if (name !== undefined && versionWords.has(name)) return say(around.streams, around.version);
    if (name === undefined || helpWords.has(name)) {
      const about = rest.find((word) => !word.startsWith('-'));
      return await helpAbout(about ?? '');
    }
    if (rest.includes('--help') || rest.includes('-h')) return await helpAbout(name);
    const command = await commandIn(commands, name);
    const call = parseCall(name, command, rest, around.env);
    // npm runs a script in the folder of package.json, wherever the person stands.
    const here = (typing.npm ? around.env['INIT_CWD'] : undefined) ?? around.cwd;
    const named = call.text('root');
    const root = named === undefined ? around.cwd : resolve(here, named);
    const file = await readEnvFile(root);
    const { env, fromFile } = secretsIn(around.env, file);
    around.adopt(file);
    const voice = call.flag('json') === json ? output : openOutput(around.streams, call.flag('json'), typed);
    voice.problems(misspelt(file, env));
    const { clock, random } = around;
    // Asking for the signal is what takes Ctrl-C over: a command that never does is simply ended by it.
    const world: World = {
      root,
      here,
      env,
      fromFile,
      output: voice,
      clock,
      random,
      get signal() {
        return around.signal;
      },
    };
    if (OLD_PLACES.some((place) => existsSync(join(root, place))))
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

const helpWords: ReadonlySet<string> = new Set(['help', '--help', '-h']);
const versionWords: ReadonlySet<string> = new Set(['version', '--version', '-v', '-V']);

/** What `--root` was given, before the line is known to be right. */
function rootIn(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((word) => word === '--root' || word.startsWith('--root='));
  return at < 0 ? undefined : (argv[at]?.split('=')[1] ?? argv[at + 1]);
}

/** One fault is said once, however often it was met. */
function once(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [formatProblem(problem), problem])).values()];
}

function say(streams: Streams, text: string): ExitCode {
  streams.stdout(`${text}\n`);
  return exitCodes.done;
}
