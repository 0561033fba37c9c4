/**
 * Holds the answer of a short command until it ends, and writes it then at once, as one writes to a file. A stream for a
 * pipe would load Node's sockets: 4 of the 55 ms of `tayori status`.
 *
 * Such a write waits for the reader. So it is only made when there is nothing left to do: what is long, or is said while
 * the command goes on, passes to the stream, which lets a send go on.
 */
import { writeSync } from 'node:fs';

export type HeldAnswer = {
  readonly write: (text: string) => void;
  /** Passes all of it to the stream, and what comes later too. */
  readonly pass: () => void;
  /** Writes what is still held. @throws the error of the system, such as EPIPE */
  readonly end: () => void;
};

/** In letters. */
const LONG = 2 ** 20;
/** In ms. */
const SHORT = 20;

/**
 * @param descriptor of a pipe or a file, not of a terminal
 * @param stream writes to the same
 */
export function holdAnswer(descriptor: number, stream: (part: string | Uint8Array) => void): HeldAnswer {
  let held: string[] | undefined = [];
  let length = 0;
  let timer: NodeJS.Timeout | undefined;
  const take = (): string => {
    const text = held?.join('') ?? '';
    held = undefined;
    clearTimeout(timer);
    return text;
  };
  const pass = () => {
    const text = take();
    if (text !== '') stream(text);
  };
  return {
    write: (text) => {
      if (held === undefined) return stream(text);
      held.push(text);
      length += text.length;
      if (length > LONG) pass();
      else timer ??= setTimeout(pass, SHORT).unref();
    },
    pass,
    end: () => {
      const bytes = Buffer.from(take());
      const written = writeWhile(descriptor, bytes);
      if (written < bytes.length) stream(bytes.subarray(written));
    },
  };
}

/** @returns how many bytes were written until the reader, who does not want to be waited for, could take no more */
function writeWhile(descriptor: number, bytes: Uint8Array): number {
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(descriptor, bytes, written);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
  }
  return written;
}
