/** A sender killed with -9 in the middle of a large list, and how soon the next one sends its first mail. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { bareEnvironment, type Run } from '../measure.ts';
import { openSink } from './sinks.ts';

/** How long the first sender works before it is killed, in ms. */
const WORK = 2000;

/**
 * @param call the command for a server at this port
 * @returns ms from the start of the second sender to the server's first 250 to a message
 */
export async function resumeTime(call: (port: number) => Run): Promise<number> {
  await interrupt(call, 'SIGKILL');
  return interrupt(call, 'SIGTERM');
}

async function interrupt(call: (port: number) => Run, signal: NodeJS.Signals): Promise<number> {
  await using sink = await openSink({ roundTripMs: 0, pipelining: true });
  const { program, args, cwd, env } = call(sink.port);
  const begun = performance.now();
  const child = spawn(program, args, { cwd, env: { ...bareEnvironment(), ...env }, stdio: 'ignore' });
  const gone = once(child, 'exit');
  const early = gone.then(() => Promise.reject(new Error('The sender ended before its first message.')));
  await Promise.race([sink.first, early]);
  const first = performance.now() - begun;
  early.catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, WORK));
  child.kill(signal);
  await gone;
  return first;
}
