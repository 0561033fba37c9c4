/** The posts folder: which one it is, which links in it are followed, and what is named because it is not read. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyFolder } from '../../src/posts/folder.ts';
import { readCollection, scanPosts } from '../../src/posts/read-posts.ts';
import { file, NOW, settingsWith } from './settings.ts';

let root: string;
beforeEach(() => {
  root = join(mkdtempSync(join(tmpdir(), 'tayori-folder-')), 'site');
  mkdirSync(root);
});
afterEach(() => rmSync(dirname(root), { recursive: true }));

function put(path: string, text = file('本文です。')): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** @param target as the link holds it: relative to the link's own folder */
function link(path: string, target: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  symlinkSync(target, join(root, path));
}

const using = (posts?: string) =>
  settingsWith(posts === undefined ? {} : { site: { title: 'み', url: 'https://minato.example', posts } });

async function read(posts?: string) {
  const { posts: published, skipped } = await readCollection(root, using(posts), NOW);
  return {
    files: published.map((post) => post.file),
    left: skipped.map(({ code, at }) => `${code} ${at.file}`),
    hints: skipped.map(({ hint }) => hint).join('\n'),
  };
}

describe('site.posts', () => {
  it.for([
    { posts: '_posts', why: 'as in a Jekyll site' },
    { posts: 'blog/_posts', why: 'a folder in a folder' },
    { posts: '記事', why: 'a name that is not ASCII' },
  ])('names the folder: $posts ($why)', async ({ posts }) => {
    put(`${posts}/2025-11-07-a.md`);
    put('posts/2025-11-07-b.md');
    const { posts: published } = await readCollection(root, using(posts), NOW);
    expect(published.map((post) => [post.file, post.path])).toEqual([
      [`${posts}/2025-11-07-a.md`, '/2025/11/08/a/'],
    ]);
  });

  it('is no part of a URL that shows the path of the file', async () => {
    put('_posts/deep/2025-11-07-a.md');
    const settings = settingsWith({
      site: { title: 'み', url: 'https://minato.example', posts: '_posts', permalink: '/:path/' },
    });
    const { posts } = await readCollection(root, settings, NOW);
    expect(posts.map(({ path }) => path)).toEqual(['/deep/2025-11-07-a/']);
  });

  it.for([
    { posts: '../elsewhere', why: 'it leaves the site' },
    { posts: '/etc', why: 'it is absolute' },
    { posts: 'a/../../b', why: 'it leaves the site on the way' },
    { posts: '.tayori', why: 'hidden names are private' },
    { posts: 'a/.git', why: 'hidden names below are private too' },
    { posts: 'C:\\posts', why: 'a path of Windows' },
    { posts: 'out', why: 'there the feeds are written' },
    { posts: 'out/posts', why: 'what is in there is published as it is' },
    { posts: '.', why: 'the whole site holds more than posts' },
    { posts: '', why: 'it is nothing' },
  ])('refuses `$posts`: $why', ({ posts }) => {
    expect(() => using(posts)).toThrow('`site.posts`');
  });

  it.for([
    { posts: './_posts/', is: '_posts' },
    { posts: ' _posts ', is: '_posts' },
    { posts: 'outlook', is: 'outlook' },
  ])('reads `$posts` as $is', ({ posts, is }) => {
    expect(using(posts).site.posts).toBe(is);
  });
});

describe('a link in the posts folder', () => {
  it('to a post inside the site is a post', async () => {
    put('_posts/2025-11-07-a.md');
    link('posts/2025-11-07-a.md', '../_posts/2025-11-07-a.md');
    expect(await read()).toMatchObject({ files: ['posts/2025-11-07-a.md'], left: [] });
  });

  it('to a folder inside the site is a folder, with the links in it', async () => {
    put('drafts/2025/2025-11-07-a.md');
    put('other/2025-11-06-b.md');
    link('drafts/2025/2025-11-06-b.md', '../../other/2025-11-06-b.md');
    link('posts/all', '../drafts');
    expect((await read()).files.toSorted()).toEqual([
      'posts/all/2025/2025-11-06-b.md',
      'posts/all/2025/2025-11-07-a.md',
    ]);
  });

  it.for([
    { target: '../../outside.md', why: 'out of the site' },
    { target: '/etc/hostname', why: 'to a file of the machine' },
    { target: '../.env', why: 'to a secret' },
    { target: '../.tayori/notes.md', why: 'to a file in a hidden folder' },
  ])('is named and not followed where it leads $why', async ({ target }) => {
    writeFileSync(join(dirname(root), 'outside.md'), file('秘密の本文。'));
    put('.env', 'SIGNING_KEY=secret');
    put('.tayori/notes.md');
    put('posts/2025-11-07-a.md');
    link('posts/2025-11-06-b.md', target);
    const { files, left, hints } = await read();
    expect(files).toEqual(['posts/2025-11-07-a.md']);
    expect(left).toEqual(['post-link posts/2025-11-06-b.md']);
    expect(hints).toContain('site.posts');
  });

  it.for([
    { path: 'posts/loop', target: '.', why: 'to the folder itself' },
    { path: 'posts/loop', target: '..', why: 'to a folder that holds it' },
    { path: 'posts/loop', target: '2025', why: 'to a folder that is read anyway' },
    { path: 'posts/2025/loop', target: '../../posts', why: 'back from below' },
    { path: 'posts/loop', target: '../../site/posts', why: 'back by another way' },
  ])('is not followed round and round: $why', async ({ path, target }) => {
    put('posts/2025/2025-11-07-a.md');
    link(path, target);
    expect(await read()).toMatchObject({
      files: ['posts/2025/2025-11-07-a.md'],
      left: [`post-link ${path}`],
    });
  });

  it('is followed once where two folders outside lead to each other', async () => {
    put('x/2025-11-07-a.md');
    put('y/2025-11-06-b.md');
    link('x/to', '../y');
    link('y/to', '../x');
    link('posts/x', '../x');
    expect(await read()).toMatchObject({
      files: ['posts/x/2025-11-07-a.md', 'posts/x/to/2025-11-06-b.md'],
      left: ['post-link posts/x/to/to'],
    });
  });

  it('that leads to nothing is named where it would be a post', async () => {
    put('posts/2025-11-07-a.md');
    link('posts/2025-11-06-b.md', 'gone.md');
    link('posts/picture.png', 'gone.png');
    link('posts/.#2025-11-07-a.md', 'editor@machine.1234');
    expect((await read()).left).toEqual(['post-link posts/2025-11-06-b.md']);
  });

  it('may be the folder itself, wherever it leads', async () => {
    mkdirSync(join(dirname(root), 'elsewhere'));
    writeFileSync(join(dirname(root), 'elsewhere/2025-11-07-a.md'), file('本文です。'));
    link('elsewhere-b.md', '../elsewhere/2025-11-07-a.md');
    symlinkSync('2025-11-07-a.md', join(dirname(root), 'elsewhere/2025-11-06-b.md'));
    link('posts', '../elsewhere');
    expect((await read()).files.toSorted()).toEqual(['posts/2025-11-06-b.md', 'posts/2025-11-07-a.md']);
  });
});

describe('a folder `_posts` in the posts folder', () => {
  it.for([
    { make: () => put('posts/_posts/2025-11-07-a.md'), is: 'posts/_posts', why: 'a folder' },
    {
      make: () => {
        put('_posts/2025-11-07-a.md');
        link('posts/_posts', '../_posts');
      },
      is: '_posts',
      why: 'a link to the one of the Jekyll site',
    },
    { make: () => put('posts/blog/_posts/2025-11-07-a.md'), is: 'posts/blog/_posts', why: 'deeper' },
  ])('is named with the setting that reads it: $why', async ({ make, is }) => {
    make();
    const { files, left, hints } = await read();
    expect(files).toEqual([]);
    expect(left).toEqual([expect.stringMatching(/^posts-nested posts\/(blog\/)?_posts$/)]);
    expect(hints).toContain(`site.posts: '${is}'`);
    expect((await read(is)).files).toEqual([`${is}/2025-11-07-a.md`]);
  });

  it('is no matter where it is a file', async () => {
    put('posts/_posts', 'no folder');
    expect((await read()).left).toEqual([]);
  });
});

describe('a folder without posts', () => {
  const problem = (posts?: string) => emptyFolder(root, scanPosts(root, using(posts)), using(posts));

  it('is named where it is not there, with the folder that it may be', () => {
    expect(problem()).toMatchObject({ code: 'posts-missing', at: { file: 'posts' } });
    expect(problem()?.message).toContain('no folder posts/');
    expect(problem()?.hint).toContain('`site.posts`');
    put('_posts/2025-11-07-a.md');
    expect(problem()?.hint).toContain("site.posts: '_posts'");
  });

  it('is named where nothing in it is a post', () => {
    put('posts/readme.txt');
    expect(problem()?.message).toContain('no post in posts/');
  });

  it('is no matter where there is a post', () => {
    put('posts/2025-11-07-a.md', 'not even front matter');
    expect(problem()).toBeUndefined();
    renameSync(join(root, 'posts'), join(root, '_posts'));
    expect(problem('_posts')).toBeUndefined();
  });
});
