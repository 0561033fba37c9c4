import { describe, expect, it } from 'vitest';
import { readHead } from '../../../../src/posts/head/read-head.ts';
import type { GeneratorName } from '../../../../src/settings/generators.ts';
import type { Settings } from '../../../../src/settings.ts';
import { settingsWith } from '../../settings.ts';

type Row = {
  readonly generator: GeneratorName;
  readonly file: string;
  readonly permalink: string;
  readonly head?: string;
  readonly path: string;
  readonly why: string;
};

function read(
  file: string,
  head: string,
  site: Partial<Settings['site']> & { readonly generator: GeneratorName; readonly posts: string },
) {
  const text = `---\ntitle: "Quay & Co: it’s %"\ndate: 2025-11-05 10:00:00\n${head}\n---\n`;
  const settings = settingsWith();
  return readHead(file, text, {
    ...settings,
    site: { ...settings.site, zonelessDates: 'site', ...site },
  });
}

/** The paths of Hugo are those that Hugo 0.111 gives. */
const rows: readonly Row[] = [
  {
    generator: 'hugo',
    file: 'content/posts/2024-01-02-Dated_Name.md',
    permalink: '/posts/:path/',
    path: '/posts/2024-01-02-dated_name/',
    why: 'a date stays, letters become small',
  },
  {
    generator: 'hugo',
    file: 'content/posts/Hello World.md',
    permalink: '/posts/:path/',
    path: '/posts/hello-world/',
    why: 'a blank',
  },
  {
    generator: 'hugo',
    file: "content/posts/C++ & C it's 100%!.md",
    permalink: '/posts/:path/',
    path: '/posts/c++-c-its-100/',
    why: 'marks',
  },
  {
    generator: 'hugo',
    file: 'content/posts/a--b, c.md',
    permalink: '/posts/:path/',
    path: '/posts/a--b-c/',
    why: 'hyphens',
  },
  {
    generator: 'hugo',
    file: 'content/posts/v3.5/index.md',
    permalink: '/posts/:path/',
    path: '/posts/v3.5/',
    why: 'a folder with its pictures',
  },
  {
    generator: 'hugo',
    file: 'content/posts/sub/deep/a.md',
    head: 'slug: My Slug.x',
    permalink: '/posts/:path/',
    path: '/posts/sub/deep/my-slug.x/',
    why: 'a slug in the place of the name',
  },
  {
    generator: 'hugo',
    file: 'content/posts/a.md',
    head: 'url: /Some/Where.html',
    permalink: '/posts/:path/',
    path: '/Some/Where.html',
    why: 'an address of its own',
  },
  {
    generator: 'hugo',
    file: 'content/posts/a.md',
    head: 'url: rel/where/',
    permalink: '/posts/:path/',
    path: '/rel/where/',
    why: 'one without a slash',
  },
  {
    generator: 'hugo',
    file: 'content/en/b.md',
    permalink: '/:sections/:year/:monthname/:weekdayname/:weekday/:yearday/:slug/',
    path: '/en/2025/november/wednesday/3/309/quay-co-its/',
    why: 'words of its own; the title where there is no slug',
  },
  {
    generator: 'hugo',
    file: 'content/en/b.md',
    head: 'slug: s',
    permalink: '/:section/:slugorcontentbasename/:contentbasename.html',
    path: '/en/s/b.html',
    why: 'names of newer versions',
  },
  {
    generator: 'hexo',
    file: 'source/_posts/sub/2024-01-02-A_b.md',
    permalink: '/:year/:month/:day/:title/',
    path: '/2025/11/05/sub/2024-01-02-A_b/',
    why: 'the title is the path of the file',
  },
  {
    generator: 'hexo',
    file: 'source/_posts/2024-01-02-A_b.md',
    permalink: '/:year/:undated/',
    path: '/2025/A_b/',
    why: 'names with a date',
  },
  {
    generator: 'hexo',
    file: 'source/_posts/a.md',
    head: 'categories: [x, y]',
    permalink: '/:category/:name.html',
    path: '/x/y/a.html',
    why: 'categories below each other',
  },
  {
    generator: 'hexo',
    file: 'source/_posts/a.md',
    head: 'permalink: /b/',
    permalink: '/:category/:name.html',
    path: '/b/',
    why: 'an address of its own',
  },
  {
    generator: 'astro',
    file: 'src/content/blog/Foo Bar v1.2.md',
    permalink: '/blog/:path/',
    path: '/blog/foo-bar-v12/',
    why: 'as github-slugger',
  },
  {
    generator: 'astro',
    file: 'src/content/blog/2024/a/index.mdx',
    permalink: '/blog/:path/',
    path: '/blog/2024/a/',
    why: 'a folder',
  },
  {
    generator: 'astro',
    file: 'src/content/blog/2024/a.md',
    head: 'slug: b/C',
    permalink: '/blog/:path/',
    path: '/blog/b/C/',
    why: 'a slug is the whole path',
  },
  {
    generator: 'docusaurus',
    file: 'blog/2024-01-02-hello/index.md',
    permalink: '/blog/:path',
    path: '/blog/2025/11/05/hello',
    why: 'the date is that of the head',
  },
  {
    generator: 'docusaurus',
    file: 'blog/2024/01/02/hello.md',
    permalink: '/blog/:path',
    path: '/blog/2025/11/05/hello',
    why: 'a folder for each day',
  },
  {
    generator: 'docusaurus',
    file: 'blog/hello.md',
    permalink: '/blog/:path',
    path: '/blog/hello',
    why: 'no date in its name',
  },
  {
    generator: 'docusaurus',
    file: 'blog/2024-01-02-a.md',
    head: 'slug: /b',
    permalink: '/blog/:path',
    path: '/blog/b',
    why: 'a slug has no date',
  },
  {
    generator: 'zola',
    file: 'content/blog/2024-01-02-hello.md',
    permalink: '/blog/:path/',
    path: '/blog/hello/',
    why: 'the date goes',
  },
  {
    generator: 'zola',
    file: 'content/blog/Old_Days/2024-01-02_My_Café v1.2!.md',
    permalink: '/blog/:path/',
    path: '/blog/Old_Days/my-cafe-v1-2/',
    why: 'every other letter of a name is a hyphen; a folder stays',
  },
  {
    generator: 'zola',
    file: 'content/blog/a/index.md',
    head: 'slug: b',
    permalink: '/blog/:path/',
    path: '/blog/b/',
    why: 'a slug in the place of the folder',
  },
  {
    generator: 'zola',
    file: 'content/blog/a.md',
    head: 'path: x/y',
    permalink: '/blog/:path/',
    path: '/x/y/',
    why: 'an address of its own',
  },
  {
    generator: 'eleventy',
    file: 'src/posts/2024-01-02-a.md',
    permalink: '/posts/:path/',
    path: '/posts/a/',
    why: 'the date goes',
  },
  {
    generator: 'eleventy',
    file: 'src/posts/b/2024-01-02-index.md',
    permalink: '/posts/:path/',
    path: '/posts/b/',
    why: 'an index with a date',
  },
  {
    generator: 'gatsby',
    file: 'content/blog/Hello/index.md',
    permalink: '/:path/',
    path: '/Hello/',
    why: 'the folder as it is',
  },
  {
    generator: 'nextjs',
    file: 'data/blog/2024-01-02-a.mdx',
    permalink: '/blog/:path',
    path: '/blog/2024-01-02-a',
    why: 'a date stays',
  },
  {
    generator: 'pelican',
    file: 'content/a.md',
    head: 'slug: b_c',
    permalink: '/:title.html',
    path: '/b_c.html',
    why: 'a slug',
  },
  {
    generator: 'pelican',
    file: 'content/a.md',
    permalink: '/:title.html',
    path: '/quay-co-its.html',
    why: 'the title',
  },
  {
    generator: 'nikola',
    file: 'posts/a.md',
    head: 'slug: b',
    permalink: '/blog/:path/',
    path: '/blog/b/',
    why: 'a slug',
  },
  {
    generator: 'zenn',
    file: 'articles/2024-01-02-ab_cd.md',
    permalink: '/articles/:path',
    path: '/articles/2024-01-02-ab_cd',
    why: 'the name of the file',
  },
  {
    generator: 'qiita',
    file: 'public/a.md',
    head: 'id: 0123abc',
    permalink: '/items/:id',
    path: '/items/0123abc',
    why: 'the id of the article',
  },
  {
    generator: 'hatena',
    file: 'x/entry/a.md',
    head: 'URL: https://minato.example/entry/2020/05/16/1',
    permalink: '/:path',
    path: '/entry/2020/05/16/1',
    why: 'the address that the service gave',
  },
];

it.for(rows)('$generator: $file is $path: $why', ({ generator, file, permalink, head = 'x: y', path }) => {
  const posts = file
    .split('/')
    .slice(
      0,
      generator === 'astro'
        ? 3
        : file.startsWith('public') || /^(?:blog|posts|articles)\//.test(file)
          ? 1
          : generator === 'pelican' || generator === 'hatena'
            ? 1
            : 2,
    )
    .join('/');
  const { post, faults } = read(file, head, { generator, permalink, posts });
  expect([faults, post?.path]).toEqual([[], path]);
});

describe('front matter of other generators', () => {
  it.for([
    {
      generator: 'zola' as const,
      head: 'taxonomies:\n  tags: [a, b]',
      expected: { tags: ['a', 'b'] },
      why: 'tags in a table',
    },
    { generator: 'zenn' as const, head: 'topics: [a]', expected: { tags: ['a'] }, why: 'topics are tags' },
    {
      generator: 'hugo' as const,
      head: 'lastmod: 2025-11-06',
      expected: { updated: new Date('2025-11-05T15:00:00Z') },
      why: 'the last change',
    },
    {
      generator: 'astro' as const,
      head: 'updatedDate: 2025-11-06',
      expected: { updated: new Date('2025-11-05T15:00:00Z') },
      why: 'the same, of Astro',
    },
    {
      generator: 'jekyll' as const,
      head: 'topics: [a]\nurl: /b/',
      expected: { tags: [], path: '/2025/11/05/a/' },
      why: 'means nothing to Jekyll',
    },
  ])('$generator: $why', ({ generator, head, expected }) => {
    const { post } = read('posts/a.md', head, {
      generator,
      posts: 'posts',
      permalink: '/:year/:month/:day/:title/',
    });
    expect(post).toMatchObject(expected);
  });

  it.for([
    { generator: 'qiita' as const, head: 'private: true', why: 'only for who knows the address' },
    { generator: 'qiita' as const, head: 'ignorePublish: true', why: 'not on the service' },
    { generator: 'docusaurus' as const, head: 'unlisted: true', why: 'in no list' },
    { generator: 'zenn' as const, head: 'published: false', why: 'not published' },
    { generator: 'hatena' as const, head: 'Draft: true', why: 'a draft' },
    { generator: 'eleventy' as const, head: 'permalink: false', why: 'no page of its own' },
    { generator: 'eleventy' as const, head: 'eleventyExcludeFromCollections: true', why: 'in no list' },
    { generator: 'hugo' as const, head: 'Draft: true', why: 'Hugo reads keys in any letters' },
    { generator: 'hugo' as const, head: 'headless: true', why: 'no page of its own' },
    { generator: 'hugo' as const, head: 'build:\n  list: never', why: 'in no list' },
    { generator: 'hugo' as const, head: '_build:\n  render: false', why: 'the older name' },
    { generator: 'zola' as const, head: 'render: false', why: 'no page of its own' },
    { generator: 'pelican' as const, head: 'Status: draft', why: 'a draft between fences' },
    { generator: 'pelican' as const, head: 'status: skip', why: 'not read by Pelican' },
  ])('$generator keeps a post out: $head, $why', ({ generator, head }) => {
    const { draft } = read('posts/a.md', head, { generator, posts: 'posts', permalink: '/:path/' });
    expect(draft).toBe(true);
  });

  it.for([
    { head: 'permalink: false', path: '/false', why: 'as before there were other generators' },
    { head: 'headless: true\nrender: false\nstatus: draft', path: '/2025/11/05/a/', why: 'keys of others' },
    { head: 'expiryDate: 2025-11-06\nDraft: true', path: '/2025/11/05/a/', why: 'keys of Hugo' },
  ])('keeps no post of Jekyll out: $why', ({ head, path }) => {
    const site = { generator: 'jekyll', posts: 'posts', permalink: '/:year/:month/:day/:title/' } as const;
    const { post, draft, shown } = read('posts/a.md', head, site);
    expect([post?.path, draft, shown]).toEqual([path, false, undefined]);
  });

  it.for([
    {
      generator: 'hugo' as const,
      date: '2024-03-01T08:00:00+09:00',
      path: '/2024/03/01/',
      why: 'its own day',
    },
    {
      generator: 'hugo' as const,
      date: '2024-03-01 23:30:00 -0800',
      path: '/2024/03/01/',
      why: 'to the west',
    },
    { generator: 'hugo' as const, date: '2024-03-01T23:30:00Z', path: '/2024/03/01/', why: 'UTC' },
    { generator: 'hugo' as const, date: '2024-03-01 23:30', path: '/2024/03/01/', why: 'of the site' },
    {
      generator: 'hexo' as const,
      date: '2024-03-01T23:30:00Z',
      path: '/2024/03/02/',
      why: 'the day of the site',
    },
  ])('$generator has in an address $date: $why', ({ generator, date, path }) => {
    const text = `---\ntitle: A\nDate: ${date}\ndate: ${date}\n---\n`;
    const { site, ...others } = settingsWith();
    const own = {
      generator,
      posts: 'posts',
      permalink: '/:year/:month/:day/',
      zonelessDates: 'site',
    } as const;
    const { post } = readHead('posts/a.md', text, {
      ...others,
      site: { ...site, timezone: 'Asia/Tokyo', ...own },
    });
    expect(post?.path).toBe(path);
  });

  it('does not call the keys of a generator slips', () => {
    const { warnings } = read('posts/a.md', 'Category: x\nDate: 2025-11-05', {
      generator: 'hatena',
      posts: 'posts',
      permalink: '/:path/',
    });
    expect(warnings).toEqual([]);
  });

  it.for([
    { file: 'posts/a.md', state: '/a/', why: 'no language: that of the site' },
    { file: 'posts/a.en.md', state: '/a/', why: 'that of the site' },
    { file: 'posts/a/index.en.md', state: '/a/', why: 'of a folder' },
    { file: 'posts/a.ja.md', state: 'post-other-language', why: 'another one' },
    { file: 'posts/a/index.PT-BR.md', state: 'post-other-language', why: 'another one, of a folder' },
    { file: 'posts/node.js.md', state: '/node.js/', why: 'no language' },
  ])('knows the language in a name: $file, $why', ({ file, state }) => {
    const site = {
      generator: 'hugo',
      posts: 'posts',
      permalink: '/:path/',
      editions: ['en', 'ja', 'pt-br'],
    } as const;
    const { post, faults } = read(file, '', { ...site, editions: [...site.editions] });
    expect(post?.path ?? faults[0]?.code).toBe(state);
  });

  it('takes a draft without a date for a draft, and nothing to mend', () => {
    const settings = settingsWith();
    const site = { ...settings.site, generator: 'zenn' as const };
    const text = '---\ntitle: t\npublished: false\n---\n';
    expect(readHead('posts/a.md', text, { ...settings, site }).faults).toMatchObject([
      { code: 'post-draft' },
    ]);
    expect(readHead('posts/a.md', text, settings).faults).toMatchObject([{ code: 'post-date' }]);
  });

  it('refuses an address on another site', () => {
    const { faults } = read('posts/a.md', 'URL: https://other.example/entry/1', {
      generator: 'hatena',
      posts: 'posts',
      permalink: '/entry/:path',
    });
    expect(faults).toMatchObject([
      { code: 'post-url', message: expect.stringContaining('is not below https://minato.example') },
    ]);
  });
});
