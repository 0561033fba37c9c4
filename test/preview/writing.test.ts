/** What an editor types on the page: it is never lost, never changed under their hands, and written over nobody. In a real browser. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from '../browser.ts';
import { seen } from '../seen.ts';
import { type Shown, showSite, WEEK } from './site.ts';

const NOTE = `posts/_digests/${WEEK}.md`;

let browser: Browser;
let shown: Shown;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser();
  shown = await showSite();
});
afterAll(async () => {
  await browser?.close();
  await shown?.[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await shown.site.write(NOTE, '---\nnumber: 7\n---\n');
  page = await browser.newPage({ viewport: { width: 1500, height: 900 } });
  await page.goto(shown.url);
  await page.locator('body[data-beside]').waitFor();
  await page.click('#shape-words');
  await seen(() => page.inputValue('#word-number')).toBe('7');
  await seen(() => page.inputValue('#word-body')).toBe('');
  return () => page.close();
});

const note = () => shown.site.read(NOTE);
const saved = () => page.innerText('#saved');
/** Until the page has taken in a picture that is newer than the note that stands on disk now. */
const takenIn = async () => {
  const version = await page.locator('body').getAttribute('data-version');
  await shown.site.write('email-templates/mail-note.liquid', `<mj-text>${version}</mj-text>`);
  await seen(() => page.locator('body').getAttribute('data-version')).not.toBe(version);
};

describe('a pause', () => {
  it('between two words leaves the blank', async () => {
    await page.click('#word-subject');
    await page.keyboard.type('Hello ');
    await seen(note).toContain('subject: Hello\n');
    await takenIn();
    await page.keyboard.type('world');
    await seen(note).toContain('subject: Hello world\n');
    expect(await page.inputValue('#word-subject')).toBe('Hello world');
  });

  it('between two paragraphs leaves the line breaks, and the caret where it is', async () => {
    await page.click('#word-body');
    await page.keyboard.type('one\n\n');
    await seen(note).toMatch(/\none\n$/);
    await takenIn();
    await page.keyboard.type('two');
    await seen(note).toMatch(/\none\n\ntwo\n$/);
    await page.keyboard.press('Home');
    await page.keyboard.type('_');
    await takenIn();
    await page.keyboard.type('x');
    await seen(note).toMatch(/\none\n\n_xtwo\n$/);
  });

  it('in the middle of a conversion from kana writes nothing, and what is on disk disturbs nothing', async () => {
    await page.click('#word-subject');
    const session = await page.context().newCDPSession(page);
    await session.send('Input.imeSetComposition', { text: 'みなと', selectionStart: 3, selectionEnd: 3 });
    await shown.site.write(NOTE, '---\nnumber: 8\nsubject: 別の件名\n---\n');
    await seen(() => page.inputValue('#word-number')).toBe('8');
    expect(await page.inputValue('#word-subject')).toBe('みなと');
    await session.send('Input.insertText', { text: '港' });
    await page.locator('.theirs:visible pre').waitFor();
    expect(await page.inputValue('#word-subject')).toBe('港');
    expect(await note()).toContain('subject: 別の件名');
  });
});

describe('a note that changed on disk meanwhile', () => {
  it('in another field is kept, with what is typed', async () => {
    await page.route('**/state', () => {}); // the page hears of nothing
    await shown.site.write(NOTE, '---\nnumber: 8\n---\nAnother editor.\n');
    await page.fill('#word-subject', '私の件名');
    await seen(note).toContain('subject: 私の件名');
    expect(await note()).toBe('---\nnumber: 8\nsubject: 私の件名\n---\nAnother editor.\n');
  });

  it.for([
    { when: 'before the page hears of it', deaf: true },
    { when: 'after the page heard of it', deaf: false },
  ])('in the same field, $when: both are shown, and the editor chooses', async ({ deaf }) => {
    if (deaf) await page.route('**/state', (route) => route.abort());
    else await page.route('**/note', (route) => route.abort()); // what is typed waits
    await page.click('#word-body');
    await page.keyboard.type('Mine.');
    if (!deaf) await seen(saved).toContain('応答しません');
    await shown.site.write(NOTE, '---\nnumber: 8\n---\nTheirs.\n');
    await page.keyboard.type('!');
    if (deaf) {
      await seen(saved).toContain('body');
      expect(await page.inputValue('#word-body')).toBe('Mine.!');
      await page.unroute('**/state');
      await takenIn();
    } else await page.unroute('**/note');
    const theirs = page.locator('.theirs:visible');
    await seen(() => theirs.locator('pre').innerText()).toBe('Theirs.');
    expect(await page.inputValue('#word-body')).toBe('Mine.!');
    expect(await note()).toBe('---\nnumber: 8\n---\nTheirs.\n');
    await theirs.getByRole('button', { name: '自分の文を残す' }).click();
    await seen(note).toBe('---\nnumber: 8\n---\n\nMine.!\n');
    await seen(() => page.locator('.theirs:visible').count()).toBe(0);
    await seen(saved).toContain('保存しました');
  });

  it('while what is typed is on its way, which then breaks off: both are shown', async () => {
    const broken = Promise.withResolvers<void>();
    await page.route('**/note', async (route) => {
      await broken.promise;
      await route.abort();
    });
    const underWay = page.waitForRequest('**/note');
    await page.fill('#word-body', 'Mine.');
    await underWay;
    const version = await page.locator('body').getAttribute('data-version');
    await shown.site.write(NOTE, '---\nnumber: 8\n---\nTheirs.\n');
    await seen(() => page.locator('body').getAttribute('data-version')).not.toBe(version);
    broken.resolve();
    await seen(() => page.locator('.theirs:visible pre').innerText()).toBe('Theirs.');
    await page.unroute('**/note');
  });

  it('and is chosen: it comes into the field', async () => {
    await page.route('**/note', (route) => route.abort());
    await page.fill('#word-body', 'Mine.');
    await shown.site.write(NOTE, '---\nnumber: 8\n---\nTheirs.\n');
    await page.locator('.theirs:visible').getByRole('button', { name: 'ファイルの内容' }).click();
    expect(await page.inputValue('#word-body')).toBe('Theirs.');
    await page.unroute('**/note');
  });

  it('where nobody writes comes into the field once it is left', async () => {
    await page.click('#word-body');
    await shown.site.write(NOTE, '---\nnumber: 8\n---\nTheirs.\n');
    await seen(() => page.inputValue('#word-number')).toBe('8');
    expect(await page.inputValue('#word-body')).toBe('');
    await page.click('#word-closing');
    await seen(() => page.inputValue('#word-body')).toBe('Theirs.');
  });
});

describe('what was not written', () => {
  it('after a broken connection stays, is told, and is written as soon as that is possible', async () => {
    await page.route('**/note', (route) => route.abort('connectionreset'));
    await page.fill('#word-closing', 'また来週。');
    await seen(saved).toContain('応答しません');
    await page.fill('#word-subject', '件名');
    await page.unroute('**/note');
    await seen(note).toContain('closing: また来週。');
    await seen(note).toContain('subject: 件名');
    await seen(saved).toContain('保存しました');
  });

  it('is a post that was moved: it is written too', async () => {
    await page.route('**/note', (route) => route.abort('connectionreset'));
    await page.click('#shape-order');
    await page.locator('li[data-file="posts/2025-11-06-1-crane.md"]').press('l');
    await seen(saved).toContain('応答しません');
    await page.unroute('**/note');
    await seen(note).toContain('lead: 2025-11-06-1-crane');
  });

  it('because it is refused stays in the field, and the page asks before it is closed', async () => {
    await shown.site.write(NOTE, '---\nnumber: [8\n---\n');
    await page.fill('#word-subject', '長い時間をかけた件名');
    await seen(saved).toContain('保存できません');
    await takenIn();
    expect(await page.inputValue('#word-subject')).toBe('長い時間をかけた件名');
    const asked = page.waitForEvent('dialog');
    await page.evaluate('void setTimeout(() => location.reload())');
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    await shown.site.write(NOTE, '---\nnumber: 8\n---\n');
    await page.locator('#saved').getByRole('button', { name: 'もう一度' }).click();
    await seen(note).toContain('subject: 長い時間をかけた件名');
  });

  it('and nothing waits: the page is closed without a question', async () => {
    await page.fill('#word-subject', '件名 ');
    await seen(saved).toContain('保存しました');
    let asked = false;
    page.on('dialog', async (dialog) => {
      asked = true;
      await dialog.accept();
    });
    await page.reload();
    expect(asked).toBe(false);
  });
});
