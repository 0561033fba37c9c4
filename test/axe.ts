/** What axe finds on a page in a real browser, by day and by night. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Everything there is, with what it is called and where it is: all but its colours. */
const SHAPES = `[...document.querySelectorAll('body, body *')].map((one) => {
  const { x, y, width, height } = one.getBoundingClientRect();
  const names = [...one.attributes].map(({ name, value }) => name + '=' + value).join(' ');
  return [one.localName, names, getComputedStyle(one).display, x, y, width, height].join(' ');
})`;

/**
 * By day all rules, or those of some tags; by night only those of colours, because a page has other colours then, and
 * nothing else: that is seen here, too. Moving colours would be measured on their way, so a page that has such must be
 * opened with `reducedMotion`.
 *
 * @param part of the page, as a selector
 */
export async function faultsOn(
  page: Page,
  part = 'html',
  tags?: readonly string[],
): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found = await faultsIn(page, part, tags);
  const byDay = await page.evaluate<readonly string[]>(SHAPES);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await page.evaluate<readonly string[]>(SHAPES)).toEqual(byDay);
  const byNight = await faultsIn(page, part, ['cat.color']);
  await page.emulateMedia({ colorScheme: 'light' });
  return [...found, ...byNight.map((fault) => `by night: ${fault}`)];
}

/** As the page is now. @param tags only rules of these */
async function faultsIn(page: Page, part: string, tags?: readonly string[]): Promise<readonly string[]> {
  const options = { iframes: false, ...(tags && { runOnly: tags }) };
  const run = `axe.run(${JSON.stringify(part)}, ${JSON.stringify(options)})`;
  const { violations } = await page.evaluate<axe.AxeResults>(run);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 300)} ${failureSummary}`),
  );
}
