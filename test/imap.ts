/** A real IMAP server for the tests, on loopback (npm `hoodiecrow-imap`): mails come, lines break, passwords change. */
import { randomUUID } from 'node:crypto';
import type { AddressInfo, Socket } from 'node:net';
import hoodiecrow from 'hoodiecrow-imap';

const USER = 'letter@minato.example';
export const PASSWORD = 'open sesame/:%40';

export type Post = {
  readonly port: number;
  readonly url: string;
  /** A mail comes into the inbox. */
  comes(mail: string): void;
  /** Of each mail in a folder: its subject, and whether it is marked as read. */
  mails(folder?: string): readonly { readonly subject: string; readonly seen: boolean }[];
  /** The server forgets its UIDs, as after a repair. */
  renumber(validity: number): void;
  /** Breaks every line. @returns how many there were */
  hangUp(): number;
  setPassword(password: string): void;
  /** From now on a login with this access token is taken, and one with a password is not. */
  setToken(token: string): void;
  /** The URL for a login with a token. */
  readonly tokenUrl: string;
  close(): Promise<void>;
};

/** @param port where it was before, to come back there. */
export async function openPost(
  port = 0,
  plugins = ['IDLE', 'MOVE', 'UIDPLUS', 'LITERALPLUS'],
): Promise<Post> {
  const server = hoodiecrow({ plugins, storage: { INBOX: { messages: [] }, '': { separator: '/' } } });
  const setPassword = (password: string) => {
    server.users[USER] = { password };
  };
  setPassword(PASSWORD);
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.server.address() as AddressInfo; // listening on TCP: an address and a port
  const hangUp = () => {
    const count = sockets.size;
    for (const socket of sockets) socket.destroy();
    return count;
  };
  return {
    port: address.port,
    url: `imap://${encodeURIComponent(USER)}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${address.port}/INBOX`,
    // The server keeps bytes as letters, one for one.
    comes: (mail) =>
      server.appendMessage('INBOX', [], false, Buffer.from(mail.replaceAll('\n', '\r\n')).toString('latin1')),
    mails: (folder = 'INBOX') =>
      (server.getMailbox(folder)?.messages ?? []).map(({ raw, flags }) => ({
        subject: /^Subject: (.*?)\r?$/m.exec(raw.toString())?.[1] ?? '',
        seen: flags.includes('\\Seen'),
      })),
    renumber: (validity) => {
      const inbox = server.getMailbox('INBOX');
      if (inbox !== undefined) inbox.uidvalidity = validity;
    },
    hangUp,
    setPassword,
    setToken: (accessToken) => {
      server.users[USER] = { password: randomUUID(), xoauth2: { accessToken } };
    },
    tokenUrl: `imap://${encodeURIComponent(USER)}@127.0.0.1:${address.port}/INBOX?auth=xoauth2`,
    close: () =>
      new Promise((resolve) => {
        hangUp();
        server.close(() => resolve());
      }),
  };
}
