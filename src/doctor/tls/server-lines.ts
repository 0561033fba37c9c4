/** The lines that a server says before encryption begins, one after the other. */
import type { Socket } from 'node:net';

export type Lines = {
  /** The next line without its end; `undefined` if none comes: the server is silent, away, or says too much. */
  next(): Promise<string | undefined>;
  /** From now on the bytes belong to somebody else. */
  end(): void;
};

/** A greeting with all its extensions is some hundred bytes long. */
const MOST_BYTES = 64 * 1024;

/** @param until no line is waited for after it */
export function linesOf(socket: Socket, until: AbortSignal): Lines {
  let [rest, bytes, isOver] = ['', 0, false];
  let tell = () => {};
  const over = () => {
    isOver = true;
    tell();
  };
  const heard = (chunk: Buffer) => {
    rest += chunk.toString('latin1');
    bytes += chunk.length;
    if (bytes > MOST_BYTES) isOver = true;
    tell();
  };
  const taken = (): string | undefined => {
    const end = rest.indexOf('\n');
    if (end < 0) return undefined;
    const line = rest.slice(0, end).replace(/\r$/, '');
    rest = rest.slice(end + 1);
    return line;
  };
  socket.on('data', heard);
  socket.once('close', over);
  socket.on('error', over);
  until.addEventListener('abort', over, { once: true });
  if (until.aborted) over();
  return {
    next: async () => {
      for (;;) {
        const line = taken();
        if (line !== undefined || isOver) return line;
        await new Promise<void>((resolve) => {
          tell = resolve;
        });
      }
    },
    end: () => {
      socket.off('data', heard);
      socket.off('close', over);
      until.removeEventListener('abort', over);
    },
  };
}
