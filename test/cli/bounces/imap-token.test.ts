/** `tayori bounces` and `doctor` at a mailbox that wants an access token (XOAUTH2), as Microsoft and Google do. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { personMail } from '../../bounces/mails.ts';
import { openPost, type Post } from '../../imap.ts';
import { openSite, type Site } from '../../journeys/site.ts';
import { begin } from '../program.ts';

const KEY = '0123456789abcdef0123456789abcdef';

let post: Post;
let site: Site;
const open: (() => Promise<void>)[] = [];
beforeEach(async () => {
  post = await openPost(0, ['IDLE', 'MOVE', 'UIDPLUS', 'LITERALPLUS', 'SASL-IR', 'XOAUTH2']);
  site = await openSite();
});
afterEach(async () => {
  for (const close of open.splice(0)) await close();
  await post.close();
});

type Answer = { readonly status: number; readonly body: unknown };

/** A token server that gives these answers in turn, the last for ever. */
async function openTokenServer(...answers: readonly Answer[]) {
  let asked = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const answer = answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      response
        .writeHead(answer?.status ?? 500, { 'content-type': 'application/json' })
        .end(JSON.stringify(answer?.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => new Promise((resolve) => server.close(() => resolve())));
  const { port } = server.address() as AddressInfo; // listening on TCP: an address and a port
  return {
    asked: () => asked,
    env: {
      SIGNING_KEY: KEY,
      IMAP_URL: post.tokenUrl,
      MAIL_TOKEN_URL: `http://127.0.0.1:${port}/token`,
      MAIL_CLIENT_ID: 'client-1',
      MAIL_REFRESH_TOKEN: 'h1mitsu-refresh',
    },
  };
}

const granted = (token: string): Answer => ({
  status: 200,
  body: { access_token: token, expires_in: 3600, token_type: 'Bearer' },
});
const letter = (subject: string) => post.comes(personMail('hana@example.jp', subject, 'Thank you.'));

it('reads with a token of the environment', async () => {
  post.setToken('ya29.given');
  letter('one');
  const env = { SIGNING_KEY: KEY, IMAP_URL: post.tokenUrl, MAIL_TOKEN: 'ya29.given' };
  const { code, stdout } = await site.run(['bounces', '--json'], env);
  expect([code, JSON.parse(stdout)]).toMatchObject([0, { read: 1 }]);
});

it('fetches a token, and another one once where the server refuses it', async () => {
  const server = await openTokenServer(granted('ya29.taken-back'), granted('ya29.fresh'));
  post.setToken('ya29.fresh');
  letter('one');
  const { code, stdout } = await site.run(['bounces', '--json'], server.env);
  expect([code, JSON.parse(stdout)]).toMatchObject([0, { read: 1 }]);
  expect(server.asked()).toBe(2);
});

it.for([
  {
    answer: granted('ya29.of-somebody-else'),
    says: 'refuses the login',
    hint: 'IMAP.AccessAsUser.All',
    why: 'the token is for another mailbox',
  },
  {
    answer: { status: 400, body: { error: 'invalid_grant', error_description: 'h1mitsu-refresh expired' } },
    says: 'There is no access token for',
    hint: 'MAIL_REFRESH_TOKEN',
    why: 'the refresh token expired',
  },
])('says what to do where $why, and shows no secret', async ({ answer, says, hint }) => {
  const server = await openTokenServer(answer);
  post.setToken('ya29.genuine');
  const { code, stderr, stdout } = await site.run(['bounces'], server.env);
  expect(code).not.toBe(0);
  expect(stderr).toContain(says);
  expect(stderr).toContain(hint);
  const doctor = await site.run(['doctor', '--only', 'mailbox'], server.env);
  expect(doctor.stdout).toContain(says);
  for (const text of [stderr, stdout, doctor.stdout]) {
    expect(text).not.toContain('h1mitsu');
    expect(text).not.toContain('ya29');
  }
});

it('asks for a token where none is named', async () => {
  const env = { SIGNING_KEY: KEY, IMAP_URL: post.tokenUrl };
  const { code, stderr } = await site.run(['bounces'], env);
  expect(code).not.toBe(0);
  expect(stderr).toContain('MAIL_REFRESH_TOKEN');
});

it('stays at the mailbox with --watch: it connects anew with the token that it has', async () => {
  const server = await openTokenServer(granted('ya29.kept'));
  post.setToken('ya29.kept');
  const away = (subject: string) =>
    post.comes(personMail('nobody@example.jp', `Out of office: ${subject}`, 'I am away.'));
  const read = () => post.mails().filter(({ seen }) => seen).length;
  away('one');
  const end = new AbortController();
  const running = begin(site.root, ['bounces', '--watch', '--move', '--json'], {
    env: server.env,
    signal: end.signal,
  });
  await running.prints('INBOX#1');
  expect(read()).toBe(1);
  expect(post.hangUp()).toBeGreaterThan(0);
  away('two');
  await running.prints('INBOX#2');
  expect(read()).toBe(2);
  end.abort();
  await running.finished;
  expect(server.asked()).toBe(1);
});
