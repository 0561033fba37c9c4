/** What the last check found is used again, and only as long as it is true. */
import { hash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type CheckedPost, checkPosts } from '../../src/posts/check/check.ts';
import { diskClockMovesOn } from '../disk-clock.ts';
import { file, NOW, settingsWith } from './settings.ts';

const named = (title: string, body: string, front = '') =>
  file(body, front).replace('白波ロボティクス、新工場を発表', title);

const CUT = '港の電力は要る。\n\n---END---\n\n次の文です。';
const FILES = {
  '2025-11-03-a.md': named('夜の灯台を歩く', CUT),
  '2025-11-04-b.md': named('蓄電池の置き場', '[前]({% post_url 2025-11-03-a %})の話。', 'image: /a.png\n'),
  '2025-11-05-c.md': named('春の制服', '港{{ site.data.x }}。', 'last_modified_at: 2025-11-09\n'),
  '2025-11-06-d.md': '---\ntitle: ""\n---\n本文。',
};

async function site() {
  const root = mkdtempSync(join(tmpdir(), 'tayori-check-cache-'));
  mkdirSync(join(root, 'posts'));
  const write = (name: string, text: string) => writeFileSync(join(root, 'posts', name), text);
  for (const [name, text] of Object.entries(FILES)) write(name, text);
  await diskClockMovesOn(); // within one tick of it a file may change unseen
  const cache = { folder: join(root, '.tayori/cache'), key: 'a' };
  const check = (key = 'a', known: typeof cache | undefined = { ...cache, key }) =>
    checkPosts(root, settingsWith(), NOW, undefined, known);
  const keptFile = join(cache.folder, 'check');
  return { root, write, check, keptFile };
}

const whole = (post: CheckedPost) => ({ ...post, findings: post.findings() });

it('finds the same with it as without it, again and again', async () => {
  const { check } = await site();
  const { posts, collection } = await check('a', undefined);
  expect(posts.flatMap(({ findings }) => findings()).length).toBeGreaterThan(2);
  for (let times = 0; times < 3; times += 1) {
    const again = await check();
    expect(again.posts.map(whole)).toEqual(posts.map(whole));
    expect(again.collection.posts).toEqual(collection.posts);
    expect(again.collection.skipped).toEqual(collection.skipped);
  }
});

it('sees what changed, what is gone and what is new', async () => {
  const { root, write, check } = await site();
  await check();
  write('2025-11-03-a.md', named('夜の灯台を歩く', '港の電力は要る。'));
  write('2025-11-07-e.md', named('朝の市場', CUT));
  rmSync(join(root, 'posts/2025-11-06-d.md'));
  const codes = async (known: boolean) =>
    (await (known ? check() : check('a', undefined))).posts.map(
      (one) =>
        `${one.file} ${one
          .findings()
          .map(({ code }) => code)
          .join()}`,
    );
  const seen = await codes(true);
  expect(seen).toEqual(await codes(false));
  expect(seen).toEqual([
    'posts/2025-11-03-a.md ',
    'posts/2025-11-04-b.md ',
    'posts/2025-11-05-c.md post-liquid',
    'posts/2025-11-07-e.md post-marker',
  ]);
});

it('looks again at a post that links to another by its name', async () => {
  const { root, check } = await site();
  await check();
  rmSync(join(root, 'posts/2025-11-03-a.md'));
  const { posts } = await check();
  const linking = posts.find((one) => one.file.endsWith('b.md'));
  expect(linking?.findings().map(({ code }) => code)).toEqual(['post-address']);
});

it('is not used for other settings or by another program, nor where it is broken', async () => {
  const { check, keptFile } = await site();
  await check();
  const text = readFileSync(keptFile, 'utf8');
  const changed = text.slice(41).replaceAll('A leaked marker', 'Another removal');
  const said = async () =>
    (await check()).posts.flatMap(({ findings }) => findings().map(({ message }) => message));
  writeFileSync(keptFile, `${hash('sha1', changed)}\n${changed}`);
  expect(await said()).toContain('Another removal is dropped.');
  // Where its hash does not fit what it says, it counts as missing.
  writeFileSync(keptFile, text.slice(0, 41) + changed);
  expect(await said()).toContain('A leaked marker is dropped.');
  const kept = readFileSync(keptFile, 'utf8');
  await check('b');
  expect(readFileSync(keptFile, 'utf8')).not.toBe(kept);
});
