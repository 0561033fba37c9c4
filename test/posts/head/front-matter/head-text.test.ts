/** What authors write in front matter for a page of HTML that Jekyll makes: references, code, Liquid. */
import { describe, expect, it } from 'vitest';
import { readHead } from '../../../../src/posts/head/read-head.ts';
import { settingsWith } from '../../settings.ts';

const settings = settingsWith({
  site: {
    title: '週刊みなと経済',
    url: 'https://minato.example/blog',
    values: { cdn: 'https://cdn.example' },
  },
});

function read(front: string) {
  return readHead('posts/2025-11-07-minato.md', `---\n${front}\n---\n`, settings);
}

describe('a title is text', () => {
  it.for([
    {
      title: '港&#58; 船 &amp; 倉庫 &quot;A&quot; &ndash; &copy;',
      text: '港: 船 & 倉庫 "A" – ©',
      why: 'references',
    },
    { title: 'A &#x3a; B &hellip;', text: 'A : B …', why: 'by their numbers' },
    { title: 'AT&T と R&D;', text: 'AT&T と R&D;', why: 'what is no reference' },
    { title: '&amp;lt;', text: '&lt;', why: 'once, not twice' },
    { title: '`<div>` と `a*b*c` の話', text: '<div> と a*b*c の話', why: 'code stays as it is written' },
    { title: '`&amp;` の話', text: '&amp; の話', why: 'references in code are code' },
    { title: '*港*の<b>話</b>', text: '港の話', why: 'marks and tags go' },
    { title: '港 &lt;b&gt;の話', text: '港 <b>の話', why: 'a tag that is text' },
    { title: 'Array<string>とMap<K, V>', text: 'Array<string>とMap<K, V>', why: 'types are no tags' },
    { title: 'List<A> と List<B>', text: 'List<A> と List<B>', why: 'a tag without an end tag is none' },
    { title: 'if (a<b && c>d)', text: 'if (a<b && c>d)', why: 'nor is a comparison' },
    { title: 'Vueの<template>とは', text: 'Vueの<template>とは', why: 'a title about a tag' },
    { title: '港<br>と<span class="x">湾</span>', text: '港と湾', why: 'tags that shape a line' },
    {
      title: 'Harbour<br>and <h2>bay</h2>2<br/>湾<br />港',
      text: 'Harbour and bay 2 湾港',
      why: 'tags that begin a new line',
    },
    { title: '<ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>の話', text: '港の話', why: 'readings go' },
    { title: '港<!-- 後で -->の<script>alert(1)</script>話', text: '港の話', why: 'what no reader sees' },
    { title: '2**10 と **kwargs と __init__', text: '2**10 と **kwargs と __init__', why: 'code' },
    { title: '**港**の__大きな話__', text: '港の大きな話', why: 'marks in pairs' },
    { title: '**港の話', text: '港の話', why: 'a mark without a partner' },
    { title: '\\*港\\*の話', text: '*港*の話', why: 'escaped marks are letters' },
    { title: '<https://minato.example/> の話', text: '<https://minato.example/> の話', why: 'an address' },
  ])('$title: $why', ({ title, text }) => {
    expect(read(`title: '${title}'`).post?.title).toBe(text);
  });

  it('and so are names', () => {
    const { post } = read('title: 港\ncategories: ["R&amp;D"]\ntags: [A&#58;B]\nauthor: T&eacute;');
    expect([post?.categories, post?.tags, post?.authors]).toEqual([['R&D'], ['A:B'], ['Té']]);
  });
});

describe('Liquid in front matter', () => {
  it.for([
    {
      image: '{{ site.baseurl }}/a.png',
      url: 'https://minato.example/blog/a.png',
      why: 'a path below baseurl',
    },
    { image: '{{ site.url }}/a.png', url: 'https://minato.example/a.png', why: 'an address' },
    { image: '{{ "/a.png" | absolute_url }}', url: 'https://minato.example/blog/a.png', why: 'a filter' },
    { image: '{{ site.cdn }}/a.png', url: 'https://cdn.example/a.png', why: 'a value of the config' },
  ])('$image is $url: $why', ({ image, url }) => {
    expect(read(`title: 港\nimage: '${image}'`).post?.image).toBe(url);
  });

  it.for([
    '/a.png?{{site.time}}',
    '{{ page.cover }}',
    'https://a.example/{{ x }}.png',
    '{% include a %}',
    '/{{',
  ])('%s is no picture, and named', (image) => {
    const { post, warnings } = read(`title: 港\nimage: '${image}'`);
    expect(post?.image).toBeUndefined();
    expect(warnings).toMatchObject([{ code: 'post-address', at: { line: 3 } }]);
  });

  it('fills an excerpt, or leaves it out', () => {
    expect(read("title: 港\nexcerpt: '{{ site.title }}の記事。'").post?.excerpt).toBe(
      '週刊みなと経済の記事。',
    );
    const { post, warnings } = read("title: 港\nexcerpt: '今日は{{ site.x }}です。'");
    expect([post?.excerpt, warnings.map(({ code }) => code)]).toEqual([
      undefined,
      ['post-excerpt-boilerplate'],
    ]);
  });

  it('leaves out an excerpt that is the title without its year', () => {
    const title = '2026年港の発電機は戻るのか？の可能性とは？';
    expect(read(`title: ${title}\nexcerpt: 港の発電機は戻るのか？`).post?.excerpt).toBeUndefined();
    expect(read(`title: ${title}\nexcerpt: 港の発電機`).post?.excerpt).toBe('港の発電機');
  });

  it('is run in every other value, too', () => {
    const { post } = read(
      "title: 港\naudio: {url: '{{ site.cdn }}/1.mp3'}\nvideo: '{{ site.baseurl }}/1.mp4'\nlinks: ['{{ page.url }}', '{{ x }}']",
    );
    expect(post?.frontMatter).toMatchObject({
      audio: { url: 'https://cdn.example/1.mp3' },
      video: 'https://minato.example/blog/1.mp4',
      links: ['/2025/11/07/minato/', '{{ x }}'],
    });
  });
});

it('counts a hundred categories of a post, and names it', () => {
  const { post, warnings } = read(
    `title: 港\ncategories: [${Array.from({ length: 2000 }, (_, index) => `c${index}`)}]`,
  );
  expect(post?.categories).toHaveLength(100);
  expect(warnings).toMatchObject([{ code: 'post-category', at: { line: 3 } }]);
});
