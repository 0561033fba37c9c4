/**
 * Every page of the service in a real browser: axe finds nothing, light and dark and in other brands; nothing is wider
 * than a narrow phone or a page with text of twice the size; the keyboard reaches everything, and no script is needed.
 */
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsOn } from '../axe.ts';
import { openBrowser } from '../browser.ts';
import { HANA, linkIn, openScene, type RuleContext, URL_OF_SERVICE } from './scene.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const DAY = 86_400_000;

/** Each page as a visitor meets it. */
async function pagesOf(scene: RuleContext): Promise<Readonly<Record<string, Response>>> {
  const id = await scene.confirmed(HANA, ['technology']);
  await scene.post('/subscribe', { email: 'new@example.jp' });
  await scene.post('/link', { email: HANA });
  const confirm =
    (await scene.mails()).map((mail) => linkIn(mail, 'confirm')).find((one) => one !== '') ?? '';
  const link = (purpose: Parameters<RuleContext['link']>[0]) => scene.link(purpose, id);
  const until = new Date(scene.now().getTime() + 30 * DAY).toISOString().slice(0, 10);
  const pages = {
    subscribe: await scene.get('/subscribe'),
    'a wrong address': await scene.post('/subscribe', { email: 'hana@' }),
    sent: await scene.post('/subscribe', { email: 'new@example.jp' }),
    'wrong digits': await scene.post('/confirm', { email: 'new@example.jp', code: '000000' }),
    confirm: await scene.get(confirm),
    confirmed: await scene.post(confirm),
    preferences: await scene.get(link('preferences')),
    'nothing chosen': await scene.post(link('preferences'), { do: 'categories' }),
    saved: await scene.post(link('preferences'), { do: 'categories', category: 'technology' }),
    'a pause': await scene.post(link('preferences'), { do: 'pause', until }),
    'preferences in a pause': await scene.get(link('preferences')),
    unsubscribe: await scene.get(link('unsubscribe')),
    'links again': await scene.get('/link'),
    'links sent': await scene.post('/link', { email: HANA }),
    'my data': await scene.get(link('me')),
    'not sure': await scene.post(link('me'), { do: 'erase' }),
    left: await scene.post(link('unsubscribe')),
    undo: await scene.get(link('undo')),
    undone: await scene.post(link('undo')),
    'a bad link': await scene.get('/unsubscribe?t=x'),
    missing: await scene.get('/nowhere'),
    erased: await scene.post(link('me'), { do: 'erase', sure: 'yes' }),
  };
  return pages;
}

/** A browser page that shows these answers, with their headers, and asks nobody else. */
async function show(pages: Readonly<Record<string, Response>>, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ viewport: { width: 375, height: 812 }, ...options });
  const page = await context.newPage();
  const bodies = new Map<string, string>();
  for (const [name, answer] of Object.entries(pages)) bodies.set(name, await answer.clone().text());
  await page.route('**/*', async (route) => {
    const name = decodeURIComponent(new URL(route.request().url()).pathname.slice(1));
    const answer = pages[name];
    if (answer === undefined) return await route.fulfill({ status: 404, body: '' });
    const headers = Object.fromEntries(answer.headers);
    await route.fulfill({ status: answer.status, headers, body: bodies.get(name) ?? '' });
  });
  return { page, go: (name: string) => page.goto(`${URL_OF_SERVICE}/${encodeURIComponent(name)}`) };
}

/** Those that hold everything which has a colour. */
const few = ['a wrong address', 'preferences', 'my data'];
const brands = [
  { brand: {}, names: undefined, why: 'the usual look' },
  {
    brand: { theme: 'journal', title: 'みなと', accent: '#00695c' },
    names: few,
    why: 'another theme and accent',
  },
  { brand: { theme: 'plain', accent: '#5b3fd6', paper: '#fff7e0' }, names: few, why: 'a paper of its own' },
];

describe.for(brands)('with $why', ({ brand, names }) => {
  let scene: RuleContext;
  let pages: Readonly<Record<string, Response>>;
  beforeAll(async () => {
    scene = await openScene({ brand });
    pages = await pagesOf(scene);
  });
  afterAll(() => scene[Symbol.asyncDispose]());

  it('axe finds nothing on any page, light and dark', async () => {
    const { page, go } = await show(pages);
    for (const name of names ?? Object.keys(pages)) {
      await go(name);
      expect([name, await faultsOn(page)]).toEqual([name, []]);
    }
    await page.context().close();
  });
});

type Stop = { readonly place: number; readonly name: string; readonly mark: boolean };

/** What has the focus: the how manieth it is, and whether that is seen. */
const STOP = `(() => {
  const one = document.activeElement;
  if (one === null || one === document.body) return null;
  const all = [...document.querySelectorAll('a[href],button,input:not([type=hidden])')];
  const mark = getComputedStyle(one).outlineStyle !== 'none';
  return { place: all.indexOf(one), name: one.getAttribute('name') ?? '', mark };
})()`;

describe('a page', () => {
  let scene: RuleContext;
  let pages: Readonly<Record<string, Response>>;
  beforeAll(async () => {
    scene = await openScene();
    pages = await pagesOf(scene);
  });
  afterAll(() => scene[Symbol.asyncDispose]());

  it('is never wider than a narrow phone, than one with text of twice the size, than a window with it', async () => {
    const { page, go } = await show(pages);
    const screens = [
      { width: 320, text: '100%' },
      { width: 375, text: '200%' },
      { width: 1280, text: '200%' },
    ];
    for (const name of Object.keys(pages)) {
      await go(name);
      for (const { width, text } of screens) {
        await page.setViewportSize({ width, height: 800 });
        const wide = await page.evaluate(
          `document.documentElement.style.fontSize = '${text}'; document.documentElement.scrollWidth`,
        );
        expect([name, text, wide]).toEqual([name, text, width]);
      }
    }
    await page.context().close();
  });

  it('is never wider with many and long categories', async () => {
    const names = [
      '投資',
      'x'.repeat(120),
      '技術解説'.repeat(30),
      'Donaudampfschifffahrtsgesellschaft & <b>',
      'a b '.repeat(40),
    ];
    const categories = Array.from({ length: 50 }, (_, at) => ({
      name: `${names[at % names.length]} ${at}`,
      slug: `${'long-'.repeat(8)}${at}`,
    }));
    await using many = await openScene({ categories });
    const id = await many.confirmed(
      HANA,
      categories.slice(0, 2).map(({ slug }) => slug),
    );
    const shown = {
      subscribe: await many.get('/subscribe'),
      preferences: await many.get(many.link('preferences', id)),
    };
    const { page, go } = await show(shown, { viewport: { width: 320, height: 800 } });
    for (const name of Object.keys(shown)) {
      await go(name);
      const wide = await page.evaluate(
        `document.documentElement.style.fontSize = '200%'; document.documentElement.scrollWidth`,
      );
      expect([name, wide, await faultsOn(page)]).toEqual([name, 320, []]);
    }
    await page.context().close();
  });

  it('takes a form with three hundred categories', async () => {
    const categories = Array.from({ length: 300 }, (_, at) => ({ name: `話題 ${at}`, slug: `topic-${at}` }));
    await using many = await openScene({ categories });
    const id = await many.confirmed(
      HANA,
      categories.slice(0, 2).map(({ slug }) => slug),
    );
    const body = new URLSearchParams([
      ['do', 'categories'],
      ...categories.slice(1).map(({ slug }) => ['category', slug] as [string, string]),
    ]);
    const answer = await many.fetch(many.link('preferences', id), { method: 'POST', body });
    expect(answer.status).toBe(200);
    expect((await many.person())?.categories).toHaveLength(299);
  });

  it('has targets that a thumb can hit', async () => {
    const { page, go } = await show(pages, { viewport: { width: 320, height: 800 } });
    for (const name of Object.keys(pages)) {
      await go(name);
      const small = await page.$$eval(
        'button,input:not([tabindex="-1"]):not([type=hidden]):not([type=checkbox]),label.choice',
        (all) => all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML),
      );
      expect([name, small]).toEqual([name, []]);
    }
    await page.context().close();
  });

  it('is reached by the keyboard in its order, with a mark that is seen, and the trap is not', async () => {
    const { page, go } = await show(pages);
    for (const name of ['subscribe', 'preferences', 'sent', 'my data', 'unsubscribe']) {
      await go(name);
      const wanted = await page.$$eval(
        'a[href],button,input:not([type=hidden]):not([tabindex="-1"])',
        (all) => all.length,
      );
      const seen: string[] = [];
      for (let step = 0; step < wanted + 30; step += 1) {
        await page.keyboard.press('Tab');
        const at = await page.evaluate<Stop | null>(STOP);
        if (at === null) break;
        expect([name, at.mark, at.name === 'website']).toEqual([name, true, false]);
        if (seen.at(-1) !== String(at.place)) seen.push(String(at.place)); // a date has several stops of its own
      }
      expect([name, seen.length]).toEqual([name, wanted]);
      expect(seen).toEqual(seen.toSorted((a, b) => Number(a) - Number(b)));
    }
    await page.context().close();
  });

  it('is small, loads nothing, and needs no script: it has none', async () => {
    for (const [name, answer] of Object.entries(pages)) {
      const body = await answer.clone().text();
      expect([name, body.length < 30_000]).toEqual([name, true]);
      expect(body).not.toMatch(/<(?:img|script|link|iframe)\b|url\(|@import|\son\w+=/);
      expect(body).toMatch(/<h1[^>]*>[^<]+/);
    }
  });
});

it('has the colours and the name of the brand, and a policy that lets in its own style alone', async () => {
  const scene = await openScene({
    brand: { title: 'みなと', accent: '#00695c', serif: 'Georgia, "Yu Mincho", serif' },
  });
  const answer = await scene.get('/subscribe');
  const body = await answer.text();
  expect(body).toContain('--accent:#00695c');
  expect(body).toContain('--serif:Georgia, Yu Mincho, serif');
  expect(body).toContain('<b>みなと</b>');
  expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
  await scene.post('/subscribe', { email: HANA });
  const [mail] = await scene.mails();
  expect(mail?.html).toContain('background:#00695c');
  expect(mail?.html).toContain('>みなと</a>');
});
