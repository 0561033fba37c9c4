import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepIds, recallIds, standingOf } from '../../../src/feeds/ids/kept-ids.ts';
import type { Collection, Post } from '../../../src/posts/post.ts';
import { postOf, whole } from '../sample.ts';

const REGISTER = '{\n  "posts/2025-11-07-a.md": {}\n}\n';
const OLD_ID = 'https://minato.example/2024/01/01/mukashi/';
const posts = [postOf('b'), postOf('a')];
const found = (of: readonly Post[] = posts, skipped: Collection['skipped'] = []): Collection => {
  return { posts: of, skipped, warnings: [] };
};
const edited = (fields: Partial<Post>) => [postOf('b', fields), postOf('a')];

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tayori-settled-'));
});
afterEach(() => rm(folder, { recursive: true }));

const cache = (key = 'this program') => ({ folder, key });
const standing = standingOf(cache(), found(), REGISTER);

it('gives posts the ids that they had, and leaves what they say themselves', () => {
  keepIds(cache(), standing, posts, edited({ id: OLD_ID }));
  const again = recallIds(cache(), standing, posts);
  expect(again?.map(({ id }) => id)).toEqual([OLD_ID, 'https://minato.example/2025/11/07/a/']);
  expect(again?.map((post) => whole(post).slug)).toEqual(['b', 'a']);
});

const draft: Collection['skipped'][number] = {
  code: 'post-draft',
  message: '「下書き」 is a draft.',
  hint: 'Remove `draft: true`.',
  at: { file: 'posts/2025-11-09-c.md', line: 1, column: 1 },
};

it.for([
  { next: standingOf(cache(), found(), `${REGISTER} `), why: 'another register, by a byte' },
  { next: standingOf(cache('another'), found(), REGISTER), why: 'another program or config' },
  { next: standingOf(cache(), found(posts, [draft]), REGISTER), why: 'a file more that is there' },
  { next: standingOf(cache(), found(edited({ title: '港の夜' })), REGISTER), why: 'a title' },
  { next: standingOf(cache(), found(edited({ path: '/b/' })), REGISTER), why: 'an address' },
  { next: standingOf(cache(), found(edited({ id: 'urn:x:1' })), REGISTER), why: 'an id that was declared' },
  { next: standingOf(cache(), found(edited({ published: new Date(0) })), REGISTER), why: 'a date' },
  { next: standingOf(cache(), found([postOf('a')]), REGISTER), why: 'a post less' },
])('settles anew after $why', ({ next }) => {
  keepIds(cache(), standing, posts, posts);
  expect(recallIds(cache(), standing, posts)).toEqual(posts);
  expect(recallIds(cache(), next, posts)).toBeUndefined();
});

it('does not believe a file that was changed', async () => {
  keepIds(cache(), standing, posts, edited({ id: OLD_ID }));
  const text = await readFile(join(folder, 'ids'), 'utf8');
  await writeFile(join(folder, 'ids'), text.replace('mukashi', 'betsu'));
  expect(recallIds(cache(), standing, posts)).toBeUndefined();
});
