/** The servers that mail is sent to: our own sink, and Postfix's `smtp-sink` where it is at hand. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import type { FromSink, SinkCount, SinkOptions } from './sink.ts';

export type Sink = AsyncDisposable & {
  readonly port: number;
  /** Resolves when the first message of all has been accepted. */
  readonly first: Promise<void>;
  /** What has arrived; `undefined` where the server does not say. */
  count(): Promise<SinkCount | undefined>;
};

export async function openSink(options: SinkOptions): Promise<Sink> {
  const child = fork(join(import.meta.dirname, 'sink.ts'), [JSON.stringify(options)], { execArgv: [] });
  const first = newsOf(child, 'first').then(() => {});
  const { port } = await newsOf(child, 'listening');
  return {
    port,
    first,
    count: async () => {
      const answer = newsOf(child, 'count');
      child.send('count');
      return (await answer).count;
    },
    [Symbol.asyncDispose]: () => end(child),
  };
}

function newsOf<K extends FromSink['kind']>(
  child: ChildProcess,
  kind: K,
): Promise<Extract<FromSink, { kind: K }>> {
  return new Promise((resolve) => {
    const hear = (news: FromSink) => {
      if (!isKind(news, kind)) return;
      child.off('message', hear);
      resolve(news);
    };
    child.on('message', hear);
  });
}

function isKind<K extends FromSink['kind']>(news: FromSink, kind: K): news is Extract<FromSink, { kind: K }> {
  return news.kind === kind;
}

/** Postfix's two tools, wherever their package was unpacked. */
export type Postfix = {
  readonly source: string;
  readonly sink: string;
  readonly env: Readonly<Record<string, string>>;
};

/** @param folder the root of the package (`/` where it is installed) */
export function postfixIn(folder: string): Postfix {
  return {
    source: join(folder, 'usr/sbin/smtp-source'),
    sink: join(folder, 'usr/sbin/smtp-sink'),
    env: { LD_LIBRARY_PATH: join(folder, 'usr/lib/postfix') },
  };
}

/** `smtp-sink` on loopback: in C, so that it leaves the processor to the sender. */
export async function openPostfixSink({ sink, env }: Postfix): Promise<Sink> {
  const port = await freePort();
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const child = spawn(sink, [...user, `127.0.0.1:${port}`, '1000'], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
  await untilOpen(port);
  return {
    port,
    first: new Promise(() => {}),
    count: async () => undefined,
    [Symbol.asyncDispose]: () => end(child),
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}

/** @throws Error where nobody answers within 5 s */
async function untilOpen(port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const socket = connect(port, '127.0.0.1');
    const open = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    });
    socket.destroy();
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`No server answers on port ${port}.`);
}
