/** The streams of the process: the only file that touches the terminal. */
import type { Streams } from './output.ts';

/** @param lost called if something could not be written, except when the reader of the output left */
export function terminal(env: Readonly<Record<string, string | undefined>>, lost: () => void): Streams {
  const { stdout, stderr } = process;
  // What a config prints goes beside the result, which may be JSON.
  Object.assign(console, { log: console.error, info: console.error, debug: console.error });
  const result = speaking(stdout, 'the result', lost);
  const color = stderr.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  return {
    stdout: result.write,
    stderr: speaking(stderr, undefined, lost).write,
    drained: result.drained,
    get columns() {
      return widthOf(stderr);
    },
    get width() {
      return widthOf(stdout);
    },
    color,
    get question() {
      return process.stdin.isTTY && stderr.isTTY ? ask : undefined;
    },
  };
}

/** Asked again for each line, because windows change their size. */
function widthOf(stream: NodeJS.WriteStream): number | undefined {
  return stream.isTTY ? stream.columns || 80 : undefined;
}

/**
 * Writes as long as somebody reads. A reader who left (`tayori posts | head`) is not an error; if the disk is full, one
 * line says so. Neither ends the program, which may be in the middle of a send.
 *
 * @param what its name if it cannot be written; `undefined` if there is no other stream to say so
 */
function speaking(
  stream: NodeJS.WriteStream,
  what: string | undefined,
  lost: () => void,
): { readonly write: (text: string) => void; readonly drained: () => Promise<void> } {
  let open = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    const first = open;
    open = false;
    if (!first || error.code === 'EPIPE') return;
    lost();
    if (what !== undefined) process.stderr.write(`tayori: ${what} could not be written: ${error.message}.\n`);
  });
  return {
    write: (text) => {
      if (open) stream.write(text);
    },
    // If the reader left, nobody waits.
    drained: async () => {
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
