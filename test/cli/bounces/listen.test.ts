/** `tayori bounces --listen`: mail that an MTA on this machine hands over, by SMTP and by LMTP. */
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listenForMail, type MailListener } from '../../../src/bounces/listener/listener.ts';
import { listenerClient } from '../../bounces/listener-client.ts';
import { subscribe, withLedger } from '../../journeys/mailing.ts';
import { openSite, type Site } from '../../journeys/site.ts';
import { begin, type Running } from '../program.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const HANA = 'hana@reader.example';

let site: Site;
let ending: AbortController;
let running: Running;
let port: number;
beforeEach(async () => {
  site = await openSite();
  await subscribe(site, [HANA]);
  ending = new AbortController();
  running = begin(site.root, ['bounces', '--listen', '0', '--json'], {
    env: { SIGNING_KEY: KEY },
    clock: () => new Date(),
    signal: ending.signal,
  });
  await running.says('for mail (SMTP and LMTP)');
  port = Number(/127\.0\.0\.1:(\d+)/.exec(running.stderr())?.[1]);
});
afterEach(async () => {
  ending.abort();
  await running.finished;
});

const status = () =>
  withLedger(site, async ({ subscribers }) => (await subscribers.find({ address: HANA }))?.status);

it.for([{ lmtp: true }, { lmtp: false }])('takes in a wish to leave (LMTP: $lmtp)', async ({ lmtp }) => {
  const transport = createTransport({ host: '127.0.0.1', port, lmtp, secure: false, ignoreTLS: true });
  const mail = { from: HANA, to: 'leave@minato.example', subject: '配信停止', text: '.\r\n..\r\nbye' };
  const { accepted, response } = await transport.sendMail(mail);
  expect([accepted, response]).toEqual([['leave@minato.example'], '250 2.0.0 taken in']);
  expect(await status()).toBe('unsubscribed'); // the answer comes when it stands in the ledger
});

it('takes in many at once, each once', async () => {
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    pool: true,
    maxConnections: 5,
    ignoreTLS: true,
  });
  const sent = await Promise.all(
    Array.from({ length: 30 }, (_, at) =>
      transport.sendMail({
        from: `r${at}@x.example`,
        to: 'letter@minato.example',
        subject: `${at}`,
        text: 'hello',
      }),
    ),
  );
  transport.close();
  expect(sent.map(({ response }) => response)).toEqual(sent.map(() => '250 2.0.0 taken in'));
});

it('refuses a port that is taken, and one that is none', async () => {
  const env = { SIGNING_KEY: KEY };
  const taken = await site.run(['bounces', '--listen', String(port)], env);
  expect([taken.code, taken.stderr]).toEqual([1, expect.stringContaining('another program has it')]);
  expect((await site.run(['bounces', '--listen', 'x'], env)).code).toBe(2);
});

/** A conversation: each line waits for the answer to the one before. @returns the codes of the answers */
async function talk(at: number, lines: readonly string[]): Promise<string[]> {
  const { socket, answers } = listenerClient(at);
  await answers(1);
  for (const [index, line] of lines.entries()) {
    socket.write(`${line}\r\n`);
    await answers(index + 2);
  }
  socket.destroy();
  return await answers(0);
}

it.for([
  { lines: ['RCPT TO:<a@x.jp>'], codes: ['220', '503'], why: 'no sender' },
  { lines: ['MAIL FROM:<>', 'DATA'], codes: ['220', '250', '503'], why: 'no recipient' },
  {
    lines: ['MAIL to:<x>', 'NOOP', 'RSET', 'VRFY x', 'QUIT'],
    codes: ['220', '501', '250', '250', '500', '221'],
    why: 'words',
  },
  { lines: ['x'.repeat(3000)], codes: ['220', '500'], why: 'a long line' },
  {
    lines: ['LHLO x', 'MAIL FROM:<>', 'RCPT TO:<a@x.jp>', 'DATA', 'Subject: x\r\n\r\nx\r\n.'],
    codes: ['220', '250', '250', '250', '354', '250'],
    why: 'all of it',
  },
  {
    lines: ['EHLO x', 'MAIL FROM:<>', 'RCPT TO:<a@x.jp>', 'DATA', '.'],
    codes: ['220', '250', '250', '250', '354', '250'],
    why: 'an empty mail',
  },
])('answers $codes: $why', async ({ lines, codes }) => {
  expect(await talk(port, lines)).toEqual(codes);
});

it('says "later" where a mail could not be taken in, and one answer for each recipient of LMTP', async () => {
  const listener: MailListener = await listenForMail(0, async ({ bytes }) => {
    const text = Buffer.from(bytes).toString();
    if (text.includes('broken')) throw new Error('the disk is full');
    return text.includes('later') ? 'later' : 'taken';
  });
  const envelope = ['LHLO x', 'MAIL FROM:<>', 'RCPT TO:<a@x.jp>', 'RCPT TO:<b@x.jp>', 'DATA'];
  for (const [word, code] of [
    ['broken', '451'],
    ['later', '451'],
    ['fine', '250'],
  ] as const) {
    const codes = await talk(listener.port, [...envelope, `Subject: ${word}\r\n\r\nx\r\n.`, 'NOOP']);
    expect(codes.slice(6, 8)).toEqual([code, code]);
  }
  await listener.close();
});
