/** The first success, as a newcomer starts it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { expect, it } from 'vitest';
import { openSite, post } from './site.ts';

it('start builds, renders and delivers once, and says so when run again', async () => {
  const site = await openSite({
    'posts/2026-11-02-a.md': post('港の一週間', '2026-11-02 09:00:00 +0900', '積み荷が戻った。'),
    'posts/2026-11-03-b.md': post('海図の読み方', '2026-11-03 09:00:00 +0900', '深さを読む。', '技術解説'),
  });
  const first = await site.spawn(['start'], {
    MAIL_URL: 'smtp://127.0.0.1:1',
    LEDGER_URL: 'sqlite:.tayori/real.db',
  });
  expect([first.code, first.stderr]).toEqual([0, '']);
  expect(first.stdout).toContain('4 of 4 on the sample list delivered');
  expect(first.stdout.split('\n').length).toBeLessThanOrEqual(14);
  const mails = (await site.files('.tayori/outbox')).filter((file) => file.endsWith('.eml'));
  expect(mails).toHaveLength(4);
  expect(await site.files('.tayori')).not.toContain('.tayori/real.db');
  const parsed = await PostalMime.parse(await readFile(join(site.root, mails[0] ?? '')));
  expect(parsed.html).toContain('港の一週間');
  const again = await site.spawn(['start']);
  expect([again.code, again.stderr]).toEqual([0, '']);
  expect(again.stdout).toContain('4 on the sample list already have it');
});

it('start names the next commands as they are typed', async () => {
  const site = await openSite({
    'posts/2026-11-02-a.md': post('港の一週間', '2026-11-02 09:00:00 +0900', '積み荷が戻った。'),
  });
  const { stdout } = await site.run(['start'], { npm_lifecycle_event: 'npx' });
  expect(stdout).toMatch(/^ {2}npx tayori send --help {9}sending for real/m);
  const npm = await site.run(['start'], { npm_lifecycle_event: 'start' });
  expect(npm.stdout).toMatch(/^ {2}npm run subscribers -- --help {2}your own list$/m);
});

it('start says what is missing where there is no post', async () => {
  const site = await openSite();
  const { code, stderr } = await site.run(['start']);
  expect(code).toBe(1);
  expect(stderr).toContain('[digest-empty]');
});

it('start says how many posts are left out for a fault, and drafts are none', async () => {
  const site = await openSite({
    'posts/2026-11-02-a.md': post('港の一週間', '2026-11-02 09:00:00 +0900', '積み荷が戻った。'),
    'posts/2026-11-03-b.md': post('', '2026-11-03 09:00:00 +0900', '題がない。'),
    'posts/2026-11-04-c.md': post('日付が違う', '2026-02-30 09:00:00 +0900', '本文。'),
    'posts/2026-11-05-d.md': '---\ntitle: 下書き\ndraft: true\n---\n\n本文。\n',
  });
  const { code, stdout } = await site.run(['start']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Left out +2 posts have a fault and are in no feed and no digest +tayori check$/m);
});
