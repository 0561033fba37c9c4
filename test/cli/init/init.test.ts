import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config.ts';
import { tayori as inProcess } from '../program.ts';

const SITE = `title: "週刊'みなと'\\\\経済"
url: "https://minato.example"
timezone: Asia/Tokyo
permalink: /:year/:month/:day/:title/
twitter: minato
plugins:
  - jekyll-feed
`;

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tayori-init-'));
  await mkdir(join(root, 'old'));
  await writeFile(join(root, 'old/_config.yml'), SITE);
});
afterEach(() => rm(root, { recursive: true }));

const tayori = (...argv: readonly string[]) => inProcess(root, ['init', '--root', root, ...argv]);

const written = () => readFile(join(root, 'tayori.config.ts'), 'utf8');

it('writes a config that loads, and says what became of each key', async () => {
  const { code, stdout } = await tayori('--from-jekyll', 'old');
  expect(code).toBe(0);
  expect(await written()).toBe(`import type { Config } from 'tayori';

export default {
  site: {
    title: '週刊\\'みなと\\'\\\\経済',
    url: 'https://minato.example',
    language: 'ja',
    timezone: 'Asia/Tokyo',
    permalink: '/:year/:month/:day/:title/',
  },
  feeds: {
    limit: 10,
    ids: 'jekyll-feed',
    aliases: {
      '/feed.xml': 'atom.xml',
    },
  },
} satisfies Config;
`);
  expect((await loadConfig(root)).site.title).toBe("週刊'みなと'\\経済");
  expect(stdout).toBe(`Written  tayori.config.ts
Written  .gitignore

Understood
  title           site.title      週刊'みなと'\\経済
  url             site.url        https://minato.example
  lang (not set)  site.language   ja
  timezone        site.timezone   Asia/Tokyo
  permalink       site.permalink  /:year/:month/:day/:title/
  jekyll-feed     feeds.limit     10
  jekyll-feed     feeds.ids       jekyll-feed
  feed.path       feeds.aliases   /feed.xml is atom.xml

Not taken over
  twitter: nothing here goes by it

Next: copy or link _posts to posts/, then \`tayori check --root ${root}\`, \`tayori build --root ${root}\` and \`tayori digest --root ${root}\`.
Before the first mail: add \`organisation\` and \`mail\` (docs/configuration.md).
Keep .env and lists out of Git: they hold subscribers and secrets. (.tayori/ keeps itself out.)
`);
});

it('says it to scripts', async () => {
  const { stdout } = await tayori('--from-jekyll', 'old', '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    written: 'tayori.config.ts',
    files: ['tayori.config.ts', '.gitignore'],
    excluded: [],
    taken: expect.arrayContaining([{ key: 'jekyll-feed', setting: 'feeds.limit', value: '10' }]),
    left: expect.arrayContaining([{ key: 'twitter', why: 'nothing here goes by it' }]),
  });
});

it('never writes over a config', async () => {
  await writeFile(join(root, 'tayori.config.ts'), 'mine');
  const { code, stderr } = await tayori('--from-jekyll', 'old');
  expect(code).toBe(1);
  expect(stderr).toContain('[config-exists]');
  expect(await written()).toBe('mine');
});

it.for([
  { argv: [], code: 2, said: '--from-jekyll DIR', why: 'it must know where from' },
  { argv: ['--from-jekyll', 'nowhere'], code: 1, said: 'There is no _config.yml in', why: 'no such folder' },
])('exits with $code for $argv: $why', async ({ argv, code, said }) => {
  const result = await tayori(...argv);
  expect(result.code).toBe(code);
  expect(result.stderr).toContain(said);
  await expect(written()).rejects.toThrow('ENOENT');
});

it('writes nothing where it is no YAML', async () => {
  await writeFile(join(root, 'old/_config.yml'), 'title: "open\n');
  const { code, stderr } = await tayori('--from-jekyll', 'old');
  expect([code, stderr]).toEqual([1, expect.stringContaining('It can not be read')]);
  await expect(written()).rejects.toThrow('ENOENT');
});

/** Files of a Jekyll site, in `old` unless the site folder is the Jekyll site itself. */
async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}
const post = (front: string) => `---\ntitle: 港\n${front}\n---\n本文です。\n`;
const inPlace = (config: string) =>
  put('_config.yml', config).then(() => tayori('--from-jekyll', '.', '--json'));
type Said = Record<'taken' | 'left' | 'fill', { key: string; setting: string; value: string; why: string }[]>;
const settings = () => loadConfig(root);

describe('a Jekyll site in its own folder', () => {
  beforeEach(() => rm(join(root, 'old'), { recursive: true }));

  const CONFIG = 'title: t # mine\r\nurl: https://x.example\r\nexclude: [vendor]\r\n\r\n# end';
  const config = () => readFile(join(root, '_config.yml'), 'utf8');

  it('leaves out of Jekyll what is ours, and shows each line; all else of the config stays', async () => {
    await put('_posts/2025-11-07-a.md', post(''));
    await put('_config.yml', CONFIG);
    const { stdout } = await tayori('--from-jekyll', '.');
    expect(await config()).toBe(
      CONFIG.replace('[vendor]', '[vendor, tayori.config.ts, email-templates/, out/]'),
    );
    expect(stdout).toContain(
      '- exclude: [vendor]\n  + exclude: [vendor, tayori.config.ts, email-templates/, out/]',
    );
  });

  it('says the lines to scripts', async () => {
    await put('_posts/2025-11-07-a.md', post(''));
    const { stdout } = await inPlace(CONFIG);
    expect(JSON.parse(stdout)).toMatchObject({
      files: ['tayori.config.ts', '_config.yml', '.gitignore'],
      excluded: ['tayori.config.ts', 'email-templates/', 'out/'],
    });
  });

  it.for([
    { argv: ['--leave-config'], config: CONFIG, why: 'the person said so' },
    { argv: [], config: 'title: t\nurl: https://x.example\nexclude: vendor\n', why: 'it is no list' },
    {
      argv: [],
      config: 'title: t\nurl: https://x.example\nexclude: [out, tayori*, email*]\n',
      why: 'all is there',
    },
  ])('keeps the config as it is: $why', async ({ argv, config: before, why }) => {
    await put('_posts/2025-11-07-a.md', post(''));
    await put('_config.yml', before);
    const { stdout } = await tayori('--from-jekyll', '.', ...argv);
    expect(await config()).toBe(before);
    expect(stdout.includes('Add to `exclude:` in _config.yml')).toBe(why !== 'all is there');
  });

  it.for([
    { list: '[out, tayori*, email*]', after: '[out, tayori*, email*]', why: 'nothing else is to be changed' },
    {
      list: '[vendor]',
      after: '[vendor, tayori.config.ts, email-templates/, out/]',
      why: 'lines are added, too',
    },
  ])('takes a byte order mark away, with which Jekyll reads one key only: $why', async ({ list, after }) => {
    await put('_posts/2025-11-07-a.md', post(''));
    const text = 'title: t\nurl: https://x.example\nexclude: ';
    await put('_config.yml', `\ufeff${text}${list}\n`);
    const { stdout } = await tayori('--from-jekyll', '.');
    expect(await config()).toBe(`${text}${after}\n`);
    expect(stdout).toContain('_config.yml: the byte order mark at its beginning is gone');
    expect(stdout).toContain('look at it: all keys count from now on');
  });

  it('says what a byte order mark does where the config is left as it is', async () => {
    await put('_posts/2025-11-07-a.md', post(''));
    await put('_config.yml', `\ufeff${CONFIG}`);
    const { stdout } = await tayori('--from-jekyll', '.', '--leave-config');
    expect(await config()).toBe(`\ufeff${CONFIG}`);
    expect(stdout).toContain('Save _config.yml as UTF-8 without a byte order mark');
  });

  it('says what to do with a config in UTF-16, which Jekyll does not read either', async () => {
    await put('_posts/2025-11-07-a.md', post(''));
    await writeFile(join(root, '_config.yml'), Buffer.from(`\ufeff${CONFIG}`, 'utf16le'));
    const { code, stderr } = await tayori('--from-jekyll', '.');
    expect([code, stderr]).toEqual([1, expect.stringContaining('Save it again as UTF-8.')]);
  });

  it('names what `include:` publishes, against which no line of `exclude:` helps', async () => {
    await put('_posts/2025-11-07-a.md', post(''));
    await put('_config.yml', `${CONFIG}\r\ninclude: [.htaccess, .tayori, .env]\r\n`);
    const { code, stderr } = await tayori('--from-jekyll', '.');
    expect(code).toBe(0);
    expect(stderr).toContain(
      '_config.yml:6: Jekyll publishes .tayori/ (the ledger, mails, backups) and .env',
    );
    expect(stderr).toContain('`include:` has `.tayori`, `.env`');
    expect(stderr).toContain('[file-published]');
  });

  it('is found without being named, and takes what is said on the command line', async () => {
    await put('_posts/2025-11-07-a.md', post(''));
    await put('_config.yml', 'markdown: kramdown\n');
    const { code, stdout, stderr } = await tayori('--title', 'みなと', '--url', 'minato.example', '--json');
    expect([code, stderr]).toEqual([0, expect.stringContaining('`--from-jekyll .`')]);
    expect(JSON.parse(stdout)).toMatchObject({ fill: [], excluded: expect.arrayContaining(['out/']) });
    expect((await settings()).site).toMatchObject({
      title: 'みなと',
      url: 'https://minato.example',
      posts: '_posts',
    });
  });

  it('is read where its posts lie', async () => {
    await put('_posts/2025-11-07-a.md', post('categories: [投資分析]'));
    await inPlace(SITE);
    expect((await settings()).site.posts).toBe('_posts');
    const { stdout } = await inProcess(root, ['posts', '--root', root, '--json']);
    expect(stdout).toContain('"url": "https://minato.example/2025/11/07/a/"');
    expect(await written()).toContain("categories: [\n    { name: '投資分析', slug: 'category-");
  });

  it('keeps its drafts by path, its categories and its permalinks', async () => {
    await put('_posts/2025-11-07-a.md', post(''));
    await put('_posts/hidden/2025-11-06-h.md', post(''));
    await inPlace(
      `title: t\nurl: https://x.example\ndefaults:
  - scope: { path: "", type: posts }
    values: { author: Jane, categories: [news], permalink: "/:categories/:title/" }
  - scope: { path: "_posts/hidden" }
    values: { published: false, layout: none }
  - scope: { path: "", type: pages }
    values: { published: false }
`,
    );
    const { posts } = JSON.parse((await inProcess(root, ['posts', '--root', root, '--json'])).stdout) as {
      posts: { file: string; state: string; url: string }[];
    };
    expect(posts.map(({ file, state, url }) => [file, state, url])).toEqual([
      ['_posts/2025-11-07-a.md', 'published', 'https://x.example/news/a/'],
      ['_posts/hidden/2025-11-06-h.md', 'draft', 'https://x.example/news/h/'],
    ]);
  });

  it('has the folders above its posts as categories, and names the posts that are not read', async () => {
    await put('ja/news/_posts/2025-11-07-a.md', post('categories: [港]'));
    await put('ja/news/_posts/2025-11-06-b.md', post(''));
    await put('en/_posts/2025-11-05-c.md', post(''));
    await put('node_modules/x/_posts/2025-11-05-d.md', post(''));
    const { stdout } = await inPlace('title: t\nurl: https://x.example\npermalink: pretty\n');
    const said = JSON.parse(stdout) as Said;
    expect(said.left[0]).toMatchObject({ key: 'en/_posts (1 posts)' });
    expect((await settings()).site).toMatchObject({
      posts: 'ja/news/_posts',
      defaults: [{ path: '', values: { categories: ['ja', 'news'] } }],
    });
    const { stdout: listed } = await inProcess(root, ['posts', '--root', root, '--json']);
    expect(decodeURI(listed)).toContain('"url": "https://x.example/ja/news/港/2025/11/07/a/"');
  });

  it('does not take the folder of its collections for a category', async () => {
    await put('content/_posts/2025-11-07-a.md', post(''));
    await inPlace('title: t\nurl: https://x.example\ncollections_dir: content\n');
    expect((await settings()).site).toMatchObject({ posts: 'content/_posts', defaults: [] });
  });

  it.for([
    {
      config:
        'content_categories:\n  - { name: 技術解説, slug: tech }\n  - { name: 投資分析, slug: invest }\n',
      categories: [
        { name: '技術解説', slug: 'tech' },
        { name: '投資分析', slug: 'invest' },
      ],
      why: 'a list of maps',
    },
    {
      config: 'content_categories: [技術解説, 投資分析]\n',
      categories: [{ name: '技術解説' }, { name: '投資分析' }],
      why: 'a list of names',
    },
    {
      config: 'categories:\n  invest: 投資分析\n  tech: 技術解説\n',
      categories: [
        { name: '投資分析', slug: 'invest' },
        { name: '技術解説', slug: 'tech' },
      ],
      why: 'a map of slugs',
    },
    {
      config: 'post_categories:\n  投資分析: { slug: invest, color: red }\n',
      categories: [{ name: '投資分析', slug: 'invest' }],
      why: 'a map of names',
    },
    {
      config: 'category_archive: { type: liquid, path: /categories/ }\ncategories: { path: /c/ }\n',
      categories: [{ name: '投資分析' }, { name: '技術解説' }],
      why: 'no list of categories: those of the posts, the most used first',
    },
  ])('has the categories of its theme: $why', async ({ config, categories }) => {
    await put('_posts/2025-11-05-a.md', post('categories: [投資分析]'));
    await put('_posts/2025-11-06-b.md', post('categories: [投資分析]'));
    await put('_posts/2025-11-07-c.md', post('categories: [技術解説]'));
    const { stdout } = await inPlace(`title: t\nurl: https://x.example\n${config}`);
    expect((await settings()).categories).toEqual(categories.map((one) => expect.objectContaining(one)));
    expect((JSON.parse(stdout) as Said).taken).toContainEqual(
      expect.objectContaining({ setting: 'categories', value: expect.stringContaining('投資分析 (2)') }),
    );
  });

  it('lists thirty categories of the posts, the most used first, and says how many more there are', async () => {
    for (let day = 1; day <= 28; day += 1)
      await put(`_posts/2025-10-${day}-a.md`, post(`categories: [often, "c${day}", "d${day}"]`));
    const { stdout } = await inPlace('title: t\nurl: https://x.example\n');
    const { categories } = await settings();
    expect([categories.length, categories[0]?.name]).toEqual([30, 'often']);
    expect((JSON.parse(stdout) as Said).left.map(({ key }) => key)).toContain('27 more categories');
  });

  const TEMPLATE = `---\nlayout: null\n---\n<rss version="2.0"><channel>
{% for post in site.posts limit:15 %}<item><description>{{ post.content | xml_escape }}</description></item>{% endfor %}
</channel></rss>\n`;
  it.for([
    {
      file: 'feed.xml',
      text: TEMPLATE,
      feeds: { limit: 15, content: 'full', aliases: { '/feed.xml': 'rss.xml' } },
      why: 'a template of its own',
    },
    {
      file: 'feed/index.xml',
      text: TEMPLATE.replace('post.content', 'post.excerpt').replace('limit:15', 'limit: site.per_feed'),
      feeds: { limit: 7, content: 'excerpt', aliases: { '/feed/index.xml': 'rss.xml' } },
      why: 'excerpts, and a limit of the config',
    },
    {
      file: 'assets/news.xml',
      text: TEMPLATE.replace('layout: null', 'permalink: /blog.rss'),
      feeds: { limit: 15, aliases: { '/blog.rss': 'rss.xml' } },
      why: 'served elsewhere than it lies',
    },
    {
      file: 'rss.xml',
      text: TEMPLATE,
      feeds: { limit: 15, aliases: {} },
      why: 'a feed of ours has that address',
    },
    {
      file: 'feed.xml',
      text: TEMPLATE.replace('<rss version="2.0">', '<feed xmlns="http://www.w3.org/2005/Atom">'),
      feeds: { limit: 15, aliases: { '/feed.xml': 'atom.xml' } },
      why: 'Atom',
    },
    {
      file: 'feed.xml',
      text: TEMPLATE.replace('limit:15', ''),
      feeds: { limit: 20 },
      left: 'it holds all posts',
      why: 'a feed of all posts, which is said',
    },
    {
      file: 'feed.xml',
      text: TEMPLATE.replace(
        '{% for post in site.posts limit:15 %}',
        '{% for tag in site.tags limit:3 %}{% endfor %}{% assign posts = site.posts | where_exp: "p", "p.a" | slice: 0, 12 %}{% for post in posts %}',
      ),
      feeds: { limit: 12 },
      why: 'a list that is cut before',
    },
    {
      file: 'sitemap.xml',
      text: '---\n---\n<urlset>{% for p in site.posts %}{% endfor %}</urlset>',
      feeds: { limit: 20, aliases: {} },
      why: 'no feed',
    },
    {
      file: 'feed.xml',
      text: TEMPLATE.slice(TEMPLATE.indexOf('<rss')),
      feeds: { limit: 20, aliases: {} },
      why: 'no template',
    },
  ])('is read under the address that readers know: $why', async ({ file, text, feeds, left = '' }) => {
    await put(file, text);
    await put('_posts/2025-11-07-a.md', post(''));
    await put('odd.xml', '\ufffe');
    await writeFile(join(root, 'sjis.xml'), Buffer.from([0x2d, 0x2d, 0x2d, 0x0a, 0x8b, 0x4c]));
    const { stdout } = await inPlace('title: t\nurl: https://x.example\nper_feed: 7\n');
    expect((JSON.parse(stdout) as Said).left.map(({ why }) => why).join()).toContain(left);
    expect((await settings()).feeds).toMatchObject(feeds);
    expect((await inProcess(root, ['build', '--root', root])).code).toBe(0);
  });

  it.for([
    {
      files: { Gemfile: "group :jekyll_plugins do\n  gem 'jekyll-feed', '~> 0.12'\nend\n" },
      config: '',
      feeds: { limit: 10, aliases: { '/feed.xml': 'atom.xml' } },
      why: 'jekyll-feed of the Gemfile',
    },
    {
      files: { Gemfile: "gem 'jekyll'\n" },
      config: '',
      feeds: { limit: 20, aliases: {} },
      why: 'no feed at all',
    },
    {
      files: { 'news.xml': TEMPLATE },
      config: 'plugins: [jekyll-feed]\n',
      feeds: { limit: 15, aliases: { '/news.xml': 'rss.xml', '/feed.xml': 'atom.xml' } },
      why: 'a template and jekyll-feed, each with its readers',
    },
    {
      files: { 'feed.xml': TEMPLATE },
      config: 'plugins: [jekyll-feed]\n',
      feeds: { limit: 15, aliases: { '/feed.xml': 'rss.xml' } },
      why: 'jekyll-feed gives way to a template at its address',
    },
    {
      files: { 'news.xml': TEMPLATE },
      config: 'feed: { url: /somewhere }\n',
      feeds: { limit: 15, aliases: { '/news.xml': 'rss.xml' } },
      why: 'a key of the theme that jekyll-feed does not read',
    },
  ])('knows every feed that has readers: $why', async ({ files, config, feeds }) => {
    for (const [file, text] of Object.entries(files)) await put(file, text);
    await inPlace(`title: t\nurl: https://x.example\n${config}`);
    const { limit, aliases } = (await settings()).feeds;
    expect({ limit, aliases }).toEqual(feeds);
  });

  it('has the feeds of its categories where jekyll-feed wrote them', async () => {
    await put('_posts/2025-11-07-a.md', post('categories: [release]'));
    const { stdout } = await inPlace(
      'title: t\nurl: https://x.example\nplugins: [jekyll-feed]\nfeed: { path: blog/feed.xml, categories: [release, none] }\n',
    );
    expect((await settings()).feeds.aliases).toEqual({
      '/blog/feed.xml': 'atom.xml',
      '/feed/release.xml': 'categories/release/atom.xml',
    });
    expect((JSON.parse(stdout) as Said).left[0]?.why).toContain('/feed/none.xml');
    await inProcess(root, ['build', '--root', root]);
    expect(await readFile(join(root, 'out/blog/feed.xml'), 'utf8')).toContain('<feed');
    // As jekyll-feed called it: readers do not see the post again.
    expect(await readFile(join(root, 'out/blog/feed.xml'), 'utf8')).toContain(
      '<id>https://x.example/release/2025/11/07/a</id>',
    );
  });

  it('is set up without a title and an address, with what is to fill in', async () => {
    await put('_posts/2025-11-07-a.md', post(''));
    await put('_config.yml', 'markdown: kramdown\n');
    const { code, stdout } = await tayori('--from-jekyll', '.');
    expect(code).toBe(0);
    expect(stdout).toMatch(/To fill in\n {2}site\.title {2}.*\n {2}site\.url {4}.*\n\nUnderstood/);
    expect(await written()).toContain("url: ''");
    // Nothing is built before a person has said where the site answers: ids of posts are made of it.
    const problems = (await settings().catch((error: unknown) => error)) as { problems: object[] };
    expect(problems.problems).toMatchObject([{ at: { key: 'site.url' } }]);
  });
});

it('reads the posts where they lie when the Jekyll site is a folder of the site', async () => {
  await put('old/_posts/2025-11-07-a.md', post(''));
  const { stdout } = await tayori('--from-jekyll', 'old');
  expect((await loadConfig(root)).site.posts).toBe('old/_posts');
  expect(stdout).not.toContain('copy or link');
});

it.for([
  { config: '', folder: 'old/_data', why: 'beside its config' },
  { config: 'data_dir: tables\n', folder: 'old/tables', why: 'where its config says' },
])('reads the data files of a Jekyll site that is a folder of the site: $why', async ({ config, folder }) => {
  await put('old/_config.yml', SITE + config);
  await put('old/_posts/2025-11-07-a.md', post(''));
  await put(`${folder}/ships.yml`, '- 一\n');
  await tayori('--from-jekyll', 'old');
  expect((await loadConfig(root)).site.data).toBe(folder);
});

it('takes over the values of the site that the includes in posts ask for', async () => {
  await put('_config.yml', 'title: A\nurl: https://a.example\ncdn: https://c.example\nteam: 渚\nmenu: b\n');
  await put('_posts/2025-01-01-a.md', '---\ntitle: a\n---\n{% include figure.html %}\n');
  await put('_includes/figure.html', '<img src="{{ site.cdn }}/a.png">{% include by.html %}\n');
  await put('_includes/by.html', '{{ site.team }}\n');
  await put('_includes/menu.html', '{{ site.menu }}\n');
  await tayori('--from-jekyll', '.');
  expect((await loadConfig(root)).site.values).toEqual({ cdn: 'https://c.example', team: '渚' });
});
