/** The process: argv in, exit code out, and the table of commands. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import manifest from '../package.json' with { type: 'json' };
import { exitCodes } from './cli/command.ts';
import { type Commands, helpTexts, keptHelp } from './cli/help.ts';
import { run } from './cli/run.ts';
import { terminal } from './cli/terminal/terminal.ts';
import { configIsRunning, endedByConfig, onSignal } from './config-module.ts';
import { formatProblem } from './problem.ts';
import { ownProcess } from './v8-memory.ts';

/** A new command is a file in cli/ and a row here. */
export const commands: Commands = {
  start: async () => (await import('./cli/start.ts')).start,
  init: async () => (await import('./cli/init/init.ts')).init,
  build: async () => (await import('./cli/build/build.ts')).build,
  note: async () => (await import('./cli/note.ts')).note,
  digest: async () => (await import('./cli/digest/digest.ts')).digest,
  preview: async () => (await import('./cli/preview.ts')).preview,
  send: async () => (await import('./cli/send/send.ts')).send,
  serve: async () => (await import('./cli/serve.ts')).serve,
  status: async () => (await import('./cli/status/status.ts')).status,
  why: async () => (await import('./cli/why.ts')).why,
  settle: async () => (await import('./cli/send/settle.ts')).settle,
  verify: async () => (await import('./cli/verify.ts')).verify,
  doctor: async () => (await import('./cli/doctor.ts')).doctor,
  backup: async () => (await import('./cli/backup.ts')).backup,
  bounces: async () => (await import('./cli/bounces/bounces.ts')).bounces,
  subscribers: async () => (await import('./cli/subscribers/subscribers.ts')).subscribers,
  posts: async () => (await import('./cli/posts/posts.ts')).posts,
  check: async () => (await import('./cli/check/check.ts')).check,
  completion: async () => (await import('./cli/terminal/completion.ts')).completionOf(commands),
};

/** The first signal asks for a clean end; the second one, or a stuck process, ends at once. */
function interruption(say: (text: string) => void): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    onSignal(signal, () => {
      if (controller.signal.aborted) {
        say('\nStopped at once: what was under way is settled by the next run.\n');
        process.exit(130);
      }
      controller.abort(signal);
    });
  }
  return controller.signal;
}

/** For the bundle, which keeps the texts in a file beside it. */
export const allHelp = () => helpTexts(commands);

export async function start(): Promise<void> {
  ownProcess();
  let signal: AbortSignal | undefined;
  let over = false;
  // Work that is under way, such as a send, is finished first. If it went well, the exit code says that output was
  // lost.
  const lost = () => {
    process.exitCode ||= exitCodes.mend;
  };
  const streams = terminal(process.env, lost);
  process.on('exit', () => {
    if (!configIsRunning() || over) return;
    streams.stderr(`${formatProblem(endedByConfig())}\n`);
    process.exitCode = exitCodes.mend;
  });
  const code = await run(commands, {
    argv: process.argv.slice(2),
    cwd: process.cwd(),
    env: { ...process.env },
    adopt: (variables) => {
      for (const [name, value] of Object.entries(variables)) process.env[name] ??= value;
    },
    streams,
    get help() {
      return keptHelp(fileURLToPath(new URL('help.json', import.meta.url)));
    },
    clock: () => new Date(),
    random: (bytes) => randomBytes(bytes), // loaded only when somebody asks: ciphers take long to load
    get signal() {
      signal ??= interruption(streams.stderr);
      return signal;
    },
    version: manifest.version,
  });
  over = true;
  process.exitCode = code || process.exitCode;
  if (configIsRunning()) process.exit(); // it waits for something, and would wait for ever
}
