/** Against the public service: scanners, forgers, guessers, and whoever reads the log. */
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newToken } from '../../src/web/tokens.ts';
import { HANA, linkIn, openScene, type RuleContext } from './scene.ts';

let scene: RuleContext;
let id: string;
beforeEach(async () => {
  scene = await openScene();
  id = await scene.confirmed();
});
afterEach(() => scene[Symbol.asyncDispose]());

const purposes = ['unsubscribe', 'preferences', 'undo', 'me'] as const;

/** Every link that mails hold. */
async function links(): Promise<readonly string[]> {
  await scene.post('/subscribe', { email: 'new@example.jp' });
  await scene.post('/link', { email: HANA });
  const mails = await scene.mails();
  const confirm = mails.map((mail) => linkIn(mail, 'confirm')).find((link) => link !== '') ?? '';
  return [confirm, ...purposes.map((purpose) => scene.link(purpose, id))];
}

async function everything(): Promise<string> {
  const people = await Promise.all([HANA, 'new@example.jp'].map((address) => scene.person(address)));
  const histories = await Promise.all(people.map((person) => scene.ledger.history(person?.id ?? '')));
  return JSON.stringify([people, histories, await scene.ledger.forms.waiting(10)]);
}

it('changes nothing on GET, HEAD and prefetch requests to every link, also beyond the limit of a network', async () => {
  const all = await links();
  expect(all.every((link) => link.includes('?t='))).toBe(true);
  const before = await everything();
  for (let time = 0; time < 10_000; time += 1) {
    const link = all[time % all.length] ?? '';
    const kinds = [{}, { method: 'HEAD' }, { headers: { 'sec-purpose': 'prefetch' } }];
    const answer = await scene.fetch(link, kinds[time % 3]);
    if (time < 15) expect(answer.status).toBe(200);
  }
  expect(await everything()).toBe(before);
  await scene.work();
  expect(scene.messages).toHaveLength(2);
});

describe('a token', () => {
  it('of one purpose works for no other', async () => {
    const before = await everything();
    for (const made of purposes)
      for (const used of purposes.filter((purpose) => purpose !== made)) {
        const path = scene.link(made, id).replace(`/${made}?`, `/${used}?`);
        expect((await scene.get(path)).status).toBe(400);
        expect((await scene.post(path, { do: 'leave', sure: 'yes' })).status).toBe(400);
      }
    const [confirm = ''] = await links();
    const before2 = await everything();
    for (const purpose of purposes)
      expect((await scene.post(confirm.replace('/confirm?', `/${purpose}?`))).status).toBe(400);
    for (const purpose of purposes)
      expect((await scene.post(scene.link(purpose, id).replace(`/${purpose}?`, '/confirm?'))).status).toBe(
        400,
      );
    expect(await everything()).toBe(before2);
    expect(before).not.toBe('');
  });

  it('that was changed in any place is refused', async () => {
    const all = await links();
    const before = await everything();
    const lettersOf = (text: string) => text.match(/%20|./g) ?? [];
    const some = lettersOf('AZaz09-_=.%20+/');
    // The last letter holds bits that mean nothing: another one can stand for the same bytes.
    const every = lettersOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=.%20+/');
    let refused = 0;
    for (const link of all) {
      const [route = '', token = ''] = link.split('?t=');
      for (let at = 0; at < token.length; at += 1)
        for (const letter of at === token.length - 1 ? every : some) {
          if (token[at] === letter) continue;
          const changed = token.slice(0, at) + letter + token.slice(at + 1);
          const answer = await scene.post(`${route}?t=${changed}`);
          expect([link, at, letter, answer.status]).toEqual([link, at, letter, 400]);
          refused += 1;
        }
      for (const changed of [`${token}A`, token.slice(1), `${token}&t=${token}x`.slice(1), ''])
        expect((await scene.post(`${route}?t=${changed}`)).status).toBe(400);
    }
    expect(refused).toBeGreaterThan(2_000);
    expect(await everything()).toBe(before);
  });

  it('that was never made is refused', async () => {
    const bytes = (count: number) => randomBytes(count);
    for (let time = 0; time < 1000; time += 1)
      expect((await scene.post(`/confirm?t=${newToken(bytes)}`)).status).toBe(400);
  });
});

describe('a request', () => {
  it.for([
    { path: `/subscribe?${'x'.repeat(3000)}`, init: {}, status: 414, why: 'a long URL' },
    { path: '/subscribe', init: { method: 'POST', body: 'x'.repeat(9000) }, status: 413, why: 'a long body' },
    {
      path: '/subscribe',
      init: { method: 'PUT', body: 'x' },
      status: 405,
      why: 'a method that there is not',
    },
    { path: '/healthz', init: { method: 'POST' }, status: 405, why: 'a POST where nothing is posted' },
    { path: '/.tayori/ledger.db', init: {}, status: 404, why: 'the ledger' },
    { path: '/..%2ftayori.config.ts', init: {}, status: 404, why: 'out of the folder' },
    { path: '/%2e%2e/%2e%2e/etc/passwd', init: {}, status: 404, why: 'out of it, further' },
    { path: '/a%00b.html', init: {}, status: 404, why: 'a zero in the name' },
    { path: '/%E0%A4%A', init: {}, status: 404, why: 'a broken escape' },
    { path: '/constructor', init: {}, status: 404, why: 'a name of an object' },
  ])('with $why gets $status', async ({ path, init, status }) => {
    const answer = await scene.fetch(path, init);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('that streams a body without an end is cut at 8 KiB', async () => {
    let sent = 0;
    const body = new ReadableStream({
      pull: (controller) => {
        sent += 1024;
        controller.enqueue(new Uint8Array(1024));
      },
    });
    const init = { method: 'POST', body, duplex: 'half' } as RequestInit;
    expect((await scene.fetch('/subscribe', init)).status).toBe(413);
    expect(sent).toBeLessThan(20 * 1024);
  });

  it.for([
    { length: {}, why: 'without a length' },
    { length: { 'content-length': '900' }, why: 'that is longer than what came' },
  ])('whose body breaks off, $why, is no error of the service', async ({ length }) => {
    const body = new ReadableStream({
      pull: (controller) => controller.error(new Error('the connection is gone')),
    });
    const headers = { 'content-type': 'application/x-www-form-urlencoded', ...length };
    const init = { method: 'POST', body, headers, duplex: 'half' } as RequestInit;
    expect((await scene.fetch('/subscribe', init)).status).toBe(400);
    expect(scene.lines.map(({ what }) => what)).toEqual(['request']);
  });

  it('puts what was typed into the page as text', async () => {
    const email = '"><script>alert(1)</script>@example.jp';
    const page = await (await scene.post('/subscribe', { email })).text();
    expect(page).not.toContain('<script>');
    expect(page).toContain('&lt;script&gt;');
  });

  it('is no page of more than 30 KB, and asks nobody else for anything', async () => {
    for (const path of ['/subscribe', '/link', ...(await links())]) {
      const page = await (await scene.get(path)).text();
      expect(page.length).toBeLessThan(30_000);
      expect(page).not.toMatch(/<(?:img|script|link|iframe)\b|url\(|@import/);
    }
  });
});

it('writes no address and no token into the log', async () => {
  const all = await links();
  for (const link of all) await scene.get(link);
  for (const link of all.slice(1)) await scene.post(link, { do: 'leave' });
  await scene.post('/confirm', { email: HANA, code: '123456' });
  await scene.work();
  const log = JSON.stringify(scene.lines);
  expect(scene.lines.length).toBeGreaterThan(10);
  expect(log).not.toMatch(/@|example\.jp|\?t=/);
  for (const link of all) expect(log).not.toContain(link.split('?t=')[1]);
});

it.for([
  { forwarded: null, peer: '203.0.113.7', other: '203.0.113.99', same: true, why: 'one /24' },
  {
    forwarded: '198.51.100.1',
    peer: '203.0.113.7',
    other: '203.0.113.8',
    same: true,
    why: 'a header from nobody we know',
  },
  {
    forwarded: '198.51.100.1',
    peer: '127.0.0.1',
    other: '203.0.113.8',
    same: false,
    why: 'our proxy says who it is',
  },
])('knows a network by $why', async ({ forwarded, peer, other, same }) => {
  scene = await openScene({ web: { perNetwork: 1 } });
  const headers = forwarded === null ? {} : { 'x-forwarded-for': forwarded };
  const body = () => new URLSearchParams({ email: HANA });
  await scene.fetch('/link', { method: 'POST', headers, body: body() }, peer);
  const second = await scene.fetch('/link', { method: 'POST', body: body() }, other);
  expect(second.status).toBe(same ? 429 : 200);
});
