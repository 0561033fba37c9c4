/** Who may ask: the page on this machine that knows the token, and nobody else. Real requests on a real port. */
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post } from '../../journeys/site.ts';
import { seen } from '../../seen.ts';
import { type Shown, showSite, WEEK } from '../site.ts';

const NOTE = `posts/_digests/${WEEK}.md`;

let shown: Shown;
beforeAll(async () => {
  shown = await showSite();
});
afterAll(() => shown[Symbol.asyncDispose]());

type Asked = {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};
type Got = {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
};

/** `fetch` sets Host and Origin itself. */
function ask({ path = 'state', method = 'GET', headers = {}, body }: Asked): Promise<Got> {
  const url = path.startsWith('/') ? shown.origin + path : shown.url + path;
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

const json = { 'content-type': 'application/json' };
const change = JSON.stringify({ version: 'none', lead: 'posts/2025-11-05-1-tug.md' });

describe('who is refused', () => {
  it.for<Asked & { why: string }>([
    { why: 'no token', path: '/state' },
    { why: 'another token', path: '/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/state' },
    { why: 'a name that is made to point here', headers: { host: 'evil.example' } },
    { why: 'the right name on another port', headers: { host: '127.0.0.1:1' } },
    { why: 'another page asks', headers: { origin: 'https://evil.example' } },
    { why: 'a frame without an origin asks', headers: { origin: 'null' } },
    { why: 'this machine, another port', headers: { origin: 'http://127.0.0.1:9' } },
    {
      why: 'an act from another page',
      path: 'note',
      method: 'POST',
      headers: { ...json, origin: 'http://evil.example' },
      body: change,
    },
    {
      why: 'an act of which nobody knows whose it is',
      path: 'note',
      method: 'POST',
      headers: json,
      body: change,
    },
    { why: 'a form', path: 'note', method: 'POST', headers: { 'content-type': 'text/plain' }, body: change },
  ])('$why', async ({ why: _, ...asked }) => {
    const got = await ask(asked);
    expect(got.status).toBe(403);
    expect(got.body).not.toContain('港');
    expect(await shown.site.files('posts/_digests')).toEqual([]);
  });

  it('a form of its own origin, since forms can be sent without a script', async () => {
    const headers = { 'content-type': 'text/plain', origin: shown.origin };
    expect((await ask({ path: 'note', method: 'POST', headers, body: change })).status).toBe(403);
  });

  it('a page of this origin in another site’s name', async () => {
    const headers = { ...json, origin: shown.origin, 'sec-fetch-site': 'cross-site' };
    expect((await ask({ path: 'note', method: 'POST', headers, body: change })).status).toBe(403);
  });
});

describe('what is answered', () => {
  it('is for its own page', async () => {
    const got = await ask({});
    expect(got.status).toBe(200);
    expect(got.body).toContain('港の電力');
  });

  it('acts by no GET', async () => {
    for (const path of ['note', 'test', 'person']) expect((await ask({ path })).status).toBe(404);
  });

  it('lets nothing run in a frame, whoever opens it', async () => {
    const { headers } = await ask({ path: 'frame/mail?look=light' });
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(/^sandbox; default-src 'none';/);
    expect(policy).not.toMatch(/script-src|connect-src|frame-src|allow-/);
    expect(policy).toContain("form-action 'none'");
  });

  it('lets only its own files act on the page, and nobody frame it', async () => {
    const { headers, body } = await ask({ path: '' });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain(`script-src ${shown.url}app/`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain('unsafe');
    expect(headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
    });
    expect(body).not.toMatch(
      /<script(?! type="(?:module" src="app\/app\.js"|application\/json" id="words")>)/,
    );
  });

  it('gives no file but those of the page', async () => {
    for (const path of [
      'app/..%2f..%2fpackage.json',
      'app/..%2fstate.ts',
      'app/site.ts',
      'app/',
      'app/toString',
    ])
      expect((await ask({ path })).status).toBe(404);
  });

  it('says no number of people, and no address, of whom nobody asked', async () => {
    const headers = { ...json, origin: shown.origin };
    const got = await ask({
      path: 'person',
      method: 'POST',
      headers,
      body: JSON.stringify({ address: 'hanako@example.jp' }),
    });
    expect(JSON.parse(got.body)).toEqual({ outcome: 'no-ledger' });
  });

  it('refuses what is no shaping at all', async () => {
    const headers = { ...json, origin: shown.origin };
    for (const body of ['', 'null', '[]', '{"version":1}', `{"version":"none","more":1}`])
      expect((await ask({ path: 'note', method: 'POST', headers, body })).status).toBe(400);
  });

  it.for([
    { why: 'as long as a note may be, in any letters', length: 200_000, status: 200 },
    {
      why: 'longer than that',
      length: 200_001,
      status: 400,
      says: 'has 200001 letters, and the page writes 200,000 at most',
    },
    { why: 'longer than anything', length: 2_000_000, status: 413, says: 'longer than 4 MiB' },
  ])('takes a note $why', async ({ length, status, says = '' }) => {
    const headers = { ...json, origin: shown.origin };
    const body = JSON.stringify({ base: { body: '' }, body: '港'.repeat(length) });
    const got = await ask({ path: 'note', method: 'POST', headers, body });
    expect(got.status).toBe(status);
    expect(got.body).toContain(says);
    await shown.site.write(NOTE, '');
  });

  it('writes no note that could not be shown: a post is the lead, or it is left out', async () => {
    const headers = { ...json, origin: shown.origin };
    const file = 'posts/2025-11-05-1-tug.md';
    const change = { base: { lead: null, leaveOut: [] }, lead: file, leaveOut: [file] };
    const got = await ask({ path: 'note', method: 'POST', headers, body: JSON.stringify(change) });
    expect(got.status).toBe(422);
    expect(got.body).toContain('is left out, and is also the lead or in the order');
    expect(await shown.site.read(NOTE)).toBe('');
  });
});

describe('a change of the note', () => {
  const headers = () => ({ ...json, origin: shown.origin });
  const write = (change: object) =>
    ask({ path: 'note', method: 'POST', headers: headers(), body: JSON.stringify(change) });

  it.for([
    { why: 'another field', change: { base: { subject: '' }, subject: 'A' }, status: 200 },
    { why: 'the same field', change: { base: { number: '7' }, number: '9' }, status: 409 },
    { why: 'the same field, to the same', change: { base: { number: '7' }, number: '8' }, status: 200 },
    {
      why: 'the order',
      change: { base: { order: ['posts/2025-11-04-1-harbour.md'] }, order: [] },
      status: 409,
    },
    {
      why: 'one of two fields',
      change: { base: { subject: '', number: '7' }, subject: 'A', number: '9' },
      status: 409,
    },
    { why: 'who knows', change: { subject: 'A' }, status: 409 },
  ])('while somebody else changes $why', async ({ change, status }) => {
    const note = '---\nnumber: 8\norder: [2025-11-05-1-tug]\n---\nTheirs.\n';
    await shown.site.write(NOTE, note);
    const got = await write(change);
    expect(got.status).toBe(status);
    expect(got.body.includes('note-conflict')).toBe(status === 409);
    const now = await shown.site.read(NOTE);
    if (status === 409) expect(now).toBe(note);
    else expect(now).toContain('number: 8\norder: [2025-11-05-1-tug]\n');
  });

  it('is answered before the next picture is made, however long that takes', async () => {
    await using own = await showSite();
    const config = await own.site.read('tayori.config.ts');
    const wait = `import { existsSync, writeFileSync } from 'node:fs';
const place = (name) => new URL(name, import.meta.url.replace(/[?].*/, ''));
writeFileSync(place('begun.txt'), '');
while (!existsSync(place('go.txt'))) await new Promise((go) => setTimeout(go, 10));
`;
    await own.site.write('tayori.config.ts', wait + config.replaceAll('週刊みなと', '港の手紙'));
    await seen(() => own.site.files('.')).toContain('begun.txt');
    const body = JSON.stringify({ base: { subject: '' }, subject: '件名' });
    const headers = { ...json, origin: own.origin };
    expect((await fetch(`${own.url}note`, { method: 'POST', headers, body })).status).toBe(200);
    const state = async () => await (await fetch(`${own.url}state`)).text();
    expect(await state()).not.toContain('港の手紙'); // it is still being made
    await own.site.write('go.txt', '');
    await seen(state).toContain('港の手紙');
  });
});

describe('a post whose name has other blanks or letters than a note can say', () => {
  it.for([
    '2025-11-07-1-港　の話',
    '2025-11-07-1-two  blanks',
    '2025-11-07-1-\u30ab\u3099\u30b9',
    '2025-11-07-1-"quoted": #1',
  ])('%s is put on top by the page, and named by hand', async (name) => {
    await using own = await showSite({
      [`posts/${name}.md`]: post('名前の話', '2025-11-07 10:00:00 +0900', '名前に空白がある。'),
    });
    const headers = { ...json, origin: own.origin };
    type Told = { rendered: { posts: { file: string; title: string }[] } };
    const state = (await (await fetch(`${own.url}state`)).json()) as Told;
    const file = state.rendered.posts.find(({ title }) => title === '名前の話')?.file;
    const body = JSON.stringify({ base: { lead: null }, lead: file });
    const answer = await fetch(`${own.url}note`, { method: 'POST', headers, body });
    expect(await answer.json()).toMatchObject({ note: { lead: file } });
    expect((await own.site.run(['digest', '--week', WEEK])).code).toBe(0);
    expect(await own.site.read(`out/digests/${WEEK}/email.txt`)).toMatch(/^[\s\S]{0,400}名前の話/);
    await own.site.write(NOTE, `---\norder: [${JSON.stringify(name)}]\n---\n`);
    expect((await own.site.run(['digest', '--week', WEEK])).code).toBe(0);
  });
});
