/** The process: argv in, exit code out. The table of commands is cli/commands.ts. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import manifest from '../package.json' with { type: 'json' };
import { exitCodes } from './cli/command.ts';
import { commands } from './cli/commands.ts';
import { helpTexts, keptHelp } from './cli/help.ts';
import { run } from './cli/run.ts';
import { terminal } from './cli/terminal/terminal.ts';
import { configIsRunning } from './config/config-module.ts';
import { endedByConfig } from './config/config-problems.ts';
import { formatProblem } from './problem.ts';
import { interruption } from './process/signals.ts';
import { ownProcess } from './process/v8-memory.ts';

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
    if (!over) streams.end(true);
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
      signal ??= interruption(
        () => {
          streams.stderr('\nStopped at once: what was under way is settled by the next run.\n');
          process.exit(130);
        },
        streams.columns !== undefined || streams.width !== undefined,
      );
      return signal;
    },
    version: manifest.version,
  });
  over = true;
  streams.end(signal === undefined);
  process.exitCode = code || process.exitCode;
  if (configIsRunning()) process.exit(); // it waits for something, and would wait for ever
}
