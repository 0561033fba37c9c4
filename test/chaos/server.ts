/**
 * The chaos server: SMTP on loopback in a process of its own, `node server.ts SEED LOG MOOD`. It writes down what
 * it did to whom before it says so; a mail is accepted once its line is in the log, whatever is said then.
 * Its parent closes and opens its gate.
 */
import { createHash } from 'node:crypto';
import { openSync, writeSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { chance, type Fault, faultAt, type Moment, type Mood } from './faults.ts';
import { type Gate, type Order, openGate } from './gate.ts';

/** One line of the log. */
export type Entry = {
  /** `unclear`: the mail was not taken, and no answer that says so was given. */
  readonly what: 'accepted' | 'refused' | 'deferred' | 'unclear' | 'cut';
  /** Empty where the server fails before it is told. */
  readonly to: string;
  readonly at: Moment;
  readonly fault?: string;
  readonly messageId?: string;
  /** SHA-256 of the content as it came. */
  readonly hash?: string;
};

type Books = {
  readonly seed: number;
  readonly write: (entry: Entry) => void;
  readonly gate: Gate;
  mood: Mood;
  /** How often each has come. */
  readonly visits: Map<string, number>;
};

/** How a step of the conversation went on: as usual, with a no, or not at all. */
type Went = 'on' | 'refused' | 'gone';

/** The longest ordinary wait before the answer to a mail, in ms: a kill can come into it. */
const LONGEST = 8;

async function talk(socket: Socket, books: Books, connection: number): Promise<void> {
  const input = reader(socket);
  const say = (words: string) => void socket.write(words);
  let to = '';
  let transaction = false;

  const step = async (at: Moment, who: string, visit: number, usual: string): Promise<Went> => {
    await books.gate.pass(at);
    const fault = faultAt(books.seed, at, who, visit, books.mood);
    if (fault?.stall !== undefined) await sleep(fault.stall);
    if (fault?.words === undefined) say(usual);
    else return fail(fault);
    return 'on';
  };
  const fail = (fault: Fault, mail: Pick<Entry, 'messageId' | 'hash'> = {}): Went => {
    books.write({ what: whatOf(fault), to, at: fault.at, fault: fault.name, ...mail });
    const { words = '', drop } = fault;
    if (drop) socket.end(words);
    else say(words);
    return fault.drop ? 'gone' : 'refused';
  };
  const content = async (visit: number): Promise<Went> => {
    const cut = faultAt(books.seed, 'body', to, visit, books.mood);
    if (cut !== undefined) {
      await input.some();
      return fail(cut);
    }
    const mail = await input.until('\r\n.\r\n');
    if (mail === undefined) return 'gone';
    const messageId = /^Message-ID: (\S+)/im.exec(mail)?.[1] ?? '';
    const known = { messageId, hash: createHash('sha256').update(mail, 'latin1').digest('hex') };
    const fault = faultAt(books.seed, 'dot', to, visit, books.mood);
    if (fault !== undefined && fault.stall === undefined) {
      await books.gate.pass('dot');
      return fail(fault, known);
    }
    books.write({ what: 'accepted', to, at: 'dot', ...known, ...(fault && { fault: fault.name }) });
    await books.gate.pass('dot');
    await sleep(fault?.stall ?? 1 + chance(`${books.seed} wait ${to}`) * LONGEST);
    say('250 2.0.0 queued\r\n');
    return 'on';
  };
  const commands: Readonly<Record<string, (line: string) => Promise<Went>>> = {
    EHLO: () =>
      step('ehlo', `${connection}`, 1, extensions(chance(`${books.seed} pipe ${connection}`) < 0.5)),
    MAIL: async () => {
      to = '';
      const went = await step('mail', `${visit(books, 'mail')}`, 1, '250 2.1.0 ok\r\n');
      transaction = went === 'on';
      return went;
    },
    RCPT: async (line) => {
      if (!transaction) return no(say);
      to = /<([^>]*)>/.exec(line)?.[1] ?? '';
      const went = await step('rcpt', to, visit(books, to), '250 2.1.5 ok\r\n');
      if (went === 'refused') to = '';
      return went;
    },
    DATA: async () => {
      if (!transaction || to === '') return no(say);
      const visits = books.visits.get(to) ?? 1;
      const went = await step('data', to, visits, '354 go ahead\r\n');
      transaction = false;
      return went === 'on' ? content(visits) : went;
    },
    RSET: async () => {
      transaction = false;
      say('250 2.0.0 ok\r\n');
      return 'on';
    },
    QUIT: async () => {
      socket.end('221 2.0.0 bye\r\n');
      return 'gone';
    },
  };

  let went = await step('banner', `${connection}`, 1, '220 chaos.test ESMTP\r\n');
  while (went !== 'gone') {
    const line = await input.until('\r\n');
    if (line === undefined) return;
    went = (await commands[line.slice(0, 4).toUpperCase()]?.(line)) ?? no(say);
  }
}

function no(say: (words: string) => void): Went {
  say('503 5.5.1 not now\r\n');
  return 'refused';
}

function extensions(pipelining: boolean): string {
  return `250-chaos.test\r\n${pipelining ? '250-PIPELINING\r\n' : ''}250 8BITMIME\r\n`;
}

function whatOf({ at, words = '', keep }: Fault): Entry['what'] {
  if (keep) return 'accepted';
  if (/^5\d\d /.test(words)) return 'refused';
  if (/^4\d\d /.test(words)) return 'deferred';
  return at === 'dot' || at === 'body' ? 'unclear' : 'cut';
}

/** @returns how often it has come, this time included */
function visit({ visits }: Books, who: string): number {
  const count = (visits.get(who) ?? 0) + 1;
  visits.set(who, count);
  return count;
}

/** What has come, up to a mark; `undefined` where the other side ends before it. */
function reader(socket: Socket) {
  const chunks = socket.setEncoding('latin1')[Symbol.asyncIterator]();
  let buffer = '';
  const some = async (): Promise<boolean> => {
    const { done, value } = await chunks.next();
    if (!done) buffer += value;
    return !done;
  };
  return {
    some,
    until: async (mark: string): Promise<string | undefined> => {
      for (let from = 0; ; ) {
        const end = buffer.indexOf(mark, from);
        if (end >= 0) {
          const text = buffer.slice(0, end);
          buffer = buffer.slice(end + mark.length);
          return text;
        }
        from = Math.max(0, buffer.length - mark.length);
        if (!(await some())) return undefined;
      }
    },
  };
}

const [, , seed = '1', log = '', mood = 'ordinary'] = process.argv;
const file = openSync(log, 'a');
const books: Books = {
  seed: Number(seed),
  visits: new Map(),
  mood: mood as Mood, // given by the harness
  write: (entry) => {
    writeSync(file, `${JSON.stringify(entry)}\n`);
    process.send?.({ what: entry.what });
  },
  gate: openGate((hold) => process.send?.({ closed: hold })),
};
process.on('message', (order: Order) => {
  if ('mood' in order) books.mood = order.mood;
  else if ('hold' in order) books.gate.close(order.hold);
  else books.gate.open();
});
let connections = 0;
const server = createServer({ noDelay: true }, (socket) => {
  connections += 1;
  socket.on('error', () => {}); // a sender that was killed
  talk(socket, books, connections).catch(() => socket.destroy());
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: address !== null && typeof address === 'object' ? address.port : 0 });
});
process.on('disconnect', () => process.exit());
