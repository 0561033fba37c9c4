import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import type { Item } from '../../src/digest/digest.ts';
import { renderDigest } from '../../src/digest/render.ts';
import { loadTemplates } from '../../src/digest/templates/templates.ts';
import { themeNames } from '../../src/settings/palette.ts';
import { openBrowser } from '../browser.ts';
import { digestOf, item } from './example.ts';

/** What has torn a page somewhere. */
const hard = [
  'ThisIsAVeryLongUnbrokenWordThatHasNoSpacesInItAtAllAndGoesOnAndOnForEver',
  'https://www.verylongdomainname-for-testing.example/path/to/something/that/never/ends/index.html',
  '国際金融市場における生成AI関連銘柄の投資分析と四半期決算の読み解きとインターナショナルコミュニケーションプラットフォーム',
  'العربية في العنوان مع 日本語',
  '🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢 絵文字だけの題',
  'あ',
] as const;

const categories = [
  '国際金融市場における生成AI関連銘柄の投資分析と四半期決算の読み解き',
  'InternationalisationAndSemiconductorSupplyChainResilience',
] as const;

const items: Item[] = hard.map((title, hour) =>
  item(title, hour + 1, {
    telling: `${title}は18億2,000万円になった。`,
    opening: title.repeat(2),
    author: title,
    categories: [categories[hour % 2] ?? ''],
    tags: [title],
    ...(hour % 3 === 0 ? { image: `https://minato.example/${hour}.png`, imageAlt: title } : {}),
    ...(hour === 1
      ? { figure: { value: '1億2,345万6,789円', text: title }, quote: { text: title, by: title } }
      : {}),
  }),
);
const digest = {
  ...digestOf(items),
  note: {
    number: hard[0],
    closing: hard[1],
    order: [],
    sponsor: { name: hard[0], text: hard[2] },
    html: `<p>${hard[0]} <a href="https://a.example/">${hard[1]}</a></p><pre>${hard[1]}</pre><table><tr><td>${hard[0]}</td><td>${hard[1]}</td></tr></table>`,
    text: hard[0],
  },
};

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function show(html: string, width: number, scheme: 'light' | 'dark'): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme: scheme });
  // A picture of 1:4, as covers are that nobody has cut.
  await page.route('**/*.png', (route) =>
    route.fulfill({
      contentType: 'image/svg+xml',
      body: '<svg xmlns="http://www.w3.org/2000/svg" width="500" height="2000"><rect width="500" height="2000"/></svg>',
    }),
  );
  await page.setContent(html, { waitUntil: 'load' });
  return page;
}

describe.for(themeNames)('the theme %s', (theme) => {
  const settings = parseConfig({
    site: { title: hard[2].slice(0, 34), url: 'https://minato.example', description: hard[2] },
    organisation: { name: hard[0], address: hard[2], contact: 'a@minato.example' },
    categories: categories.map((name, index) => ({
      name,
      slug: `c${index}`,
      label: 'INTERNATIONAL FINANCIAL ANALYSIS',
    })),
    brand: { theme },
    web: { url: 'https://letter.minato.example' },
  });
  let mail: string;
  let web: string;
  beforeAll(async () => {
    const templates = await loadTemplates('/no/such/site', settings);
    const made = await renderDigest({ digest, settings, templates });
    if (made === undefined) throw new Error('there are posts');
    ({
      edition: { html: mail },
      web,
    } = made);
  });

  it('fits a screen of 320 px, by day and by night, with every style and with none', async () => {
    const shown = [
      { name: 'web version', html: web },
      { name: 'mail', html: mail },
      { name: 'mail without its style', html: mail.replace(/<style[\s\S]*?<\/style>/g, '') },
    ];
    for (const { name, html } of shown) {
      const page = await show(html, 320, 'light');
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
        const tall = await page.evaluate<number>(
          'Math.max(...[...document.images].map((image) => image.getBoundingClientRect().height))',
        );
        // Without a style, a long word of Latin letters may stand out; mail programs break it themselves.
        if (name !== 'mail without its style')
          expect([name, colorScheme, wide]).toEqual([name, colorScheme, 320]);
        expect(tall).toBeLessThanOrEqual(293);
      }
      await page.close();
    }
  });

  it('changes its ground at night, in mail and web version', async () => {
    for (const html of [mail, web]) {
      const page = await show(html, 640, 'light');
      const grounds: string[] = [];
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        grounds.push(await page.evaluate<string>('getComputedStyle(document.body).backgroundColor'));
      }
      await page.close();
      const [day = '', night = ''] = grounds.map((ground) => Number(/\d+/.exec(ground)?.[0]));
      expect(Number(day)).toBeGreaterThan(200);
      expect(Number(night)).toBeLessThan(60);
    }
  });

  it('is dark from edge to edge where Thunderbird puts a frame around it, and reads no @media', async () => {
    const html = mail
      .replace(/@media ?\(prefers-color-scheme:dark\)/g, '@media not all')
      .replace(/<body[^>]*>/, '<body><div class="moz-text-html">')
      .replace('</body>', '</div></body>');
    const page = await show(html, 900, 'dark');
    const grounds = await page.evaluate<string[]>(
      `['[role=article]', '.c', '.f'].map((part) => getComputedStyle(document.querySelector(part)).backgroundColor)`,
    );
    await page.close();
    for (const ground of grounds) expect(Number(/\d+/.exec(ground)?.[0])).toBeLessThan(60);
  });
});
