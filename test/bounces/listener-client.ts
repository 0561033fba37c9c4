/** A client of the listener for mail, on a real socket: it says what a test wants, and tells what it was answered. */
import { connect, type Socket } from 'node:net';

export type ListenerClient = {
  readonly socket: Socket;
  /** Everything that was said so far. */
  readonly said: () => string;
  /** Resolves once so many answers came, or the connection is over. @returns their codes */
  answers(count: number): Promise<string[]>;
  readonly over: Promise<void>;
};

/** Whoever opens it destroys its socket. */
export function listenerClient(port: number): ListenerClient {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let said = '';
  let tell = () => {};
  socket.on('error', () => {});
  socket.on('data', (chunk: Buffer) => {
    said += chunk.toString('latin1');
    tell();
  });
  const over = new Promise<void>((resolve) => {
    socket.once('close', () => {
      tell();
      resolve();
    });
  });
  socket.once('end', () => {
    tell();
    socket.end();
  });
  const codes = () => said.split('\r\n').flatMap((line) => /^(\d{3}) /.exec(line)?.[1] ?? []);
  return {
    socket,
    over,
    said: () => said,
    answers: async (count) => {
      while (codes().length < count && !socket.closed && !socket.readableEnded)
        await new Promise<void>((resolve) => {
          tell = resolve;
        });
      return codes();
    },
  };
}
