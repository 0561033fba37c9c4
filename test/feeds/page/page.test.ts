import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { channelsOf } from '../../../src/feeds/channel.ts';
import { feedOf } from '../../../src/feeds/feed.ts';
import { renderPage } from '../../../src/feeds/page/page.ts';
import type { Settings } from '../../../src/settings.ts';
import { openBrowser } from '../../browser.ts';
import { articleOf, settings, whole } from '../sample.ts';

const articles = [
  articleOf('new', { title: '霧島計測の<b>静か</b>な増収 & その先' }),
  articleOf('old', {
    title: '港の朝',
    published: new Date('2025-11-06T16:00:00Z'),
    categories: ['海運"話"'],
  }),
];

function pageOf(using: Settings, shown = articles): string {
  const channels = channelsOf(
    shown.map(({ post }) => post),
    using,
    whole,
  );
  const [everything] = channels;
  if (everything === undefined) throw new Error('There is always a feed of everything.');
  return renderPage(channels, feedOf(everything, shown, using).entries, using);
}

describe('the feed page', () => {
  it.for([
    { part: '<html lang="ja">', why: 'it is in the language of the site' },
    { part: '新着記事をフィードで読む', why: 'Japanese words for a Japanese site' },
    { part: '霧島計測の&lt;b&gt;静か&lt;/b&gt;な増収 &amp; その先', why: 'a title is text, not markup' },
    { part: '2025年11月7日', why: '16:00 UTC on the 6th is the 7th in Tokyo' },
    { part: 'title="週刊みなと経済 (Atom)" href="../atom.xml"', why: 'readers find the feed by themselves' },
    { part: 'href="../categories/investment/rss.xml"', why: 'each category is listed' },
    { part: '<h3>海運&quot;話&quot;</h3>', why: 'a category that the config does not know is listed too' },
    {
      part: 'data-copy="https://minato.example/categories/technology/feed.json"',
      why: 'what is copied is absolute',
    },
  ])('holds $part: $why', ({ part }) => {
    expect(pageOf(settings)).toContain(part);
  });

  it.for([
    { language: 'en', part: 'Read new posts in your feed reader' },
    { language: 'en-GB', part: '7 November 2025' },
    { language: 'hu', part: 'Latest posts' },
  ])('speaks English to readers of $language', ({ language, part }) => {
    expect(pageOf({ ...settings, site: { ...settings.site, language } })).toContain(part);
  });

  it('says so where there is no post yet', () => {
    expect(pageOf(settings, [])).toContain('まだ記事がありません');
  });

  it('loads nothing from anywhere', () => {
    expect(pageOf(settings)).not.toMatch(
      /<(img|iframe|script|link rel="stylesheet")[^>]*\s(src|href)=|@import|url\(/,
    );
  });
});

describe('the feed page in a browser', () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tayori-page-'));
    await writeFile(join(folder, 'index.html'), pageOf(settings));
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true });
  });

  async function visit(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    page.on('pageerror', (error) => {
      throw error;
    });
    await page.goto(pathToFileURL(join(folder, 'index.html')).href);
    return page;
  }

  it('copies the address with one click and says so', async () => {
    const page = await visit({ permissions: ['clipboard-read', 'clipboard-write'] });
    const button = page.getByRole('button', { name: 'コピー: 「すべての記事」のAtomフィードのアドレス' });
    await button.click();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('https://minato.example/atom.xml');
    expect(await button.textContent()).toBe('コピー済み');
    expect(await page.getByRole('status').textContent()).toBe('コピー済み');
  });

  it('selects the address where the clipboard is closed', async () => {
    const page = await visit();
    await page.evaluate('navigator.clipboard.writeText = () => Promise.reject(new Error("closed"))');
    await page.getByRole('button', { name: 'コピー: 「すべての記事」のRSSフィードのアドレス' }).click();
    await page.getByText('選択しました').first().waitFor();
    expect(await page.evaluate('getSelection().toString()')).toBe('https://minato.example/rss.xml');
  });

  it('is a page of links without scripts', async () => {
    const page = await visit({ javaScriptEnabled: false });
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'https://minato.example/rss.xml' }).isVisible()).toBe(true);
  });

  it.for([320, 375, 768, 1280])('fits a window of %i pixels', async (width) => {
    const page = await visit({ viewport: { width, height: 800 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });

  it.for(['light', 'dark'] as const)(
    'reads well in %s: every text has a contrast of 4.5 or more',
    async (colorScheme) => {
      const page = await visit({ colorScheme });
      expect(await page.evaluate(faintTexts)).toEqual([]);
    },
  );
});

/** Runs in the page: the texts whose contrast with what lies behind them is below WCAG's AA. */
const faintTexts = `
(() => {
  const parts = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => {
    const [r, g, b] = parts(color).slice(0, 3).map((value) => {
      const share = value / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const color = getComputedStyle(element).backgroundColor;
    return parts(color)[3] === 0 ? behind(element.parentElement) : color;
  };
  const shown = [...document.body.querySelectorAll('p, a, b, h1, h2, h3, time, span, button')];
  return shown.filter((element) => element.textContent.trim() !== '' && element.checkVisibility()).filter((element) => {
    const [low, high] = [light(getComputedStyle(element).color), light(behind(element))].toSorted((a, b) => a - b);
    return (high + 0.05) / (low + 0.05) < 4.5;
  }).map((element) => element.textContent);
})()`;
