import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/config.ts';
import { readJekyllConfig } from '../../../src/posts/jekyll/config.ts';

const BASE = 'title: 週刊みなと\nurl: https://minato.example\n';
const read = (text: string) => readJekyllConfig(BASE + text);
const settingsOf = (text: string) => parseConfig(read(text).config);

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
    { text: 'locale: ja_JP.UTF-8\n', key: 'language', value: 'ja-JP', why: 'as the machine calls it' },
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
    { text: 'author: 甲\nauthor: 乙\n', key: 'author', value: '乙', why: 'the last of two keys counts' },
    { text: 'author: 甲\n---\nauthor: 乙\n', key: 'author', value: '甲', why: 'Ruby reads one document' },
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
      text: 'defaults:\n  - scope: {}\n    values: { title: x, description: y, layout: post }\n',
      key: 'title',
      value: '週刊みなと',
      why: 'a title for posts is not that of the site',
    },
    {
      text: 'permalink: pretty\ncollections: { posts: { permalink: "/news/:title/" } }\n',
      key: 'permalink',
      value: '/news/:title/',
      why: 'the collection says more than the site',
    },
    {
      text: 'collections: { posts: { permalink: /news/:title/ } }\ndefaults:\n  - scope: { type: posts }\n    values: { permalink: /:title/ }\n',
      key: 'permalink',
      value: '/:title/',
      why: 'front matter says more than the collection',
    },
    {
      text: 'author: 編集部\ndefaults:\n  - scope: { path: _posts }\n    values: { author: { name: 佐倉 } }\n',
      key: 'author',
      value: '佐倉',
      why: 'front matter says more than the site',
    },
    { text: '', key: 'timezone', value: 'UTC', why: 'the zone of GitHub Pages and of most servers' },
    { text: '', key: 'language', value: 'ja', why: 'its title is written in kana' },
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
      text: 'plugins: [jekyll-feed]\nfeed: { path: feed/ }\n',
      key: 'feed.path',
      why: 'readers know /feed/: redirect it to /atom.xml for good (301)',
    },
    {
      text: 'future: true\n',
      key: 'future',
      why: 'posts are published when their date comes; there is no setting for it',
    },
    {
      text: 'markdown_ext: "md,text"\n',
      key: 'markdown_ext',
      why: 'posts end in .md, .markdown, .mkd, .mkdn, .mkdown or .html; others are not read',
    },
    { text: 'twitter: { username: minato }\n', key: 'twitter', why: 'nothing here goes by it' },
    {
      text: 'collections: { docs: { output: true } }\n',
      key: 'collections.docs',
      why: 'only posts are read',
    },
    {
      text: 'defaults:\n  - scope: {}\n    values: { image: /og.png }\n',
      key: 'defaults: image',
      why: 'a picture that posts share is the cover of none',
    },
    {
      text: 'defaults:\n  - scope: { path: _posts/kabu }\n    values: { image: /og.png }\n',
      key: 'defaults: image',
      why: 'a picture that posts share is the cover of none',
    },
  ])('says why it leaves $key', ({ text, key, why }) => {
    expect(read(text).left).toContainEqual({ key, why });
  });

  it('does not speak of what only makes pages', () => {
    const { left } = read(
      'timezone: Asia/Tokyo\ntheme: minima\nkramdown: { input: GFM }\nexclude: [vendor]\nmarkdown_ext: "md, markdown"\n',
    );
    expect(left).toEqual([]);
  });

  it('takes the slug, the date and the title that a folder gives its posts', () => {
    const text =
      'defaults:\n  - scope: { path: _posts/kabu }\n    values: { slug: kabu, date: 2025-11-07, title: 株 }\n';
    expect(read(text).config.site.defaults).toEqual([
      { path: 'kabu', values: { slug: 'kabu', title: '株', date: '2025-11-07' } },
    ]);
  });

  it('keeps back the posts that Jekyll excludes', () => {
    const { config, taken } = read(
      'exclude: [vendor/, ./_posts/old/, "_posts/2024-*", "*.tmp.md", _posts]\n',
    );
    const values = { published: false };
    expect(config.site.defaults).toEqual([
      { path: 'old', values },
      { path: '2024-**', values },
      { path: '**.tmp.md', values },
    ]);
    expect(taken.filter(({ setting }) => setting === 'site.defaults')[0]).toEqual({
      key: 'exclude (_posts/old)',
      setting: 'site.defaults',
      value: 'published: false',
    });
  });

  it('adds the folders above to each default of categories', () => {
    const text = 'defaults:\n  - scope: { path: keizai/_posts/a }\n    values: { categories: [港] }\n';
    const folder = {
      name: 'a',
      posts: 'keizai/_posts',
      cname: undefined,
      templates: [],
      feedGem: false,
      sample: '',
    };
    expect(readJekyllConfig(BASE + text, folder).config.site.defaults).toEqual([
      { values: { categories: ['keizai'] } },
      { path: 'a', values: { categories: ['keizai', '港'] } },
    ]);
  });

  it('names where each setting came from', () => {
    expect(read('timezone: Asia/Tokyo\n').taken).toEqual([
      { key: 'title', setting: 'site.title', value: '週刊みなと' },
      { key: 'url', setting: 'site.url', value: 'https://minato.example' },
      { key: 'lang (not set)', setting: 'site.language', value: 'ja' },
      { key: 'timezone', setting: 'site.timezone', value: 'Asia/Tokyo' },
      { key: 'permalink (not set)', setting: 'site.permalink', value: 'date' },
    ]);
  });

  it('names what matters first', () => {
    const { left } = read('twitter: minato\nfuture: true\nlogo: /a.png\npermalink: /:wrong/\n');
    expect(left.map(({ key }) => key)).toEqual(['permalink', 'future', 'twitter', 'logo']);
  });

  it.for([
    { text: 'url: https://minato.example\n', fill: ['site.title'], title: 'site', why: 'it has no title' },
    { text: 'name: み\nurl: https://minato.example\n', fill: [], title: 'み', why: 'a name is a title' },
    { text: 'title: み\n', fill: ['site.url'], title: 'み', why: 'it has no address' },
    { text: 'title: み\nurl: minato\n', fill: ['site.url'], title: 'み', why: 'that is no address' },
    {
      text: 'title: み\nurl: http://localhost:4000\n',
      fill: ['site.url'],
      title: 'み',
      why: 'nobody reaches it',
    },
  ])('names what is to fill in of $text: $why', ({ text, fill, title }) => {
    const found = readJekyllConfig(text);
    expect(found.fill.map(({ setting }) => setting)).toEqual(fill);
    expect(found.config.site).toMatchObject({ title, ...(fill.includes('site.url') ? { url: '' } : {}) });
  });

  it.for([
    { text: 'url: minato.example\n', url: 'https://minato.example', why: 'the scheme is missing' },
    { text: 'url: //minato.example\nbaseurl: a\n', url: 'https://minato.example/a', why: 'that of the page' },
    {
      text: '# nothing yet\n',
      cname: 'blog.example.jp',
      url: 'https://blog.example.jp',
      why: 'no key at all',
    },
    { text: '', cname: 'blog.example.jp', url: 'https://blog.example.jp', why: 'GitHub Pages answers there' },
    {
      text: 'repository: Minato/keizai\n',
      cname: undefined,
      url: 'https://minato.github.io/keizai',
      why: 'a project',
    },
    {
      text: 'repository: minato/minato.github.io\n',
      cname: undefined,
      url: 'https://minato.github.io',
      why: 'a person',
    },
    {
      text: 'url: https://x.example\n',
      cname: 'y.example',
      url: 'https://x.example',
      why: 'it says so itself',
    },
  ])('finds the address $url: $why', ({ text, cname, url }) => {
    const folder = { name: 'x', posts: '_posts', cname, templates: [], feedGem: false, sample: '' };
    expect(readJekyllConfig(`title: み\n${text}`, folder).config.site.url).toBe(url);
  });

  it.for([
    { sample: 'Market closes higher', language: 'en' },
    { sample: '港の朝、霧島', language: 'ja' },
    { sample: '港口的早晨', language: 'zh' },
    { sample: '항구의 아침', language: 'ko' },
  ])('tells the language of 「$sample」 by its letters', ({ sample, language }) => {
    const folder = { name: 'x', posts: '_posts', cname: undefined, templates: [], feedGem: false, sample };
    expect(readJekyllConfig('url: https://x.example\n', folder).config.site.language).toBe(language);
  });

  it.for(['- a\n', 'title: "open\n'])('refuses %s', (text) => {
    expect(() => readJekyllConfig(text)).toThrow();
  });
});

it.for([
  { text: 'liquid: { error_mode: strict }\n', wanted: 'strict', why: 'slips in Liquid stop the site' },
  { text: 'liquid:\n  error_mode: :strict\n', wanted: 'strict', why: 'the same as a symbol of Ruby' },
  { text: 'liquid: { error_mode: lax }\n', wanted: undefined, why: 'slips are forgiven' },
])('$text: $why', ({ text, wanted }) => {
  expect(read(text).config.site.liquid).toBe(wanted);
});

describe('what it says of its Markdown', () => {
  it.for([
    { text: 'kramdown: { hard_wrap: true }\n', wanted: { hardWrap: true }, why: 'line breaks that count' },
    {
      text: 'kramdown:\n  smart_quotes: apos,apos,quot,quot\n',
      wanted: { smartQuotes: false },
      why: 'straight quotation marks, as a text',
    },
    {
      text: 'kramdown:\n  smart_quotes: ["apos", "apos", "quot", "quot"]\n',
      wanted: { smartQuotes: false },
      why: 'the same as a list',
    },
    {
      text: 'kramdown:\n  gfm_quirks: [paragraph_end, no_auto_typographic]\n',
      wanted: { symbols: false },
      why: 'dashes as typed',
    },
    {
      text: 'kramdown: { parse_block_html: true }\n',
      wanted: { parseBlockHtml: true },
      why: 'Markdown in HTML',
    },
    { text: 'kramdown: { input: GFM, hard_wrap: false }\n', wanted: undefined, why: 'nothing else' },
  ])('$why', ({ text, wanted }) => {
    expect(read(text).config.site.kramdown).toEqual(wanted);
    expect(read(text).taken.map(({ setting }) => setting)).toEqual(
      expect.arrayContaining(Object.keys(wanted ?? {}).map((key) => `site.kramdown.${key}`)),
    );
  });

  it('names another engine, which reads posts in another way', () => {
    expect(read('markdown: redcarpet\n').left).toContainEqual({
      key: 'markdown',
      why: 'posts are read as kramdown reads them, and not as redcarpet does',
    });
    expect(read('markdown: Kramdown\n').left).toEqual([]);
  });
});
