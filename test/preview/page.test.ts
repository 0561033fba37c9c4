/** The page in a real browser: it follows what is saved, shows every view, and shapes the issue. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsOn } from '../axe.ts';
import { openBrowser } from '../browser.ts';
import { post } from '../journeys/site.ts';
import { seen } from '../seen.ts';
import { type Shown, showSite, WEEK } from './site.ts';

const NOTE = `posts/_digests/${WEEK}.md`;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

type Options = { readonly scheme?: 'light' | 'dark'; readonly view?: string };

/** What can be read; without the marks where a line may break. */
async function read(place: { innerText(): Promise<string> }): Promise<string> {
  return (await place.innerText()).replaceAll('\u200b', '');
}

/** The page, once it has shown its first picture. */
async function open(shown: Shown, { scheme = 'light', view = 'mail' }: Options = {}): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1500, height: 900 }, colorScheme: scheme });
  await page.goto(`${shown.url}#view=${view}`);
  await page.locator('body[data-beside]').waitFor();
  return page;
}

/** The mail as the wide pane shows it now; a frame that is still coming does not count. */
function mail(page: Page) {
  return page.frameLocator('#view-mail-panel figure:nth-child(2) iframe:not(.coming)');
}

/** The pane of the wide mail, scrolled down by 300 px. A picture that is still growing can not be scrolled so far yet. */
async function scrolled(page: Page): Promise<Locator> {
  const pane = page.locator('#view-mail-panel figure:nth-child(2) .pane');
  await seen(() =>
    pane.evaluate((element) => {
      element.scrollTo(0, 300);
      return element.scrollTop;
    }),
  ).toBe(300);
  return pane;
}

const file = 'posts/2025-11-05-1-tug.md';
const changed = (title: string) =>
  post(title, '2025-11-05 09:00:00 +0900', '曳船の賃料は一年で12%下がった。船が増えたからではない。');

describe('a save', () => {
  it('of a post, a note, a template and the config is shown, and the scroll stays', async () => {
    await using shown = await showSite();
    const page = await open(shown);
    const pane = await scrolled(page);
    await shown.site.write(file, changed('新しい題の曳船'));
    await seen(() => read(mail(page).locator('body'))).toContain('新しい題の曳船');
    expect(await pane.evaluate((element) => element.scrollTop)).toBe(300);
    await shown.site.write(NOTE, '---\nclosing: 来週もお楽しみに。\n---\n\n編集部のことば。\n');
    await seen(() => read(mail(page).locator('body'))).toContain('編集部のことば。');
    expect(await page.inputValue('#word-body')).toBe('編集部のことば。');
    await shown.site.write(
      'tayori.config.ts',
      (await shown.site.read('tayori.config.ts')).replaceAll('週刊みなと', '港の手紙'),
    );
    await seen(() => read(mail(page).locator('body'))).toContain('港の手紙');
    await shown.site.write(
      'email-templates/mail-note.liquid',
      '<mj-text>{{ note.mail_html | raw }}<p>雛形から</p></mj-text>',
    );
    await seen(() => read(mail(page).locator('body'))).toContain('雛形から');
    expect(await pane.evaluate((element) => element.scrollTop)).toBe(300);
    await shown.site.write('email-templates/mail-note.liquid', '<mj-text>{{ note.mail_htm }}</mj-text>');
    await page.locator('#faults').waitFor({ state: 'visible' });
    expect(await page.locator('#faults').innerText()).toContain('email-templates/mail-note.liquid:1:');
    expect(await read(mail(page).locator('body'))).toContain('雛形から');
    await page.close();
  });

  it('has its whole height also where the page begins to listen after its frames said how high they are', async () => {
    await using shown = await showSite();
    const page = await browser.newPage({ viewport: { width: 1500, height: 900 } });
    const told: string[] = [];
    page.on('response', (response) => {
      if (response.url().includes('/height/')) told.push(response.url());
    });
    await page.route('**/events', async (route) => {
      await seen(() => Promise.resolve(told.length)).toBeGreaterThan(1);
      await route.continue();
    });
    await page.goto(`${shown.url}#view=mail`);
    await scrolled(page);
    await page.close();
  });

  it('keeps the scroll also where the new picture does not say how high it is', async () => {
    await using shown = await showSite();
    const page = await open(shown);
    const pane = await scrolled(page);
    await page.route('**/height/**', (route) => route.abort());
    await shown.site.write(file, changed('新しい題の曳船'));
    await seen(() => read(mail(page).locator('body'))).toContain('新しい題の曳船');
    expect(await pane.evaluate((element) => element.scrollTop)).toBe(300);
    await page.close();
  });

  it('that can not be shown stands over the last good picture, with its place, and goes when it is mended', async () => {
    await using shown = await showSite();
    const page = await open(shown);
    await shown.site.write(NOTE, '---\nlead: nobody-wrote-this\n---\n');
    const faults = page.locator('#faults');
    await faults.waitFor({ state: 'visible' });
    expect(await faults.innerText()).toContain(`${NOTE}:2:7`);
    const link = faults.getByRole('link').first();
    expect(await link.getAttribute('href')).toBe(`vscode://file${shown.site.root}/${NOTE}:2:7`);
    expect(await read(mail(page).locator('body'))).toContain('曳船');
    await shown.site.write(NOTE, '---\nlead: 2025-11-06-1-crane\n---\n');
    await faults.waitFor({ state: 'hidden' });
    await page.close();
  });

  it('of another mail that can not be made is told in its own view, and the digest goes on', async () => {
    await using shown = await showSite({
      'email-templates/welcome.mjml.liquid': '<mjml>{{ nothing }}</mjml>',
    });
    const page = await open(shown, { view: 'letters' });
    await seen(() => page.locator('#view-letters-panel').innerText()).toContain(
      'email-templates/welcome.mjml.liquid:1:',
    );
    const frame = await page.request.get(`${shown.url}frame/letter?kind=welcome`);
    expect(await frame.text()).toContain('email-templates/welcome.mjml.liquid:1:');
    await page.click('#view-mail');
    await seen(() => read(mail(page).locator('body'))).toContain('曳船');
    await page.close();
  });

  it('with which the first picture can not be made is shown once it is mended', async () => {
    await using shown = await showSite({ [NOTE]: '---\nleed: a\n---\n' });
    const page = await browser.newPage();
    await page.goto(shown.url);
    await page.locator('#faults').waitFor({ state: 'visible' });
    const said = await page.locator('#faults').innerText();
    expect(said).toContain('この号の指定に、読めない項目があります'); // the page's own words, by code
    expect(said).toContain('Did you mean lead?'); // and those of the moment
    expect(said).not.toContain('undefined');
    await shown.site.write(NOTE, '---\nnumber: 3\n---\n');
    await seen(() => read(mail(page).locator('body'))).toContain('第3号');
    await page.close();
  });
});

describe('every view', () => {
  let shown: Shown;
  let page: Page;
  beforeAll(async () => {
    shown = await showSite();
    page = await open(shown);
  });
  afterAll(async () => {
    await page.close();
    await shown[Symbol.asyncDispose]();
  });

  const panel = (view: string) => page.locator(`#view-${view}-panel`);
  const tab = (view: string) => page.locator(`#view-${view}`).click();

  it.for([
    { look: 'light', ground: 'rgb(240, 237, 229)' },
    { look: 'dark', ground: 'rgb(17, 19, 26)' },
  ])('$look, whatever the machine has', async ({ look, ground }) => {
    await tab('mail');
    await page.locator(`input[value=${look}]`).check({ force: true });
    await seen(() =>
      mail(page)
        .locator('body')
        .evaluate((body) => body.ownerDocument.defaultView?.getComputedStyle(body).backgroundColor),
    ).toBe(ground);
  });

  it('inverted, without pictures, without styles', async () => {
    await page.locator('input[value=inverted]').check({ force: true });
    await seen(() =>
      mail(page)
        .locator('html')
        .evaluate((html) => html.ownerDocument.defaultView?.getComputedStyle(html).filter),
    ).toContain('invert');
    await page.locator('input[value=no-styles]').check({ force: true });
    await seen(() => mail(page).locator('head style').count()).toBe(0);
    await page.locator('input[value=no-pictures]').check({ force: true });
    await seen(() => mail(page).locator('head style').count()).toBeGreaterThan(0);
    await page.locator('input[value=light]').check({ force: true });
  });

  it('another edition has only its categories', async () => {
    await page.selectOption('#edition', 'technology');
    await seen(() => read(mail(page).locator('body'))).not.toContain('曳船');
    expect(await read(mail(page).locator('body'))).toContain('クレーン');
    await page.selectOption('#edition', 'all');
    await seen(() => read(mail(page).locator('body'))).toContain('曳船');
  });

  it.for([
    { view: 'inbox', says: '最初の200字' },
    { view: 'text', says: 'https://minato.example/2025/11/05/1-tug/' },
    { view: 'source', says: '<!doctype html>' },
    { view: 'feeds', says: '港の電力、三割を自前に' },
    { view: 'letters', says: '登録の確認' },
    { view: 'links', says: 'posts/2025-11-05-1-tug.md' },
    { view: 'findings', says: '直すところはありません' },
    { view: 'clients', says: 'Thunderbird' },
  ])('$view', async ({ view, says }) => {
    await tab(view);
    await seen(() => read(panel(view))).toContain(says);
  });

  it.for([
    { view: 'web', says: 'クレーン三基の発注先が決まる' },
    { view: 'archive', says: '号' },
    { view: 'feeds', says: '約1分' },
    { view: 'letters', says: '123456' },
  ])('the frame of $view', async ({ view, says }) => {
    await tab(view);
    const frame = page.frameLocator(`#view-${view}-panel iframe:not(.coming)`);
    const text = () => read(frame.locator('body'));
    if (view === 'feeds') await seen(text).toContain('潮位の予測の誤差');
    else await seen(text).toContain(says);
  });
});

describe('shaping', () => {
  let shown: Shown;
  let page: Page;
  beforeAll(async () => {
    shown = await showSite({ [NOTE]: '---\n# 編集長の覚え書き\nnumber: 7   # 創刊から\n---\n' });
    page = await open(shown);
  });
  afterAll(async () => {
    await page.close();
    await shown[Symbol.asyncDispose]();
  });

  const row = (name: string) => page.locator(`li[data-file="posts/${name}.md"]`);
  const note = () => shown.site.read(NOTE);

  it('by keys: the lead, the order, what is left out', async () => {
    await row('2025-11-06-1-crane').focus();
    await page.keyboard.press('l');
    await seen(note).toContain('lead: 2025-11-06-1-crane\n');
    await row('2025-11-04-1-harbour').focus();
    await page.keyboard.press('Alt+ArrowUp');
    await seen(note).toContain('order:\n  - 2025-11-04-1-harbour\n');
    await row('2025-11-07-1-tide').focus();
    await page.keyboard.press('Alt+ArrowUp');
    await page.keyboard.press('Alt+ArrowUp');
    await seen(note).toContain('order:\n  - 2025-11-07-1-tide\n  - 2025-11-04-1-harbour\n');
    await row('2025-11-05-1-tug').focus();
    await page.keyboard.press('x');
    await seen(note).toContain('leave_out:\n  - 2025-11-05-1-tug\n');
    expect(await note()).toMatch(/^---\n# 編集長の覚え書き\nnumber: 7 {3}# 創刊から\n/);
    await seen(() => read(mail(page).locator('body'))).not.toContain('曳船');
  });

  it('by mouse: dragged from one place to another', async () => {
    await row('2025-11-04-1-harbour').dragTo(row('2025-11-07-1-tide'), { targetPosition: { x: 40, y: 4 } });
    await seen(note).toContain('order:\n  - 2025-11-04-1-harbour\n  - 2025-11-07-1-tide\n');
    await row('2025-11-05-1-tug').dragTo(page.locator('section[data-zone=lead]'));
    await seen(note).toContain('lead: 2025-11-05-1-tug\n');
    expect(await note()).not.toContain('leave_out');
    await row('2025-11-07-1-tide').getByRole('button', { name: '載せない' }).click();
    await seen(note).toContain('leave_out:\n  - 2025-11-07-1-tide\n');
  });

  it('by finger: by the grip of a row, to another place', async () => {
    const touch = await page.context().newCDPSession(page);
    // Rows are made anew with each picture: one that was just replaced has no place.
    const middle = async (spot: Locator) => {
      let middle = { x: 0, y: 0 };
      const look = async () => {
        const { x = 0, y = 0, width = 0, height = 0 } = (await spot.boundingBox()) ?? {};
        middle = { x: x + width / 2, y: y + height / 2 };
        return middle.y;
      };
      await seen(look).toBeGreaterThan(0);
      return middle;
    };
    await seen(() => page.innerText('#saved')).toContain('保存しました');
    const at = await middle(row('2025-11-04-1-harbour').locator('.grip'));
    const to = await middle(page.locator('section[data-zone=lead] li'));
    const send = (
      type: 'touchStart' | 'touchMove' | 'touchEnd',
      ...touchPoints: { x: number; y: number }[]
    ) => touch.send('Input.dispatchTouchEvent', { type, touchPoints });
    await send('touchStart', at);
    // What comes from the disk meanwhile does not take the row out of the hand.
    const version = await page.locator('body').getAttribute('data-version');
    const title = 'クレーン三基の発注先が決まる';
    await shown.site.write(
      'posts/2025-11-06-1-crane.md',
      post(title, '2025-11-06 09:00:00 +0900', '別の文。'),
    );
    await seen(() => page.locator('body').getAttribute('data-version')).not.toBe(version);
    for (const part of [0.3, 0.6, 1]) await send('touchMove', { x: at.x, y: at.y + (to.y - at.y) * part });
    await seen(() => page.locator('section.target').getAttribute('data-zone')).toBe('lead');
    await send('touchEnd');
    await seen(note).toContain('lead: 2025-11-04-1-harbour\n');
    await seen(() => page.locator('.carried, .target').count()).toBe(0);
  });

  it('by words: the note is shown beside them while it is written', async () => {
    await page.click('#shape-words');
    await page.fill('#word-body', '**今週**の港から。');
    await page.fill('#word-closing', 'また来週。');
    await seen(note).toMatch(/closing: また来週。\n[\s\S]*---\n\n\*\*今週\*\*の港から。\n$/);
    await seen(() => read(mail(page).locator('body'))).toContain('今週の港から。');
    expect(await shown.site.files('posts/_digests')).toEqual([NOTE]);
  });

  it('leaves a note alone that changed on disk meanwhile, and says so', async () => {
    const mine = await page.evaluate(() => fetch('state').then((answer) => answer.json()));
    await shown.site.write(NOTE, '---\nnumber: 8\n---\nAnother editor.\n');
    const answer = await page.evaluate(
      async (version) => {
        const sent = await fetch('note', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ version, number: '9' }),
        });
        return { status: sent.status, text: await sent.text() };
      },
      (mine as { rendered: { note: { version: string } } }).rendered.note.version,
    );
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('note-conflict');
    expect(await note()).toBe('---\nnumber: 8\n---\nAnother editor.\n');
  });
});

describe('axe finds nothing, light and dark,', () => {
  /** No colour is on its way from one to another while it is looked at. */
  const still = { bypassCSP: true, reducedMotion: 'reduce' } as const;

  it('on any view of the page', async () => {
    await using shown = await showSite({
      'posts/2025-11-05-2-broken.md': '---\ntitle: "open\ndate: 2025-11-05\n---\n\nx\n',
    });
    const context = await browser.newContext({ ...still, viewport: { width: 1500, height: 900 } });
    const page = await context.newPage();
    await page.goto(shown.url);
    await page.locator('body[data-beside]').waitFor();
    await page.locator('#faults summary').click();
    await page.locator('#ready button.no').click();
    const found: Record<string, readonly string[]> = { all: await faultsOn(page) };
    for (const id of await page
      .locator('#view-tabs [role=tab]')
      .evaluateAll((tabs) => tabs.map((one) => one.id))) {
      await page.click(`#${id}`);
      await page.locator(`#${id}-panel > *`).first().waitFor();
      found[id] = await faultsOn(page, 'main');
    }
    await page.click('#shape-words');
    found['words'] = await faultsOn(page, 'aside');
    await page.getByRole('button', { name: '自分に送る' }).click();
    found['test'] = await faultsOn(page, 'dialog');
    expect(Object.values(found).flat()).toEqual([]);
    await context.close();
  });

  it('on the mail, the web version, the list of digests and the feed page', async () => {
    await using shown = await showSite({}, {}, async (site) => {
      await site.run(['build']);
      await site.run(['digest', '--week', WEEK]);
    });
    const context = await browser.newContext(still);
    const page = await context.newPage();
    const documents = {
      mail: await shown.site.read(`out/digests/${WEEK}/email.html`),
      web: await shown.site.read(`out/digests/${WEEK}/index.html`),
      archive: await shown.site.read('out/digests/index.html'),
      feeds: await shown.site.read('out/feeds/index.html'),
    };
    const found: string[] = [];
    for (const [name, document] of Object.entries(documents)) {
      await page.setContent(document);
      found.push(
        ...(
          await faultsOn(page, 'html', name === 'mail' ? ['wcag2a', 'wcag2aa', 'wcag21aa'] : undefined)
        ).map((one) => `${name}: ${one}`),
      );
    }
    expect(found).toEqual([]);
    await context.close();
  });
});
