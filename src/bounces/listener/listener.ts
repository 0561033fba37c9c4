/**
 * A small mail server on this machine. An MTA hands bounces and answers to it (SMTP, RFC 5321; LMTP, RFC 2033). It
 * answers 250 after the mail is recorded in the ledger, and 451 if the MTA shall try again later: the MTA keeps the
 * mail until then, so none is lost. It listens on loopback only and passes no mail on.
 */
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { MINUTE } from '../../time.ts';
import type { IncomingMail } from '../mail-sources.ts';
import { answerTo, EMPTY, type Envelope } from './listener-answers.ts';
import { type ClientInput, clientInput, type SharedRoom } from './listener-input.ts';

/** `later`: the mail was not recorded, and the MTA must send it again. */
export type TakenMail = 'taken' | 'later';

export type MailListener = { readonly port: number; close(): Promise<void> };

/** What one client, or all together, may use up. */
export type ListenerLimits = {
  readonly connections: number;
  /** In ms: how long a client may say nothing. */
  readonly silence: number;
  /** In ms: how long a command or a mail may take to arrive, however slowly it comes. */
  readonly step: number;
  /** Wrong commands in one connection. */
  readonly mistakes: number;
  /** Commands without a mail in one connection. An MTA may name thousands of recipients at once. */
  readonly commands: number;
  /** Bytes that all long mails together may take. */
  readonly room: number;
};

const LIMITS: ListenerLimits = {
  connections: 50,
  silence: MINUTE,
  step: 10 * MINUTE,
  mistakes: 20,
  commands: 10_000,
  room: 128 * 1024 * 1024,
};

/**
 * @param take resolves when the mail is recorded in the ledger
 * @throws the error of listening, such as a port that is in use
 */
export async function listenForMail(
  port: number,
  take: (mail: IncomingMail) => Promise<TakenMail>,
  limits: ListenerLimits = LIMITS,
): Promise<MailListener> {
  const sockets = new Set<Socket>();
  const room: SharedRoom = { free: limits.room };
  // Half-open: a client may say all it has, close its side, and wait for the answers.
  const server: Server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
    socket.on('error', () => {}); // the client went away
    if (sockets.size >= limits.connections)
      return leave(socket, '421 4.3.2 too many connections, try again later');
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    const chunks: AsyncIterator<Buffer> = socket.iterator({ destroyOnReturn: false });
    void serve({ socket, input: clientInput(chunks), limits, room }, take)
      .catch(() => {}) // the client went away in the middle of something
      .then(() => chunks.return?.())
      .finally(() => leave(socket));
  });
  server.maxConnections = 4 * limits.connections; // beyond that nobody even gets an answer
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port, // a server on TCP has an address and a port
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** In ms: so long a client may take to read the last words. */
const GOODBYE = 2_000;

/** Whatever it still sends is read and thrown away: with unread bytes, TCP would take back our last words. */
function leave(socket: Socket, words?: string): void {
  if (words === undefined) socket.end();
  else socket.end(`${words}\r\n`);
  socket.resume();
  const timer = setTimeout(() => socket.destroy(), GOODBYE).unref();
  socket.once('end', () => socket.destroySoon());
  socket.once('close', () => clearTimeout(timer));
  if (socket.readableEnded) socket.destroySoon();
}

type Client = {
  readonly socket: Socket;
  readonly input: ClientInput;
  readonly limits: ListenerLimits;
  readonly room: SharedRoom;
};

/** One thing after the other: what arrives while a mail is taken in waits for its answer. */
async function serve(client: Client, take: (mail: IncomingMail) => Promise<TakenMail>): Promise<void> {
  const { input, limits } = client;
  let [envelope, mistakes, commands] = [EMPTY, 0, 0];
  await say(client, '220 tayori');
  for (;;) {
    const line = await within(client, () => input.line());
    if (line === undefined) return;
    const answer =
      line === 'too long'
        ? ({ envelope, says: ['500 5.5.6 too long'], next: 'command' } as const)
        : answerTo(line, envelope);
    envelope = answer.envelope;
    mistakes += answer.says.some((said) => /^5/.test(said)) ? 1 : 0;
    commands += 1;
    if (mistakes > limits.mistakes || commands > limits.commands)
      return await say(client, '421 4.7.0 too much that is no mail');
    await say(client, ...answer.says);
    if (answer.next === 'end') return;
    if (answer.next !== 'content') continue;
    if (!(await takeContent(client, envelope, take))) return;
    [envelope, commands] = [{ ...EMPTY, lmtp: envelope.lmtp }, 0];
  }
}

/** @returns whether the client is still there */
async function takeContent(
  client: Client,
  { to, lmtp }: Envelope,
  take: (mail: IncomingMail) => Promise<TakenMail>,
): Promise<boolean> {
  const content = await within(client, () => client.input.content(client.room));
  if (content === undefined) return false;
  const answer = content === 'no room' ? '452 4.3.1 too much at once, try again later' : await recorded();
  await say(client, ...Array.from({ length: lmtp ? to.length : 1 }, () => answer));
  return true;

  async function recorded(): Promise<string> {
    const taken = await take(mailOf(content as Buffer, to)).catch(() => 'later' as const);
    return taken === 'taken' ? '250 2.0.0 taken in' : '451 4.3.0 try again later';
  }
}

/** Ends the connection if the client is silent, or so slow that it would never be done. */
async function within<T>({ socket, limits }: Client, read: () => Promise<T>): Promise<T> {
  const late = () => leave(socket, '421 4.4.2 too slow');
  const timer = setTimeout(late, limits.step);
  socket.setTimeout(limits.silence, late);
  try {
    return await read();
  } finally {
    clearTimeout(timer);
    socket.setTimeout(0); // while a mail is taken in, the client waits for us
    socket.off('timeout', late);
  }
}

/** Waits until the client has read: one that never reads would fill the memory with answers. */
async function say({ socket, limits }: Client, ...lines: readonly string[]): Promise<void> {
  if (socket.destroyed || socket.writableEnded) return;
  if (socket.write(lines.map((line) => `${line}\r\n`).join(''))) return;
  const timer = setTimeout(() => socket.destroy(), limits.silence);
  await new Promise<void>((resolve) => {
    const over = () => {
      socket.off('drain', over).off('close', over);
      resolve();
    };
    socket.on('drain', over).on('close', over);
  });
  clearTimeout(timer);
}

function mailOf(content: Buffer, to: readonly string[]): IncomingMail {
  const head = to.map((address) => `Delivered-To: ${address}\r\n`).join('');
  return {
    file: 'the mail server',
    bytes: Buffer.concat([Buffer.from(head, 'latin1'), content]),
    done: () => {},
  };
}
