/** `tayori serve` as a command: what it needs, what it says, and how it begins and ends. */
import { randomBytes } from 'node:crypto';
import { readdir, rename } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type LogLine, mount } from '../../src/web/mount.ts';
import { freePort } from '../free-port.ts';
import { CONFIG, openSite, type Site } from '../journeys/site.ts';
import { begin, tayori } from './program.ts';

const SERVED = CONFIG.replace('mail: {', "web: { url: 'https://letter.minato.example' },\n  mail: {");
const KEY = '0123456789abcdef0123456789abcdef';
const random = (bytes: number) => randomBytes(bytes);

let site: Site;
beforeEach(async () => {
  site = await openSite({ 'tayori.config.ts': SERVED });
});

const serve = (args: readonly string[], env: Readonly<Record<string, string>> = {}, root = site.root) =>
  tayori(root, ['serve', ...args], { env, random, signal: AbortSignal.abort() });

describe('tayori serve', () => {
  it('begins without a mail server, says where the mail goes, and ends when it is asked to', async () => {
    const ending = new AbortController();
    const around = { random, clock: () => new Date(), signal: ending.signal };
    const running = begin(site.root, ['serve', '--port', '0'], around);
    await running.says('Serving ');
    ending.abort();
    const { code, stderr } = await running.finished;
    expect(code).toBe(0);
    expect(stderr).toContain('Mail: outbox:.tayori/outbox (the default, since MAIL_URL names no server).');
    expect(stderr).toContain('key for demonstrations');
    expect(stderr).toMatch(/Serving http:\/\/127\.0\.0\.1:\d+\/ for https:\/\/letter\.minato\.example\./);
  });

  it('erases again whoever a backup that is put back has again', async () => {
    const run = (...argv: string[]) => tayori(site.root, argv, { env: {}, random });
    await run('subscribers', 'add', 'hanako@reader.example', '--already-confirmed', 'form');
    await run('backup', '.tayori/kept.db');
    await run('subscribers', 'erase', 'hanako@reader.example', '--yes');
    await rename(join(site.root, '.tayori/kept.db'), join(site.root, '.tayori/ledger.db'));
    const { code, stderr } = await serve(['--port', '0']);
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining('1 person who had been erased was in this ledger again'),
    ]);
    expect((await run('subscribers', 'list')).stdout).not.toContain('hanako');
  });

  it('counts for Prometheus on a port of its own, without a URL or an address', async () => {
    const ending = new AbortController();
    const [port, metrics] = [await freePort(), await freePort()];
    const around = { random, clock: () => new Date(), signal: ending.signal };
    const running = begin(site.root, ['serve', '--port', `${port}`, '--metrics', `${metrics}`], around);
    await running.says('Serving ');
    await fetch(`http://127.0.0.1:${port}/unsubscribe?t=abc`, { method: 'POST' });
    await fetch(`http://127.0.0.1:${port}/subscribe`, { method: 'PURGE' });
    expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(404);
    const text = await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text();
    ending.abort();
    expect((await running.finished).code).toBe(0);
    expect(text).toContain('tayori_requests_total{route="/unsubscribe",method="POST",status="400"} 1\n');
    expect(text).toContain('tayori_requests_total{route="/subscribe",method="other",status="405"} 1\n');
    expect(text).toContain('# TYPE tayori_mails_waiting gauge\ntayori_mails_waiting 0\n');
    expect(text).not.toMatch(/abc|@|\?t=/);
  });

  it.for([
    { config: SERVED, env: {}, says: 'send-key', why: 'a mail server and no key' },
    {
      config: CONFIG,
      env: { SIGNING_KEY: KEY },
      says: 'web.url',
      why: 'a mail server and no address of its own',
    },
    {
      config: SERVED.replace(/mail: \{[^\n]*\n/, ''),
      env: { SIGNING_KEY: KEY },
      says: 'mail.from',
      why: 'no sender',
    },
  ])('does not begin with $why', async ({ config, env, says }) => {
    const other = await openSite({ 'tayori.config.ts': config });
    const { code, stderr } = await serve(
      ['--port', '0'],
      { MAIL_URL: 'smtp://127.0.0.1:9', ...env },
      other.root,
    );
    expect(code).toBe(1);
    expect(stderr).toContain(says);
    expect(stderr).not.toContain('Serving ');
  });

  it('names a port that another program has', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo; // listening on TCP: an address and a port
    const { code, stderr } = await serve(['--port', String(port)]);
    other.close();
    expect(code).toBe(1);
    expect(stderr).toContain(`127.0.0.1:${port}: another program has it. [serve-port]`);
  });

  it.for(['-1', '65536', 'http', '80a'])('takes no port %s', async (port) => {
    expect((await serve([`--port=${port}`])).code).toBe(2);
  });

  it('refuses a mail template that lacks its link, with its name', async () => {
    await site.write('email-templates/goodbye.txt.liquid', '{{ words.lead }}');
    const { code, stderr } = await serve(['--port', '0']);
    expect(code).toBe(1);
    expect(stderr).toContain(
      'email-templates/goodbye.mjml.liquid: The mail made from it lacks `{{ links.undo_url }}`',
    );
  });

  it('prints a form for a static site that leads to the service', async () => {
    const { code, stdout } = await serve(['--snippet']);
    expect(code).toBe(0);
    expect(stdout).toContain('action="https://letter.minato.example/subscribe"');
    expect(stdout).toContain('<input type="checkbox" name="category" value="investment" checked>');
    expect(stdout).not.toContain('<script');
    const byMail = CONFIG.replace('mail: {', "mail: { subscribe: 'join@minato.example',");
    const mailed = await serve(['--snippet'], {}, (await openSite({ 'tayori.config.ts': byMail })).root);
    expect(mailed.stdout).toContain('href="mailto:join@minato.example?subject=%E7%99%BB%E9%8C%B2"');
    expect((await serve(['--snippet'], {}, (await openSite()).root)).stderr).toContain(
      '`web.url` is missing',
    );
  });
});

describe('a server of somebody else', () => {
  it('answers, and ends with it', async () => {
    const { service, end } = await mounted();
    const answer = await service.fetch(new Request('https://letter.minato.example/subscribe'));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    await end();
  });

  it('sends nothing unsigned where the config asks for DKIM, as `serve` does not', async () => {
    const signed = SERVED.replace('mail: {', "mail: { dkim: { domain: 'minato.example', selector: 's1' },");
    const { root } = await openSite({ 'tayori.config.ts': signed });
    const env = { MAIL_URL: 'smtp://127.0.0.1:1', SIGNING_KEY: KEY };
    await expect(mounted(root, env)).rejects.toMatchObject({ problems: [{ code: 'send-dkim' }] });
  });

  it('leaves no ledger open where it can not begin', async () => {
    const env = { MAIL_URL: 'smtp://127.0.0.1:1' };
    await expect(mounted(site.root, env)).rejects.toMatchObject({ problems: [{ code: 'send-key' }] });
    // SQLite keeps a second file beside the ledger as long as somebody has it open.
    expect(await readdir(join(site.root, '.tayori'))).not.toContain('ledger.db-wal');
  });

  it('erases again whoever a backup that is put back has again', async () => {
    const run = (...argv: string[]) => tayori(site.root, argv, { env: {}, random });
    await run('subscribers', 'add', 'hanako@reader.example', '--already-confirmed', 'form');
    await run('backup', '.tayori/kept.db');
    await run('subscribers', 'erase', 'hanako@reader.example', '--yes');
    await rename(join(site.root, '.tayori/kept.db'), join(site.root, '.tayori/ledger.db'));
    const { logged, end } = await mounted();
    await end();
    expect(logged).toContainEqual({ what: 'erased again', people: 1 });
    expect((await run('subscribers', 'list')).stdout).not.toContain('hanako');
  });
});

/** The service, mounted as the page on serving shows it. */
async function mounted(root = site.root, env: Readonly<Record<string, string>> = {}) {
  const ending = new AbortController();
  const logged: LogLine[] = [];
  const log = (line: LogLine) => void logged.push(line);
  const around = { root, env, clock: () => new Date(), random, log, signal: ending.signal };
  const service = await mount(around);
  const end = async () => {
    ending.abort();
    await service.ended;
  };
  return { service, logged, end };
}
