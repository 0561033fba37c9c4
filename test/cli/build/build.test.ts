import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { tayori as inProcess } from '../program.ts';

const SITE = join(import.meta.dirname, '../../fixtures/site');

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tayori-build-'));
  await cp(SITE, root, { recursive: true });
});
afterEach(() => rm(root, { recursive: true }));

const tayori = (...argv: readonly string[]) => inProcess(root, ['build', ...argv]);

const breakOne = () =>
  writeFile(join(root, 'posts/2025-11-08-broken.md'), '---\ntitle: ""\ndate: 2025-11-08\n---\n\n本文。\n');

it('says in four lines what was built', async () => {
  expect(await tayori()).toEqual({
    code: 0,
    stderr: '',
    stdout: [
      'Posts    6 published, 1 left out (1 draft)',
      'Feeds    5, each as RSS, Atom and JSON Feed, for https://shiomi.example',
      'Files    19 written, 0 unchanged',
      'Look at  out/feeds/index.html',
      '',
    ].join('\n'),
  });
});

it('says it to scripts: published and skipped add up to the posts', async () => {
  const { stdout } = await tayori('--json');
  expect(JSON.parse(stdout)).toMatchObject({
    published: 6,
    written: 19,
    removed: 0,
    feeds: [
      { category: null, title: '潮見だより', url: 'https://shiomi.example/', posts: 6 },
      { category: '投資分析', posts: 4 },
      { category: '技術解説', posts: 2 },
      { category: '編集部より', posts: 1 },
      { category: '読者の声', posts: 1 },
    ],
    skipped: [{ file: 'posts/2025-11-09-unfinished.md', code: 'post-draft' }],
  });
  expect(JSON.parse((await tayori('--json')).stdout)).toMatchObject({ written: 0 });
});

it.for([
  { flags: [], code: 0, why: 'the others are published' },
  { flags: ['--strict'], code: 1, why: 'that was asked for' },
])('ends with $code with $flags where a post is broken, and names it: $why', async ({ flags, code }) => {
  await breakOne();
  const result = await tayori(...flags);
  expect(result.code).toBe(code);
  expect(result.stderr).toMatch(/^posts\/2025-11-08-broken\.md:\d+:\d+: .*\[post-title\]\n {2}-> /);
  expect(result.stdout).toContain('2 left out (1 to mend, 1 draft)');
});

it('does not count a draft as broken', async () => {
  expect((await tayori('--strict')).code).toBe(0);
});

it('renders a post again when a data file that it uses changes, comes or goes, and only then', async () => {
  const post = 'posts/2025-11-08-data.md';
  const data = (text: string) => writeFile(join(root, '_data/ship.yml'), text);
  const built = async () => {
    const { stdout } = await tayori();
    return { feed: await readFile(join(root, 'out/feed.json'), 'utf8'), stdout };
  };
  await mkdir(join(root, '_data'));
  await data('name: みなと丸\n');
  await writeFile(
    join(root, post),
    '---\ntitle: 船\ndate: 2025-11-08\n---\n\n{{ site.data.ship.name }}です。\n',
  );
  expect((await built()).feed).toContain('みなと丸です。');
  expect((await built()).stdout).toContain('Files    0 written');
  await data('name: うしお丸\n');
  expect((await built()).feed).toContain('うしお丸です。');
  await writeFile(join(root, '_data/other.yml'), 'a: 1');
  expect((await built()).stdout).toContain('Files    0 written');
  await rm(join(root, '_data/ship.yml'));
  expect((await built()).feed).not.toContain('丸です。');
  await data('name: なぎさ丸\n');
  expect((await built()).feed).toContain('なぎさ丸です。');
});
