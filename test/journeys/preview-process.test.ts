/** `tayori preview` as a process of its own: who sees its token, and what ends it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readFile, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seen } from '../seen.ts';
import { ENTRY } from './installed.ts';
import { CONFIG, openSite, post, type Site } from './site.ts';

const POST = { 'posts/2025-11-05-1-tug.md': post('曳船の賃料', '2025-11-05 09:00:00 +0900', '下がった。') };
const WEEK = ['--week', '2025-W45'];
/** Says that it runs, and then never ends. */
const ENDLESS = `import { writeFileSync } from 'node:fs';\nwriteFileSync(new URL('began', import.meta.url), '');\nwhile (true) {}\n`;

function begin(site: Site, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [ENTRY, ...args], {
    cwd: site.root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  return { child, said: () => said };
}

async function endOf(child: ChildProcess): Promise<readonly unknown[]> {
  return child.exitCode === null && child.signalCode === null
    ? await once(child, 'exit')
    : [child.exitCode, child.signalCode];
}

it('opens the page through a file that only its owner can read, and no call of a program shows the token', async () => {
  // It stands for the program that opens a browser, and writes down how it was called.
  const opener = `#!/bin/sh\nprintf '%s\\n' "$@" > "$OPENED.part" && mv "$OPENED.part" "$OPENED"\n`;
  const site = await openSite({ ...POST, 'bin/xdg-open': opener, 'bin/open': opener });
  for (const name of ['xdg-open', 'open']) await chmod(join(site.root, 'bin', name), 0o755);
  const env = {
    PATH: `${join(site.root, 'bin')}${delimiter}${process.env['PATH']}`,
    OPENED: join(site.root, 'opened'),
  };
  const { child, said } = begin(site, ['preview', ...WEEK, '--port', '0', '--open'], env);
  await seen(() => site.files('.')).toContain('opened');
  const [called = ''] = (await site.read('opened')).trim().split('\n');
  await seen(said).toContain('Ctrl-C ends it.');
  const url = /http:\/\/127\.0\.0\.1:\d+\/[\w-]+\//.exec(said())?.[0] ?? '';
  expect(called).toMatch(/^file:\/\/.*\/\.tayori\/preview-\d+\.html$/);
  expect(called).not.toContain(new URL(url).pathname.slice(1, -1));
  const file = new URL(called);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(new URL('.', file))).mode & 0o777).toBe(0o700);
  const text = await readFile(file, 'utf8');
  expect(text).toContain(`content="0; url=${url}"`);
  expect(text).toContain('<meta name="referrer" content="no-referrer">');
  expect((await fetch(`${url}app/app.js`)).status).toBe(200);
  await stat(file); // the page itself was not asked for yet
  const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }; // as a browser says that comes from a file
  expect((await fetch(url, { headers })).status).toBe(200);
  await expect(stat(file)).rejects.toThrow('ENOENT');
  child.kill('SIGINT');
  expect(await endOf(child)).toEqual([0, null]);
});

it('takes the file away at the end, where nobody has opened it', async () => {
  const site = await openSite(POST);
  const { child, said } = begin(site, ['preview', ...WEEK, '--port', '0', '--open'], { PATH: '' });
  await seen(said).toContain('Ctrl-C ends it.');
  expect((await site.files('.tayori')).filter((name) => name.endsWith('.html'))).toHaveLength(1);
  child.kill('SIGTERM');
  expect(await endOf(child)).toEqual([0, null]);
  expect((await site.files('.tayori')).filter((name) => name.endsWith('.html'))).toEqual([]);
});

describe('a config that never ends', () => {
  it.for(['SIGINT', 'SIGTERM'] as const)(
    'and is saved while the preview runs: %s ends it',
    async (signal) => {
      const site = await openSite(POST);
      const { child, said } = begin(site, ['preview', ...WEEK, '--port', '0']);
      await seen(said).toContain('Ctrl-C ends it.');
      await site.write('tayori.config.ts', `${ENDLESS}${CONFIG}`);
      await seen(() => site.files('.')).toContain('began');
      child.kill(signal);
      expect(await endOf(child)).toEqual([null, signal]);
    },
  );

  it.for(['check', 'build', 'send', 'preview', 'serve'])(
    'at the start of %s: Ctrl-C ends it',
    async (command) => {
      const site = await openSite({ ...POST, 'tayori.config.ts': `${ENDLESS}${CONFIG}` });
      const { child } = begin(site, [command]);
      await seen(() => site.files('.')).toContain('began');
      child.kill('SIGINT');
      expect(await endOf(child)).toEqual([null, 'SIGINT']);
    },
  );

  it('and is mended: afterwards Ctrl-C is a clean end again', async () => {
    const site = await openSite(POST);
    const { child, said } = begin(site, ['preview', ...WEEK, '--port', '0']);
    await seen(said).toContain('Ctrl-C ends it.');
    const url = /http:\/\/127\.0\.0\.1:\d+\/[\w-]+\//.exec(said())?.[0] ?? '';
    await site.write('tayori.config.ts', CONFIG.replaceAll('週刊みなと', '港の手紙'));
    await seen(async () => await (await fetch(`${url}state`)).text()).toContain('港の手紙');
    child.kill('SIGINT');
    expect(await endOf(child)).toEqual([0, null]);
  });
});

it('two previews of one site write one note: whoever is told that it is written has it there', async () => {
  const site = await openSite(POST);
  const NOTE = 'posts/_digests/2025-W45.md';
  const two = [0, 1].map(() => begin(site, ['preview', ...WEEK, '--port', '0']));
  const urls: string[] = [];
  for (const { said } of two) {
    await seen(said).toContain('Ctrl-C ends it.');
    urls.push(/http:\/\/127\.0\.0\.1:\d+\/[\w-]+\//.exec(said())?.[0] ?? '');
  }
  const write = async (url: string, key: string, from: string, to: string) => {
    const headers = { 'content-type': 'application/json', origin: new URL(url).origin };
    const body = JSON.stringify({ base: { [key]: from }, [key]: to });
    const answer = await fetch(`${url}note`, { method: 'POST', headers, body });
    expect({ status: answer.status, text: await answer.text() }).toMatchObject({ status: 200 });
  };
  for (let round = 1; round <= 30; round += 1) {
    const [from, to] = [round === 1 ? '' : `S${round - 1}`, `S${round}`];
    await Promise.all(['subject', 'closing'].map((key, index) => write(urls[index] ?? '', key, from, to)));
    const note = await site.read(NOTE);
    expect(note).toContain(`subject: ${to}\n`);
    expect(note).toContain(`closing: ${to}\n`);
  }
  for (const { child } of two) child.kill('SIGTERM');
  for (const { child } of two) expect(await endOf(child)).toEqual([0, null]);
});
