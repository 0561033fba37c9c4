/** `tayori send` as a process of its own, whose clock may be ahead and whose words are kept. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { bareEnvironment } from '../../bench/measure.ts';
import type { Program } from '../../bench/program.ts';
import { WEEK } from '../journeys/mailing.ts';

/** Codes with which a sender may end by itself: done, something left, someone in doubt, interrupted. */
export const GOOD_ENDS: readonly (number | null)[] = [0, 3, 4, 130, null];

export type Sender = {
  readonly child: ChildProcess;
  /** Its exit code; `null` where a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Resolves with the first words of its result: what it is about to freeze and send. */
  readonly planned: Promise<void>;
  /** The end of what it said on stderr. */
  said(): string;
  result(): string;
};

const CLOCK = join(import.meta.dirname, 'clock.ts');
const MOST_KEPT = 100_000;

export function startSender(
  program: Program,
  root: string,
  { args, env }: { readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> },
): Sender {
  const call = program.call(['send', '--week', WEEK, '--root', root, ...args], env);
  const child = spawn(call.program, ['--import', CLOCK, ...call.args], {
    cwd: root,
    env: { ...bareEnvironment(), ...call.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [result, said] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    result = (result + text).slice(-MOST_KEPT);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-MOST_KEPT);
  });
  return {
    child,
    // `close`, and not `exit`: then all of its words have been read.
    ended: new Promise((resolve) => child.once('close', (code) => resolve(code))),
    planned: new Promise((resolve) => child.stdout.once('data', () => resolve())),
    said: () => said,
    result: () => result,
  };
}
