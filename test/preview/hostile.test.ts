/** What others wrote does nothing on the page, and another page can neither read nor change anything: in a real browser. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../browser.ts';
import { CONFIG, post } from '../journeys/site.ts';
import { type Shown, showSite, WEEK } from './site.ts';

let browser: Browser;
/** Somebody else's server, and what was asked of it. */
let other: Server;
let asked: string[] = [];
let page: string;
let evil: string;

beforeAll(async () => {
  other = createServer((request, response) => {
    if (request.url === '/page') {
      response.writeHead(200, { 'content-type': 'text/html' }).end(page);
      return;
    }
    asked.push(request.url ?? '');
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('');
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  evil = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  other.close();
});

/** In whatever way somebody may try. */
const attack = (name: string) =>
  [
    `<script>fetch('${evil}/${name}/script')</script>`,
    `<img src=x onerror="fetch('${evil}/${name}/onerror')"><img src="${evil}/${name}/image">`,
    `<svg onload="fetch('${evil}/${name}/svg')"></svg>`,
    `<iframe src="${evil}/${name}/frame"></iframe><object data="${evil}/${name}/object"></object>`,
    `<link rel="stylesheet" href="${evil}/${name}/sheet"><style>@import '${evil}/${name}/import';body{background:url(${evil}/${name}/css)}</style>`,
    `<form action="${evil}/${name}/form"><input name=a autofocus onfocus="fetch('${evil}/${name}/focus')"><button id="send-${name}">go</button></form>`,
    `<base href="${evil}/${name}/base/"><meta http-equiv="refresh" content="0;url=${evil}/${name}/refresh">`,
    `<a href="javascript:fetch('${evil}/${name}/link')">link</a><a href="${evil}/${name}/away" id="away-${name}" target="_top">away</a>`,
    `</textarea></script></iframe></pre><video src="${evil}/${name}/film" poster="${evil}/${name}/poster"></video>`,
  ].join('\n');

async function open(shown: Shown): Promise<Page> {
  const tab = await browser.newPage({ viewport: { width: 1500, height: 900 } });
  await tab.goto(shown.url);
  await tab.locator('body[data-beside]').waitFor();
  return tab;
}

describe('a hostile post, note and template', () => {
  it('do nothing in any view, in any look', async () => {
    const quoted = JSON.stringify(attack('title'));
    await using shown = await showSite({
      'tayori.config.ts': CONFIG,
      'posts/2025-11-07-2-attack.md': post(
        quoted.slice(1, -1),
        '2025-11-07 12:00:00 +0900',
        attack('post'),
      ).replace(
        '---\n\n',
        `image: ${evil}/post/cover.png\nexcerpt: ${JSON.stringify(attack('excerpt'))}\nquote: ${JSON.stringify(attack('quote'))}\n---\n\n`,
      ),
      [`posts/_digests/${WEEK}.md`]: `---\nsubject: ${JSON.stringify(attack('subject'))}\nclosing: ${JSON.stringify(attack('closing'))}\n---\n\n${attack('note')}\n`,
      'email-templates/mail-close.liquid': `<mj-raw>${attack('template').split('\n').slice(0, -1).join('')}</mj-raw>`,
    });
    asked = [];
    const tab = await open(shown);
    const dialogs: string[] = [];
    tab.on('dialog', (dialog) => void dialogs.push(dialog.message()));
    const state = await tab.evaluate(() => fetch('state').then((answer) => answer.text()));
    expect(state).toContain('2025-11-07-2-attack.md');
    for (const look of ['light', 'dark', 'inverted', 'no-pictures', 'no-styles']) {
      await tab.locator(`input[value=${look}]`).check({ force: true });
      await tab.locator('#view-mail-panel iframe.coming').first().waitFor({ state: 'detached' });
    }
    for (const id of await tab
      .locator('#view-tabs [role=tab]')
      .evaluateAll((tabs) => tabs.map((one) => one.id))) {
      await tab.click(`#${id}`);
      await tab.locator('iframe.coming').first().waitFor({ state: 'detached' });
    }
    // What asks for nothing by itself may still be pressed.
    await tab.click('#view-mail');
    const mail = tab.frameLocator('#view-mail-panel figure:nth-child(2) iframe:not(.coming)');
    // Some stand where no pointer comes to.
    for (const link of await mail.locator('a').all())
      await link.click({ force: true }).catch(() => link.dispatchEvent('click'));
    expect(tab.url().split('#')[0]).toBe(shown.url);
    expect(tab.context().pages()).toHaveLength(1);
    expect({ asked, dialogs }).toEqual({ asked: [], dialogs: [] });
    expect(await shown.site.files('posts/_digests')).toEqual([`posts/_digests/${WEEK}.md`]);
    await tab.close();
  });
});

describe('a page of another origin', () => {
  it.for(['without', 'with'] as const)('reads and changes nothing, %s the token', async (known) => {
    await using shown = await showSite();
    const target = known === 'with' ? shown.url : `${shown.origin}/`;
    page = `<!doctype html><body><script>
      globalThis.done = (async () => {
        const said = [];
        const text = (answer) => answer.text();
        const tried = (name, work) => work().then((value) => said.push(name + ' ' + value), () => {});
        for (const path of ['', 'state', 'beside', 'plain', 'frame/mail', 'app/app.js', 'height/a/1'])
          await tried(path, () => fetch('${target}' + path).then(text));
        await tried('opaque', () => fetch('${target}state', { mode: 'no-cors' }).then(text).then((one) => { if (one === '') throw 0; return one; }));
        for (const type of ['application/json', 'text/plain'])
          await tried('post ' + type, () => fetch('${target}note', { method: 'POST', mode: type === 'text/plain' ? 'no-cors' : 'cors', headers: { 'content-type': type }, body: JSON.stringify({ version: 'none', number: '666' }) }).then((answer) => { if (answer.type === 'opaque') throw 0; return answer.text(); }));
        await tried('events', () => new Promise((yes, no) => { const all = new EventSource('${target}events'); all.onmessage = all.onopen = () => yes('open'); all.onerror = no; }));
        for (const path of ['', 'frame/mail']) {
          const frame = document.createElement('iframe');
          frame.src = '${target}' + path;
          document.body.append(frame);
          await new Promise((over) => { frame.onload = over; });
          await tried('frame ' + path, async () => frame.contentDocument.body.innerText || (() => { throw 0; })());
        }
        await tried('script', () => new Promise((yes, no) => { const one = document.createElement('script'); one.src = '${target}state'; one.onload = () => yes('ran'); one.onerror = no; document.body.append(one); }));
        return said;
      })();
    </script>`;
    const tab = await browser.newPage();
    await tab.goto(`${evil}/page`);
    expect(await tab.evaluate('done')).toEqual([]);
    const inner = await Promise.all(
      tab
        .frames()
        .slice(1)
        .map((frame) =>
          frame
            .locator('body')
            .innerText()
            .catch(() => ''),
        ),
    );
    expect(inner.join('')).not.toContain('港の電力');
    expect(await shown.site.files('posts/_digests')).toEqual([]);
    await tab.close();
  });
});
