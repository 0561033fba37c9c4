/** What may stand in `out/` before a build or a digest: links to elsewhere, and what a killed build left. */
import { mkdir, symlink } from 'node:fs/promises';
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
  });
  expect((await site.run(['build'])).code).toBe(0);
  expect((await site.files('out')).filter((file) => file.endsWith('.part'))).toEqual([]);
});
