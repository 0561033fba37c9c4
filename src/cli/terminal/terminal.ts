/** The process's own streams: the only file that touches the terminal. */
import type { Streams } from './output.ts';

/** @param lost called when something that was said could not be written, other than to a reader who left */
export function terminal(env: Readonly<Record<string, string | undefined>>, lost: () => void): Streams {
  const { stdout, stderr } = process;
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

/** Asked anew for each line: windows change their size. */
function widthOf(stream: NodeJS.WriteStream): number | undefined {
  return stream.isTTY ? stream.columns || 80 : undefined;
}

/**
 * Writes until nobody listens any more. A reader who left (`tayori posts | head`) is no fault; of a full
 * disk one line is said. Neither ends the program, which may be in the middle of a send.
 *
 * @param what is named when it can not be written; `undefined` where there is nowhere left to say so
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
    // For a reader who left nobody waits.
    drained: async () => {
      if (!open || !stream.writableNeedDrain) return;
      await new Promise<void>((resolve) => {
        for (const end of ['drain', 'close', 'error']) stream.once(end, () => resolve());
      });
    },
  };
}

/** @returns `undefined` when the person closes the input instead of answering */
async function ask(question: string): Promise<string | undefined> {
  const { createInterface } = await import('node:readline/promises');
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  // A terminal that is read by the line sends no signal: pass it on to whoever takes Ctrl-C, or let it end us.
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
