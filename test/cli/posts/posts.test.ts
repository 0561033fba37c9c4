/** The list of posts is given again where nothing changed, and is what it would be without that, whatever did. */
import { mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { diskClockMovesOn } from '../../disk-clock.ts';
import { openSite, post } from '../../journeys/site.ts';
import { tayori } from '../program.ts';

let root: string;
beforeEach(async () => {
  ({ root } = await openSite({
    'posts/2025-11-05-one.md': post(
      '量産を前倒し',
      '2025-11-05 09:00:00 +0900',
      '設備投資の額は変わりません。',
    ),
    'posts/2025-11-12-later.md': post('来週の記事', '2025-11-12 09:00:00 +0900', '来週の話です。'),
  }));
  const long = new Date('2025-11-01T00:00:00Z');
  for (const name of ['one', 'later']) {
    const file = join(root, 'posts', `2025-11-${name === 'one' ? '05' : '12'}-${name}.md`);
    await utimes(file, long, long);
  }
  await tayori(root, ['build']);
  await diskClockMovesOn();
});
afterEach(() => rm(root, { recursive: true }));

const kept = () => join(root, '.tayori/cache/posts');

it('is kept, and given again as it was, for people and for scripts', async () => {
  const first = await tayori(root, ['posts']);
  const text = await readFile(kept(), 'latin1');
  expect(await tayori(root, ['posts'])).toEqual(first);
  await tayori(root, ['posts', '--json']);
  expect(await readFile(kept(), 'latin1')).toBe(text);
});

it.for([
  {
    why: 'another title',
    change: () =>
      writeFile(
        join(root, 'posts/2025-11-05-one.md'),
        post('題を改め', '2025-11-05 09:00:00 +0900', '本文です。'),
      ),
    now: '2025-11-10',
    says: '題を改め',
  },
  {
    why: 'a new post',
    change: () =>
      writeFile(
        join(root, 'posts/2025-11-06-two.md'),
        post('港の夜', '2025-11-06 09:00:00 +0900', '本文です。'),
      ),
    now: '2025-11-10',
    says: '港の夜',
  },
  {
    why: 'a post is gone',
    change: () => rm(join(root, 'posts/2025-11-05-one.md')),
    now: '2025-11-10',
    says: '1 post:',
  },
  {
    why: 'a post became due',
    change: async () => undefined,
    now: '2025-11-13',
    says: '2 posts: 2 published.',
  },
  {
    why: 'a digest was made',
    change: () => tayori(root, ['digest', '--week', '2025-W45']),
    now: '2025-11-10',
    says: '2025-W45  /2025/11/05/one/\n',
  },
  {
    why: 'the kept list is broken',
    change: () => writeFile(kept(), 'x'),
    now: '2025-11-10',
    says: '2 posts: 1 future, 1 published.',
  },
])('is made anew: $why', async ({ change, now, says }) => {
  await tayori(root, ['posts']);
  await change();
  const around = { clock: () => new Date(now) };
  const said = await tayori(root, ['posts'], around);
  expect(said.stdout).toContain(says);
  await rm(join(root, '.tayori/cache'), { recursive: true });
  expect(await tayori(root, ['posts'], around)).toEqual(said);
});

it('knows what was sent since, from the ledger', async () => {
  await tayori(root, ['posts']);
  await mkdir(join(root, 'desk'));
  await writeFile(join(root, 'desk/list.csv'), 'email\nreader@example.jp\n');
  await tayori(root, ['subscribers', 'import', 'desk/list.csv', '--already-confirmed', 'a form']);
  expect((await tayori(root, ['posts'])).stdout).not.toContain('is not known here');
});

it('leaves nothing where nothing was built', async () => {
  await rm(join(root, '.tayori'), { recursive: true });
  await tayori(root, ['posts']);
  await expect(readFile(kept())).rejects.toThrow('ENOENT');
});

it('names no digest for a post whose URL a newer one has: it went into none', async () => {
  const file = join(root, 'posts/2025-11-05-one.markdown');
  await writeFile(file, post('量産を急ぐ', '2025-11-05 15:00:00 +0900', '設備投資の額は増えます。'));
  await tayori(root, ['digest', '--week', '2025-W45'], { clock: () => new Date('2025-11-13T00:00:00Z') });
  const { stdout } = await tayori(root, ['posts', '--json']);
  const { posts } = JSON.parse(stdout) as { posts: { file: string; state: string; digest: string | null }[] };
  const ones = posts
    .filter(({ file: name }) => name.includes('one'))
    .map(({ state, digest }) => [state, digest]);
  expect(ones).toEqual([
    ['published', '2025-W45'],
    ['url-taken', null],
  ]);
});

it('names a post that its body holds back, and is made again while bodies take in other files', async () => {
  const file = join(root, 'posts/2025-11-06-two.md');
  await writeFile(
    file,
    post('港の夜', '2025-11-06 09:00:00 +0900', '明日は{{ site.data.harbour.state }}です。'),
  );
  const stateOfTwo = async () => {
    const { stdout } = await tayori(root, ['posts', '--json']);
    const { posts } = JSON.parse(stdout) as { posts: { file: string; state: string }[] };
    return posts.find(({ file: name }) => name.endsWith('two.md'))?.state;
  };
  expect(await stateOfTwo()).toBe('broken');
  expect((await tayori(root, ['posts'])).stdout).toMatch(/港の夜.*broken/);
  await mkdir(join(root, '_data'));
  await writeFile(join(root, '_data/harbour.yml'), 'state: 休み\n');
  expect(await stateOfTwo()).toBe('published');
});
