/** Fifteen patterns times sixty awkward posts: the URL of each is what Jekyll 4.3.1 itself answered. */
import { describe, expect, it } from 'vitest';
import { readHead } from '../../../src/posts/head/read-head.ts';
import jekyll from '../../fixtures/jekyll-urls.json' with { type: 'json' };
import { settingsWith } from '../settings.ts';

function pathOf(permalink: string, file: string, front: string): string | undefined {
  const site = { title: 'みなと', url: 'https://minato.example', permalink, timezone: 'Asia/Tokyo' };
  return readHead(`posts/${file}`, `---\n${front}\n---\n本文\n`, settingsWith({ site })).post?.path;
}

describe.for(jekyll.patterns.entries().toArray())('the pattern %s', ([index, pattern]) => {
  it('gives every post the URL that it has on a Jekyll site', () => {
    const expected = jekyll.posts.map(({ file, urls }) => `${file}: ${urls[index]}`);
    const made = jekyll.posts.map(({ file, front }) => `${file}: ${pathOf(pattern, file, front)}`);
    expect(made).toEqual(expected);
  });
});

describe('where Jekyll makes a URL that nobody can follow', () => {
  it.for([
    {
      file: '2025-03-07-empty.md',
      front: 'title: 題\nslug: ""',
      jekyll: '/2025/03/07/',
      path: '/2025/03/07/empty/',
      why: 'an empty slug is none',
    },
    {
      file: '2025-03-07-empty.md',
      front: 'title: 題\npermalink: ""',
      jekyll: '/',
      path: '/2025/03/07/empty/',
      why: 'an empty permalink is none: Jekyll would write over the home page',
    },
    {
      file: '2025-03-07-number.md',
      front: 'title: 題\nslug: 2025',
      jekyll: 'an error',
      path: '/2025/03/07/2025/',
      why: 'a number is a slug too',
    },
    {
      file: '2025-03-05-🎉.md',
      front: 'title: 題',
      jekyll: '/2025/03/05/',
      path: undefined,
      why: 'two such names of one day would be one page: the post is named',
    },
    {
      file: '2025-03-07-a.md',
      front: 'title: 題\npermalink: /日本/語 の/',
      jekyll: '/日本/語 の/',
      path: '/%E6%97%A5%E6%9C%AC/%E8%AA%9E%20%E3%81%AE/',
      why: 'the same page, written as a URL',
    },
    {
      file: '2025-03-07-a.md',
      front: 'title: 題\npermalink: /a?b=c#d',
      jekyll: '/a?b=c#d',
      path: '/a%3Fb=c%23d',
      why: 'the file that Jekyll writes has these letters in its name',
    },
  ])('$why', ({ file, front, path }) => {
    expect(pathOf('pretty', file, front)).toBe(path);
  });

  it('a name whose letters are in parts, as a Mac writes them, has the URL of the same name in whole letters', () => {
    const name = '2025-03-09-がぎ-é.md';
    expect(pathOf('pretty', name.normalize('NFD'), 'title: 題')).toBe(
      '/2025/03/09/%E3%81%8C%E3%81%8E-%C3%A9/',
    );
    expect(pathOf('pretty', name.normalize('NFC'), 'title: 題')).toBe(
      '/2025/03/09/%E3%81%8C%E3%81%8E-%C3%A9/',
    );
  });
});

it('keeps the wide blank of a category in the URL, as Jekyll does', () => {
  const front = 'title: 題\ncategories: [政治　経済]';
  expect(decodeURI(pathOf('/:categories/:title/', '2025-03-07-a.md', front) ?? '')).toBe('/政治　経済/a/');
});
