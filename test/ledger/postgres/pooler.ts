/**
 * A small pooler before a real PostgreSQL, as PgBouncer is one: it greets each client by itself, and lends it a session
 * of the database for a transaction, a statement or until the client leaves.
 */

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

export type TestPooler = AsyncDisposable & {
  /** Of the same database, through the pooler. */
  readonly url: string;
};

type Lend = 'transaction' | 'session';

/**
 * @param url of the database
 * @param sessions how many the pooler has to lend
 * @param order which free session it lends: the one that came back last, or first
 */
export async function startPooler(
  url: string,
  lend: Lend,
  sessions: number,
  order: 'last' | 'first' = 'last',
): Promise<TestPooler> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const own = await Promise.all(
    Array.from({ length: sessions }, () =>
      openSession(hostname, Number(port), username, password, pathname.slice(1)),
    ),
  );
  const free = [...own];
  const waiting: ((session: Session) => void)[] = [];
  const take = async (): Promise<Session> => {
    const session = order === 'last' ? free.pop() : free.shift();
    return session ?? new Promise((resolve) => waiting.push(resolve));
  };
  const giveBack = (session: Session) => {
    session.answer = () => {};
    const next = waiting.shift();
    if (next === undefined) free.push(session);
    else next(session);
  };
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    clients.add(client);
    client.on('error', () => {});
    serve(client, lend, take, giveBack);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const through = new URL(url);
  through.port = String((server.address() as AddressInfo).port); // listening on TCP
  return {
    url: through.href,
    [Symbol.asyncDispose]: async () => {
      for (const socket of [...clients, ...own.map(({ socket: one }) => one)]) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

type Session = { readonly socket: Socket; answer: (message: Buffer) => void };

const READY = 'Z';
const IDLE = 'I';

/** Speaks with one client: whole messages, each to the session that the client has just then. */
function serve(
  client: Socket,
  lend: Lend,
  take: () => Promise<Session>,
  giveBack: (one: Session) => void,
): void {
  let session: Session | undefined;
  let turn = Promise.resolve();
  const leave = () => {
    if (session !== undefined) giveBack(session);
    session = undefined;
  };
  const forward = async (message: Buffer) => {
    if (message.toString('latin1', 0, 1) === 'X') return leave();
    session ??= await take();
    session.answer = (answer) => {
      client.write(answer);
      const isIdle = answer.toString('latin1', 0, 1) === READY && answer.toString('latin1', 5, 6) === IDLE;
      if (isIdle && lend === 'transaction') leave();
    };
    session.socket.write(message);
  };
  client.on('close', leave);
  eachMessage(client, 'greeting', (message, isGreeting) => {
    if (!isGreeting) turn = turn.then(() => forward(message));
    else if (message.readInt32BE(4) === SSL_REQUEST) client.write('N');
    else
      client.write(
        Buffer.concat([said('R', int(0)), said('K', int(7), int(7)), said(READY, Buffer.from(IDLE))]),
      );
  });
}

const SSL_REQUEST = 80_877_103;
const PROTOCOL_3 = 196_608;

async function openSession(
  host: string,
  port: number,
  user: string,
  password: string,
  database: string,
): Promise<Session> {
  const socket = connect(port, host);
  socket.on('error', () => {});
  const session: Session = { socket, answer: () => {} };
  const start = Buffer.concat([int(PROTOCOL_3), Buffer.from(`user\0${user}\0database\0${database}\0\0`)]);
  socket.write(Buffer.concat([int(start.length + 4), start]));
  await new Promise<void>((resolve) => {
    session.answer = (message) => {
      const type = message.toString('latin1', 0, 1);
      const asksForPassword = type === 'R' && message.readInt32BE(5) === 3; // in clear text, as the tests' server does
      if (asksForPassword) socket.write(said('p', Buffer.from(`${password}\0`)));
      if (type === READY) resolve();
    };
    eachMessage(socket, 'talk', (message) => session.answer(message));
  });
  return session;
}

/** Calls back with each whole message. A client's first messages, until it has greeted, have no letter in front. */
function eachMessage(
  socket: Socket,
  from: 'greeting' | 'talk',
  take: (message: Buffer, isGreeting: boolean) => void,
): void {
  let rest = Buffer.alloc(0);
  let isGreeting = from === 'greeting';
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const before = isGreeting ? 0 : 1;
      if (rest.length < before + 4) return;
      const size = before + rest.readInt32BE(before);
      if (rest.length < size) return;
      const message = rest.subarray(0, size);
      rest = rest.subarray(size);
      const was = isGreeting;
      if (isGreeting) isGreeting = message.readInt32BE(4) !== PROTOCOL_3;
      take(message, was);
    }
  });
}

function said(letter: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(letter), int(body.length + 4), body]);
}

function int(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
