/** Many tabs of one browser: it makes six connections to one host and no more, and each tab follows all the same. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openBrowser } from '../browser.ts';
import { seen } from '../seen.ts';
import { type Shown, showSite, WEEK } from './site.ts';

const NOTE = `posts/_digests/${WEEK}.md`;

let browser: Browser;
let shown: Shown;
let context: BrowserContext;
beforeAll(async () => {
  browser = await openBrowser();
  shown = await showSite();
});
afterAll(async () => {
  await browser?.close();
  await shown?.[Symbol.asyncDispose]();
});
beforeEach(async () => {
  context = await browser.newContext();
});
afterEach(() => context.close());

/** A new tab, and how many streams it has opened. */
async function open(): Promise<{ page: Page; streams: () => number }> {
  const page = await context.newPage();
  let streams = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/events')) streams += 1;
  });
  await page.goto(shown.url);
  await page.locator('body[data-beside]').waitFor();
  return { page, streams: () => streams };
}

/** Browsers without a window show every tab, so the tab is told. */
const turn = (page: Page, state: 'hidden' | 'visible') =>
  page.evaluate(`
    Object.defineProperty(document, 'hidden', { value: ${state === 'hidden'}, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  `);

const number = (page: Page) => page.inputValue('#word-number');

it('seven that are all seen show what is saved, through one stream', async () => {
  const tabs = [];
  for (let tab = 0; tab < 7; tab += 1) tabs.push(await open());
  await shown.site.write(NOTE, '---\nnumber: 12\n---\n');
  for (const { page } of tabs) {
    await seen(() => number(page)).toBe('12');
    // The frames say how tall they are on the same way.
    await seen(() => page.locator('#view-mail-panel iframe:not(.coming)').count()).toBe(2);
  }
  expect(tabs.map(({ streams }) => streams())).toEqual([1, 0, 0, 0, 0, 0, 0]);
  await tabs[0]?.page.close();
  await shown.site.write(NOTE, '---\nnumber: 13\n---\n');
  for (const { page } of tabs.slice(1)) await seen(() => number(page)).toBe('13');
});

it('one that is not seen lets another one listen, and catches up when it is seen', async () => {
  const [first, second] = [await open(), await open()];
  await turn(first.page, 'hidden');
  await seen(second.streams).toBe(1);
  await shown.site.write(NOTE, '---\nnumber: 14\n---\n');
  await seen(() => number(second.page)).toBe('14');
  expect(await number(first.page)).not.toBe('14');
  await turn(first.page, 'visible');
  await seen(() => number(first.page)).toBe('14');
  await turn(second.page, 'hidden');
  await seen(first.streams).toBe(2);
  await shown.site.write(NOTE, '---\nnumber: 15\n---\n');
  await seen(() => number(first.page)).toBe('15');
});
