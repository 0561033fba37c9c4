/** On a telephone, in each language: nothing stands out to the side, and Chinese breaks between any two signs. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { renderDigest } from '../../src/digest/render.ts';
import { loadTemplates } from '../../src/digest/templates/templates.ts';
import { openBrowser } from '../browser.ts';
import { digestOf, item } from '../digest/example.ts';
import { HANA, openScene } from '../web/scene.ts';

const WIDTH = 360;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** @param script an expression that the page answers */
async function ask<T>(html: string, script: string): Promise<T> {
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 800 } });
  await page.setContent(html, { waitUntil: 'load' });
  const answer = await page.evaluate<T>(script);
  await page.close();
  return answer;
}

const width = 'document.documentElement.scrollWidth';

const long = '国产芯片出货量首次超过进口产品引发市场对供应链重新评估';

async function digestIn(language: string, title: string) {
  const settings = parseConfig({
    site: { title: 'Tayori', url: 'https://site.example', language },
    organisation: { name: 'Tayori', address: 'Tayori 5', contact: 'post@site.example' },
    web: { url: 'https://letter.site.example' },
  });
  const templates = await loadTemplates('/no/such/site', settings);
  const posts = [1, 2, 3, 4, 5].map((hour) => item(hour === 1 ? title : `${hour}`, hour));
  const made = await renderDigest({ digest: digestOf(posts), settings, templates });
  if (made === undefined) throw new Error('there are posts');
  return { mail: made.edition.html, web: made.web };
}

describe.for(['de', 'fr', 'es', 'fi', 'ru', 'ar', 'zh-CN', 'zh-TW'])('in %s', (language) => {
  it('a digest fits', async () => {
    const { mail, web } = await digestIn(language, long);
    expect([await ask(mail, width), await ask(web, width)]).toEqual([WIDTH, WIDTH]);
  });

  it('the pages to join, to choose and to leave fit', async () => {
    await using scene = await openScene({ site: { language } });
    const id = await scene.confirmed(HANA);
    const paths = [
      '/subscribe',
      '/link',
      ...(['preferences', 'unsubscribe', 'me'] as const).map((to) => scene.link(to, id)),
    ];
    for (const path of paths) {
      const html = await (await scene.get(path)).text();
      expect([path, await ask(html, width)]).toEqual([path, WIDTH]);
    }
  });
});

it.for([
  { language: 'zh-CN', breaks: 'normal', why: 'Chinese breaks between any two signs' },
  { language: 'zh-TW', breaks: 'normal', why: 'in traditional letters, too' },
  { language: 'ja', breaks: 'keep-all', why: 'Japanese breaks between phrases' },
  { language: 'es', breaks: 'keep-all', why: 'and others at blanks' },
])('headlines in $language break $breaks: $why', async ({ language, breaks }) => {
  const { mail, web } = await digestIn(language, long);
  const shown = `getComputedStyle(document.querySelector('h2.l, .lead h2')).wordBreak`;
  expect([await ask(mail, shown), await ask(web, shown)]).toEqual([breaks, breaks]);
});

it('in Arabic, boxes stand to the right of their words, and an address begins on the left of its own', async () => {
  await using scene = await openScene({ site: { language: 'ar' } });
  const id = await scene.confirmed(HANA);
  const html = await (await scene.get(scene.link('preferences', id))).text();
  const places = `(() => {
    const left = (name) => document.querySelector(name).getBoundingClientRect().left;
    const { borderRightWidth, borderLeftWidth } = getComputedStyle(document.querySelector('.who'));
    const { direction, textAlign } = getComputedStyle(document.querySelector('input[type=email]'));
    return [left('.choice input') > left('.choice span'), borderRightWidth, borderLeftWidth, direction, textAlign];
  })()`;
  expect(await ask(html, places)).toEqual([true, '3px', '0px', 'ltr', 'right']);
});
