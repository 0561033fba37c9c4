/** For the commands that listen on a port until they are stopped: `serve`, `preview`, `bounces --listen`. */
import { ProblemError } from '../problem.ts';
import { type Call, usage } from './command.ts';

/**
 * The port that an option names.
 *
 * @param usual a port for the hint
 * @returns `undefined` if the line does not have the option
 * @throws ProblemError (usage)
 */
export function portOf(call: Pick<Call, 'text'>, option: string, usual: number): number | undefined {
  const text = call.text(option);
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new ProblemError([
    usage(`\`--${option} ${text}\` is no port.`, `Write a number such as \`--${option} ${usual}\`.`),
  ]);
}

/**
 * @param error of the system
 * @param what the sentence to which the reason is added: `The service can not listen on 127.0.0.1:80`
 */
export function cannotListen(error: unknown, what: string, hint: string): ProblemError {
  const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  const why = reason === 'EADDRINUSE' ? 'another program has it' : reason;
  return new ProblemError([{ code: 'serve-port', message: `${what}: ${why}.`, hint }], { cause: error });
}

/** Waits until Ctrl-C, or until the system ends the command. */
export function untilStopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
