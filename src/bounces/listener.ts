/**
 * A small mail server on this machine. An MTA hands bounces and answers to it (SMTP, RFC 5321; LMTP, RFC 2033). It
 * answers 250 after the mail is recorded in the ledger, and 451 if the MTA shall try again later: the MTA keeps the
 * mail until then, so none is lost. It listens on loopback only and passes no mail on.
 */
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { answerTo, EMPTY, MOST_BYTES } from './listener-answers.ts';
import type { IncomingMail } from './mail-sources.ts';

/** `later`: the mail was not recorded, and the MTA must send it again. */
export type TakenMail = 'taken' | 'later';

export type MailListener = { readonly port: number; close(): Promise<void> };

const MOST_CONNECTIONS = 50;
/** RFC 5321, 4.5.3.1.4, plus room for parameters. */
const LONGEST_LINE = 2048;
const IDLE = 60_000; // ms

/**
 * @param take resolves when the mail is recorded in the ledger
 * @throws the error of listening, such as a port that is in use
 */
export async function listenForMail(
  port: number,
  take: (mail: IncomingMail) => Promise<TakenMail>,
): Promise<MailListener> {
  const sockets = new Set<Socket>();
  const server: Server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {}); // the client went away
    socket.setTimeout(IDLE, () => socket.destroy());
    serve(socket, take);
  });
  server.maxConnections = MOST_CONNECTIONS;
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

function serve(socket: Socket, take: (mail: IncomingMail) => Promise<TakenMail>): void {
  let envelope = EMPTY;
  let content: string | undefined;
  let rest = '';
  let work = Promise.resolve();
  const say = (...lines: readonly string[]) => void socket.write(lines.map((line) => `${line}\r\n`).join(''));
  /** @returns whether content follows */
  const command = (line: string): boolean => {
    const answer = answerTo(line, envelope);
    envelope = answer.envelope;
    say(...answer.says);
    if (answer.next === 'end') socket.end();
    return answer.next === 'content';
  };
  const finish = async (text: string, to: readonly string[], answers: number) => {
    const taken = await take(mailOf(text, to)).catch(() => 'later' as const);
    const line = taken === 'taken' ? '250 2.0.0 taken in' : '451 4.3.0 try again later';
    say(...Array.from({ length: answers }, () => line));
  };
  const read = (): boolean => {
    if (content !== undefined) {
      content += rest;
      rest = '';
      if (content.length > MOST_BYTES) {
        say('552 5.3.4 too large');
        socket.destroy();
        return false;
      }
      const end = endOfContent(content);
      if (end === undefined) return false;
      const [text, { to }] = [content.slice(0, end), envelope];
      rest = content.slice(end + 3);
      content = undefined;
      envelope = { ...EMPTY, lmtp: envelope.lmtp };
      const answers = envelope.lmtp ? to.length : 1;
      work = work.then(() => finish(text, to, answers));
      return true;
    }
    const end = rest.indexOf('\n');
    if (end < 0) {
      if (rest.length > LONGEST_LINE) socket.destroy();
      return false;
    }
    const line = rest.slice(0, end).replace(/\r$/, '');
    rest = rest.slice(end + 1);
    if (line.length > LONGEST_LINE) say('500 5.5.6 too long');
    else if (command(line)) content = '';
    return true;
  };
  let reading = false;
  /** Handles one thing after the other: lines that arrive while a mail is taken in wait for its answer. */
  const run = async () => {
    if (reading) return;
    reading = true;
    while (!socket.destroyed && read()) await work;
    reading = false;
  };
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    rest += chunk;
    if (rest.length > 2 * MOST_BYTES) socket.destroy();
    void run();
  });
  say('220 tayori');
}

/** Where the line with the dot is that ends a mail (RFC 5321, 4.1.1.4); `undefined` if it has not come yet. */
function endOfContent(content: string): number | undefined {
  if (content.startsWith('.\r\n')) return 0;
  const at = content.indexOf('\r\n.\r\n');
  return at < 0 ? undefined : at + 2;
}

/** @param text as it was sent: a dot at the beginning of a line is doubled (RFC 5321, 4.5.2) */
function mailOf(text: string, to: readonly string[]): IncomingMail {
  const head = to.map((address) => `Delivered-To: ${address}\r\n`).join('');
  const bytes = Buffer.from(head + text.replace(/^\.\./gm, '.'), 'latin1');
  return { file: 'the mail server', bytes, done: () => {} };
}
