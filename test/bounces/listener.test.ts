/** The listener for mail from the MTA, against clients that are slow, broken, greedy or hostile: on real sockets. */
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { type ListenerLimits, listenForMail, type TakenMail } from '../../src/bounces/listener/listener.ts';
import type { IncomingMail } from '../../src/bounces/mail-sources.ts';
import { type ListenerClient, listenerClient } from './listener-client.ts';

const LIMITS: ListenerLimits = {
  connections: 50,
  silence: 60_000,
  step: 60_000,
  mistakes: 20,
  commands: 10_000,
  room: 32 * 1024 * 1024,
};

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

type Taken = { readonly taken: string[]; readonly port: number };

async function listening(
  limits: Partial<ListenerLimits> = {},
  take: (mail: IncomingMail) => Promise<TakenMail> = async () => 'taken',
): Promise<Taken> {
  const taken: string[] = [];
  const keep = async (mail: IncomingMail) => {
    taken.push(Buffer.from(mail.bytes).toString('latin1'));
    return await take(mail);
  };
  const listener = await listenForMail(0, keep, { ...LIMITS, ...limits });
  closers.push(() => listener.close());
  return { taken, port: listener.port };
}

function client(port: number): ListenerClient {
  const one = listenerClient(port);
  closers.push(() => one.socket.destroy());
  return one;
}

const ENVELOPE = 'LHLO mx\r\nMAIL FROM:<>\r\nRCPT TO:<a@minato.example>\r\nDATA\r\n';
const mail = (content: string) => `${ENVELOPE}${content}\r\n.\r\n`;
/** What stands before each mail: for whom it came. */
const HEAD = 'Delivered-To: a@minato.example\r\n';

describe('the end of a mail', () => {
  const smuggled = 'MAIL FROM:<evil@x.example>\r\nRCPT TO:<b@minato.example>\r\nDATA\r\nSubject: two';
  it.for([
    { between: '\n.\n', why: 'LF alone' },
    { between: '\n.\r\n', why: 'LF before the dot' },
    { between: '\r\n.\n', why: 'LF behind the dot' },
    { between: '\r.\r', why: 'CR alone' },
    { between: '\r\n.\r', why: 'CR behind the dot' },
    { between: '\r.\r\n', why: 'CR before the dot' },
    { between: '\0\r\n.\0\r\n', why: 'a zero byte in the line' },
    { between: '\r\n\0.\r\n', why: 'a zero byte before the dot' },
  ])('is one line with a dot, and nothing else: $why', async ({ between }) => {
    const { taken, port } = await listening();
    const { socket, answers } = client(port);
    socket.write(mail(`Subject: one\r\n\r\nx${between}${smuggled}`));
    expect((await answers(6)).slice(0, 6)).toEqual(['220', '250', '250', '250', '354', '250']);
    expect(taken).toHaveLength(1);
    expect(taken[0]).toContain('Subject: two');
  });

  it.for([1, 2, 3, 7])('is found where it comes in pieces of %i bytes', async (size) => {
    const { taken, port } = await listening();
    const { socket, answers } = client(port);
    socket.setNoDelay(true);
    const bytes = mail('Subject: x\r\n\r\n..dot\r\n.. \r\nend');
    for (let at = 0; at < bytes.length; at += size) socket.write(bytes.slice(at, at + size));
    await answers(6);
    expect(taken).toEqual([`${HEAD}Subject: x\r\n\r\n.dot\r\n. \r\nend\r\n`]);
  });

  it.for([
    { sent: '', is: '', why: 'nothing at all' },
    { sent: '..\r\n', is: '.\r\n', why: 'a line with one dot' },
    { sent: 'a\n..b\r\n', is: 'a\n..b\r\n', why: 'a dot behind LF alone is not doubled' },
    { sent: '\0\0\r\n', is: '\0\0\r\n', why: 'zero bytes' },
    { sent: '\xff\xfe\x80\r\n', is: '\xff\xfe\x80\r\n', why: 'bytes beyond ASCII' },
  ])('leaves the content as it was: $why', async ({ sent, is }) => {
    const { taken, port } = await listening();
    const { socket, answers } = client(port);
    socket.write(Buffer.from(`${ENVELOPE}${sent}.\r\n`, 'latin1'));
    await answers(6);
    expect(taken).toEqual([`${HEAD}${is}`]);
  });
});

describe('a client that sends too much', () => {
  it('has a mail of 100 MB cut, and taken in', async () => {
    const { taken, port } = await listening();
    const { socket, answers } = client(port);
    socket.write(`${ENVELOPE}Subject: long\r\n\r\n`);
    const line = Buffer.from(`${'x'.repeat(1022)}\r\n`.repeat(1024));
    for (let at = 0; at < 100; at += 1) if (!socket.write(line)) await once(socket, 'drain');
    socket.write('.\r\n');
    expect((await answers(6)).at(5)).toBe('250');
    expect(taken[0]?.length).toBe(8 * 1024 * 1024 + HEAD.length - 2);
  });

  it('is asked to come again with a long mail while others have the room, and not with a short one', async () => {
    const { taken, port } = await listening({ room: 1024 * 1024 });
    const long = client(port);
    long.socket.write(mail('x'.repeat(3 * 1024 * 1024)));
    expect((await long.answers(6)).at(5)).toBe('452');
    long.socket.write(mail('short'));
    expect((await long.answers(11)).at(10)).toBe('250');
    expect(taken).toEqual([`${HEAD}short\r\n`]);
  });

  it('gives back the room of each mail, also of one that it never ended', async () => {
    const { taken, port } = await listening({ room: 1024 * 1024 });
    const content = 'x'.repeat(600 * 1024);
    for (let at = 0; at < 5; at += 1) {
      const broken = client(port);
      broken.socket.write(`${ENVELOPE}${content}`);
      await broken.answers(5);
      broken.socket.destroy();
      await broken.over;
      const whole = client(port);
      // The room of the one before is free once its end was heard here.
      for (let tries = 1; ; tries += 1) {
        whole.socket.write(mail(content));
        const code = (await whole.answers(tries * 5 + 1)).at(-1);
        if (code === '250') break;
        expect(code).toBe('452');
      }
    }
    expect(taken).toHaveLength(5);
  });

  it('may send a line without end: it is told, and the next one counts', async () => {
    const { port } = await listening();
    const { socket, answers } = client(port);
    for (let at = 0; at < 200; at += 1) socket.write('x'.repeat(64 * 1024));
    socket.write('\r\nNOOP\r\n');
    expect(await answers(3)).toEqual(['220', '500', '250']);
  });

  it('is sent away after twenty wrong commands', async () => {
    const { port } = await listening();
    const { socket, answers, over } = client(port);
    socket.write('\0\x01\x02 garbage\r\n'.repeat(100_000));
    const codes = await answers(22);
    expect(codes).toEqual(['220', ...Array.from({ length: 20 }, () => '500'), '421']);
    await over;
  });

  it('is sent away where it says nothing but NOOP', async () => {
    const { port } = await listening({ commands: 50 });
    const { socket, answers } = client(port);
    socket.write('NOOP\r\n'.repeat(200));
    expect((await answers(52)).at(-1)).toBe('421');
  });

  it('names thousands of recipients: a hundred for each mail, and the others come with the next', async () => {
    const { taken, port } = await listening();
    const { socket, answers } = client(port);
    const to = Array.from({ length: 5000 }, (_, at) => `RCPT TO:<r${at}@minato.example>\r\n`).join('');
    socket.write(`EHLO mx\r\nMAIL FROM:<>\r\n${to}DATA\r\nSubject: x\r\n\r\nx\r\n.\r\n`);
    const codes = await answers(5005);
    expect(codes.filter((code) => code === '452')).toHaveLength(4900);
    expect(codes.slice(-2)).toEqual(['354', '250']);
    expect(taken[0]?.match(/^Delivered-To: /gm)).toHaveLength(100);
  });

  it('never reads: the answers do not pile up, and others are served', async () => {
    const { port } = await listening({ mistakes: 1_000_000, commands: 100_000_000, silence: 5_000 });
    const { socket, over } = client(port);
    socket.pause();
    const line = 'NOOP\r\n'.repeat(10_000);
    const flood = () => {
      while (!socket.destroyed && socket.write(line));
      if (!socket.destroyed) socket.once('drain', flood);
    };
    flood();
    const other = client(port);
    other.socket.write(mail('Subject: x\r\n\r\nx'));
    expect((await other.answers(6)).at(5)).toBe('250');
    await over; // after a period in which it took nothing
  });
});

describe('a client that is slow', () => {
  it('is ended where it says nothing', async () => {
    const { port } = await listening({ silence: 200 });
    const { answers, over } = client(port);
    expect(await answers(2)).toEqual(['220', '421']);
    await over;
  });

  it.for([
    { before: '', why: 'a command' },
    { before: ENVELOPE, why: 'a mail' },
  ])('is ended where it drips for ever: $why', async ({ before }) => {
    const { taken, port } = await listening({ step: 500 });
    const { socket, answers, said } = client(port);
    socket.write(before);
    const drip = setInterval(() => void socket.write('x'), 20);
    closers.push(() => clearInterval(drip));
    await answers(Number.POSITIVE_INFINITY);
    expect(said()).toContain('421 4.4.2 too slow');
    expect(taken).toEqual([]);
  });

  it('is not ended while its mail is taken in, however long that takes', async () => {
    const { promise: recorded, resolve: record } = Promise.withResolvers<TakenMail>();
    const { port } = await listening({ silence: 1_000, step: 1_000 }, () => recorded);
    const held = client(port);
    held.socket.write(mail('Subject: x\r\n\r\nx'));
    await held.answers(5);
    const other = client(port);
    await other.over; // it said nothing for a whole period
    record('taken');
    expect((await held.answers(6)).at(5)).toBe('250');
  });

  it('of too many at once is told to come again, and served once another has gone', async () => {
    const { port } = await listening({ connections: 3 });
    const first = [client(port), client(port), client(port)];
    for (const { answers } of first) await answers(1);
    const late = client(port);
    expect(await late.answers(1)).toEqual(['421']);
    await late.over;
    first[0]?.socket.destroy();
    await first[0]?.over;
    for (;;) {
      const next = client(port);
      const [code] = await next.answers(1);
      if (code === '220') break;
      expect(code).toBe('421');
    }
  });
});

describe('a client that goes away', () => {
  it.for([
    { sent: 'MAIL FROM:<>\r\nRC', why: 'in a command' },
    { sent: `${ENVELOPE}Subject: x\r\n\r\nx\r\n`, why: 'in a mail' },
    { sent: `${ENVELOPE}Subject: x\r\n\r\nx\r\n.`, why: 'in the end of a mail' },
    { sent: `${ENVELOPE}Subject: x\r\n\r\nx\r\n.\r`, why: 'one byte before the end' },
  ])('$why: nothing is taken in, since it will come again', async ({ sent }) => {
    const { taken, port } = await listening();
    const { socket, over } = client(port);
    socket.end(sent);
    await over;
    expect(taken).toEqual([]);
  });

  it('with all said at once still gets every answer', async () => {
    const { taken, port } = await listening();
    const { socket, answers, over } = client(port);
    socket.end(`${mail('Subject: x\r\n\r\nx')}QUIT\r\n`);
    expect(await answers(7)).toEqual(['220', '250', '250', '250', '354', '250', '221']);
    await over;
    expect(taken).toHaveLength(1);
  });
});

it('takes nothing from a browser, which a page on the web can let send anything', async () => {
  const { taken, port } = await listening();
  const { socket, answers, over } = client(port);
  socket.write(`POST / HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n${mail('Subject: x\r\n\r\nx')}`);
  expect(await answers(2)).toEqual(['220', '421']);
  await over;
  expect(taken).toEqual([]);
});
