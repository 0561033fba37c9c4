/**
 * A small mail server on this machine, for an MTA that hands bounces and answers over (SMTP, RFC 5321; LMTP, RFC 2033).
 * A mail is answered with 250 when it stands in the ledger, and with 451 where it should come again: the MTA keeps it
 * meanwhile, so none is lost. It listens on loopback alone and passes nothing on.
 */
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { IncomingMail } from './mail-sources.ts';

/** `later`: it was not taken in, and has to come again. */
export type TakenMail = 'taken' | 'later';

export type MailListener = { readonly port: number; close(): Promise<void> };

const MOST_BYTES = 8 * 1024 * 1024;
const MOST_CONNECTIONS = 50;
const MOST_RECIPIENTS = 100;
/** RFC 5321, 4.5.3.1.4, and room for parameters. */
const LONGEST_LINE = 2048;
const IDLE = 60_000; // ms

/** @param take resolves when the mail stands in the ledger. @throws what listening throws */
export async function listenForMail(
  port: number,
  take: (mail: IncomingMail) => Promise<TakenMail>,
): Promise<MailListener> {
  const sockets = new Set<Socket>();
  const server: Server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {}); // a client that is gone
    socket.setTimeout(IDLE, () => socket.destroy());
    serve(socket, take);
  });
  server.maxConnections = MOST_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port, // listening on TCP: an address and a port
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

type Envelope = { readonly to: string[]; lmtp: boolean; open: boolean };

function serve(socket: Socket, take: (mail: IncomingMail) => Promise<TakenMail>): void {
  const envelope: Envelope = { to: [], lmtp: false, open: false };
  let content: string | undefined;
  let rest = '';
  let work = Promise.resolve();
  const say = (...lines: readonly string[]) => void socket.write(lines.map((line) => `${line}\r\n`).join(''));
  const reset = () => {
    envelope.to.length = 0;
    envelope.open = false;
  };
  /** @returns whether content follows */
  const command = (line: string): boolean => {
    const [, verb = '', argument = ''] = /^([a-z]{4})(?:\s+([\s\S]*))?$/i.exec(line) ?? [];
    const path = /<([^<>\s]{0,320})>/.exec(argument)?.[1];
    switch (verb.toUpperCase()) {
      case 'HELO':
      case 'EHLO':
      case 'LHLO':
        envelope.lmtp = /^l/i.test(verb);
        reset();
        if (/^h/i.test(verb)) say('250 tayori');
        else say('250-tayori', '250-8BITMIME', '250-PIPELINING', `250 SIZE ${MOST_BYTES}`);
        return false;
      case 'MAIL':
        reset();
        envelope.open = /^from:/i.test(argument) && path !== undefined;
        say(envelope.open ? '250 2.1.0 ok' : '501 5.5.4 MAIL FROM:<address>');
        return false;
      case 'RCPT':
        if (!envelope.open) say('503 5.5.1 MAIL first');
        else if (!/^to:/i.test(argument) || path === undefined) say('501 5.5.4 RCPT TO:<address>');
        else if (envelope.to.length >= MOST_RECIPIENTS) say('452 4.5.3 too many recipients');
        else {
          envelope.to.push(path);
          say('250 2.1.5 ok');
        }
        return false;
      case 'DATA':
        if (envelope.to.length === 0) say('503 5.5.1 RCPT first');
        else say('354 end with a dot');
        return envelope.to.length > 0;
      case 'RSET':
        reset();
        say('250 2.0.0 ok');
        return false;
      case 'NOOP':
        say('250 2.0.0 ok');
        return false;
      case 'QUIT':
        say('221 2.0.0 bye');
        socket.end();
        return false;
      default:
        say('500 5.5.1 what?');
        return false;
    }
  };
  const finish = async (text: string, to: readonly string[], answers: number) => {
    const head = to.map((address) => `Delivered-To: ${address}\r\n`).join('');
    const bytes = Buffer.from(head + text.replace(/^\.\./gm, '.'), 'latin1');
    const mail = { file: 'the mail server', bytes, done: () => {} };
    const taken = await take(mail).catch(() => 'later' as const);
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
      const isEmpty = content.startsWith('.\r\n');
      const end = isEmpty ? 0 : content.indexOf('\r\n.\r\n') + 2;
      if (!isEmpty && end < 2) return false;
      const [text, to] = [content.slice(0, end), [...envelope.to]];
      rest = content.slice(end + 3);
      content = undefined;
      reset();
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
  /** One thing after the other: what comes while a mail is taken in waits for its answer. */
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
