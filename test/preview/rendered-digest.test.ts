/** The rendered digest follows the folder, and reads again only what changed. */
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { parsePeriod } from '../../src/period.ts';
import { type KnownHeads, readHeads, readHeadsAgain } from '../../src/posts/read-posts.ts';
import { openLive } from '../../src/preview/live-digest.ts';
import { openRendering, type RenderedDigest } from '../../src/preview/rendered-digest.ts';
import { ProblemError } from '../../src/problem.ts';
import { CONFIG, openSite, post, type Site } from '../journeys/site.ts';
import { posts, WEEK } from './site.ts';

function rendering({ root }: Site): () => Promise<RenderedDigest> {
  const period = parsePeriod(WEEK, 'Asia/Tokyo');
  if (period === undefined) throw new Error('no such week');
  return openRendering({
    root,
    clock: () => new Date('2025-11-10T00:00:00Z'),
    periodOf: () => period,
    latePosts: async () => [],
  });
}

describe('a rendered digest', () => {
  it('follows the config and what it imports', async () => {
    const site = await openSite({
      ...posts,
      'names.ts': "export const title = '一つ目の名';\n",
      'tayori.config.ts': `import { title } from './names.ts';\n${CONFIG.replace("title: '週刊みなと'", 'title')}`,
    });
    const make = rendering(site);
    expect((await make()).settings.site.title).toBe('一つ目の名');
    await site.write('names.ts', "export const title = '二つ目の長い名';\n");
    expect((await make()).settings.site.title).toBe('二つ目の長い名');
    await site.write('names.ts', 'export const title = ;\n');
    await expect(make()).rejects.toThrow(/can not be loaded/);
    await site.write('names.ts', "export const title = '三つ目の名前';\n");
    expect((await make()).settings.site.title).toBe('三つ目の名前');
  });

  it('names a post of its days that can not be read, and shows the others', async () => {
    const site = await openSite({ ...posts, 'posts/2025-11-05-2-open.md': '---\ntitle: "open\n---\nx\n' });
    const { problems, made } = await rendering(site)();
    expect(problems).toMatchObject([
      { code: 'post-front-matter', at: { file: 'posts/2025-11-05-2-open.md' } },
    ]);
    expect(made?.contents.total).toBe(4);
  });

  it('of a period without posts is none, and no fault', async () => {
    const site = await openSite({ 'posts/2025-10-01-1-old.md': post('古い', '2025-10-01', '本文。') });
    expect((await rendering(site)()).made).toBeUndefined();
  });

  it('reads the head of a post again only where its file changed', async () => {
    const site = await openSite(posts);
    const settings = await loadConfig(site.root);
    const known: KnownHeads = new Map();
    const first = await readHeadsAgain(site.root, settings, known);
    const [file = ''] = Object.keys(posts);
    await site.write(file, post('別の題', '2025-11-04 09:00:00 +0900', '本文。'));
    await utimes(join(site.root, file), new Date(), new Date(Date.now() + 5_000));
    const second = await readHeadsAgain(site.root, settings, known);
    expect(second.map((reading, at) => reading === first[at])).toEqual([false, true, true, true]);
    expect(second[0]?.post?.title).toBe('別の題');
    expect(second).toEqual(await readHeads(site.root, settings));
  });
});

describe('what stands', () => {
  const problem = { code: 'note-field', message: 'No.', hint: 'Yes.' } as const;

  it('stays the last good one while there is a fault; a bug of ours does not end it', async () => {
    const good = { settings: 1 } as unknown as RenderedDigest;
    const makes: (() => Promise<RenderedDigest>)[] = [
      async () => good,
      () => Promise.reject(new ProblemError([problem])),
      () => Promise.reject(new Error('a bug')),
      async () => good,
    ];
    const told: number[] = [];
    const live = openLive(
      () => makes.shift()?.() ?? Promise.reject(new Error('no more')),
      ({ version }) => told.push(version),
    );
    await live.changed();
    await live.changed();
    expect(live.now()).toEqual({ version: 2, rendered: good, faults: [problem] });
    await expect(live.changed()).rejects.toThrow('a bug');
    await live.changed();
    expect(live.now()).toEqual({ version: 3, rendered: good, faults: [] });
    expect(told).toEqual([1, 2, 3]);
  });

  it('is made once more for all that changed while it was made', async () => {
    let made = 0;
    const release: (() => void)[] = [];
    const live = openLive(
      () => {
        made += 1;
        return new Promise((resolve) => release.push(() => resolve({} as RenderedDigest)));
      },
      () => {},
    );
    const all = [live.changed()];
    all.push(live.changed(), live.changed(), live.changed());
    expect(made).toBe(1);
    release.shift()?.();
    while (made < 2) await new Promise((resolve) => setImmediate(resolve));
    release.shift()?.();
    await Promise.all(all);
    expect(made).toBe(2);
  });
});
