import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { readJekyllConfig } from '../../src/posts/jekyll.ts';

const BASE = 'title: 週刊みなと\nurl: https://minato.example\n';
const read = (text: string) => readJekyllConfig(BASE + text);
const settingsOf = (text: string) => {
  const { config } = read(text);
  if (config === undefined) throw new Error('There is a title and a url.');
  return parseConfig(config);
};

describe('what Jekyll says of a site', () => {
  it.for([
    {
      text: 'baseurl: /keizai/\n',
      key: 'url',
      value: 'https://minato.example/keizai',
      why: 'pages lie below it',
    },
    { text: 'baseurl: ""\n', key: 'url', value: 'https://minato.example', why: 'an empty one is none' },
    {
      text: 'description: >-\n  港町から、\n  毎週。\n',
      key: 'description',
      value: '港町から、 毎週。',
      why: 'folded lines are one',
    },
    { text: 'lang: en\n', key: 'language', value: 'en', why: 'jekyll-seo-tag calls it so' },
    { text: 'locale: ja_JP\n', key: 'language', value: 'ja-JP', why: 'others write it with an underscore' },
    {
      text: 'timezone: Europe/Rome\n',
      key: 'timezone',
      value: 'Europe/Rome',
      why: 'dates in URLs depend on it',
    },
    { text: 'author: 編集部\n', key: 'author', value: '編集部', why: 'a name' },
    {
      text: 'author:\n  name: 編集部\n  email: a@b.example\n',
      key: 'author',
      value: '編集部',
      why: 'a map with a name',
    },
    { text: '', key: 'permalink', value: 'date', why: "Jekyll's own default" },
    { text: 'permalink: pretty\n', key: 'permalink', value: 'pretty', why: 'a style' },
    {
      text: 'permalink: /:year/:month/:day/:title/\n',
      key: 'permalink',
      value: '/:year/:month/:day/:title/',
      why: 'a pattern',
    },
    {
      text: 'defaults:\n  - scope: { path: "", type: posts }\n    values: { permalink: /:title/, author: 佐倉 }\n',
      key: 'permalink',
      value: '/:title/',
      why: 'defaults of all posts',
    },
    {
      text: 'defaults:\n  - scope: { path: "drafts", type: posts }\n    values: { permalink: /:title/ }\n',
      key: 'permalink',
      value: 'date',
      why: 'defaults of some posts are not those of all',
    },
    {
      text: 'feed: { logo: /logo.png }\n',
      key: 'icon',
      value: 'https://minato.example/logo.png',
      why: 'a path of the site',
    },
  ] as const)('site.$key is $value: $why', ({ text, key, value }) => {
    expect(settingsOf(text).site[key]).toBe(value);
  });

  it.for([
    { text: 'plugins: [jekyll-feed]\n', limit: 10, why: 'what jekyll-feed holds by itself' },
    { text: 'plugins: [jekyll-feed]\nfeed: { posts_limit: 40 }\n', limit: 40, why: 'it says so' },
    { text: 'feed: { posts_limit: many }\n', limit: 20, why: 'that is no number' },
    { text: '', limit: 20, why: 'the site had no feed' },
  ])('a feed holds $limit: $why', ({ text, limit }) => {
    expect(settingsOf(text).feeds.limit).toBe(limit);
  });

  it('knows excerpts and tags of jekyll-feed', () => {
    expect(settingsOf('feed: { excerpt_only: true, tags: true }\n').feeds).toMatchObject({
      content: 'excerpt',
      tags: { on: true },
    });
  });

  it.for([
    { text: 'timezone: Tokyo\n', key: 'timezone', why: 'it is no IANA time zone' },
    { text: 'lang: 日本語\n', key: 'lang', why: 'it is no language tag' },
    { text: 'permalink: /:year/:wrong/\n', key: 'permalink', why: 'it names :wrong' },
    {
      text: 'plugins: [jekyll-feed]\n',
      key: 'feed.path',
      why: 'readers know /feed.xml: redirect it to /atom.xml for good (301)',
    },
    {
      text: 'future: true\n',
      key: 'future',
      why: 'posts are published when their date comes; there is no setting for it',
    },
    { text: 'twitter: { username: minato }\n', key: 'twitter', why: 'nothing here goes by it' },
    { text: '', key: 'timezone', why: expect.stringContaining('Jekyll takes the zone of the machine') },
  ])('says why it leaves $key', ({ text, key, why }) => {
    expect(read(text).left).toContainEqual({ key, why });
  });

  it('does not speak of what only makes pages', () => {
    const { left } = read(
      'timezone: Asia/Tokyo\ntheme: minima\nkramdown: { input: GFM }\nexclude: [vendor]\n',
    );
    expect(left).toEqual([]);
  });

  it('names where each setting came from', () => {
    expect(read('timezone: Asia/Tokyo\n').taken).toEqual([
      { key: 'title', setting: 'site.title', value: '週刊みなと' },
      { key: 'url', setting: 'site.url', value: 'https://minato.example' },
      { key: 'timezone', setting: 'site.timezone', value: 'Asia/Tokyo' },
      { key: 'permalink (not set)', setting: 'site.permalink', value: 'date' },
    ]);
  });

  it.for([
    { text: 'title: 週刊みなと\n', why: 'feeds need an address' },
    { text: 'url: https://minato.example\n', why: 'feeds need a name' },
    { text: 'title: み\nurl: minato\n', why: 'that is no address' },
  ])('makes no config of $text: $why', ({ text }) => {
    expect(readJekyllConfig(text).config).toBeUndefined();
  });

  it.for(['', '- a\n', 'title: "open\n'])('refuses %s', (text) => {
    expect(() => readJekyllConfig(text)).toThrow();
  });
});
