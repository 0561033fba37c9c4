/** Digests and feeds from `out/`: what is found there, what never is, and how little is sent to who has it. */
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openScene, type RuleContext } from './scene.ts';

const asItIs = (bytes: Uint8Array) => bytes;
const FEED = `<?xml version="1.0"?><rss>${'港の一週間。'.repeat(300)}</rss>`;
let scene: RuleContext;
beforeEach(async () => {
  scene = await openScene({ url: 'https://minato.example/letter' });
  const out = join(scene.root, 'out');
  await mkdir(join(out, 'digests/2025-W45'), { recursive: true });
  await mkdir(join(scene.root, '.tayori'), { recursive: true });
  await writeFile(join(out, 'rss.xml'), FEED);
  await writeFile(join(out, 'digests/index.html'), '<!doctype html><script>\nalert(1)\n</script>');
  await writeFile(join(out, 'digests/2025-W45/index.html'), '<!doctype html>第45週');
  await writeFile(join(out, '.hidden.json'), '{}');
  await writeFile(join(out, 'list.csv'), 'secret');
  await writeFile(join(scene.root, '.tayori/ledger.json'), 'secret');
  await symlink(join(scene.root, '.tayori/ledger.json'), join(out, 'link.json'));
});
afterEach(() => scene[Symbol.asyncDispose]());

it.for([
  { path: '/rss.xml', type: 'application/rss+xml; charset=utf-8', why: 'a feed' },
  { path: '/digests/', type: 'text/html; charset=utf-8', why: 'the list of digests' },
  { path: '/digests/2025-W45/', type: 'text/html; charset=utf-8', why: 'a digest' },
])('serves $path: $why', async ({ path, type }) => {
  const answer = await scene.get(path);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
  expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
});

it.for([
  { path: '/.hidden.json', why: 'a hidden name' },
  { path: '/list.csv', why: 'a kind of file that is not published' },
  { path: '/link.json', why: 'a link out of the folder' },
  { path: '/digests/..%2f..%2f.tayori%2fledger.json', why: 'a way out' },
  { path: '/digests/2025-W44/', why: 'nothing' },
  { path: '/digests%2f..%2frss.xml', why: 'a way round, to a file that was served a moment ago' },
])('does not serve $path: $why', async ({ path }) => {
  expect((await scene.get('/rss.xml')).status).toBe(200);
  const answer = await scene.get(path);
  expect(answer.status).toBe(404);
  expect(await answer.text()).not.toContain('secret');
});

it('leads from a folder to its page', async () => {
  const answer = await scene.get('/digests');
  expect([answer.status, answer.headers.get('location')]).toEqual([308, '/letter/digests/']);
});

it('allows the scripts of our own page, and no other', async () => {
  const policy = (await scene.get('/digests/')).headers.get('content-security-policy');
  expect(policy).toMatch(/script-src 'sha256-[\w+/]+=*'; /);
  expect((await scene.get('/digests/2025-W45/')).headers.get('content-security-policy')).not.toContain(
    'script-src',
  );
});

describe('to who has it already', () => {
  it('sends no body, and a new one once it changed', async () => {
    const etag = (await scene.get('/rss.xml')).headers.get('etag') ?? '';
    for (const tag of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      const answer = await scene.get('/rss.xml', { headers: { 'if-none-match': tag } });
      expect([tag, answer.status, await answer.text()]).toEqual([tag, 304, '']);
      expect(answer.headers.get('etag')).toBe(etag);
    }
    await writeFile(join(scene.root, 'out/rss.xml'), `${FEED} `);
    scene.pass(1_000); // within a second it is not looked at again
    const changed = await scene.get('/rss.xml', { headers: { 'if-none-match': etag } });
    expect(changed.status).toBe(200);
  });
});

it.for([
  { accepts: 'br, gzip', coding: 'br', read: brotliDecompressSync },
  { accepts: 'gzip', coding: 'gzip', read: gunzipSync },
  { accepts: 'BR', coding: 'br', read: brotliDecompressSync },
  { accepts: 'br;q=0, gzip;q=0.5', coding: 'gzip', read: gunzipSync },
  { accepts: 'br;Q = 0.000, Gzip', coding: 'gzip', read: gunzipSync },
  { accepts: 'br;q=0.001', coding: 'br', read: brotliDecompressSync },
  { accepts: 'gzip;q=0, br;q=0', coding: null, read: asItIs },
  { accepts: 'x-br, brotli, br-2', coding: null, read: asItIs },
  { accepts: 'br;level=1;q=0', coding: null, read: asItIs },
  { accepts: '*', coding: null, read: asItIs },
  { accepts: 'identity;q=0', coding: null, read: asItIs },
  { accepts: '', coding: null, read: asItIs },
])('compresses for «$accepts»: $coding', async ({ accepts, coding, read }) => {
  const answer = await scene.get('/rss.xml', { headers: { 'accept-encoding': accepts } });
  expect(answer.headers.get('content-encoding')).toBe(coding);
  expect(Buffer.from(read(Buffer.from(await answer.arrayBuffer()))).toString()).toBe(FEED);
  expect(answer.headers.get('vary')).toBe('accept-encoding');
  // A strong ETag promises the same bytes, and compressed ones are others.
  expect(answer.headers.get('etag')?.startsWith('W/')).toBe(coding !== null);
  const again = { 'accept-encoding': accepts, 'if-none-match': answer.headers.get('etag') ?? '' };
  const known = await scene.get('/rss.xml', { headers: again });
  expect([known.status, known.headers.get('etag')]).toEqual([304, answer.headers.get('etag')]);
});

it('stands below a path, links and forms too', async () => {
  const page = await (await scene.get('/subscribe')).text();
  expect(page).toContain('action="/letter/subscribe"');
  expect((await scene.post('/subscribe', { email: 'hana@example.jp' })).status).toBe(200);
  const [mail] = await scene.mails();
  expect(mail?.text).toContain('https://minato.example/letter/confirm?t=');
});
