/** The program in this process, as main.ts would run it, without a terminal unless a test has one; what it said comes back. */
import { randomBytes } from 'node:crypto';
import { commands } from '../../src/cli/commands.ts';
import { run, type Surroundings } from '../../src/cli/run.ts';

export type Said = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** What a test may say of the world; without it there is nothing in it, on 2025-11-10 at 9 in Tokyo. */
export type Around = Partial<Pick<Surroundings, 'cwd' | 'env' | 'clock' | 'random' | 'signal'>> & {
  /** What a person types who is asked; without it nobody is there to ask. */
  readonly answer?: string | undefined;
  /** How wide the terminal is that shows the result; without it stdout is a pipe. */
  readonly width?: number;
};

/** A run that goes on while the test looks at it. */
export type Running = {
  readonly finished: Promise<Said>;
  /** Resolves once these words stand on stderr; rejects where the run ends without them. */
  says(words: string): Promise<void>;
  /** The same for stdout. */
  prints(words: string): Promise<void>;
  /** What stands on stderr so far. */
  stderr(): string;
};

/** @param root where the person is, whose site it is unless `argv` names another */
export async function tayori(root: string, argv: readonly string[], around: Around = {}): Promise<Said> {
  return begin(root, argv, around).finished;
}

/** The same with the clock and the chance of this machine: for what is sent to a real server. */
export function beginNow(
  root: string,
  argv: readonly string[],
  env: NonNullable<Around['env']> = {},
): Running {
  return begin(root, argv, { env, clock: () => new Date(), random: (bytes) => randomBytes(bytes) });
}

export function begin(
  root: string,
  argv: readonly string[],
  { answer, width, ...around }: Around = {},
): Running {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  let listeners: (() => void)[] = [];
  const heard = (stream: string[], text: string) => {
    stream.push(text);
    for (const listen of listeners) listen();
  };
  const code = run(commands, {
    argv,
    cwd: root,
    env: {},
    adopt: () => {},
    streams: {
      stdout: (text) => heard(stdout, text),
      stderr: (text) => heard(stderr, text),
      columns: undefined,
      width,
      color: false,
      question: answer === undefined ? undefined : async () => answer,
    },
    clock: () => new Date('2025-11-10T00:00:00Z'),
    random: (bytes) => new Uint8Array(bytes),
    signal: new AbortController().signal,
    version: '0.0.0',
    ...around,
  });
  const finished = code.then((code) => ({ code, stdout: stdout.join(''), stderr: stderr.join('') }));
  const whenHeard = (stream: readonly string[], words: string) =>
    new Promise<void>((resolve) => {
      const listen = () => {
        if (!stream.join('').includes(words)) return;
        listeners = listeners.filter((other) => other !== listen);
        resolve();
      };
      listeners.push(listen);
      listen();
    });
  const waitFor = (stream: readonly string[], words: string) =>
    Promise.race([
      whenHeard(stream, words),
      finished.then((said) => {
        if (!stream.join('').includes(words))
          throw new Error(
            `It ended with ${said.code} and never said «${words}»:\n${said.stdout}${said.stderr}`,
          );
      }),
    ]);
  return {
    finished,
    stderr: () => stderr.join(''),
    says: (words) => waitFor(stderr, words),
    prints: (words) => waitFor(stdout, words),
  };
}
