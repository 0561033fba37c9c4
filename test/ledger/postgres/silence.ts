/** A way to a database on which nothing more is said, from a moment on: connections stay open, and new ones open. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type SilentWay = AsyncDisposable & {
  /** Of the same database, on this way. */
  readonly url: string;
  /** From now on nothing goes either way. */
  silence(): void;
  /** The same as soon as a client says this; what it said is not handed on. */
  silenceAt(words: string): void;
  /** Everything goes again, on connections that come now. */
  speak(): void;
  /** Resolves once a client has said something that was not handed on. */
  heard(): Promise<void>;
  /** Resolves once one more client has come. */
  came(): Promise<void>;
  /** Resolves once a client has left. */
  left(): Promise<void>;
};

export async function openSilentWay(url: string): Promise<SilentWay> {
  const { hostname, port } = new URL(url);
  let silent = false;
  let signal: string | undefined;
  const waiting = { heard: new Set<() => void>(), came: new Set<() => void>(), left: new Set<() => void>() };
  const tell = (what: keyof typeof waiting) => {
    for (const resolve of waiting[what]) resolve();
    waiting[what].clear();
  };
  const next = (what: keyof typeof waiting) => new Promise<void>((resolve) => waiting[what].add(resolve));
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    tell('came');
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
    }
    client.on('data', (chunk) => {
      if (signal !== undefined && chunk.includes(signal)) [silent, signal] = [true, undefined];
      if (silent) tell('heard');
      else upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (!silent) client.write(chunk);
    });
    client.on('close', () => {
      upstream.destroy();
      tell('left');
    });
    upstream.on('close', () => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const through = new URL(url);
  through.port = String((server.address() as AddressInfo).port); // listening on TCP
  return {
    url: through.href,
    silence: () => {
      silent = true;
    },
    silenceAt: (words) => {
      signal = words;
    },
    speak: () => {
      silent = false;
    },
    heard: () => next('heard'),
    came: () => next('came'),
    left: () => next('left'),
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
