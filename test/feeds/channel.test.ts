import { describe, expect, it } from 'vitest';
import { channelsOf } from '../../src/feeds/channel.ts';
import { postOf, settings, whole } from './sample.ts';

const posts = [
  postOf('c', { categories: ['投資分析', '読者の声'] }),
  postOf('b', { categories: ['投資分析'] }),
  postOf('a', { categories: [] }),
];

it('makes one feed of everything and one for each category, with or without posts', () => {
  const channels = channelsOf(posts, settings, whole).map(({ name, title, total }) => ({
    name,
    title,
    total,
  }));
  expect(channels).toEqual([
    { name: undefined, title: '週刊みなと経済', total: 3 },
    { name: '投資分析', title: '投資分析｜週刊みなと経済', total: 2 },
    { name: '技術解説', title: '技術解説｜週刊みなと経済', total: 0 },
    { name: '読者の声', title: '読者の声｜週刊みなと経済', total: 1 },
  ]);
});

it('holds no more of the newest posts than the config allows, in each feed', () => {
  const few = { ...settings, feeds: { ...settings.feeds, limit: 1 } };
  expect(
    channelsOf(posts, few, whole).map((channel) => channel.posts.map((post) => whole(post).slug)),
  ).toEqual([['c'], ['c'], [], ['c']]);
});

it('lies below the address of the site, also where that has a path', () => {
  const below = { ...settings, site: { ...settings.site, url: 'https://minato.example/keizai' } };
  expect(channelsOf([], below, whole).map(({ path, folder }) => [path, folder])).toEqual([
    ['', 'https://minato.example/keizai/'],
    ['categories/investment/', 'https://minato.example/keizai/categories/investment/'],
    ['categories/technology/', 'https://minato.example/keizai/categories/technology/'],
  ]);
});

it('describes itself where the config does not', () => {
  const bare = { ...settings, site: { ...settings.site, description: undefined } };
  expect(channelsOf([], bare, whole)[0]?.description).toBe('週刊みなと経済の新着記事');
});

describe('feeds by tag and by author', () => {
  const feeds = {
    ...settings.feeds,
    tags: { on: true, limit: 1 },
    authors: { on: true, content: 'excerpt' as const },
  };
  const held = [
    postOf('b', { tags: ['半導体', 'AI'], authors: ['佐倉 みなみ'] }),
    postOf('a', { tags: ['ai', '半導体', '半導体 '], authors: ['佐倉 みなみ', 'R. Sato'] }),
  ];
  const channels = channelsOf(held, { ...settings, feeds }, whole).filter(
    ({ kind }) => kind === 'tag' || kind === 'author',
  );

  it('have names that every disk can hold, and titles as people write them', () => {
    expect(channels.map(({ path, title, total }) => [path, title, total])).toEqual([
      [expect.stringMatching(/^tags\/ai-[0-9a-f]{8}\/$/), 'AI｜週刊みなと経済', 1],
      ['tags/ai/', 'ai｜週刊みなと経済', 1],
      [expect.stringMatching(/^tags\/tag-[0-9a-f]{8}\/$/), '半導体｜週刊みなと経済', 2],
      [expect.stringMatching(/^tags\/tag-[0-9a-f]{8}\/$/), '半導体 ｜週刊みなと経済', 1],
      [expect.stringMatching(/^authors\/r-sato-[0-9a-f]{8}\/$/), 'R. Sato｜週刊みなと経済', 1],
      [expect.stringMatching(/^authors\/author-[0-9a-f]{8}\/$/), '佐倉 みなみ｜週刊みなと経済', 2],
    ]);
    expect(new Set(channels.map(({ path }) => path)).size).toBe(6);
  });

  it('hold as many posts, and as much of each, as their settings say', () => {
    expect(channels.map(({ kind, posts, content }) => [kind, posts.length, content])).toEqual([
      ['tag', 1, 'full'],
      ['tag', 1, 'full'],
      ['tag', 1, 'full'],
      ['tag', 1, 'full'],
      ['author', 1, 'excerpt'],
      ['author', 2, 'excerpt'],
    ]);
  });
});

it('has no feed of categories where the config does not want them', () => {
  const feeds = { ...settings.feeds, categories: { on: false } };
  expect(channelsOf(posts, { ...settings, feeds }, whole).map(({ kind }) => kind)).toEqual(['site']);
});
