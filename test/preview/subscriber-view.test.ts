/** One subscriber's view, a test mail to oneself, and the page in English: in a real browser. */
import type { Browser, Page } from 'playwright-core';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../browser.ts';
import { withLedger } from '../journeys/mailing.ts';
import { CONFIG, post } from '../journeys/site.ts';
import { seen } from '../seen.ts';
import { type Shown, showSite, WEEK } from './site.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function open(shown: Shown): Promise<{ page: Page; urls: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1500, height: 900 } });
  const urls: string[] = [];
  page.on('request', (request) => void urls.push(request.url()));
  await page.goto(shown.url);
  await page.locator('body[data-beside]').waitFor();
  return { page, urls };
}

const mail = (page: Page) =>
  page.frameLocator('#view-mail-panel figure:nth-child(2) iframe:not(.coming)').locator('body');

describe('one subscriber', () => {
  it('sees their edition with their address in it, which stands in no address of the page', async () => {
    await using shown = await showSite({}, {}, (site) =>
      withLedger(site, ({ subscribers }) =>
        subscribers.add(
          [
            { address: 'hanako@example.jp', categories: ['technology'], consent },
            { address: 'taro@example.jp', categories: ['nothing-of-this'], consent },
            { address: 'jiro@example.jp', categories: undefined, consent: undefined },
          ].map((one) => ({ name: undefined, ...one })),
          new Date('2025-11-09T00:00:00Z'),
        ),
      ),
    );
    const { page, urls } = await open(shown);
    const find = async (address: string) => {
      await page.fill('#person-address', address);
      await page.locator('#person button').click();
    };
    const said = page.locator('#person-said');
    const editions = await page.locator('#edition option').allInnerTexts();
    expect(editions).toEqual([
      'すべてのカテゴリー (4本)',
      'investment (2本)',
      'technology (2本, 1人)',
      'nothing-of-this (1人)',
    ]);
    await find('hanako@example.jp');
    await seen(() => said.innerText()).toContain('h***@e***.jp');
    await seen(() => mail(page).innerText()).toContain('hanako@example.jp');
    expect(await mail(page).innerText()).not.toContain('曳船');
    expect(await mail(page).innerHTML()).not.toContain('tayori-slots.invalid');
    await page.click('#view-text');
    await seen(() => page.locator('#view-text-panel').innerText()).toContain('hanako@example.jp');
    await find('taro@example.jp');
    await seen(() => said.innerText()).toContain('届きません');
    await find('jiro@example.jp');
    await seen(() => said.innerText()).toContain('まだ確認されていない');
    await find('nobody@example.jp');
    await seen(() => said.innerText()).toContain('いません');
    expect(urls.filter((url) => /%40|@|hanako/.test(url))).toEqual([]);
    await page.close();
  });
});

const consent = { source: 'form', at: new Date('2025-11-01T00:00:00Z') };

describe('a test mail', () => {
  it('goes to one address, once it is confirmed, as it is shown and not as it was made before', async () => {
    await using shown = await showSite({}, {}, async (site) => {
      await site.run(['digest', '--week', WEEK]);
      await site.write(
        'posts/2025-11-05-1-tug.md',
        post('題を直した曳船', '2025-11-05 09:00:00 +0900', '曳船の賃料は一年で12%下がった。'),
      );
      await site.write(`posts/_digests/${WEEK}.md`, '---\nlead: 2025-11-05-1-tug\n---\n');
    });
    const { page } = await open(shown);
    const outbox = async () =>
      (await shown.site.files('.tayori/outbox')).filter((name) => name.endsWith('.eml'));
    await page.getByRole('button', { name: '自分に送る' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('input').fill('hanako@example.jp');
    await dialog.getByRole('button', { name: '自分に送る' }).click();
    await seen(() => dialog.locator('.said').innerText()).toContain('hanako@example.jp');
    expect(await outbox()).toEqual([]);
    await dialog.getByRole('button', { name: '送る', exact: true }).click();
    await seen(outbox).toHaveLength(1);
    const [file = ''] = await outbox();
    const sent = await shown.site.read(file);
    const { to, subject, text } = await PostalMime.parse(sent);
    expect(to?.map(({ address }) => address)).toEqual(['hanako@example.jp']);
    expect(subject).toContain('題を直した曳船');
    expect(subject).toContain('テスト');
    expect(text).toContain('題を直した曳船');
    expect(await shown.site.files('posts/_digests')).toHaveLength(1);
    await page.close();
  });

  it('to what is no address is refused, and no list can be asked for', async () => {
    await using shown = await showSite();
    const { page } = await open(shown);
    const act = (body: object) =>
      page.evaluate(async (text) => {
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch('test', { method: 'POST', headers, body: text });
        return answer.status;
      }, JSON.stringify(body));
    expect(await act({ address: 'a@example.jp,b@example.jp', edition: 'all' })).toBe(422);
    expect(await act({ address: '', edition: 'all' })).toBe(422);
    expect(await act({ address: ['a@example.jp'], edition: 'all' })).toBe(400);
    expect(await shown.site.files('.tayori/outbox')).toEqual([]);
    await page.close();
  });
});

describe('an English publication', () => {
  it('has a page without a Japanese letter', async () => {
    const config = CONFIG.replace("title: '週刊みなと'", "title: 'Harbour Weekly', language: 'en'")
      .replace("author: '編集部'", "author: 'Editors'")
      .replace(
        /organisation: .*\n/,
        "organisation: { name: 'Harbour', address: '1 Quay', contact: 'hello@minato.example' },\n",
      )
      .replace(/categories: .*\n/, "categories: [{ name: 'Industry', slug: 'industry' }],\n")
      .replace("name: '週刊みなと'", "name: 'Harbour Weekly'");
    const english = (title: string, day: number) =>
      post(
        title,
        `2025-11-0${day} 09:00:00 +0900`,
        'Two cranes cost 42 million. They come in May.',
        'Industry',
      );
    await using shown = await showSite({
      'tayori.config.ts': config,
      'posts/2025-11-04-1-harbour.md': english('Power from the roof', 4),
      'posts/2025-11-05-1-tug.md': english('Why tugs are cheaper', 5),
      'posts/2025-11-06-1-crane.md': english('Who builds the cranes', 6),
      'posts/2025-11-07-1-tide.md': english('Three centimetres of tide', 7),
    });
    const { page } = await open(shown);
    for (const id of await page
      .locator('#view-tabs [role=tab]')
      .evaluateAll((tabs) => tabs.map((one) => one.id))) {
      await page.click(`#${id}`);
      expect(await page.locator('body').innerText()).not.toMatch(
        /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}\u3000-\u303f\u30fb\uff5c]/u,
      );
    }
    await page.click('#shape-words');
    expect(await page.locator('aside').innerText()).toContain('The editor’s note');
    await page.close();
  });
});
