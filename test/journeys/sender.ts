/** `tayori send` as a process of its own, whose words are kept. */
import { type ChildProcess, spawn } from 'node:child_process';
import { bareEnvironment } from '../../bench/measure.ts';
import { installed } from './installed.ts';
import { KEY, WEEK } from './mailing.ts';
import type { Finished } from './site.ts';

export type Sender = { readonly child: ChildProcess; readonly finished: Promise<Finished> };

export type Start = {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Modules that are loaded before the program. */
  readonly preload?: readonly string[];
  /** A shell script in which `$SEND` stands for the command; without it nothing stands around it. */
  readonly script?: string;
  /** What runs the script, such as `unshare -rm`. */
  readonly within?: readonly string[];
};

/** Sends the week of `mailing.ts` with `--yes`; the site is that of the folder. */
export function startSender(root: string, url: string, start: Start = {}): Sender {
  const { args = [], env = {}, preload = [], script, within = [] } = start;
  const call = installed.call(['send', '--week', WEEK, '--root', root, '--yes', '--wait', '0', ...args]);
  const words = [call.program, ...preload.flatMap((file) => ['--import', file]), ...call.args];
  const [first = '', ...rest] = script === undefined ? words : [...within, 'sh', '-c', script];
  const child = spawn(first, rest, {
    cwd: root,
    env: {
      ...bareEnvironment(),
      ...call.env,
      MAIL_URL: url,
      SIGNING_KEY: KEY,
      LEDGER_URL: 'sqlite:.tayori/ledger.db',
      SEND: words.map((word) => `'${word}'`).join(' '),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const finished = new Promise<Finished>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
  });
  return { child, finished };
}
