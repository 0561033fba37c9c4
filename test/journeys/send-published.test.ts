/** A real mail leaves only when the pages that it leads to are there: a mail server and a web server on this machine. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { openSink } from '../smtp.ts';
import { KEY, openMailing, subscribe, WEEK } from './mailing.ts';
import { CONFIG } from './site.ts';

it('stops with the next step until out/ and the posts are published, and then sends to everyone', async () => {
  const published = new Set<string>();
  const web = createServer(({ url = '' }, response) => {
    response.writeHead(published.has(url) ? 200 : 404).end();
  });
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const { port } = web.address() as AddressInfo; // it listens on TCP
  const site = await openMailing({
    'tayori.config.ts': CONFIG.replace('https://minato.example', `http://127.0.0.1:${port}`),
  });
  await subscribe(site, ['hanako@example.jp', 'taro@example.jp']);
  const sink = await openSink();
  const env = { MAIL_URL: sink.url, SIGNING_KEY: KEY };
  const send = (...args: readonly string[]) => site.run(['send', '--week', WEEK, '--yes', ...args], env);

  const refused = await send();
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain(`/digests/${WEEK}/ is not there yet (the server answers 404)`);
  expect(refused.stderr).toContain('Publish out/ first');
  expect(refused.stderr).toContain('the article 「');
  expect(refused.stderr.match(/\[send-unpublished\]/g)).toHaveLength(2);
  expect(sink.accepted).toEqual([]);
  // Nothing was frozen: what is published next may be made again.
  expect((await site.run(['digest', '--week', WEEK])).code).toBe(0);
  // Neither a look at the plan nor a mail to oneself asks.
  expect((await site.run(['send', '--week', WEEK, '--dry-run'], env)).code).toBe(0);
  expect((await site.run(['send', '--week', WEEK, '--test', 'me@example.jp'], env)).code).toBe(0);
  expect(sink.accepted).toHaveLength(1);

  published.add(`/digests/${WEEK}/`);
  const { posts } = JSON.parse(await site.read(`out/digests/${WEEK}/manifest.json`)) as {
    posts: { url: string }[];
  };
  for (const { url } of posts) published.add(new URL(url).pathname);
  expect((await send()).code).toBe(0);
  expect(sink.accepted.map(({ to }) => to.replace(/[<>]/g, '')).toSorted()).toEqual([
    'hanako@example.jp',
    'me@example.jp',
    'taro@example.jp',
  ]);

  // Once they have the mail, the web is not asked again.
  published.clear();
  expect((await send()).code).toBe(0);
  await sink.close();
  web.closeAllConnections();
  await new Promise((resolve) => web.close(resolve));
});

it('sends all the same with --unpublished', async () => {
  const site = await openMailing({
    'tayori.config.ts': CONFIG.replace('https://minato.example', 'http://127.0.0.1:9'),
  });
  await subscribe(site, ['hanako@example.jp']);
  const sink = await openSink();
  const env = { MAIL_URL: sink.url, SIGNING_KEY: KEY };
  expect((await site.run(['send', '--week', WEEK, '--yes'], env)).stderr).toContain('is not there yet');
  expect((await site.run(['send', '--week', WEEK, '--yes', '--unpublished'], env)).code).toBe(0);
  expect(sink.accepted).toHaveLength(1);
  await sink.close();
});
