/** The streams of the process: the only file that touches the terminal. */
import { fstatSync } from 'node:fs';
import { holdAnswer } from './held-answer.ts';
import type { Streams } from './output.ts';

/** Streams of a process, which must tell when it ends: some of the result may be held until then. */
export type ProcessStreams = Streams & {
  /** @param waits whether the process may wait for the reader: not if it must hear signals */
  readonly end: (waits: boolean) => void;
};

/** @param lost called if something could not be written, except when the reader of the output left */
export function terminal(
  env: Readonly<Record<string, string | undefined>>,
  lost: () => void,
): ProcessStreams {
  // What a config prints goes beside the result, which may be JSON.
  Object.assign(console, { log: console.error, info: console.error, debug: console.error });
  const failed = failing(lost);
  const result = once(() => speaking(process.stdout, failed('the result')));
  const rest = once(() => speaking(process.stderr, failed(undefined)));
  const [out, err] = [mayBeTerminal(1), mayBeTerminal(2)];
  const shown = () => (out && process.stdout.isTTY ? process.stdout : undefined);
  const heard = () => (err && process.stderr.isTTY ? process.stderr : undefined);
  const answer = out ? undefined : holdAnswer(1, (part) => result().write(part));
  return {
    stdout: (text) => (answer ?? result()).write(text),
    stderr: (text) => {
      answer?.pass();
      rest().write(text);
    },
    drained: () => {
      answer?.pass();
      return result().drained();
    },
    get columns() {
      return widthOf(heard());
    },
    get width() {
      return widthOf(shown());
    },
    get color() {
      return heard() !== undefined && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
    },
    get question() {
      return process.stdin.isTTY && heard() !== undefined ? ask : undefined;
    },
    end: (waits) => {
      if (!waits) return answer?.pass();
      try {
        answer?.end();
      } catch (error) {
        failed('the result')(error as NodeJS.ErrnoException); // a call of the system throws nothing else
      }
    },
  };
}

/** Neither a pipe nor a file. The stream knows for sure, but it loads Node's sockets. On Windows only it knows. */
function mayBeTerminal(descriptor: number): boolean {
  return process.platform === 'win32' || fstatSync(descriptor).isCharacterDevice();
}

/** Asked again for each line, because windows change their size. */
function widthOf(stream: NodeJS.WriteStream | undefined): number | undefined {
  return stream && (stream.columns || 80);
}

/** @returns makes what it makes when it is first called */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/**
 * A reader who left (`tayori posts | head`) is not an error; if the disk is full, one line says so.
 *
 * @returns for the name of what cannot be written, or `undefined` if there is no other stream to say so
 */
function failing(lost: () => void) {
  return (what: string | undefined) => (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    lost();
    if (what !== undefined) process.stderr.write(`tayori: ${what} could not be written: ${error.message}.\n`);
  };
}

/** Writes as long as somebody reads. No error ends the program, which may be in the middle of a send. */
function speaking(stream: NodeJS.WriteStream, failed: (error: NodeJS.ErrnoException) => void) {
  let open = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (open) failed(error);
    open = false;
  });
  return {
    write: (part: string | Uint8Array): void => {
      if (open) stream.write(part);
    },
    // If the reader left, nobody waits.
    drained: async (): Promise<void> => {
      if (!open || !stream.writableNeedDrain) return;
      await new Promise<void>((resolve) => {
        for (const end of ['drain', 'close', 'error']) stream.once(end, () => resolve());
      });
    },
  };
}

/** @returns `undefined` if the person closes the input instead of answering */
async function ask(question: string): Promise<string | undefined> {
  const { createInterface } = await import('node:readline/promises');
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  // A terminal that is read line by line sends no signal: pass it on to the code that handles Ctrl-C, or let it end the
  // process.
  reader.once('SIGINT', () => {
    if (!process.emit('SIGINT', 'SIGINT')) process.kill(process.pid, 'SIGINT');
    reader.close();
  });
  const closed = new Promise<undefined>((resolve) => reader.once('close', () => resolve(undefined)));
  try {
    return await Promise.race([reader.question(question), closed]);
  } finally {
    reader.close();
  }
}
