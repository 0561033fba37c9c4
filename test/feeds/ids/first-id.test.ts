import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/config.ts';
import { firstId } from '../../../src/feeds/ids/first-id.ts';
import { settleIds } from '../../../src/feeds/ids/settle-ids.ts';
import type { Post, PostHead } from '../../../src/posts/post.ts';
import { postOf } from '../sample.ts';

const settingsWith = (ids: 'url' | 'jekyll-feed') =>
  parseConfig({ site: { title: 'み', url: 'https://minato.example/k' }, feeds: { ids } });
const at = (path: string, name: string, frontMatter = {}) =>
  postOf('a', { path, url: `https://minato.example/k${path}`, file: `posts/${name}.md`, frontMatter });

/** The posts here have all that a head leaves out. */
const whole = (head: PostHead) => head as Post;

describe('the first id of a post', () => {
  it('is its URL, unless the config says otherwise', () => {
    expect(firstId(at('/2025/11/07/a/', '2025-11-07-a'), settingsWith('url'), whole)).toBe(
      'https://minato.example/k/2025/11/07/a/',
    );
  });

  it.for([
    { path: '/2025/11/07/a/', name: '2025-11-07-a', id: '/2025/11/07/a', why: 'pretty' },
    {
      path: '/news/2025/11/07/a.html',
      name: '2025-11-07-a',
      id: '/news/2025/11/07/a',
      why: 'with an ending',
    },
    { path: '/a/', name: '2025-11-07-a', id: '/a', why: 'at the top' },
    {
      path: '/x/y.html',
      name: '2025-11-07-a',
      id: '/x/a',
      why: 'a permalink of its own says where, not what',
    },
    { path: '/2025/a-b/', name: '2025-11-07-a b', id: '/2025/a%20b', why: 'the name as it is written' },
    { path: '/p/', name: '2025-11-07-港', id: '/%E6%B8%AF', why: 'a name that is not ASCII' },
  ])('is $id as jekyll-feed has it, for $path: $why', ({ path, name, id }) => {
    expect(firstId(at(path, name), settingsWith('jekyll-feed'), whole)).toBe(`https://minato.example/k${id}`);
  });

  it('goes by the slug of the front matter', () => {
    const post = at('/2025/c/', '2025-11-07-a', { slug: 'c' });
    expect(firstId(post, settingsWith('jekyll-feed'), whole)).toBe('https://minato.example/k/2025/c');
  });

  it('stays when the file is renamed or the setting goes, and is given once', () => {
    const post = { ...at('/2025/a/', '2025-11-07-a'), id: 'https://minato.example/k/2025/a/' };
    const twin = { ...at('/2025/a.html', '2024-11-07-a'), id: 'https://minato.example/k/2025/a.html' };
    const site = {
      zone: 'UTC',
      firstId: (one: PostHead) => firstId(one, settingsWith('jekyll-feed'), whole),
    };
    const files = (posts: (typeof post)[]) => new Set(posts.map(({ file }) => file));
    const first = settleIds([post, twin], {}, files([post, twin]), () => [], site);
    expect(first.posts.map(({ id }) => id)).toEqual([
      'https://minato.example/k/2025/a',
      expect.stringMatching(/^https:\/\/minato\.example\/k\/2025\/a#[0-9a-f]{8}$/),
    ]);
    const renamed = { ...post, file: 'posts/2025-11-07-b.md' };
    const next = settleIds([renamed, twin], first.register, files([renamed, twin]), () => [], site);
    expect(next.posts.map(({ id }) => id)).toEqual(first.posts.map(({ id }) => id));
  });
});
