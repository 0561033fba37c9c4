/**
 * Mail servers for the tests, on loopback: `openKeeper`, a real SMTP server that keeps what it accepts, and
 * `openSink`, a plain line by line server that can fail at any step and writes down every command as it came.
 */
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/**
 * Where a client hangs up while encryption begins, `smtp-server` asks for the version of TLS of a connection that is
 * gone, and Node ends the whole process (SIGSEGV in `SSL_get_version`, Node 24.21). Before the end of the handshake
 * there is no version to tell.
 */
const { getProtocol } = TLSSocket.prototype;
TLSSocket.prototype.getProtocol = function (this: TLSSocket & { readonly secureConnecting?: boolean }) {
  return this.secureConnecting === true ? null : getProtocol.call(this);
};

/** The steps at which a sink can fail. */
export const steps = ['banner', 'EHLO', 'MAIL', 'RCPT', 'DATA', 'body', 'dot', 'RSET', 'QUIT'] as const;
export type Step = (typeof steps)[number];

/** What a sink does at a step: answers with these words, hangs up, never answers, or answers as usual once it may. */
export type Act =
  | string
  | { readonly drop: true }
  | { readonly stall: true }
  | { readonly until: Promise<void> };

export type Sink = {
  readonly port: number;
  readonly url: string;
  /** Every command line, as it came over the wire. */
  readonly commands: readonly string[];
  /** The whole mails it said yes to, dot-stuffing undone, in order. */
  readonly accepted: readonly { readonly to: string; readonly mail: string }[];
  /** How many connections came. */
  readonly connections: () => number;
  /** How many content bytes arrived, of mails finished or not. */
  readonly contentBytes: () => number;
  /** Says this to everyone who is connected, and ends the connections. */
  hangUp(words: string): void;
  close(): Promise<void>;
};

export type SinkSettings = {
  /** Called when a connection is over. */
  readonly onClose?: () => void;
  /** What to do at a step; `undefined` is the ordinary answer. */
  readonly act?: (step: Step, line: string) => Act | undefined;
  readonly extensions?: readonly string[];
  /** What it answers to a line that is no step, such as AUTH. */
  readonly other?: (line: string) => string;
  /** Keep the mails; off for runs that count them in thousands. */
  readonly keep?: boolean;
};

const answers: Readonly<Record<Exclude<Step, 'EHLO' | 'body'>, string>> = {
  banner: '220 sink.test ESMTP',
  MAIL: '250 2.1.0 ok',
  RCPT: '250 2.1.5 ok',
  DATA: '354 go ahead',
  dot: '250 2.0.0 queued as 42',
  RSET: '250 2.0.0 ok',
  QUIT: '221 2.0.0 bye',
};

export async function openSink(settings: SinkSettings = {}): Promise<Sink> {
  const { act = () => undefined, extensions = ['PIPELINING', '8BITMIME'], keep = true, onClose } = settings;
  const { other = () => '500 5.5.1 what?' } = settings;
  const commands: string[] = [];
  const accepted: { to: string; mail: string }[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  let contentBytes = 0;

  const serve = (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    let rest = '';
    let mail: string | undefined;
    let to = '';
    let deaf = false;
    const say = (step: Step, ordinary: string, line = ''): boolean => {
      const what = act(step, line);
      if (typeof what === 'object') {
        if ('until' in what) {
          void what.until.then(() => void socket.write(`${ordinary}\r\n`));
          return true;
        }
        if ('drop' in what) socket.destroy();
        else socket.pause();
        return false;
      }
      const words: string = what ?? ordinary;
      socket.write(`${words}\r\n`);
      return /^[23]/.test(words);
    };
    const command = (line: string) => {
      commands.push(line);
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'EHLO')
        say(
          'EHLO',
          ['250-sink.test', ...extensions.map((each) => `250-${each}`), '250 HELP'].join('\r\n'),
          line,
        );
      else if (verb === 'RCPT') {
        if (say('RCPT', answers.RCPT, line)) to = line;
      } else if (verb === 'DATA') {
        if (to === '') socket.write('503 5.5.1 no recipient\r\n');
        else if (say('DATA', answers.DATA, line)) mail = '';
      } else if (verb === 'MAIL' || verb === 'RSET' || verb === 'QUIT') {
        say(verb, answers[verb], line);
        to = '';
        if (verb === 'QUIT') socket.end();
      } else socket.write(`${other(line)}\r\n`);
    };
    const content = (chunk: string): string => {
      contentBytes += chunk.length;
      const body = act('body', '');
      if (typeof body === 'object') {
        if ('drop' in body) socket.destroy();
        else socket.pause();
        return '';
      }
      if (body !== undefined) {
        const words: string = body;
        socket.write(`${words}\r\n`);
        deaf = true;
        return '';
      }
      mail += chunk;
      const end = mail?.indexOf('\r\n.\r\n') ?? -1;
      if (mail === undefined || end < 0) return '';
      const whole = mail.slice(0, end + 2);
      const after = mail.slice(end + 5);
      mail = undefined;
      if (say('dot', answers.dot))
        accepted.push({ to: to.replace(/^RCPT TO:/i, ''), mail: keep ? whole.replace(/^\.\./gm, '.') : '' });
      to = '';
      return after;
    };
    socket.setEncoding('latin1');
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    if (onClose !== undefined) socket.on('close', onClose);
    socket.on('data', (chunk: string) => {
      if (deaf) return;
      rest += chunk;
      for (;;) {
        if (mail !== undefined) {
          if (rest === '') return; // the step `body` begins with its first byte
          const text = rest;
          rest = '';
          rest = content(text);
          if (rest === '') return;
        }
        const end = rest.indexOf('\r\n');
        if (end < 0 || socket.destroyed) return;
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        command(line);
      }
    });
    say('banner', answers.banner);
  };

  const server = createServer({ noDelay: true }, serve); // or every answer waits 40 ms for an acknowledgement
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // listening on TCP: an address and a port
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    commands,
    accepted,
    connections: () => connections,
    contentBytes: () => contentBytes,
    hangUp: (words) => {
      for (const socket of sockets) socket.end(`${words}\r\n`);
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

export type Keeper = {
  readonly port: number;
  readonly url: string;
  /** One entry for each mail that came whole: the envelope's recipient and the Message-ID. */
  readonly kept: readonly { readonly to: string; readonly messageId: string; readonly raw: Buffer }[];
  /** From the `nth` mail on, mails are kept and get no answer until `release`: a run can not end meanwhile. */
  holdFrom(nth: number): void;
  /** Resolves once so many mails came whole, in all. */
  came(count: number): Promise<void>;
  /** Resolves once so many mails are held at once. */
  held(count?: number): Promise<void>;
  /** Answers what is held, and everything that comes. */
  release(): void;
  close(): Promise<void>;
};

export type KeeperSettings = {
  readonly server?: SMTPServerOptions;
  /** From this mail on, answers after the final dot are held until they are released. */
  readonly holdFrom?: number;
  /** Keeps no mail, only whom it was for: for runs of thousands. */
  readonly forgets?: boolean;
  /** The words with which a recipient is refused, such as `5.1.1 no such user` (550), at RCPT or after the dot. */
  readonly refuse?: (to: string) => { readonly at: 'RCPT' | 'dot'; readonly words: string } | undefined;
};

/** What smtp-server answers with: the code, and the words of the error. */
function refusal(words: string): Error {
  return Object.assign(new Error(words), { responseCode: 550 });
}

/** A count that others can wait for; `tell` is called when it has grown. */
function openCount(now: () => number) {
  let waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const tell = () => {
    for (const { resolve } of waiting.filter(({ count }) => now() >= count)) resolve();
    waiting = waiting.filter(({ count }) => now() < count);
  };
  const reaches = (count: number): Promise<void> =>
    new Promise((resolve) => {
      waiting.push({ count, resolve });
      tell();
    });
  return { tell, reaches };
}

/** A real SMTP server (npm `smtp-server`) that keeps every mail it accepts. */
export async function openKeeper({
  server: options = {},
  holdFrom = Number.POSITIVE_INFINITY,
  refuse = () => undefined,
  forgets = false,
}: KeeperSettings = {}): Promise<Keeper> {
  const kept: { to: string; messageId: string; raw: Buffer }[] = [];
  const held: (() => void)[] = [];
  let first = holdFrom;
  const keptCount = openCount(() => kept.length);
  const heldCount = openCount(() => held.length);
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    closeTimeout: 200,
    onRcptTo: ({ address }, _session, callback) => {
      const no = refuse(address);
      callback(no?.at === 'RCPT' ? refusal(no.words) : null);
    },
    ...options,
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        const messageId = /^Message-ID: (\S+)/m.exec(raw.toString('latin1'))?.[1] ?? '';
        const to = session.envelope.rcptTo.map(({ address }) => address).join();
        const no = refuse(to);
        if (no !== undefined) {
          callback(refusal(no.words));
          return;
        }
        // Kept before the answer, as a real server does: what follows may never reach the sender.
        kept.push({ to, messageId, raw: forgets ? Buffer.alloc(0) : raw });
        keptCount.tell();
        const answer = () => callback(null, 'queued');
        if (kept.length < first) return answer();
        held.push(answer);
        heldCount.tell();
      });
    },
  });
  server.on('error', () => {}); // a client that is killed resets its connection
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo; // listening on TCP: an address and a port
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    kept,
    holdFrom: (nth) => {
      first = nth;
    },
    came: keptCount.reaches,
    held: (count = 1) => heldCount.reaches(count),
    release: () => {
      first = Number.POSITIVE_INFINITY;
      for (const answer of held.splice(0)) answer();
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
