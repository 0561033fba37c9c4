/** Posts without a title, and titles that are no text. The made titles are those of Jekyll 4.3.1. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../../src/config.ts';
import { checkPosts } from '../../../src/posts/check/check.ts';
import { readHead } from '../../../src/posts/head/read-head.ts';
import { settingsWith } from '../settings.ts';

const read = (front: string, file: string, more: Partial<Config> = {}) =>
  readHead(file, `---\n${front}\n---\n`, settingsWith(more));

const BARE = 'layout: post';

describe('the name of the file stands for a title that nobody wrote', () => {
  it.for([
    { file: '2026-11-02-hello-world.md', title: 'Hello World', why: 'the words of the name' },
    { file: '2026-11-02-hello-GitHub.md', title: 'Hello Github', why: 'one capital letter a word' },
    { file: '2026-11-02-a_b-c.d.md', title: 'A_b C.d', why: 'only - parts words' },
    { file: '2026-11-02-a--b-.md', title: 'A B', why: 'empty words' },
    { file: '2026-11-02-über-ÉTÉ.md', title: 'Über Été', why: 'letters of Europe' },
    { file: '2026-11-02-港の再開発.md', title: '港の再開発', why: 'Japanese' },
    { file: '2026-11-02-8.md', title: '8', why: 'a number' },
    { file: '2026-11-02-hello-world/index.md', title: 'Hello World', why: 'the folder of a post' },
  ])('$file: $why', ({ file, title }) => {
    const { post, faults, warnings } = read(BARE, `posts/${file}`);
    expect([post?.title, faults]).toEqual([title, []]);
    expect(warnings.map(({ code, message, at }) => [code, message, at.line])).toEqual([
      [
        'post-title-from-name',
        `The post has no title; the name of its file stands for it, as in Jekyll: 「${title}」.`,
        1,
      ],
    ]);
  });

  it.for([
    { front: 'title:', why: 'nothing' },
    { front: 'title: ~', why: 'null' },
    { front: 'title: null', why: 'null as a word' },
    { front: 'title: false', why: 'false: Jekyll takes the name' },
  ])('$front: $why', ({ front }) => {
    const { post, warnings } = read(front, 'posts/2026-11-02-hello-world.md');
    expect([post?.title, warnings[0]?.at]).toEqual([
      'Hello World',
      expect.objectContaining({ line: front === BARE ? 1 : 2 }),
    ]);
  });

  it('but the slug that the post names does not count', () => {
    expect(read('slug: other', 'posts/2026-11-02-hello-world.md').post?.title).toBe('Hello World');
  });

  it('and its default in the config counts more', () => {
    const defaults = [{ path: '', values: { title: '週報' } }];
    const site = { title: 'みなと', url: 'https://minato.example', defaults };
    expect(read(BARE, 'posts/2026-11-02-a.md', { site })).toMatchObject({
      post: { title: '週報' },
      warnings: [],
    });
  });
});

describe('the rule', () => {
  const level = (word: 'error' | 'off') => ({ check: { rules: { 'post-title-from-name': word } } });

  it('holds such a post back as an error', () => {
    const { post, faults } = read(BARE, 'posts/2026-11-02-a.md', level('error'));
    expect(faults).toMatchObject([{ code: 'post-title-from-name', severity: 'error' }]);
    expect(post?.title).toBe('A');
  });

  it('and is an error in a post that says so', () => {
    const front = 'check:\n  post-title-from-name: error';
    expect(read(front, 'posts/2026-11-02-a.md').faults).toHaveLength(1);
  });
});

describe('titles that are not text', () => {
  it.for([
    { front: 'title: 2024', title: '2024', why: 'a number' },
    { front: 'title: 1.10', title: '1.10', why: 'a version, which Jekyll shows as 1.1' },
    { front: 'title: 2026-11-02', title: '2026-11-02', why: 'a day' },
    { front: 'title: 12:30', title: '12:30', why: 'a time, which Jekyll shows as 750' },
    { front: 'title: yes', title: 'yes', why: 'a word that YAML takes for true' },
    { front: 'title: No', title: 'No', why: 'and for false' },
  ])('$front: $why', ({ front, title }) => {
    const { post, warnings } = read(front, 'posts/2026-11-02-hello-world.md');
    expect([post?.title, warnings]).toEqual([title, []]);
  });

  it.for([
    { front: 'title: ""', message: 'The title is empty.', why: 'a title that was lost' },
    { front: 'title: "  "', message: 'The title is empty.', why: 'blanks' },
    { front: "title: '　'", message: 'The title is empty.', why: 'the wide blank' },
    {
      front: 'title: [Note]',
      message:
        'The title is no text: for YAML, brackets or braces without quotation marks are a list or a map.',
      why: 'a list, for YAML',
    },
    {
      front: 'title: { ja: 題 }',
      message:
        'The title is no text: for YAML, brackets or braces without quotation marks are a list or a map.',
      why: 'a map',
    },
  ])('$front: $why', ({ front, message }) => {
    const { post, faults } = read(front, 'posts/2026-11-02-hello-world.md');
    expect(post).toBeUndefined();
    expect(faults).toMatchObject([{ code: 'post-title', message, at: { line: 2, column: 8 } }]);
  });

  it('a file name that says nothing makes no title', () => {
    expect(read(BARE, 'posts/2026-11-02--.md').faults).toMatchObject([
      { code: 'post-title', message: 'The post has no title.' },
      { code: 'post-url' },
    ]);
  });
});

it('a made title is none that was cut, whatever the text begins with', async () => {
  const root = mkdtempSync(join(tmpdir(), 'tayori-'));
  mkdirSync(join(root, 'posts'));
  const text = '---\nlayout: post\n---\n\nNull pointers are bad.\n\nText.\n';
  writeFileSync(join(root, 'posts/2026-11-02-null-pointer.md'), text);
  const found = await checkPosts(root, settingsWith(), new Date('2026-11-30T00:00:00Z'));
  expect(
    found.posts.map(({ post, findings }) => [
      post?.title,
      findings().flatMap(({ code }) => (code.startsWith('post-title') ? [code] : [])),
    ]),
  ).toEqual([['Null Pointer', ['post-title-from-name']]]);
});
