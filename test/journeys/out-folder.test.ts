/** What may stand in `out/` before a build or a digest: links to elsewhere, and what a killed build left. */
import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSite, post } from './site.ts';

const posts = { 'posts/2026-11-02-a.md': post('港の朝', '2026-11-02 09:00:00 +0900', '積み荷が戻った。') };

it.for([
  { link: 'out/categories', args: ['build'] },
  { link: 'out/digests', args: ['digest', '--week', '2026-W45'] },
])('`$args` writes nothing through $link, a link', async ({ link, args }) => {
  const site = await openSite({ ...posts, 'elsewhere/keep.txt': '' });
  await mkdir(join(site.root, 'out'));
  await symlink(join(site.root, 'elsewhere'), join(site.root, link));
  const { code, stderr } = await site.run(args);
  expect([code, stderr]).toEqual([
    1,
    expect.stringContaining(`${link}: A folder that should be written is a link`),
  ]);
  expect(await site.files('elsewhere')).toEqual(['elsewhere/keep.txt']);
  expect(await site.files('out')).toEqual([]);
});

it('a build removes what a killed one left', async () => {
  const dead = 2 ** 22 + 1; // beyond what Linux numbers
  const site = await openSite({
    ...posts,
    [`out/rss.xml.${dead}.part`]: '<rss',
    [`out/categories/investment/atom.xml.${dead}.part`]: '<feed',
    [`posts/.tayori-ids.json.${dead}.part`]: '{',
    [`posts/mine.${dead}.part`]: 'of somebody else, in a folder that is not ours',
    [`.tayori/cache/heads.${dead}.part`]: '',
  });
  expect((await site.spawn(['build'])).code).toBe(0);
  expect((await site.files('.')).filter((file) => file.endsWith('.part'))).toEqual([
    `posts/mine.${dead}.part`,
  ]);
});

it('a post whose file name is not UTF-8 is named, and the others are published', async () => {
  const site = await openSite(posts);
  const named = Buffer.concat([Buffer.from(`${site.root}/posts/2026-11-03-`), SHIFT_JIS, Buffer.from('.md')]);
  await writeFile(named, post('港の夜', '2026-11-03 09:00:00 +0900', '船が着いた。'));
  const file = 'posts/2026-11-03-\\x8bL\\x8e\\x96.md';
  for (const args of [['build'], ['build'], ['build', '--fresh']]) {
    const { code, stdout, stderr } = await site.run(args);
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining(`${file}: The name of the file or folder is not UTF-8`),
    ]);
    expect(stdout).toContain('1 published, 1 left out (1 to mend)');
  }
  expect(await site.run(['check'])).toMatchObject({ code: 1, stdout: expect.stringContaining(file) });
  expect((await site.run(['posts'])).stdout).toContain(file);
  await rename(named, `${site.root}/posts/2026-11-03-kiji.md`);
  expect((await site.run(['build'])).stdout).toContain('2 published');
});

/** 記事, as a Japanese Windows wrote it. */
const SHIFT_JIS = Buffer.from([0x8b, 0x4c, 0x8e, 0x96]);
