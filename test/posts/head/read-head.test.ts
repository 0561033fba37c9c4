import { describe, expect, it } from 'vitest';
import { readFileName } from '../../../src/posts/head/file-name.ts';
import { type HeadReading, readHead } from '../../../src/posts/head/read-head.ts';
import type { Post } from '../../../src/posts/post.ts';
import { settingsWith } from '../settings.ts';

const NAME = 'posts/2025-11-07-shiranami.md';

function read(front: string, file = NAME): HeadReading {
  return readHead(file, `---\n${front}\n---\n`, settingsWith());
}

function post(front: string, file = NAME): Post {
  const reading = read(`title: 題名です\n${front}`, file);
  if (reading.post === undefined) throw new Error(reading.faults[0]?.message);
  return reading.post;
}

it('reads a post as the publisher writes it', () => {
  expect(
    read(
      [
        'layout: post',
        'title: "白波、AIクラウドに参入：その狙いとは？"',
        'date: 2025-11-07 16:39:06 +0000',
        'categories: ["投資分析"]',
        'tags: ["AI", "港湾"]',
        'author: "みなと編集部"',
        'excerpt: "白波の参入について詳細に分析します。"',
        'reading_time: 8',
      ].join('\n'),
    ).post,
  ).toMatchObject({
    file: NAME,
    title: '白波、AIクラウドに参入：その狙いとは？',
    slug: 'shiranami',
    path: '/2025/11/08/shiranami/',
    url: 'https://minato.example/2025/11/08/shiranami/',
    id: 'https://minato.example/2025/11/08/shiranami/',
    published: new Date('2025-11-07T16:39:06Z'),
    updated: undefined,
    categories: ['投資分析'],
    tags: ['AI', '港湾'],
    authors: ['みなと編集部'],
    language: 'ja',
    excerpt: undefined,
    readingMinutes: 8,
    image: undefined,
  });
});

describe('title', () => {
  it.for([
    { title: '"**白波**の`AI`"', plain: '白波のAI', why: 'bold and code' },
    { title: '"[白波](https://a.example)の港"', plain: '白波の港', why: 'a link' },
    { title: '"# 見出し"', plain: '見出し', why: 'a heading' },
    {
      title: '"<b>太字</b>と{{ x }}"',
      plain: '太字と{{ x }}',
      why: 'HTML goes, braces stay as Jekyll shows them',
    },
    {
      title: '"5*3と snake_case と 2 * 3"',
      plain: '5*3と snake_case と 2 * 3',
      why: 'arithmetic and names stay',
    },
    { title: '"*強調*と__太字__"', plain: '強調と太字', why: 'other marks in pairs' },
    { title: '"港の風\ufffd"', plain: '港の風', why: 'the scar of a cut letter' },
    { title: '"A < B & C"', plain: 'A < B & C', why: 'signs that are no tags' },
    { title: "'白波「しおかぜ」'", plain: '白波「しおかぜ」', why: 'single quotes' },
    { title: '"改\\u0007行\\n二行"', plain: '改行 二行', why: 'controls by escapes' },
  ])('$title: $why', ({ title, plain }) => {
    expect(read(`title: ${title}`).post?.title).toBe(plain);
  });
});

describe('lists, as Jekyll reads them', () => {
  it.for([
    {
      front: 'categories: 投資分析 技術解説',
      names: ['投資分析', '技術解説'],
      why: 'a text is split on blanks',
    },
    {
      front: 'categories: 投資　分析 技術',
      names: ['投資 分析', '技術'],
      why: 'the wide blank parts no names in Ruby',
    },
    { front: 'categories: [投資 分析, 技術]', names: ['投資 分析', '技術'], why: 'a list is taken as it is' },
    { front: 'category: 投資 分析', names: ['投資 分析'], why: 'one value' },
    { front: 'categories: [甲, 乙]\ncategory: 乙', names: ['甲', '乙'], why: 'both, without repeats' },
    { front: 'categories: 投資,技術', names: ['投資,技術'], why: 'commas do not part' },
    { front: 'categories:\n  - 甲\n  -\n  - 乙', names: ['甲', '乙'], why: 'nothing is no name' },
    { front: 'categories: ~', names: [], why: 'null' },
    { front: 'other: x', names: [], why: 'none' },
  ])('$front: $why', ({ front, names }) => {
    expect(post(front).categories).toEqual(names);
  });

  it.for([
    { front: 'tags: a b', names: ['a', 'b'], why: 'a text' },
    { front: 'tags: [a, b]\ntag: c d', names: ['c d'], why: 'tag wins' },
  ])('$front: $why', ({ front, names }) => {
    expect(post(front).tags).toEqual(names);
  });

  it.for([
    { front: 'author: 港太郎', names: ['港太郎'], why: 'one' },
    { front: 'authors: [港太郎, {name: 波子}]', names: ['港太郎', '波子'], why: 'names and maps' },
    { front: 'author: {name: 港太郎, email: a@b.example}', names: ['港太郎'], why: 'a map' },
    { front: 'other: x', names: ['みなと編集部'], why: "the site's" },
  ])('$front: $why', ({ front, names }) => {
    expect(post(front).authors).toEqual(names);
  });
});

describe('dates', () => {
  it.for([
    { front: 'date: 2025-11-07 16:39:06 +0000', at: '2025-11-07T16:39:06Z', why: 'with an offset' },
    { front: 'date: "2025-11-08 01:39:06"', at: '2025-11-07T16:39:06Z', why: "in the site's zone" },
    { front: 'date: 2025-11-08', at: '2025-11-07T15:00:00Z', why: 'a day begins at midnight in Tokyo' },
    { front: 'x: y', at: '2025-11-06T15:00:00Z', why: "the file name's" },
  ])('$front: $why', ({ front, at }) => {
    expect(post(front).published).toEqual(new Date(at));
  });

  it.for([
    { front: 'updated: 2025-11-09', at: '2025-11-08T15:00:00Z', warned: 0, why: 'a later day' },
    {
      front: 'last_modified_at: 2025-11-07 12:00',
      at: '2025-11-07T03:00:00Z',
      warned: 0,
      why: 'the other name',
    },
    { front: 'updated: 2025-11-01', at: undefined, warned: 1, why: 'before it was published' },
    { front: 'updated: 昨日', at: undefined, warned: 1, why: 'no date' },
  ])('$front: $why', ({ front, at, warned }) => {
    const { post: found, warnings } = read(`title: 題名です\n${front}`);
    expect(found?.updated).toEqual(at === undefined ? undefined : new Date(at));
    expect(warnings.map(({ code }) => code)).toEqual(Array(warned).fill('post-updated'));
  });
});

const TAKEN_APART = 'https://minato.example/u%CC%88.png';

describe('other fields', () => {
  it.for([
    { front: 'image: /a b.png', image: 'https://minato.example/a%20b.png', why: 'a path of the site' },
    { front: 'image: {path: https://cdn.example/x.png}', image: 'https://cdn.example/x.png', why: 'a map' },
    { front: 'image: javascript:alert(1)', image: undefined, why: 'only the web' },
    { front: 'image: "http://[bad"', image: undefined, why: 'no URL' },
    { front: 'image: null', image: undefined, why: 'nothing' },
    // The name of a file, letter by letter, as a Mac takes letters apart.
    { front: 'image: /u\u0308.png', image: TAKEN_APART, why: 'a letter taken apart' },
    { front: 'image:\n  path: /u\u0308.png', image: TAKEN_APART, why: 'in a map' },
    { front: 'image: {src: "/u\\u0308.png"}', image: TAKEN_APART, why: 'as an escape' },
  ])('$front: $why', ({ front, image }) => {
    expect(post(front).image).toBe(image);
  });

  it.for([
    {
      front: 'guid: "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a"',
      id: 'urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a',
      why: 'a URI',
    },
    { front: 'id: https://old.example/港', id: 'https://old.example/%E6%B8%AF', why: 'made ASCII' },
    { front: 'id: 17', id: 'https://minato.example/2025/11/07/shiranami/', why: 'no URI: the URL' },
  ])('$front: $why', ({ front, id }) => {
    expect(post(front).id).toBe(id);
  });

  it.for([
    { front: 'lang: en-GB', language: 'en-GB' },
    { front: 'lang: 日本語', language: 'ja' },
  ])('$front is $language', ({ front, language }) => {
    expect(post(front).language).toBe(language);
  });

  it.for([
    { front: 'draft: true', draft: true },
    { front: 'published: false', draft: true },
    { front: 'published: no', draft: true },
    { front: 'published:', draft: true },
    { front: 'published: true', draft: false },
    { front: 'draft: false', draft: false },
  ])('$front: draft is $draft', ({ front, draft }) => {
    expect(read(`title: 題名です\n${front}`).draft).toBe(draft);
  });

  it('keeps keys that it does not know', () => {
    expect(post('pillar: {name: 港, rank: 1}').frontMatter['pillar']).toEqual({ name: '港', rank: '1' });
  });
});

it('names every fault at once, each at its line', () => {
  const { faults } = read('title: ""\ndate: 2025-02-30\npermalink: /a%00b', 'posts/no-date.md');
  expect(faults.map(({ code, at }) => `${at.line}:${at.column} ${code}`)).toEqual([
    '2:8 post-title',
    '3:7 post-date',
  ]);
  expect(read('title: 題\npermalink: /a%00b').faults).toMatchObject([
    { code: 'post-url', at: { line: 3, column: 12 } },
  ]);
});

it.for([
  { file: 'posts/2025-11-07-a.md', date: '2025-11-07', slug: 'a' },
  { file: 'posts/x/2025-1-7-a-b.c.markdown', date: '2025-1-7', slug: 'a-b.c' },
  { file: 'posts/99-1-7-a.md', date: '1999-1-7', slug: 'a' },
  { file: 'posts/about.md', date: undefined, slug: 'about' },
  { file: 'posts/x/hello/index.md', date: undefined, slug: 'hello' },
  { file: 'posts/2025-11-07-hello/index.md', date: '2025-11-07', slug: 'hello' },
  { file: 'posts/index.md', date: undefined, slug: 'index' },
])('$file says $date and $slug', ({ file, date, slug }) => {
  expect(readFileName(file)).toMatchObject({ date, slug });
});

it.for([
  { file: 'posts/a.md', front: 'pubDate: 2025-11-05', day: '/2025/11/05/', why: 'Astro' },
  { file: 'posts/a.md', front: 'published_at: 2025-11-05 10:00', day: '/2025/11/05/', why: 'Zenn' },
  { file: 'posts/a.md', front: 'date: 2025-11-04\npubDate: 2025-11-05', day: '/2025/11/04/', why: 'both' },
  { file: 'posts/2025-11-07-a.md', front: 'pubDate: 2025-11-05', day: '/2025/11/07/', why: "Jekyll's own" },
])('$file with $front is of $day: $why', ({ file, front, day }) => {
  expect(read(`title: 題\n${front}`, file).post?.path).toContain(day);
});
