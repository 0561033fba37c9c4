import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/config.ts';
import { openTransport } from '../../../src/mail/open-transport.ts';
import { smtpOptionsOf } from '../../../src/mail/smtp/smtp-url.ts';
import type { Phase } from '../../../src/mail/transport.ts';
import { selfSigned } from '../../authority.ts';
import { freePort } from '../../free-port.ts';
import { type Act, openKeeper, openSink, type Step } from '../../smtp.ts';
import { until } from '../../until.ts';
import { describeTransport, messageTo } from '../contract.ts';

const publication = parseConfig({
  site: { title: '週刊みなと経済', url: 'https://minato-keizai.example' },
  mail: { from: { name: '週刊みなと経済', address: 'letter@minato-keizai.example' } },
});

const closers: (() => PromiseLike<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});
const yes = async () => true;

describeTransport('SMTP to smtp-server', async () => {
  const keeper = await openKeeper();
  return {
    transport: openTransport(keeper.url, '/'),
    arrived: async () => keeper.kept.map(({ raw }) => raw.toString('latin1')),
    close: keeper.close,
  };
});

describeTransport('SMTP to a server without pipelining', async () => {
  const sink = await openSink({ extensions: [] });
  return {
    transport: openTransport(sink.url, '/'),
    arrived: async () => sink.accepted.map(({ mail }) => mail),
    close: sink.close,
  };
});

/** Delivers one message to a sink that acts up at one step. */
async function deliverTo(at: Step, act: Act, extensions: readonly string[]) {
  const sink = await openSink({ act: (step) => (step === at ? act : undefined), extensions });
  closers.push(sink.close);
  const transport = openTransport(sink.url, '/');
  closers.push(() => transport[Symbol.asyncDispose]());
  let marked = false;
  const reply = await transport.deliver(await messageTo('hanako@example.jp'), async () => {
    marked = true;
    return true;
  });
  return { reply, marked, sink };
}

const drop = { drop: true } as const;

describe.for([
  { extensions: ['PIPELINING'], server: 'a server with pipelining' },
  { extensions: [], server: 'a server without pipelining' },
])('every failure at $server', ({ extensions }) => {
  it.for([
    { at: 'banner', kind: 'unsent', marked: false, phase: 'greeting' },
    { at: 'EHLO', kind: 'unsent', marked: false, phase: 'greeting' },
    { at: 'MAIL', kind: 'unsent', marked: false, phase: 'mail' },
    { at: 'RCPT', kind: 'unsent', marked: false, phase: 'rcpt' },
    { at: 'DATA', kind: 'unsent', marked: false, phase: 'data' },
    { at: 'body', kind: 'unknown', marked: true, phase: undefined },
    { at: 'dot', kind: 'unknown', marked: true, phase: 'answer' },
  ] as const)('dropped at $at: $kind', async ({ at, kind, marked: expected, phase }) => {
    const { reply, marked, sink } = await deliverTo(at, drop, extensions);
    expect(reply.kind).toBe(kind);
    expect(marked).toBe(expected);
    if (phase !== undefined) expect(reply).toMatchObject({ phase });
    if (kind === 'unsent') expect(sink.contentBytes()).toBe(0);
  });

  it.for<{ at: Step; says: string; code: number; enhanced?: string; phase: Phase }>([
    { at: 'banner', says: '421 4.3.2 not now', code: 421, phase: 'greeting' },
    { at: 'banner', says: '554 5.3.2 no service here', code: 554, phase: 'greeting' },
    { at: 'EHLO', says: '421 4.7.0 who are you', code: 421, phase: 'greeting' },
    { at: 'MAIL', says: '451 4.3.0 try later', code: 451, enhanced: '4.3.0', phase: 'mail' },
    { at: 'MAIL', says: '550 5.7.1 not from you', code: 550, enhanced: '5.7.1', phase: 'mail' },
    { at: 'RCPT', says: '450 4.2.1 greylisted', code: 450, enhanced: '4.2.1', phase: 'rcpt' },
    { at: 'RCPT', says: '550 5.1.1 no such user', code: 550, enhanced: '5.1.1', phase: 'rcpt' },
    { at: 'DATA', says: '451 4.3.0 disk full', code: 451, enhanced: '4.3.0', phase: 'data' },
    { at: 'DATA', says: '554 5.5.1 no', code: 554, enhanced: '5.5.1', phase: 'data' },
    { at: 'dot', says: '451 4.3.0 try later', code: 451, enhanced: '4.3.0', phase: 'answer' },
    { at: 'dot', says: '554 5.7.1 we know your kind', code: 554, enhanced: '5.7.1', phase: 'answer' },
    { at: 'dot', says: '421 4.3.2 shutting down', code: 421, enhanced: '4.3.2', phase: 'answer' },
    { at: 'body', says: '552 5.3.4 too large', code: 552, enhanced: '5.3.4', phase: 'body' },
    {
      at: 'RCPT',
      says: '550-5.1.1 no such user\r\n550-5.1.1 here\r\n550 5.1.1 at all',
      code: 550,
      enhanced: '5.1.1',
      phase: 'rcpt',
    },
    {
      at: 'RCPT',
      says: '550 #5.7.1 Your access has been rejected',
      code: 550,
      enhanced: '5.7.1',
      phase: 'rcpt',
    },
    { at: 'RCPT', says: '550 5.1.1: Recipient unknown', code: 550, enhanced: '5.1.1', phase: 'rcpt' },
    { at: 'dot', says: '554 (5.7.1) spam', code: 554, enhanced: '5.7.1', phase: 'answer' },
  ])('$says at $at: refused by its code', async ({ at, says, code, enhanced, phase }) => {
    const { reply } = await deliverTo(at, says, extensions);
    expect(reply).toMatchObject({ kind: 'refused', code, ...(enhanced === undefined ? {} : { enhanced }) });
    // Content may have left the program whole before such an answer came in.
    if (phase === 'body') expect(reply).toHaveProperty('phase', expect.stringMatching(/^(body|answer)$/));
    else expect(reply).toMatchObject({ phase });
  });

  it.for([
    { at: 'RCPT', says: '421 4.7.0 closing', code: 421, why: 'arrives as a lost connection that has a code' },
    { at: 'DATA', says: '421 4.7.0 closing', code: 421, why: 'the same at DATA' },
  ] as const)('$says at $at: $why', async ({ at, says, code }) => {
    const { reply, marked } = await deliverTo(at, says, extensions);
    expect(reply).toMatchObject({ kind: 'refused', code });
    expect(marked).toBe(false);
  });

  it.for([
    { says: 'hello', why: 'no code at all' },
    { says: '2', why: 'half a code' },
    { says: '354 go on', why: 'a code that answers nothing' },
    { says: '221 2.0.0 closing', why: 'a goodbye is no yes' },
    { says: '220 mx.example ESMTP', why: 'a greeting is no yes' },
    { says: '250-queued\r\n550 5.7.1 refused', why: 'a yes and a no in one answer' },
    { says: '550-5.7.1 refused\r\n250 queued', why: 'a no and a yes in one answer' },
  ])('«$says» after the final dot proves nothing: $why', async ({ says }) => {
    expect((await deliverTo('dot', says, extensions)).reply.kind).toBe('unknown');
  });
});

describe('a server that speaks out of turn', () => {
  /** Both lines come in one packet: when the event loop has turned, the second one has been read, too. */
  const slow = () => nextTurn(true);
  const prompt = async () => true;
  it.for([
    {
      says: '354 go\r\n250 early',
      mark: slow,
      kind: 'unknown',
      why: 'a yes to a mail of which it has nothing',
    },
    {
      says: '354 go\r\n250 early',
      mark: prompt,
      kind: 'unknown',
      why: 'the same where the mark is made at once',
    },
    { says: '354 go\r\n554 5.7.1 no', mark: slow, kind: 'refused', why: 'a no before the mail' },
    {
      says: '354 go\r\n554 5.7.1 no',
      mark: prompt,
      kind: 'refused',
      why: 'the same where the mark is made at once',
    },
    { says: '250 ok', mark: prompt, kind: 'unsent', why: 'no 354: it did not ask for the mail' },
    { says: '220 ok', mark: prompt, kind: 'unsent', why: 'another yes' },
    { says: '334 go on', mark: prompt, kind: 'unsent', why: 'another request than that for a mail' },
  ] as const)('gets no byte of the mail after $says, and no other mail: $kind, $why', async (row) => {
    let first = true;
    const sink = await openSink({
      act: (step) => {
        if (step === 'dot') return '554 5.7.1 what the other answer was';
        if (step !== 'DATA' || !first) return undefined;
        first = false;
        return row.says;
      },
    });
    closers.push(sink.close);
    await using transport = openTransport(`${sink.url}?connections=1`, '/');
    const reply = await transport.deliver(await messageTo('a@example.jp'), row.mark);
    expect(reply.kind).toBe(row.kind);
    if (row.kind === 'unsent')
      expect(reply).toMatchObject({ phase: 'data', reason: expect.stringContaining(row.says) });
    expect(sink.contentBytes()).toBe(0);
    const next = await transport.deliver(await messageTo('b@example.jp'), yes);
    expect(next).toMatchObject({ kind: 'refused', response: '554 5.7.1 what the other answer was' });
    expect(sink.connections()).toBe(2);
  });

  it.for([
    {
      at: 'MAIL',
      says: '354 go ahead',
      extensions: ['PIPELINING'],
      why: 'every later command is content to it',
    },
    { at: 'RCPT', says: '354 go ahead', extensions: ['PIPELINING'], why: 'DATA is content to it' },
    { at: 'RCPT', says: '354 go ahead', extensions: [], why: 'the same without pipelining' },
    { at: 'RCPT', says: '334 VXNlcm5hbWU6', extensions: ['PIPELINING'], why: 'a question of a login' },
    { at: 'RCPT', says: '150 wait', extensions: ['PIPELINING'], why: 'no code of SMTP' },
  ] as const)(
    'is left at once where it says $says at $at and then nothing: $why',
    async ({ at, says, extensions }) => {
      let odd = true;
      let silent = false;
      const sink = await openSink({
        act: (step) => {
          if (silent && step !== 'banner' && step !== 'EHLO') return { stall: true };
          if (step !== at || !odd) return undefined;
          odd = false;
          silent = true;
          return says;
        },
        onClose: () => {
          silent = false;
        },
        extensions,
      });
      closers.push(sink.close);
      await using transport = openTransport(`${sink.url}?connections=1`, '/');
      let marks = 0;
      const mark = async () => {
        marks += 1;
        return true;
      };
      const reply = await transport.deliver(await messageTo('a@example.jp'), mark);
      expect(reply).toMatchObject({
        kind: 'unsent',
        phase: at.toLowerCase(),
        reason: expect.stringContaining(says),
      });
      expect(marks).toBe(0);
      expect(sink.contentBytes()).toBe(0);
      await until('the end of the line', () => !silent);
      expect(await transport.deliver(await messageTo('a@example.jp'), mark)).toMatchObject({
        kind: 'accepted',
      });
      expect(sink.accepted).toHaveLength(1);
      expect(sink.connections()).toBe(2);
    },
  );

  it('gets no mark for a mail it did not ask for', async () => {
    const { reply, marked } = await deliverTo('DATA', '250 ok', []);
    expect(reply).toMatchObject({ kind: 'unsent', phase: 'data' });
    expect(marked).toBe(false);
  });
});

it('says that nothing was sent where nobody listens', async () => {
  const transport = openTransport(`smtp://127.0.0.1:${await freePort()}`, '/');
  const reply = await transport.deliver(await messageTo('a@example.jp'), yes);
  expect(reply).toMatchObject({ kind: 'unsent', phase: 'connect' });
});

it('cuts what hangs when it is closed: nobody knows what became of it', async () => {
  const arrived = Promise.withResolvers<void>();
  const sink = await openSink({
    act: (step) => {
      if (step !== 'dot') return undefined;
      arrived.resolve();
      return { stall: true };
    },
  });
  closers.push(sink.close);
  const transport = openTransport(sink.url, '/');
  const hanging = transport.deliver(await messageTo('a@example.jp'), yes);
  await arrived.promise;
  await transport[Symbol.asyncDispose]();
  expect(await hanging).toMatchObject({ kind: 'unknown', phase: 'answer' });
});

it('uses a connection again, after a refusal too', async () => {
  const sink = await openSink({
    act: (step, line) => (step === 'RCPT' && line.includes('bad') ? '550 5.1.1 no' : undefined),
  });
  closers.push(sink.close);
  await using transport = openTransport(`${sink.url}?connections=1`, '/');
  const kinds: string[] = [];
  for (const name of ['a', 'bad', 'b', 'bad', 'bad', 'c']) {
    kinds.push((await transport.deliver(await messageTo(`${name}@example.jp`), yes)).kind);
  }
  expect(kinds).toEqual(['accepted', 'refused', 'accepted', 'refused', 'refused', 'accepted']);
  expect(sink.connections()).toBe(1);
});

it('quotes the addresses of Japanese carriers on the wire', async () => {
  const sink = await openSink();
  closers.push(sink.close);
  await using transport = openTransport(sink.url, '/');
  await transport.deliver(await messageTo('a..b@docomo.ne.jp'), yes);
  await transport.deliver(await messageTo('abc.@ezweb.ne.jp'), yes);
  expect(sink.commands.filter((line) => line.startsWith('RCPT'))).toEqual([
    'RCPT TO:<"a..b"@docomo.ne.jp>',
    'RCPT TO:<"abc."@ezweb.ne.jp>',
  ]);
});

it.for([
  {
    extensions: ['DSN'],
    mail: ' RET=HDRS ENVID=2025-W45.0123@minato-keizai.example',
    rcpt: ' ORCPT=rfc822;hanako+2Bx@example.jp',
  },
  {
    extensions: ['PIPELINING', 'DSN'],
    mail: ' RET=HDRS ENVID=2025-W45.0123@minato-keizai.example',
    rcpt: ' ORCPT=rfc822;hanako+2Bx@example.jp',
  },
  { extensions: ['PIPELINING'], mail: '', rcpt: '' },
])('names mail and address for bounces where $extensions are offered', async ({ extensions, mail, rcpt }) => {
  const sink = await openSink({ extensions });
  closers.push(sink.close);
  await using transport = openTransport(sink.url, '/');
  await transport.deliver(await messageTo('hanako+x@example.jp'), yes);
  expect(sink.commands.slice(1, 3)).toEqual([
    `MAIL FROM:<bounces@minato-keizai.example>${mail}`,
    `RCPT TO:<hanako+x@example.jp>${rcpt}`,
  ]);
});

describe('dots and line ends', () => {
  const head = 'Subject: x\r\n\r\n';
  it.for([
    { content: [head, '.\r\n..two\r\n.end\r\n'], why: 'a line that is a dot, and lines that begin with one' },
    { content: [head, '.'.repeat(5000), '\r\n'], why: 'a part that neither begins nor ends a line' },
    { content: [`${head}one`, '\r\n', '.\r\n', 'two\r\n'], why: 'a part that is a dot' },
    { content: [head, `${'a line\r\n'.repeat(500)}.\r\n`, '.\r\n'], why: 'a dot in a large part' },
    { content: [head, '', 'plain\r\n', 'and plain.\r\n'], why: 'nothing to be careful about' },
  ])('arrive as they were: $why', async ({ content }) => {
    const sink = await openSink();
    closers.push(sink.close);
    await using transport = openTransport(sink.url, '/');
    const message = {
      ...(await messageTo('a@example.jp')),
      content: content.map((part) => Buffer.from(part)),
    };
    for (const name of ['first', 'second'])
      expect([name, await transport.deliver(message, yes)]).toMatchObject([name, { kind: 'accepted' }]);
    expect(sink.accepted.map(({ mail }) => mail)).toEqual([content.join(''), content.join('')]);
  });

  it('end no mail before its end, whatever stands in it', async () => {
    const sink = await openSink();
    closers.push(sink.close);
    await using transport = openTransport(`${sink.url}?connections=1`, '/');
    const part = fc
      .array(fc.constantFrom('.', '\r', '\n', '\r\n', 'a', '.\r\n', 'line\r\n'))
      .map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(part), async (parts) => {
        const before = sink.accepted.length;
        const content = [head, ...parts].map((each) => Buffer.from(each));
        const reply = await transport.deliver({ ...(await messageTo('a@example.jp')), content }, yes);
        expect(reply.kind).toBe('accepted');
        // A lone CR or LF becomes a line end, as in every mail; the last line is ended.
        const text = (head + parts.join('')).replace(/\r\n|\r|\n/g, '\r\n');
        expect(sink.accepted.slice(before).map(({ mail }) => mail)).toEqual([
          text.endsWith('\r\n') ? text : `${text}\r\n`,
        ]);
      }),
    );
  });
});

describe('a login', () => {
  const PASSWORD = 'h1mitsu/&@no kagi';
  const url = (port: number) => `smtp://tayori:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}`;
  const guarded = (accept: boolean, authMethods = ['PLAIN', 'LOGIN']) =>
    openKeeper({
      server: {
        authOptional: false,
        authMethods,
        disabledCommands: ['STARTTLS'],
        allowInsecureAuth: true,
        onAuth: ({ username, password }, _session, callback) => {
          if (accept && username === 'tayori' && password === PASSWORD) callback(null, { user: username });
          else callback(Object.assign(new Error(`5.7.8 wrong: ${password}`), { responseCode: 535 }));
        },
      },
    });

  it.for([['PLAIN'], ['LOGIN']])('logs in with %s', async (methods) => {
    const keeper = await guarded(true, methods);
    closers.push(keeper.close);
    await using transport = openTransport(url(keeper.port), '/');
    expect((await transport.deliver(await messageTo('a@example.jp'), yes)).kind).toBe('accepted');
  });

  it('is refused by its code, and the password is in no word of it, even where the server repeats it', async () => {
    const keeper = await guarded(false);
    closers.push(keeper.close);
    await using transport = openTransport(url(keeper.port), '/');
    const reply = await transport.deliver(await messageTo('a@example.jp'), yes);
    expect(reply).toMatchObject({ kind: 'refused', code: 535, phase: 'auth' });
    expect(JSON.stringify(reply)).not.toContain('h1mitsu');
    expect(transport.name).toBe(`smtp://127.0.0.1:${keeper.port}`);
  });
});

describe('TLS', () => {
  const tls = selfSigned('elsewhere.example');
  const encrypted = (secure: boolean) =>
    openKeeper({ server: { ...tls, secure, disabledCommands: ['AUTH'] } });

  it.for([
    { secure: true, scheme: 'smtps', why: 'from the first byte' },
    { secure: false, scheme: 'smtp', why: 'by STARTTLS' },
  ])('is used on loopback whoever signed the certificate: $why', async ({ secure, scheme }) => {
    const keeper = await encrypted(secure);
    closers.push(keeper.close);
    await using transport = openTransport(`${scheme}://127.0.0.1:${keeper.port}`, '/');
    expect((await transport.deliver(await messageTo('a@example.jp'), yes)).kind).toBe('accepted');
  });

  it.for([
    { secure: true, scheme: 'smtps', why: 'a certificate that nobody signed' },
    { secure: false, scheme: 'smtp', why: 'the same after STARTTLS' },
  ])('sends nothing when it must be checked and can not: $why', async ({ secure, scheme }) => {
    const keeper = await encrypted(secure);
    closers.push(keeper.close);
    await using transport = openTransport(`${scheme}://127.0.0.1:${keeper.port}?tls=required`, '/');
    const reply = await transport.deliver(await messageTo('a@example.jp'), yes);
    expect(reply).toMatchObject({ kind: 'unsent', phase: 'tls' });
    expect(keeper.kept).toEqual([]);
  });

  it('sends nothing in clear text to a server that has no TLS where it is required', async () => {
    const sink = await openSink({ extensions: [] });
    closers.push(sink.close);
    await using transport = openTransport(`${sink.url}?tls=required`, '/');
    const reply = await transport.deliver(await messageTo('a@example.jp'), yes);
    expect(reply.kind).not.toBe('accepted');
    expect(reply).toMatchObject({ phase: 'tls' });
    expect(sink.commands.some((line) => line.startsWith('MAIL'))).toBe(false);
  });
});

describe('what we call ourselves', () => {
  it.for([
    {
      machine: 'mx1.minato.example',
      query: '',
      said: 'mx1.minato.example',
      why: 'the full name of the machine',
    },
    { machine: '7c3f0a1b', query: '', said: 'minato-keizai.example', why: 'a container has no full name' },
    {
      machine: 'hanakos-mac.local',
      query: '',
      said: 'minato-keizai.example',
      why: 'known on its own network alone',
    },
    { machine: '192.0.2.7', query: '', said: 'minato-keizai.example', why: 'an address is no name' },
    {
      machine: 'mx1.minato.example',
      query: '?name=out.minato.example',
      said: 'out.minato.example',
      why: 'MAIL_URL',
    },
    { machine: '7c3f0a1b', query: '?name=[192.0.2.7]', said: '[192.0.2.7]', why: 'an address, by our word' },
  ])('is $said on $machine: $why', async ({ machine, query, said }) => {
    const sink = await openSink();
    closers.push(sink.close);
    const options = { ...smtpOptionsOf(publication, {}), machine }; // as serve, send and doctor open it
    const transport = openTransport(`${sink.url}${query}`, '/', options);
    closers.push(() => transport[Symbol.asyncDispose]());
    expect((await transport.deliver(await messageTo('hanako@example.jp'), yes)).kind).toBe('accepted');
    expect(sink.commands[0]).toBe(`EHLO ${said}`);
  });

  it('is named where a server refuses it', async () => {
    const sink = await openSink({
      act: (step) => (step === 'EHLO' ? '421 4.7.0 Try again later' : undefined),
    });
    closers.push(sink.close);
    const options = { messagesPerConnection: 100, machine: 'mx1.minato.example' };
    const transport = openTransport(sink.url, '/', options);
    closers.push(() => transport[Symbol.asyncDispose]());
    const reply = await transport.deliver(await messageTo('hanako@example.jp'), yes);
    expect(reply).toMatchObject({
      kind: 'refused',
      code: 421,
      phase: 'greeting',
      response:
        '421 4.7.0 Try again later (to EHLO mx1.minato.example: `?name=` in MAIL_URL gives another name)',
    });
  });
});

describe('a server that takes ten mails in a session', () => {
  it.for([
    { at: 'RCPT', says: '452 4.5.3 Too many recipients', why: 'at RCPT' },
    { at: 'MAIL', says: '452 4.5.3 Too many messages in this session', why: 'at MAIL' },
    { at: 'MAIL', says: '450 4.7.1 Error: too many messages from this connection', why: 'by its words' },
    { at: 'DATA', says: '451 Session limit reached', why: 'at DATA' },
    { at: 'MAIL', says: '421 4.7.0 Too many messages in this connection, closing', why: 'and hangs up' },
    { at: 'RCPT', says: '452 セッションあたりの送信数を超えました', why: 'in Japanese' },
    { at: 'RCPT', says: '554 5.5.0 Maximum messages per connection exceeded', why: 'as if for good' },
    { at: 'MAIL', says: '550 5.7.1 Too many mails in this session, please reconnect', why: 'as if about us' },
  ] as const)('gets the eleventh in a new one, at once: $says ($why)', async ({ at, says }) => {
    const counts = new Map<number, number>();
    let sessions = 0;
    let session = 0;
    const sink = await openSink({
      act: (step) => {
        if (step === 'banner') {
          sessions += 1;
          session = sessions;
        }
        if (step === 'dot') counts.set(session, (counts.get(session) ?? 0) + 1);
        return step === at && (counts.get(session) ?? 0) >= 10 ? says : undefined;
      },
    });
    closers.push(sink.close);
    const transport = openTransport(`${sink.url}?connections=1`, '/');
    closers.push(() => transport[Symbol.asyncDispose]());
    let marks = 0;
    for (let n = 0; n < 35; n += 1) {
      const reply = await transport.deliver(await messageTo(`r${n}@example.jp`), async () => {
        marks += 1;
        return true;
      });
      expect(reply.kind).toBe('accepted');
    }
    expect(sink.accepted).toHaveLength(35);
    expect(marks).toBe(35);
    expect([...counts.values()]).toEqual([10, 10, 10, 5]);
    // After the first time it is known: no further mail is refused.
    expect(sink.commands.filter((line) => line.startsWith('MAIL')).length).toBe(36);
  });

  it.for([
    {
      at: 'RCPT',
      says: '554 5.7.1 Connection refused by policy',
      asked: 1,
      why: 'a connection, but not too much of it',
    },
    {
      at: 'RCPT',
      says: '550 5.1.1 Too many letters in that name',
      asked: 1,
      why: 'too many, but for good, and of the address',
    },
    {
      at: 'MAIL',
      says: '550 5.1.8 Sender unknown',
      asked: 2,
      why: 'at MAIL a new session is asked, and its word counts',
    },
  ] as const)('is not believed to be full: $says ($why)', async ({ at, says, asked }) => {
    let mails = 0;
    const sink = await openSink({
      act: (step) => {
        if (step === 'MAIL') mails += 1;
        return step === at && mails > 1 ? says : undefined;
      },
    });
    closers.push(sink.close);
    const transport = openTransport(`${sink.url}?connections=1`, '/');
    closers.push(() => transport[Symbol.asyncDispose]());
    await transport.deliver(await messageTo('a@example.jp'), yes);
    const reply = await transport.deliver(await messageTo('b@example.jp'), yes);
    expect(reply).toMatchObject({ kind: 'refused', response: says });
    expect(mails).toBe(1 + asked);
  });

  it('gets nothing twice where it hangs up after it agreed to take the content', async () => {
    let mails = 0;
    const sink = await openSink({
      act: (step) => {
        if (step === 'MAIL') mails += 1;
        return step === 'DATA' && mails === 2 ? '354 go ahead\r\n421 4.3.2 shutting down' : undefined;
      },
    });
    closers.push(sink.close);
    const transport = openTransport(`${sink.url}?connections=1`, '/');
    closers.push(() => transport[Symbol.asyncDispose]());
    await transport.deliver(await messageTo('a@example.jp'), yes);
    let marks = 0;
    await transport.deliver(await messageTo('b@example.jp'), async () => {
      marks += 1;
      return true;
    });
    expect(marks).toBe(1);
    expect(sink.commands.filter((line) => line.includes('b@example.jp'))).toHaveLength(1);
  });

  it('is left by every session when the transport ends, also by those that had carried more than was learned', async () => {
    let over: (() => void) | undefined;
    const allOver = new Promise<void>((resolve) => {
      over = resolve;
    });
    let [closed, mails] = [0, 0];
    const sink = await openSink({
      act: (step) => {
        if (step === 'MAIL') mails += 1;
        return step === 'MAIL' && mails === 3 ? '452 4.5.3 Too many messages' : undefined;
      },
      onClose: () => {
        closed += 1;
        if (closed === sink.connections()) over?.();
      },
    });
    closers.push(sink.close);
    const transport = openTransport(sink.url, '/');
    const deliver = async (name: string) => transport.deliver(await messageTo(`${name}@example.jp`), yes);
    await Promise.all([deliver('a'), deliver('b')]); // two sessions, and each has carried one
    // Refused by one of them, and taken by a new one: one mail is what a session carries.
    expect(await deliver('c')).toMatchObject({ kind: 'accepted' });
    expect(await deliver('d')).toMatchObject({ kind: 'accepted' });
    await transport[Symbol.asyncDispose]();
    await allOver;
    expect(sink.connections()).toBe(4);
  });

  it('is asked once more only: what a new session says counts', async () => {
    const sink = await openSink({
      act: (step, line) =>
        step === 'RCPT' && line.includes('r1@') ? '452 4.5.3 Too many recipients' : undefined,
    });
    closers.push(sink.close);
    const transport = openTransport(`${sink.url}?connections=1`, '/');
    closers.push(() => transport[Symbol.asyncDispose]());
    const replies = [];
    for (let n = 0; n < 3; n += 1)
      replies.push((await transport.deliver(await messageTo(`r${n}@example.jp`), yes)).kind);
    expect(replies).toEqual(['accepted', 'refused', 'accepted']);
    expect(sink.commands.filter((line) => line.includes('r1@'))).toHaveLength(2);
  });
});

describe('a server that hangs up between two mails', () => {
  it.for([
    { at: 'MAIL', why: 'at the next one' },
    { at: 'DATA', why: 'when it should take its content' },
  ] as const)('gets the next one in a new session, at once: $why', async ({ at }) => {
    let mails = 0;
    const sink = await openSink({
      act: (step) => {
        if (step === 'banner') mails = 0;
        if (step === 'MAIL') mails += 1;
        return step === at && mails > 1 ? drop : undefined;
      },
    });
    closers.push(sink.close);
    const transport = openTransport(`${sink.url}?connections=1`, '/');
    closers.push(() => transport[Symbol.asyncDispose]());
    const marked: string[] = [];
    for (const name of ['a', 'b', 'c', 'd']) {
      const mark = async () => marked.push(name) > 0;
      expect((await transport.deliver(await messageTo(`${name}@example.jp`), mark)).kind).toBe('accepted');
    }
    expect(marked).toEqual(['a', 'b', 'c', 'd']);
    expect(sink.accepted).toHaveLength(4);
  });

  it('is asked in one new session only: an address may be why it hangs up', async () => {
    const sink = await openSink({
      act: (step, line) => (step === 'RCPT' && line.includes('bad@') ? drop : undefined),
    });
    closers.push(sink.close);
    const transport = openTransport(`${sink.url}?connections=1`, '/');
    closers.push(() => transport[Symbol.asyncDispose]());
    const kinds = [];
    for (const name of ['a', 'bad', 'b'])
      kinds.push((await transport.deliver(await messageTo(`${name}@example.jp`), yes)).kind);
    expect(kinds).toEqual(['accepted', 'unsent', 'accepted']);
    expect(sink.commands.filter((line) => line.includes('bad@'))).toHaveLength(2);
  });
});
