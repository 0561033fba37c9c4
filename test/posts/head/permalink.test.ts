import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathFault, unknownPlaceholders } from '../../../src/posts/head/permalink.ts';
import { readHead } from '../../../src/posts/head/read-head.ts';
import { slugify } from '../../../src/posts/ruby/slugify.ts';
import { settingsWith } from '../settings.ts';

function pathOf(permalink: string, file: string, front: string): string | undefined {
  const settings = settingsWith({ site: { title: 'みなと', url: 'https://minato.example', permalink } });
  return readHead(file, `---\ntitle: 題\n${front}\n---\n`, settings).post?.path;
}

/** What Jekyll 4.3.1 itself answered for these files, in the zone Asia/Tokyo. */
const files = {
  hello: [
    'posts/2025-01-02-Hello World_Foo.md',
    'date: 2025-01-02 03:04:05 +0900\ncategories: [AI 投資, "C#", AI 投資]',
  ],
  japanese: [
    'posts/2025-11-07-日本語のファイル名！（テスト）.md',
    'date: 2025-11-07 16:39:06 +0000\ncategory: 投資分析',
  ],
  dots: ['posts/2025-03-05-a.b..md', 'tag: x'],
  slugged: ['posts/2025-03-07-slugged.md', 'slug: "My Slug ~ 良い 100%"'],
  marks: ['posts/2025-03-08-q%20x&y=z@w+v;u,t!$.md', ''],
  short: ['posts/24-3-7-two-digit.md', ''],
  sub: ['posts/sub/2025-03-05-in-sub.md', ''],
} as const;
const JAPANESE =
  '%E6%97%A5%E6%9C%AC%E8%AA%9E%E3%81%AE%E3%83%95%E3%82%A1%E3%82%A4%E3%83%AB%E5%90%8D-%E3%83%86%E3%82%B9%E3%83%88';
const SITE = '/:year/:month/:day/:title/';
const ALL = '/:categories/:short_year/:i_month/:i_day/:hour:minute:second/:slug:output_ext';
const WEEK = '/:slugified_categories/:w_year-W:week-:w_day/:name/';

describe('URLs as Jekyll makes them', () => {
  it.for([
    {
      file: 'hello',
      pattern: SITE,
      path: '/2025/01/02/Hello-World_Foo/',
      why: 'case and underscore stay, blanks do not',
    },
    {
      file: 'japanese',
      pattern: SITE,
      path: `/2025/11/08/${JAPANESE}/`,
      why: 'the day in Tokyo; no hyphen at the end',
    },
    { file: 'dots', pattern: SITE, path: '/2025/03/05/a.b/', why: 'no full stop at the end' },
    {
      file: 'slugged',
      pattern: SITE,
      path: '/2025/03/07/My-Slug-~-%E8%89%AF%E3%81%84-100/',
      why: 'slug wins',
    },
    {
      file: 'marks',
      pattern: SITE,
      path: '/2025/03/08/q-20x&y=z@w+v;u,t!$/',
      why: 'marks that a path may hold',
    },
    { file: 'short', pattern: SITE, path: '/2024/03/07/two-digit/', why: 'a year of two digits' },
    { file: 'sub', pattern: SITE, path: '/2025/03/05/in-sub/', why: 'folders say nothing' },
    {
      file: 'hello',
      pattern: 'none',
      path: '/ai%20%E6%8A%95%E8%B3%87/c%23/Hello-World_Foo.html',
      why: 'categories in lower case, once each',
    },
    {
      file: 'hello',
      pattern: 'date',
      path: '/ai%20%E6%8A%95%E8%B3%87/c%23/2025/01/02/Hello-World_Foo.html',
      why: 'style date',
    },
    { file: 'short', pattern: 'pretty', path: '/2024/03/07/two-digit/', why: 'no category, no empty folder' },
    { file: 'short', pattern: 'ordinal', path: '/2024/067/two-digit.html', why: 'day of a leap year' },
    {
      file: 'japanese',
      pattern: 'weekdate',
      path: `/%E6%8A%95%E8%B3%87%E5%88%86%E6%9E%90/2025/W45/Sat/${JAPANESE}.html`,
      why: 'ISO week',
    },
    {
      file: 'hello',
      pattern: ALL,
      path: '/ai%20%E6%8A%95%E8%B3%87/c%23/25/1/2/030405/hello-world-foo.html',
      why: ':slug is lower case',
    },
    {
      file: 'marks',
      pattern: ALL,
      path: '/25/3/8/000000/q-20x-y-z-w-v-u-t.html',
      why: ':slug keeps only letters',
    },
    {
      file: 'hello',
      pattern: WEEK,
      path: '/ai-%E6%8A%95%E8%B3%87/c/2025-W01-4/2025-01-02-hello-world-foo/',
      why: ':name has the date',
    },
  ] as const)('$file under $pattern: $why', ({ file, pattern, path }) => {
    const [name, front] = files[file];
    expect(pathOf(pattern, name, front)).toBe(path);
  });

  it.for([
    {
      permalink: '/about/:title/:month_:day/',
      path: '/about/own/03_05/',
      why: 'an underscore behind a name',
    },
    { permalink: 'pretty', path: '/pretty', why: 'styles have no meaning in a post' },
    {
      permalink: '/日本/../x/./y',
      path: '/%E6%97%A5%E6%9C%AC/x/y',
      why: 'dots are tidied away, letters encoded',
    },
    {
      permalink: '/ガイド/',
      path: '/%E3%82%AC%E3%82%A4%E3%83%89/',
      why: 'NFC: decomposed kana are composed',
    },
    { permalink: '/a%20b', path: '/a%20b', why: 'what is encoded stays' },
  ])('permalink: $permalink in a post: $why', ({ permalink, path }) => {
    expect(pathOf(SITE, 'posts/2025-03-05-own.md', `permalink: ${permalink}`)).toBe(path);
  });

  it('gives a decomposed file name the same URL as a composed one', () => {
    const name = 'posts/2025-11-07-ガイド.md';
    expect(pathOf(SITE, name.normalize('NFD'), '')).toBe('/2025/11/07/%E3%82%AC%E3%82%A4%E3%83%89/');
    expect(pathOf(SITE, name.normalize('NFC'), '')).toBe('/2025/11/07/%E3%82%AC%E3%82%A4%E3%83%89/');
  });
});

describe('pathFault', () => {
  it.for([
    { path: '/a/%2e%2e/b', why: 'leaves its folder when decoded' },
    { path: '/a/%2E/b', why: 'a folder named .' },
    { path: '/a%00b', why: 'a control character' },
    { path: '/a%5Cb', why: 'a backslash' },
    { path: '/a%2Fb', why: 'a slash inside a name' },
    { path: '/%E6%97', why: 'half a letter' },
    { path: `/${encodeURIComponent('漢'.repeat(86))}/`, why: '258 bytes: no file system takes the name' },
    { path: `/${'a/'.repeat(1200)}`, why: 'too long in all' },
  ])('refuses $path: $why', ({ path }) => {
    expect(pathFault(path)).toBeTypeOf('string');
  });

  it.for([
    { path: '/2025/11/08/1-ai/' },
    { path: `/${encodeURIComponent('漢'.repeat(84))}/` },
    { path: '/a..b/' },
  ])('takes $path', ({ path }) => {
    expect(pathFault(path)).toBeUndefined();
  });
});

it('names placeholders that do not exist', () => {
  expect(unknownPlaceholders('/:year/:titel/:constructor/')).toEqual([':titel', ':constructor']);
});

it('makes a path of ASCII of any slug and any permalink', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('pretty', 'default'), (text, mode) => {
      expect(slugify(text, mode as 'pretty')).not.toMatch(/[\s/\\]/u);
    }),
  );
});
