import { expect, it } from 'vitest';
import { channelsOf } from '../../src/feeds/channel.ts';
import { postOf, settings } from './sample.ts';

const posts = [
  postOf('c', { categories: ['投資分析', '読者の声'] }),
  postOf('b', { categories: ['投資分析'] }),
  postOf('a', { categories: [] }),
];

it('makes one feed of everything and one for each category, with or without posts', () => {
  const channels = channelsOf(posts, settings).map(({ name, title, total }) => ({
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
  expect(channelsOf(posts, few).map((channel) => channel.posts.map(({ slug }) => slug))).toEqual([
    ['c'],
    ['c'],
    [],
    ['c'],
  ]);
});

it('lies below the address of the site, also where that has a path', () => {
  const below = { ...settings, site: { ...settings.site, url: 'https://minato.example/keizai' } };
  expect(channelsOf([], below).map(({ path, folder }) => [path, folder])).toEqual([
    ['', 'https://minato.example/keizai/'],
    ['categories/investment/', 'https://minato.example/keizai/categories/investment/'],
    ['categories/technology/', 'https://minato.example/keizai/categories/technology/'],
  ]);
});

it('describes itself where the config does not', () => {
  const bare = { ...settings, site: { ...settings.site, description: undefined } };
  expect(channelsOf([], bare)[0]?.description).toBe('週刊みなと経済の新着記事');
});
