/** The program in this process, as main.ts would run it, without a terminal unless a test has one; what it said comes back. */
import { run, type Surroundings } from '../../src/cli/run.ts';
import { commands } from '../../src/main.ts';

export type Said = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** What a test may say of the world; without it there is nothing in it, on 2025-11-10 at 9 in Tokyo. */
export type Around = Partial<Pick<Surroundings, 'cwd' | 'env' | 'clock' | 'random' | 'signal'>> & {
  /** What a person types who is asked; without it nobody is there to ask. */
  readonly answer?: string | undefined;
  /** How wide the terminal is that shows the result; without it stdout is a pipe. */
  readonly width?: number;
};

/** @param root where the person is, whose site it is unless `argv` names another */
export async function tayori(
  root: string,
  argv: readonly string[],
  { answer, width, ...around }: Around = {},
): Promise<Said> {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const code = await run(commands, {
    argv,
    cwd: root,
    env: {},
    adopt: () => {},
    streams: {
      stdout: (text) => void stdout.push(text),
      stderr: (text) => void stderr.push(text),
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
  return { code, stdout: stdout.join(''), stderr: stderr.join('') };
}
