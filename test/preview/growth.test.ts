/** How the list grew, in the page: a picture, the same numbers as tables, and words where there is nothing yet. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { faultsOn } from '../axe.ts';
import { openBrowser } from '../browser.ts';
import { withLedger } from '../journeys/mailing.ts';
import type { Site } from '../journeys/site.ts';
import { NOW, person } from '../ledger/people.ts';
import { seen } from '../seen.ts';
import { type Shown, showSite } from './site.ts';

const DAY = 86_400_000;
const ENV = { LEDGER_URL: 'sqlite:.tayori/ledger.db' };

let browser: Browser;
let shown: Shown;
beforeAll(async () => {
  browser = await openBrowser();
  shown = await showSite({}, ENV, grow);
});
afterAll(async () => {
  await shown?.[Symbol.asyncDispose]();
  await browser?.close();
});

/** Joined and left over ten weeks. */
async function grow(site: Site): Promise<void> {
  const domains = ['docomo.example', 'gmail.example', 'minato.example'];
  const name = (week: number, each: number) => `reader${week}-${each}@${domains[each % 3]}`;
  await withLedger(site, async ({ subscribers }) => {
    for (const [week, count] of [12, 30, 7, 0, 22, 41, 18, 9, 5, 14].entries()) {
      const at = new Date(NOW.getTime() - (9 - week) * 7 * DAY);
      const categories = week % 2 === 0 ? ['technology'] : undefined;
      const people = Array.from({ length: count }, (_, each) => person(name(week, each), { categories }));
      await subscribers.add(people, at);
      const leaving = Array.from({ length: Math.floor(count / 6) }, (_, each) => name(week, each));
      const leave = async (address: string, place: number) => {
        const id = (await subscribers.find({ address }))?.id ?? '';
        await subscribers.act(place % 3 === 2 ? 'bounce' : 'unsubscribe', id, 'the test', at);
      };
      await Promise.all(leaving.map(leave));
    }
  });
}

it.for([1500, 375])('shows weeks, categories and domains at %i px, light and dark', async (width) => {
  const context = await browser.newContext({
    bypassCSP: true,
    reducedMotion: 'reduce',
    viewport: { width, height: 1000 },
  });
  const page = await context.newPage();
  await page.goto(`${shown.url}#view=growth`);
  const panel = page.locator('#view-growth-panel');
  await panel.locator('svg').waitFor();
  expect(await panel.locator('svg').getAttribute('aria-label')).toContain('登録 158人、解除 18人、不達');
  const tables = panel.locator('table');
  expect(await tables.count()).toBe(3);
  expect(await tables.nth(0).locator('tbody tr').count()).toBe(12);
  expect(await tables.nth(1).innerText()).toContain('技術解説');
  expect(await tables.nth(2).innerText()).toContain('docomo.example');
  expect(await panel.innerText()).not.toContain('@');
  expect(await faultsOn(page, '#view-growth-panel')).toEqual([]);
  // The picture never makes the page wider than the window.
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  await page.locator('#view-clients').focus();
  await page.keyboard.press('ArrowRight');
  expect(await page.evaluate('document.activeElement.id')).toBe('view-growth');
  await context.close();
});

it.for([
  { why: 'no ledger is there', before: async () => {} },
  { why: 'nobody is on the list', before: (site: Site) => withLedger(site, async () => {}) },
])('says what to do next where $why', async ({ before }) => {
  await using empty = await showSite({}, ENV, before);
  const page = await browser.newPage();
  await page.goto(`${empty.url}#view=growth`);
  const panel = page.locator('#view-growth-panel');
  await seen(() => panel.innerText()).toContain('まだ誰も登録していません');
  expect(await panel.innerText()).toContain('tayori subscribers import list.csv');
  expect(await panel.locator('table').count()).toBe(0);
  await page.close();
});
