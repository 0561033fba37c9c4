/** A small IMAP server of the tests on loopback that answers in its own way, or breaks off, at any command. */
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { ImapPlace } from '../../src/bounces/imap/imap-url.ts';

/** `tag` and the command without it: `UID FETCH 3 (UID BODY.PEEK[]<0.8388608>)`. */
export type Command = { readonly tag: string; readonly line: string; readonly socket: Socket };

export type ImapSink = {
  readonly place: ImapPlace;
  readonly url: string;
  readonly commands: readonly string[];
  close(): Promise<void>;
};

export type ImapSinkSettings = {
  /** By UID. */
  readonly mails?: ReadonlyMap<number, string>;
  readonly greeting?: string;
  /** What it says on opening the folder; `undefined`: nothing about it. */
  readonly validity?: string | undefined;
  /** What it sends in place of its usual answer; `undefined`: the usual one. */
  readonly act?: (command: Command) => string | 'nothing' | undefined;
};

export const USER = 'letter@minato.example';
export const SECRET = 'open-sesame';

export async function openImapSink({
  mails = new Map(),
  greeting = '* OK ready\r\n',
  validity = '7',
  act = () => undefined,
}: ImapSinkSettings = {}): Promise<ImapSink> {
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  const usual = (line: string): string => {
    if (/^CAPABILITY/i.test(line)) return '* CAPABILITY IMAP4rev1 IDLE\r\n';
    if (/^(?:SELECT|EXAMINE)/i.test(line))
      return `* ${mails.size} EXISTS\r\n* FLAGS (\\Seen)\r\n${validity === '' ? '' : `* OK [UIDVALIDITY ${validity}] ok\r\n`}`;
    const asked = /^UID SEARCH .*?(\d+)(:\*)?/i.exec(line);
    if (asked !== null) {
      const [, from, open] = asked;
      const found = [...mails.keys()].filter((uid) => (open ? uid >= Number(from) : uid === Number(from)));
      return `* SEARCH ${found.join(' ')}\r\n`;
    }
    const fetched = /^UID FETCH (\d+)/i.exec(line)?.[1];
    const mail = mails.get(Number(fetched));
    if (fetched !== undefined && mail !== undefined) return rowOf(Number(fetched), mail);
    return '';
  };
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    let rest = '';
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      rest += chunk;
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const [, tag = '', line = ''] = /^(\S+) ?(.*)$/s.exec(rest.slice(0, end)) ?? [];
        rest = rest.slice(end + 2);
        commands.push(line);
        if (tag.toUpperCase() === 'DONE') socket.write('* OK done\r\n');
        else if (/^IDLE/i.test(line) && act({ tag, line, socket }) === undefined)
          socket.write('+ idling\r\n');
        else {
          const said = act({ tag, line, socket }) ?? `${usual(line)}${tag} OK done\r\n`;
          if (said !== 'nothing' && !socket.destroyed) socket.write(said, 'latin1');
        }
      }
    });
    socket.write(greeting);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // listening on TCP: an address and a port
  return {
    place: {
      ...{ host: '127.0.0.1', port, secure: false, tls: 'off', user: USER, password: SECRET },
      ...{ byToken: false, folder: 'INBOX' },
    },
    url: `imap://${encodeURIComponent(USER)}:${SECRET}@127.0.0.1:${port}/INBOX`,
    commands,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** A row of an answer to FETCH. */
export function rowOf(uid: number, mail: string): string {
  return `* 1 FETCH (UID ${uid} BODY[]<0> {${Buffer.byteLength(mail)}}\r\n${mail})\r\n`;
}

/** Sends the same for as long as the other side takes it. */
export function flood(socket: Socket, words: string): 'nothing' {
  const part = words.repeat(Math.max(1, Math.ceil(16_384 / words.length)));
  const more = () => void (socket.destroyed || socket.write(part, 'latin1', () => setImmediate(more)));
  more();
  return 'nothing';
}
