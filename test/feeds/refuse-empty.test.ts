/** Feeds are not emptied by accident: whatever happens to the posts, the old files stay, and the cause is said. */
import { mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { buildFeeds } from '../../src/feeds/build.ts';
import { tayori } from '../cli/program.ts';

const CONFIG = `export default { site: { title: 'S', url: 'https://x.example', language: 'en' } };`;
const post = (title: string, more = '') =>
  `---\ntitle: ${title}\ndate: 2025-11-07 09:00:00 +0000\n${more}---\nText of ${title}.\n`;

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tayori-emptied-'));
  await mkdir(join(root, 'posts'));
  await write('tayori.config.ts', CONFIG);
  await write('posts/2025-11-07-a.md', post('A'));
  await write('posts/2025-11-07-b.md', post('B'));
});
afterEach(() => rm(root, { recursive: true }));

const write = (path: string, text: string) => writeFile(join(root, path), text);
const outputs = () =>
  Promise.all(
    ['out/rss.xml', 'out/atom.xml', 'out/feed.json', 'out/feeds/manifest.json', 'posts/.tayori-ids.json'].map(
      (file) => readFile(join(root, file), 'utf8').catch(() => undefined),
    ),
  );
const both = async (change: (path: string) => Promise<unknown>) => {
  for (const path of ['posts/2025-11-07-a.md', 'posts/2025-11-07-b.md']) await change(path);
};

const accidents = [
  {
    why: 'the folder is gone',
    says: 'There is no folder posts/',
    happen: () => rename(join(root, 'posts'), join(root, 'elsewhere')),
  },
  {
    why: 'the folder is empty',
    says: 'There is no post in posts/',
    happen: () => both((path) => rm(join(root, path))),
  },
  {
    why: 'no post can be read',
    says: 'None of the 2 posts',
    happen: () => both((path) => write(path, '+++\ntitle: A\n+++\nx\n')),
  },
  {
    why: 'no text can be read',
    says: 'None of the 2 posts',
    happen: () =>
      both((path) =>
        writeFile(join(root, path), Buffer.concat([Buffer.from(post('A')), Buffer.from([0xff])])),
      ),
  },
  {
    why: 'all became drafts',
    says: 'No post in posts/ is published any more',
    happen: () => both((path) => write(path, post('A', 'draft: true\n'))),
  },
  {
    why: 'all are links out of the site',
    says: 'There is no post in posts/',
    happen: () =>
      both(async (path) => {
        await rm(join(root, path));
        await symlink('/etc/hostname', join(root, path));
      }),
  },
];

describe.for(accidents)('where $why', ({ says, happen }) => {
  it('the build stops with the cause, and every old file stays, each time', async () => {
    expect((await tayori(root, ['build'])).code).toBe(0);
    const before = await outputs();
    await happen();
    for (const flags of [[], [], ['--fresh']]) {
      const { code, stderr, stdout } = await tayori(root, ['build', ...flags]);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toContain(says);
      expect(stderr).toContain('[posts-missing]\n  -> ');
      expect((await outputs()).slice(0, 4)).toEqual(before.slice(0, 4));
    }
  });

  it('the build goes on as before once that is mended', async () => {
    await tayori(root, ['build']);
    const before = await outputs();
    await happen();
    await tayori(root, ['build']);
    await rm(join(root, 'posts'), { recursive: true, force: true });
    await rm(join(root, 'elsewhere'), { recursive: true, force: true });
    await mkdir(join(root, 'posts'));
    await write('posts/2025-11-07-a.md', post('A'));
    await write('posts/2025-11-07-b.md', post('B'));
    expect((await tayori(root, ['build'])).code).toBe(0);
    expect(await outputs()).toEqual(before);
  });
});

it('names what is wrong with each post', async () => {
  await tayori(root, ['build']);
  await both((path) => write(path, 'no front matter'));
  const { stderr } = await tayori(root, ['build']);
  expect(stderr).toMatch(/posts\/2025-11-07-a\.md:1:1: .*\[post-front-matter\]/);
  expect(stderr).toMatch(/posts\/2025-11-07-b\.md:1:1: .*\[post-front-matter\]/);
});

it('knows from the register of ids what was published, where out/ is not kept', async () => {
  await tayori(root, ['build']);
  await rm(join(root, 'out'), { recursive: true });
  await both((path) => write(path, post('A', 'draft: true\n')));
  expect((await tayori(root, ['build'])).stderr).toContain('No post in posts/ is published any more');
  expect((await outputs()).slice(0, 4)).toEqual([undefined, undefined, undefined, undefined]);
});

it('lets a site begin with drafts', async () => {
  await both((path) => write(path, post('A', 'draft: true\n')));
  expect((await tayori(root, ['build'])).code).toBe(0);
});

it('writes feeds without a post on purpose, and asks again the next time', async () => {
  await tayori(root, ['build']);
  await both((path) => write(path, post('A', 'draft: true\n')));
  expect((await tayori(root, ['build'])).stderr).toContain('`tayori build --empty`');
  expect((await tayori(root, ['build', '--empty'])).stdout).toContain('Posts    0 published');
  expect(await readFile(join(root, 'out/rss.xml'), 'utf8')).not.toContain('<item>');
});

it('goes by `site.posts`: the posts, the register of ids, and what a build remembers', async () => {
  await rename(join(root, 'posts'), join(root, '_posts'));
  await write('tayori.config.ts', CONFIG.replace("language: 'en'", "language: 'en', posts: '_posts'"));
  expect(await tayori(root, ['build'])).toMatchObject({ code: 0, stderr: '' });
  const register = await readFile(join(root, '_posts/.tayori-ids.json'), 'utf8');
  expect(register).toContain('"_posts/2025-11-07-a.md"');
  expect((await tayori(root, ['build', '--json'])).stdout).toContain('"written": 0');
  await write('_posts/2025-11-07-a.md', post('Anew'));
  await tayori(root, ['build']);
  expect(await readFile(join(root, 'out/rss.xml'), 'utf8')).toContain('<title>Anew</title>');
  await rename(join(root, '_posts'), join(root, 'gone'));
  expect((await tayori(root, ['build'])).stderr).toContain('There is no folder _posts/');
});

it('keeps ids where the posts folder is given another name', async () => {
  const settings = (posts: string) =>
    parseConfig({ site: { title: 'S', url: 'https://x.example', language: 'en', posts } });
  const now = new Date('2025-11-10T00:00:00Z');
  const idsOf = async () => (await readFile(join(root, 'out/feed.json'), 'utf8')).match(/"id": ".*"/g);
  await buildFeeds(root, settings('posts'), now);
  const before = await idsOf();
  await rename(join(root, 'posts'), join(root, '_posts'));
  const { notes, skipped } = await buildFeeds(root, settings('_posts'), now);
  expect([skipped, notes.length]).toEqual([[], 2]);
  expect(await idsOf()).toEqual(before);
  expect(await readFile(join(root, '_posts/.tayori-ids.json'), 'utf8')).not.toContain('"posts/');
});

it('sees a change of what a link leads to', async () => {
  await mkdir(join(root, 'drawer'));
  await rename(join(root, 'posts/2025-11-07-a.md'), join(root, 'drawer/a.md'));
  await symlink('../drawer/a.md', join(root, 'posts/2025-11-07-a.md'));
  await tayori(root, ['build']);
  expect((await tayori(root, ['build', '--json'])).stdout).toContain('"written": 0');
  await write('drawer/a.md', post('Anew'));
  await tayori(root, ['build']);
  expect(await readFile(join(root, 'out/rss.xml'), 'utf8')).toContain('<title>Anew</title>');
});

it.for([
  { args: ['check'], says: '[posts-missing]', why: 'checking is for finding it' },
  { args: ['posts'], says: '[posts-missing]', why: 'there is nothing to list' },
  { args: ['digest', '--week', '2025-W45'], says: 'site.posts', why: 'there is nothing to send' },
])('`$args` says that the folder is gone, and exits with 1: $why', async ({ args, says }) => {
  await rename(join(root, 'posts'), join(root, 'elsewhere'));
  const { code, stdout, stderr } = await tayori(root, args);
  expect(code).toBe(1);
  expect(stdout + stderr).toContain(says);
});
