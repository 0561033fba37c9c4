/**
 * A reader's life, in a real browser on a phone without JavaScript, with a real mail server: join, confirm, get the
 * digest, choose, get the next one, leave by one click, stay away, join again. `serve` and `send` run on one ledger.
 */
import { randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import PostalMime, { type Email } from 'postal-mime';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../browser.ts';
import { begin, type Running } from '../cli/program.ts';
import { freePort } from '../free-port.ts';
import { type Keeper, openKeeper } from '../smtp.ts';
import { KEY, openMailing, WEEK, withLedger } from './mailing.ts';
import { CONFIG, post, type Site } from './site.ts';

const HANA = 'hana@reader.example';
const NEXT = '2025-W46';

let site: Site;
let keeper: Keeper;
let browser: Browser;
let page: Page;
let url: string;
let serving: Running;
const ending = new AbortController();
const asked = new Set<string>();
/** What the browser told a server of the page that it came from. */
const referers: Promise<string | null>[] = [];
/** Every token that a mail held. */
const tokens = new Set<string>();
/** How far the clock of the service is ahead of this machine's, in ms. */
let ahead = 0;

beforeAll(async () => {
  keeper = await openKeeper();
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  site = await openMailing({
    'tayori.config.ts': CONFIG.replace('mail: {', `web: { url: '${url}' },\n  mail: {`),
    'posts/2025-11-11-yield.md': post(
      '利回りの読み方',
      '2025-11-11 09:00:00 +0900',
      '本文。'.repeat(80),
      '投資分析',
    ),
    'posts/2025-11-12-cranes.md': post(
      '港のクレーン',
      '2025-11-12 09:00:00 +0900',
      '本文。'.repeat(80),
      '技術解説',
    ),
  });
  const env = { MAIL_URL: keeper.url, SIGNING_KEY: KEY };
  serving = begin(site.root, ['serve', '--port', String(port)], {
    env,
    clock: () => new Date(Date.now() + ahead),
    random: (bytes) => randomBytes(bytes),
    signal: ending.signal,
  });
  await serving.says('Serving ');
  browser = await openBrowser();
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'ja-JP',
    javaScriptEnabled: false,
    isMobile: true,
  });
  page = await context.newPage();
  page.on('request', (request) => asked.add(new URL(request.url()).origin));
  page.on('response', (response) => referers.push(response.request().headerValue('referer')));
});
afterAll(async () => {
  ending.abort();
  await serving.finished;
  await browser.close();
  await keeper.close();
});

/** The next mail that the server took and that nobody has read here. */
let read = 0;
async function nextMail(): Promise<Email> {
  await keeper.came(read + 1);
  const mail = keeper.kept[read];
  read += 1;
  const parsed = await PostalMime.parse(mail?.raw ?? Buffer.alloc(0));
  for (const [, token = ''] of (parsed.text ?? '').matchAll(/\?t=([\w-]+)/g)) tokens.add(token);
  return parsed;
}

function linkIn(mail: Email, route: string): string {
  return new RegExp(`${url}/${route}\\?t=[\\w-]+`).exec(mail.text ?? '')?.[0] ?? '';
}

const headline = () => page.locator('h1').innerText();
const person = () => withLedger(site, (ledger) => ledger.subscribers.find({ address: HANA }));
const send = (week: string) =>
  site.run(['send', '--week', week, '--yes', '--json'], { MAIL_URL: keeper.url, SIGNING_KEY: KEY });

async function join(): Promise<void> {
  await page.goto(`${url}/subscribe`);
  await page.fill('input[name=email]', HANA);
  ahead += 1_100; // who is faster is taken for a bot
  await page.click('main button');
  expect(await headline()).toBe('メールをご確認ください');
}

it('joins by the form and the link of the mail', async () => {
  await join();
  const mail = await nextMail();
  expect(mail.headers.find(({ key }) => key === 'list-unsubscribe')).toBeUndefined();
  await page.goto(linkIn(mail, 'confirm'));
  expect(await page.locator('.who').innerText()).toBe('h***@r***.example');
  await page.click('main button');
  expect(await headline()).toBe('登録が完了しました');
  expect((await nextMail()).subject).toBe('ご登録ありがとうございます｜週刊みなと');
  expect((await person())?.consent?.source).toContain(`the form at ${url}/subscribe (wording ja-1)`);
});

it('gets the digest, and chooses by its link', async () => {
  const { code, stdout, stderr } = await send(WEEK);
  expect(code, stderr).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ planned: 1, sent: 1 });
  await page.goto(linkIn(await nextMail(), 'preferences'));
  await page.uncheck('input[value=investment]');
  await page.click('button:has-text("保存する")');
  expect(await headline()).toBe('設定を保存しました');
  expect((await person())?.categories).toEqual(['technology']);
});

it('gets only what was chosen, and leaves by the one click of the header', async () => {
  expect((await site.run(['digest', '--week', NEXT])).code).toBe(0);
  expect((await send(NEXT)).code).toBe(0);
  const mail = await nextMail();
  expect(mail.text).toContain('港のクレーン');
  expect(mail.text).not.toContain('利回りの読み方');
  const header = mail.headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? '';
  const link = /<(http[^>]*)>/.exec(header)?.[1] ?? '';
  const answer = await fetch(link, {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  });
  expect([answer.status, answer.redirected]).toEqual([200, false]);
  expect((await person())?.status).toBe('unsubscribed');
  expect((await nextMail()).subject).toBe('配信を停止しました｜週刊みなと');
});

it('is in no send any more, and no list brings them back', async () => {
  await site.write('list.csv', `email\n${HANA}\n`);
  const { stdout } = await site.run([
    'subscribers',
    'import',
    'list.csv',
    '--already-confirmed',
    'an old list',
    '--json',
  ]);
  expect(JSON.parse(stdout)).toMatchObject({ left: 1, added: 0 });
  expect((await site.run(['digest', '--day', '2025-11-11'])).code).toBe(0);
  const sent = await site.run(['send', '--day', '2025-11-11', '--yes'], {
    MAIL_URL: keeper.url,
    SIGNING_KEY: KEY,
  });
  expect(sent.stderr).toContain('[send-recipients]');
  expect(keeper.kept).toHaveLength(read);
});

it('joins again by the form, with the six digits of the mail', async () => {
  await join();
  const code = /^(\d{6})$/m.exec((await nextMail()).text ?? '')?.[1] ?? '';
  await page.fill('input[name=code]', code);
  await page.click('main button');
  expect(await headline()).toBe('登録が完了しました');
  expect((await person())?.status).toBe('confirmed');
  await nextMail();
});

it('asked nobody else for anything, told nobody where it came from, and the log names nobody', async () => {
  expect([...asked]).toEqual([url]);
  expect(new Set(await Promise.all(referers))).toEqual(new Set([null]));
  ending.abort();
  const { code, stderr } = await serving.finished;
  expect(code).toBe(0);
  expect(stderr).toContain('"route":"/confirm"');
  expect(stderr).not.toMatch(/hana|reader\.example|\?t=/);
  expect(tokens.size).toBeGreaterThan(4);
  for (const token of tokens) expect(stderr).not.toContain(token);
});
