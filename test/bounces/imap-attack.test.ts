/** The mailbox over IMAP, against servers that are broken or hostile: on real sockets. */
import { afterEach, describe, expect, it } from 'vitest';
import { ImapAway, openMailbox } from '../../src/bounces/imap/mailbox.ts';
import { ProblemError } from '../../src/problem.ts';
import { flood, type ImapSink, type ImapSinkSettings, openImapSink, rowOf, SECRET } from './imap-sink.ts';

let sink: ImapSink;
afterEach(() => sink.close());

const mail = (n: number) => `From: r${n}@reader.example\r\nSubject: ${n}\r\n\r\nhello\r\n`;
const three = new Map([1, 2, 3].map((n) => [n, mail(n)]));

/** All mails after a UID, as `UID subject`. @param patience of each command, in ms */
async function read(settings: ImapSinkSettings, patience = 60_000, after = 0): Promise<string[]> {
  sink = await openImapSink(settings);
  await using mailbox = await openMailbox(sink.place, undefined, patience);
  const found: string[] = [];
  for await (const { uid, bytes } of mailbox.mailsAfter(after)) {
    const subject = /^Subject: (.*?)\r?$/m.exec(Buffer.from(bytes ?? []).toString('latin1'))?.[1];
    found.push(`${uid} ${bytes === undefined ? 'not given' : (subject ?? '')}`);
  }
  return found;
}

it('reads what a usual server has', async () => {
  expect(await read({ mails: three })).toEqual(['1 1', '2 2', '3 3']);
  await sink.close();
  expect(await read({ mails: three }, 60_000, 2)).toEqual(['3 3']);
});

const garbage = '\0\x01\x02 {{{(((“nonsense”)))}}} * * *\r\n';
type Act = NonNullable<ImapSinkSettings['act']>;
const at =
  (pattern: RegExp, answer: Act): Act =>
  (command) =>
    pattern.test(command.line) ? answer(command) : undefined;

describe('is away, and not waited for without end, where the server', () => {
  it.for<ImapSinkSettings & { why: string }>([
    { greeting: 'HTTP/1.1 400 Bad Request\r\n\r\n', why: 'is one of the web' },
    { greeting: '220 mx.example ESMTP\r\n', why: 'is one for SMTP' },
    { greeting: garbage.repeat(1000), why: 'greets with nonsense' },
    { greeting: `* OK ${'x'.repeat(70 * 1024 * 1024)}`, why: 'greets with a line without end' },
    { greeting: '* BYE too many connections\r\n', why: 'says goodbye at once' },
    { act: at(/^LOGIN|^AUTHENTICATE/, () => 'nothing'), why: 'never answers the login' },
    {
      act: at(/^LOGIN|^AUTHENTICATE/, ({ socket }) => flood(socket, '* OK wait\r\n')),
      why: 'floods the login',
    },
    { act: at(/^SELECT/, ({ socket }) => flood(socket, '* 1 EXISTS\r\n')), why: 'counts for ever' },
    { act: at(/^UID SEARCH/, ({ socket }) => flood(socket, '* SEARCH 1 2 3\r\n')), why: 'finds for ever' },
    { act: at(/^UID SEARCH/, () => garbage.repeat(100)), why: 'answers nonsense' },
    {
      act: at(/^UID SEARCH/, ({ tag }) => `* SEARCH ${'9'.repeat(40)} -1 x\r\n${tag}`),
      why: 'stops in its answer',
    },
    {
      act: at(/^UID FETCH/, ({ socket }) => flood(socket, '* 9 FETCH (UID 9 FLAGS (\\Seen))\r\n')),
      why: 'tells of other mails for ever',
    },
    {
      act: at(/^UID FETCH/, ({ socket }) => flood(socket, rowOf(9, 'x'.repeat(512 * 1024)))),
      why: 'sends other mails for ever',
    },
    { act: at(/^UID FETCH/, () => '* 1 FETCH (UID 1 BODY[]<0> {4294967296}\r\nx'), why: 'announces 4 GB' },
    {
      act: at(/^UID FETCH/, () => '* 1 FETCH (UID 1 BODY[]<0> {99999999999999999999}\r\nx'),
      why: 'announces more',
    },
    { act: at(/^UID FETCH/, ({ socket }) => flood(socket, '((((')), why: 'opens brackets for ever' },
    { act: at(/^UID FETCH/, () => '* 1 FETCH (UID 1 BODY[]<0> {50}\r\nonly this'), why: 'stops in a mail' },
    {
      act: at(/^UID FETCH/, ({ socket }) => {
        socket.end('* 1 FETCH (UID 1 BODY[]<0> {50}\r\nonly this');
        return 'nothing';
      }),
      why: 'hangs up in a mail',
    },
  ])('$why', async ({ why: _, ...settings }) => {
    const before = process.memoryUsage().rss;
    const error = await read({ mails: three, ...settings }, 1_500).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ImapAway);
    expect(String(error)).not.toContain(SECRET);
    expect(process.memoryUsage().rss - before).toBeLessThan(700 * 1024 * 1024);
  });
});

describe('a login', () => {
  it.for([
    { says: 'NO [AUTHENTICATIONFAILED] no', is: ProblemError, why: 'refused' },
    { says: `NO wrong password ${SECRET} for you`, is: ProblemError, why: 'refused, with the password' },
    { says: 'NO [UNAVAILABLE] the directory is down', is: ImapAway, why: 'not possible now' },
    { says: 'NO [INUSE] somebody else has it', is: ImapAway, why: 'locked' },
    { says: 'NO [LIMIT] too many', is: ImapAway, why: 'too many at once' },
  ])('$says: $why', async ({ says, is }) => {
    const settings = { act: at(/^LOGIN|^AUTHENTICATE/, ({ tag }) => `${tag} ${says}\r\n`) };
    const error = await read(settings).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(is);
    expect(String(error)).not.toContain(SECRET);
  });
});

describe('a mail', () => {
  it('is never taken for another one', async () => {
    const settings = {
      mails: three,
      act: at(/^UID FETCH 2\b/, ({ tag }) => `${rowOf(3, mail(3))}${tag} OK\r\n`),
    };
    expect(await read(settings)).toEqual(['1 1', '2 not given', '3 3']);
  });

  it.for([
    { rows: '', why: 'without a word' },
    { rows: '* 2 FETCH (UID 2 BODY[]<0> NIL)\r\n', why: 'as nothing' },
    { rows: '* 2 FETCH (UID 2 FLAGS (\\Seen))\r\n', why: 'with a flag alone' },
  ])('that is there and is not given is told: $why', async ({ rows }) => {
    const settings = { mails: three, act: at(/^UID FETCH 2\b/, ({ tag }) => `${rows}${tag} OK\r\n`) };
    expect(await read(settings)).toEqual(['1 1', '2 not given', '3 3']);
  });

  it('that was deleted meanwhile is none', async () => {
    const mails = new Map(three);
    const act = at(/^UID FETCH 2\b/, ({ tag }) => {
      mails.delete(2);
      return `* 2 EXPUNGE\r\n${tag} OK\r\n`;
    });
    expect(await read({ mails, act })).toEqual(['1 1', '3 3']);
  });

  it('comes with news of others around it', async () => {
    const news = '* 3 FETCH (UID 3 FLAGS (\\Seen))\r\n* 9 EXISTS\r\n';
    const act = at(/^UID FETCH 2\b/, ({ tag }) => `${news}${rowOf(2, mail(2))}${news}${tag} OK\r\n`);
    expect(await read({ mails: three, act })).toEqual(['1 1', '2 2', '3 3']);
  });

  it('comes once, however often it is found', async () => {
    const act = at(/^UID SEARCH/, ({ tag }) => `* SEARCH 3 1 3 2 1 0 2\r\n* SEARCH 3\r\n${tag} OK\r\n`);
    expect(await read({ mails: three, act })).toEqual(['1 1', '2 2', '3 3']);
  });

  it('is cut where the server sends it whole', async () => {
    const long = `${mail(1)}${'x'.repeat(20 * 1024 * 1024)}`;
    sink = await openImapSink({ mails: new Map([[1, long]]) });
    await using mailbox = await openMailbox(sink.place, undefined);
    const mails = await Array.fromAsync(mailbox.mailsAfter(0));
    expect(mails.map(({ bytes }) => bytes?.length)).toEqual([8 * 1024 * 1024]);
  });
});

it('has no numbers to go on by where the server has none', async () => {
  sink = await openImapSink({ validity: '' });
  await using mailbox = await openMailbox(sink.place, undefined);
  expect(mailbox.validity).toBe('');
});

it('hears a goodbye while it waits', async () => {
  sink = await openImapSink({
    act: at(/^IDLE/, ({ socket }) => {
      socket.end('+ idling\r\n* BYE the server goes down\r\n');
      return 'nothing';
    }),
  });
  await using mailbox = await openMailbox(sink.place, undefined);
  await expect(mailbox.wait(60_000, new AbortController().signal)).rejects.toBeInstanceOf(ImapAway);
});

it('misses no mail that comes between looking and waiting', async () => {
  const mails = new Map(three);
  const act = at(/^UID FETCH 3\b/, ({ tag }) => {
    mails.set(4, mail(4));
    return `${rowOf(3, mail(3))}* 4 EXISTS\r\n${tag} OK\r\n`;
  });
  sink = await openImapSink({ mails, act });
  await using mailbox = await openMailbox(sink.place, undefined);
  const uids: number[] = [];
  for (const after of [0, 3]) {
    for await (const { uid } of mailbox.mailsAfter(after)) uids.push(uid);
    if (after === 0) await mailbox.wait(60_000, new AbortController().signal);
  }
  expect(uids).toEqual([1, 2, 3, 4]);
});
