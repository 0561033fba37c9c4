import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openTransport } from '../../../src/mail/open-transport.ts';
import { challengeWords } from '../../../src/mail/smtp/token-login.ts';
import { ProblemError } from '../../../src/problem.ts';
import { openKeeper, openSink } from '../../smtp.ts';
import { messageTo } from '../contract.ts';

const USER = 'letter@minato.example';
const yes = async () => true;
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** A mail server that takes these tokens, and says no in the way of Google. */
async function openMailServer(valid: ReadonlySet<string>) {
  const logins: string[] = [];
  const keeper = await openKeeper({
    server: {
      authOptional: false,
      allowInsecureAuth: true,
      authMethods: ['XOAUTH2'],
      disabledCommands: ['STARTTLS'],
      onAuth: ({ username, accessToken = '' }, _session, callback) => {
        logins.push(`${username} ${accessToken}`);
        if (valid.has(accessToken)) return callback(null, { user: username });
        return callback(null, {
          data: { status: '401', schemes: 'bearer mac', scope: 'https://mail.example/' },
        });
      },
    },
  });
  open.push(() => keeper.close());
  const url = (query = '') => `smtp://letter%40minato.example@127.0.0.1:${keeper.port}?auth=xoauth2${query}`;
  return { keeper, logins, url };
}

type Answer = { readonly status: number; readonly body: unknown };

/** A token server that answers in turn, the last for ever, and keeps what it was sent. */
async function openTokenServer(...answers: readonly Answer[]) {
  const forms: Record<string, string>[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    request.on('end', () => {
      forms.push(Object.fromEntries(new URLSearchParams(text)));
      const { status, body } = answers[Math.min(forms.length, answers.length) - 1] ?? {
        status: 500,
        body: {},
      };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => new Promise((resolve) => server.close(() => resolve())));
  const { port } = server.address() as AddressInfo; // listening on TCP: an address and a port
  const env = {
    MAIL_TOKEN_URL: `http://127.0.0.1:${port}/token`,
    MAIL_CLIENT_ID: 'client-1',
    MAIL_CLIENT_SECRET: 'h1mitsu-client',
    MAIL_REFRESH_TOKEN: 'h1mitsu-refresh',
  };
  return { forms, env };
}

const granted = (token: string, seconds = 3600): Answer => ({
  status: 200,
  body: { access_token: token, expires_in: seconds, token_type: 'Bearer' },
});

const transportTo = (url: string, env: object) => openTransport(url, '/', { messagesPerConnection: 1, env });

describe('AUTH XOAUTH2', () => {
  it('logs in with a token of the environment', async () => {
    const { keeper, logins, url } = await openMailServer(new Set(['ya29.first']));
    await using transport = transportTo(url(), { MAIL_TOKEN: 'ya29.first' });
    expect(await transport.deliver(await messageTo('a@example.jp'), yes)).toMatchObject({ kind: 'accepted' });
    expect(logins).toEqual([`${USER} ya29.first`]);
    expect(keeper.kept).toHaveLength(1);
  });

  it('fetches one token for many connections, with the refresh token', async () => {
    const { logins, url } = await openMailServer(new Set(['ya29.new']));
    const { forms, env } = await openTokenServer(granted('ya29.new'));
    await using transport = transportTo(url(), env);
    const messages = await Promise.all(['a', 'b', 'c'].map((name) => messageTo(`${name}@example.jp`)));
    const replies = await Promise.all(messages.map((message) => transport.deliver(message, yes)));
    expect(replies.map(({ kind }) => kind)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(logins).toEqual(Array(3).fill(`${USER} ya29.new`));
    expect(forms).toEqual([
      {
        grant_type: 'refresh_token',
        client_id: 'client-1',
        client_secret: 'h1mitsu-client',
        refresh_token: 'h1mitsu-refresh',
      },
    ]);
  });

  it('renews a token that ran out during a run, once, and goes on', async () => {
    const valid = new Set(['ya29.one']);
    const { logins, url } = await openMailServer(valid);
    const { forms, env } = await openTokenServer(granted('ya29.one'), granted('ya29.two'));
    await using transport = transportTo(url(), env);
    expect((await transport.deliver(await messageTo('a@example.jp'), yes)).kind).toBe('accepted');
    valid.delete('ya29.one');
    valid.add('ya29.two');
    expect((await transport.deliver(await messageTo('b@example.jp'), yes)).kind).toBe('accepted');
    expect(logins).toEqual([`${USER} ya29.one`, `${USER} ya29.one`, `${USER} ya29.two`]);
    expect(forms).toHaveLength(2);
  });

  it('fetches anew before a token runs out', async () => {
    const { url } = await openMailServer(new Set(['ya29.short']));
    const { forms, env } = await openTokenServer(granted('ya29.short', 30));
    await using transport = transportTo(url(), env);
    for (const name of ['a', 'b']) await transport.deliver(await messageTo(`${name}@example.jp`), yes);
    expect(forms).toHaveLength(2);
  });

  it('cuts out of the words of a token server what was sent to it, and reads no answer without an end', async () => {
    const { url } = await openMailServer(new Set());
    const echo = {
      error: 'invalid_grant',
      error_description: 'h1mitsu-client and h1mitsu-refresh are wrong',
    };
    const { env } = await openTokenServer(
      { status: 400, body: echo },
      { status: 200, body: 'x'.repeat(300 * 1024) },
    );
    await using transport = transportTo(url(), env);
    const [first, second] = [
      await transport.deliver(await messageTo('a@example.jp'), yes),
      await transport.deliver(await messageTo('b@example.jp'), yes),
    ];
    expect(first).toMatchObject({ response: expect.stringContaining('invalid_grant *** and *** are wrong') });
    expect(JSON.stringify(first)).not.toContain('h1mitsu');
    expect(second).toMatchObject({ reason: expect.stringContaining('longer than 256 KB') });
  });

  it('counts as a refused login what a new token does not mend, in the words of the challenge', async () => {
    const { logins, url } = await openMailServer(new Set());
    const { forms, env } = await openTokenServer(granted('ya29.wrong'));
    await using transport = transportTo(url(), env);
    const reply = await transport.deliver(await messageTo('a@example.jp'), yes);
    expect(reply).toMatchObject({ kind: 'refused', code: 535, phase: 'auth' });
    const said = JSON.stringify(reply);
    expect(said).toContain(
      '(the token was refused: status 401, schemes bearer mac, scope https://mail.example/)',
    );
    expect(said).not.toMatch(/ya29|h1mitsu|eWEyOS/);
    expect([logins.length, forms.length]).toEqual([2, 2]);
  });

  it.for([
    {
      answer: { status: 400, body: { error: 'invalid_grant', error_description: 'Token has been revoked.' } },
      reply: { kind: 'refused', code: 535, phase: 'auth' },
      says: 'says 400 invalid_grant Token has been revoked.',
      why: 'it will not change its mind',
    },
    {
      answer: { status: 503, body: {} },
      reply: { kind: 'unsent', phase: 'auth' },
      says: 'says 503',
      why: 'it may be back soon',
    },
    {
      answer: { status: 200, body: ['no', 'object'] },
      reply: { kind: 'unsent', phase: 'auth' },
      says: 'says 200',
      why: 'no token is in it',
    },
  ])('takes $answer.status of a token server for $reply.kind: $why', async ({ answer, reply, says }) => {
    const { url } = await openMailServer(new Set());
    const { env } = await openTokenServer(answer);
    await using transport = transportTo(url(), env);
    const heard = await transport.deliver(await messageTo('a@example.jp'), yes);
    expect(heard).toMatchObject(reply);
    expect(JSON.stringify(heard)).toContain(says);
    expect(JSON.stringify(heard)).not.toContain('h1mitsu');
  });

  it('waits for a token server that can not be reached, as for a mail server', async () => {
    const { url } = await openMailServer(new Set());
    const env = { MAIL_TOKEN_URL: 'http://127.0.0.1:9/', MAIL_CLIENT_ID: 'c', MAIL_REFRESH_TOKEN: 'r' };
    await using transport = transportTo(url(), env);
    const heard = await transport.deliver(await messageTo('a@example.jp'), yes);
    expect(heard).toMatchObject({ kind: 'unsent', phase: 'auth' });
    expect(JSON.stringify(heard)).toContain('127.0.0.1:9 can not be reached');
  });

  it.for([
    {
      offer: 'AUTH LOGIN PLAIN XOAUTH2',
      line: 'AUTH XOAUTH2 dXNlcj1',
      why: 'as Google and Microsoft offer it',
    },
    { offer: 'AUTH XOAUTH2 PLAIN LOGIN', line: 'AUTH XOAUTH2 dXNlcj1', why: 'in another order' },
    { offer: 'AUTH PLAIN LOGIN OAUTHBEARER XOAUTH2', line: 'AUTH XOAUTH2 dXNlcj1', why: 'both' },
    {
      offer: 'AUTH PLAIN LOGIN',
      line: 'AUTH XOAUTH2 dXNlcj1',
      why: 'neither: the server says what it thinks',
    },
    { offer: 'AUTH PLAIN OAUTHBEARER', line: 'AUTH OAUTHBEARER bixhPW', why: 'RFC 7628' },
  ])('sends the token, and never a password, at $offer: $why', async ({ offer, line }) => {
    const sink = await openSink({ extensions: [offer], other: () => '235 2.7.0 Accepted' });
    open.push(() => sink.close());
    const url = `smtp://letter%40minato.example@127.0.0.1:${sink.port}?auth=xoauth2`;
    await using transport = transportTo(url, { MAIL_TOKEN: 'ya29.first' });
    expect((await transport.deliver(await messageTo('a@example.jp'), yes)).kind).toBe('accepted');
    const logins = sink.commands.filter((command) => command.startsWith('AUTH'));
    expect(logins).toHaveLength(1);
    expect(logins[0]).toMatch(new RegExp(`^${line}`));
    const said = Buffer.from(logins[0]?.split(' ')[2] ?? '', 'base64').toString();
    expect(said).toContain('\u0001auth=Bearer ya29.first\u0001\u0001');
    if (line.includes('BEARER'))
      expect(said).toBe(`n,a=${USER},\u0001host=127.0.0.1\u0001auth=Bearer ya29.first\u0001\u0001`);
  });

  it.for([
    { offer: 'AUTH LOGIN PLAIN XOAUTH2', last: '' },
    { offer: 'AUTH OAUTHBEARER', last: 'AQ==' },
  ])(
    'ends a refused exchange at $offer, and keeps the token out of what is said',
    async ({ offer, last }) => {
      const sink = await openSink({
        extensions: [offer],
        other: (line) =>
          line.startsWith('AUTH')
            ? `334 ${Buffer.from(`{"status":"401","scope":"${line}"}`).toString('base64')}`
            : `535 5.7.8 no, ${line}`,
      });
      open.push(() => sink.close());
      const url = `smtp://letter%40minato.example@127.0.0.1:${sink.port}?auth=xoauth2`;
      await using transport = transportTo(url, { MAIL_TOKEN: 'ya29.first' });
      const reply = await transport.deliver(await messageTo('a@example.jp'), yes);
      expect(reply).toMatchObject({ kind: 'refused', code: 535, phase: 'auth' });
      expect(JSON.stringify(reply)).not.toMatch(/ya29|eWEyOS/);
      expect(sink.commands.at(-1)).toBe(last);
    },
  );

  it('counts a server that does not know it as a refused login', async () => {
    const sink = await openSink({ extensions: ['AUTH XOAUTH2'] });
    open.push(() => sink.close());
    await using transport = transportTo(`smtp://u@127.0.0.1:${sink.port}?auth=xoauth2`, {
      MAIL_TOKEN: 'ya29.x',
    });
    const heard = await transport.deliver(await messageTo('a@example.jp'), yes);
    expect(heard).toMatchObject({ kind: 'refused', code: 500, phase: 'auth' });
  });

  it.for<[url: string, env: Record<string, string>, says: string, why: string]>([
    ['smtps://u@h.example?auth=xoauth2', {}, 'MAIL_TOKEN_URL', 'there is no token'],
    [
      'smtps://u@h.example?auth=xoauth2',
      { MAIL_TOKEN_URL: 'https://t.example/' },
      'MAIL_REFRESH_TOKEN',
      'half of it',
    ],
    [
      'smtps://u@h.example?auth=xoauth2',
      { MAIL_TOKEN_URL: 'http://t.example/', MAIL_CLIENT_ID: 'c', MAIL_REFRESH_TOKEN: 'r' },
      'https',
      'it would go in clear text',
    ],
    [
      'smtps://u@h.example?auth=xoauth2',
      { MAIL_TOKEN_URL: 'https://me:h1mitsu@t.example/', MAIL_CLIENT_ID: 'c', MAIL_REFRESH_TOKEN: 'r' },
      'MAIL_CLIENT_SECRET',
      'a password that would be printed',
    ],
    ['smtps://u:p@h.example?auth=xoauth2', { MAIL_TOKEN: 't' }, 'with no password', 'a password and a token'],
    ['smtps://h.example?auth=xoauth2', { MAIL_TOKEN: 't' }, 'USER@HOST', 'no user'],
    ['smtps://u@h.example?auth=ntlm', { MAIL_TOKEN: 't' }, 'auth=xoauth2', 'another way'],
    ['smtp://u@h.example?auth=xoauth2&tls=off', { MAIL_TOKEN: 't' }, 'tls=off', 'the token in clear text'],
  ])('refuses %s with %o: %s, %s', ([url, env, says]) => {
    const failure = (() => {
      try {
        transportTo(url, env);
      } catch (error) {
        return error;
      }
      return undefined;
    })();
    expect(failure).toBeInstanceOf(ProblemError);
    expect(JSON.stringify((failure as ProblemError).problems)).toContain(says); // the line above says so
  });
});

describe('challengeWords', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  it.for([
    {
      text: base64('{"status":"400","schemes":"Bearer","scope":"https://mail.google.com/"}'),
      words: 'the token was refused: status 400, schemes Bearer, scope https://mail.google.com/',
      why: 'as Google says it',
    },
    { text: base64('{"status":401}'), words: 'the token was refused', why: 'a number is no word' },
    { text: base64('null'), words: 'the token was refused', why: 'no object' },
    { text: '***', words: 'the token was refused', why: 'no base64' },
    { text: '', words: 'the token was refused', why: 'nothing' },
  ])('of $text: $why', ({ text, words }) => {
    expect(challengeWords(text)).toBe(words);
  });
});
