import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../../src/cli/commands.ts';
import { run } from '../../../src/cli/run.ts';
import { loadConfig } from '../../../src/config.ts';
import { placeholderProblems } from '../../../src/sending/sender-placeholders.ts';
import { generators } from '../../../src/settings/generators.ts';
import { tayori as inProcess } from '../program.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tayori-fresh-'));
});
afterEach(() => rm(root, { recursive: true }));

const tayori = (...argv: readonly string[]) => inProcess(root, argv);
const read = (path: string) => readFile(join(root, path), 'utf8');
const put = async (path: string, text: string) => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
};

/** As a person at a terminal, who answers line by line and then leaves. */
async function asked(argv: readonly string[], answers: readonly string[]) {
  const left = [...answers];
  const [questions, said]: [string[], string[]] = [[], []];
  const code = await run(commands, {
    argv: ['init', ...argv],
    cwd: root,
    env: {},
    adopt: () => {},
    streams: {
      stdout: (text) => void said.push(text),
      stderr: (text) => void said.push(text),
      columns: undefined,
      width: undefined,
      color: false,
      question: async (text) => {
        questions.push(text);
        return left.shift();
      },
    },
    clock: () => new Date('2025-11-12T03:00:00Z'),
    random: (bytes) => new Uint8Array(bytes),
    signal: new AbortController().signal,
    version: '0.0.0',
  });
  return { code, questions, said: said.join('') };
}

describe('three questions', () => {
  it('are asked of a person, and become a config that loads', async () => {
    const { code, questions } = await asked([], ['週刊みなと', 'minato.example', '']);
    expect(code).toBe(0);
    expect(questions.map((text) => text.split(/[?,]/)[0])).toEqual([
      'What is the publication called',
      'Where does it answer',
      'In which language (ja',
    ]);
    const settings = await loadConfig(root);
    expect(settings.site).toMatchObject({
      title: '週刊みなと',
      url: 'https://minato.example',
      language: 'ja',
      timezone: 'Asia/Tokyo',
    });
    expect(settings.mail.from).toEqual({ name: '週刊みなと', address: 'letter@minato.example' });
    expect((await readdir(join(root, 'posts'))).toSorted()).toEqual([
      '2025-11-04-how-a-post-is-written.md',
      '2025-11-06-why-a-letter-once-a-week.md',
    ]);
  });

  it('are asked again where the answer can not be taken', async () => {
    const { code, said } = await asked(
      ['--language', 'en'],
      ['', 'Harbour', 'not a url', 'https://h.example'],
    );
    expect(code).toBe(0);
    expect(said).toContain('That is needed.');
    expect(said).toContain('That must be an absolute http(s) URL.');
    expect((await loadConfig(root)).site).toMatchObject({ title: 'Harbour', url: 'https://h.example' });
  });

  it('write nothing when the person leaves', async () => {
    const { code, said } = await asked([], ['Harbour']);
    expect([code, said]).toEqual([1, expect.stringContaining('Nothing was written.')]);
    expect(await readdir(root)).toEqual([]);
  });

  it.for([
    { argv: ['--title', 'x'], said: '`--url` is missing', why: 'nobody is there to ask' },
    {
      argv: ['--title', 'x', '--url', 'ftp://x'],
      said: '`--url ftp://x`: it must be',
      why: 'no web address',
    },
    {
      argv: ['--title', 'x', '--url', 'x.example', '--language', 'Deutsch!'],
      said: '`--language Deutsch!`: it must be a language tag',
      why: 'no tag',
    },
    {
      argv: ['--title', 'x', '--url', 'x.example', '--leave-config'],
      said: '--leave-config',
      why: 'no Jekyll',
    },
    { argv: ['--templates', '--title', 'x'], said: '--templates', why: 'two things to do' },
  ])('exit with 2 and write nothing: $why', async ({ argv, said }) => {
    const { code, stderr } = await tayori('init', ...argv);
    expect([code, stderr]).toEqual([2, expect.stringContaining(said)]);
    expect(await readdir(root)).toEqual([]);
  });
});

it.for([
  { title: '週刊みなと', categories: ['お知らせ', '読みもの'] },
  { title: "Harbour's \\ Weekly", categories: ['News', 'Reading'] },
])('the next three commands work at once: $title', async ({ title, categories }) => {
  await inProcess(root, ['init', '--title', title, '--url', 'https://minato.example']);
  const { stdout } = await tayori('init', '--help');
  expect(stdout).toContain('tayori init --templates');
  const settings = await loadConfig(root);
  expect(settings.categories.map(({ name }) => name)).toEqual(categories);
  expect((await tayori('check')).stdout).toContain('nothing to mend');
  expect((await tayori('build')).stdout).toContain('2 published');
  expect((await tayori('digest')).code).toBe(0);
  expect(await tayori('send', '--rehearse', '--test', 'you@example.com')).toMatchObject({ code: 0 });
  await tayori('subscribers', 'add', 'hanako@example.jp', '--already-confirmed', 'form');
  expect((await tayori('send', '--rehearse')).code).toBe(0);
});

it('says the commands that were just tried, as the person types them', async () => {
  const argv = ['init', '--title', 'x', '--url', 'https://x.example'];
  const { stdout } = await inProcess(root, argv, { env: { npm_lifecycle_event: 'npx' } });
  const lines = stdout.split('\n').filter((line) => /^ {2}\d\./.test(line));
  expect(lines.map((line) => /`(.*)`/.exec(line)?.[1])).toEqual([
    'npx tayori build',
    'npx tayori digest',
    'npx tayori send --rehearse --test you@example.com',
  ]);
});

it('keeps what a person must fill in out of real mails', async () => {
  await tayori('init', '--title', 'x', '--url', 'https://x.example');
  const { stderr } = await inProcess(root, ['send', '--week', '2025-W45', '--yes'], {
    env: { MAIL_URL: 'smtp://127.0.0.1:1' },
  });
  expect(stderr).toContain(
    'tayori.config.ts: organisation.address: `organisation.address` is still to be filled in',
  );
  expect(stderr).toContain('organisation.contact');
  const organisation = { name: 'T', address: 'Todoroki 1-2-3', contact: 'TODOS@example.jp' };
  expect(placeholderProblems({ organisation, mail: { from: undefined } })).toEqual([]);
});

it.for([
  { url: 'https://www.minato.example/blog', address: 'letter@minato.example' },
  { url: 'https://minato.github.io', address: 'letter@example.com' },
  { url: 'https://みなと.example', address: 'letter@example.com' },
  { url: 'http://localhost:4000', address: 'letter@example.com' },
  { url: 'http://127.0.0.1:4000', address: 'letter@example.com' },
])('writes a sender that could be: $url, $address', async ({ url, address }) => {
  expect((await tayori('init', '--title', 'x', '--url', url)).code).toBe(0);
  const { mail, organisation } = await loadConfig(root);
  expect(mail.from?.address).toBe(address);
  const keys = placeholderProblems({ organisation, mail }).map(({ at }) => at?.key);
  expect(keys.includes('mail.from.address')).toBe(address === 'letter@example.com');
});

describe('an existing site', () => {
  const post = '---\ntitle: t\ncategories: [港]\n---\ntext\n';

  it.for([
    { file: 'posts/2025-11-05-a.md', folder: 'posts' },
    { file: '_posts/2025-11-05-a.md', folder: '_posts' },
    { file: 'content/blog/2025-11-05-a.md', folder: 'content/blog' },
  ])('has its posts where they lie: $file', async ({ file, folder }) => {
    await put(file, post);
    await put('.gitignore', 'public/');
    const { stdout } = await tayori('init', '--title', 'x', '--url', 'https://x.example');
    expect(stdout).toContain(`Reads     the posts in ${folder}/`);
    const settings = await loadConfig(root);
    expect(settings.site.posts).toBe(folder);
    expect(settings.categories.map(({ name }) => name)).toEqual(['港']);
    expect(await readdir(join(root, folder))).toEqual(['2025-11-05-a.md']);
    expect((await read('.gitignore')).startsWith('public/\n\n#')).toBe(true);
  });
});

describe('posts of other tools', () => {
  const dated = (key: string) => `---\ntitle: t\n${key}\n---\ntext\n`;

  it.for([
    {
      files: { 'hugo.toml': '', 'content/posts/a.md': dated('date: 2025-11-05T10:00:00+09:00') },
      site: { generator: 'hugo', posts: 'content/posts', permalink: '/posts/:path/' },
      url: '/posts/a/',
      why: 'Hugo',
    },
    {
      files: { 'config.toml': '', 'content/log/a/index.md': dated('date: 2025-11-05') },
      site: { generator: 'hugo', posts: 'content/log', permalink: '/log/:path/' },
      url: '/log/a/',
      why: 'a post of Hugo that is a folder',
    },
    {
      files: {
        '_config.yml': 'title: h\npermalink: :year/:title/\n',
        'source/_posts/a.md': dated('date: 2025-11-05 10:00:00'),
      },
      site: { generator: 'hexo', posts: 'source/_posts', permalink: '/:year/:title/' },
      url: '/2025/a/',
      why: 'Hexo, whose config has the name of that of Jekyll',
    },
    {
      files: { 'astro.config.mjs': '', 'src/content/notes/a.md': dated('pubDate: 2025-11-05') },
      site: { generator: 'astro', posts: 'src/content/notes', permalink: '/notes/:path/' },
      url: '/notes/a/',
      why: 'Astro, with its own name of the date',
    },
    {
      files: {
        'hugo.yaml': 'permalinks:\n  log: /:year/:slug/\nuglyURLs: true\n',
        'content/log/a.md': '+++\ntitle = "Tide Table"\ndate = 2025-11-05\n+++\n',
        'content/about.md': dated('date: 2025-11-05'),
        'archetypes/default.md': dated('date: 2025-11-05'),
      },
      site: { generator: 'hugo', posts: 'content/log', permalink: '/:year/:slug.html' },
      url: '/2025/tide-table.html',
      why: 'Hugo with TOML and a pattern of its own, beside pages that are no posts',
    },
    {
      files: {
        'config/_default/config.toml': 'defaultContentLanguage = "ja"\n',
        'config/_default/languages.toml':
          '[ja]\ncontentDir = "content/ja"\n[en]\ncontentDir = "content/en"\n',
        'content/ja/log/2025/a.md': dated('date: 2025-11-05'),
        'content/en/log/2025/a.md': dated('date: 2025-11-05'),
      },
      site: { posts: 'content/ja/log', permalink: '/log/:path/', language: 'ja', editions: ['ja', 'en'] },
      url: '/log/2025/a/',
      why: 'Hugo with a folder for each language',
    },
    {
      files: {
        'config.toml': 'defaultContentLanguageInSubdir = true\n[languages.en]\n[languages.ja]\n',
        'content/log/a.en.md': dated('date: 2025-11-05'),
        'content/log/a.ja.md': dated('date: 2025-11-05'),
      },
      site: { posts: 'content/log', permalink: '/en/log/:path/', editions: ['en', 'ja'] },
      url: '/en/log/a/',
      why: 'Hugo with the language in the name',
    },
    {
      files: {
        'config.toml': 'base_url = "https://x.example"\n',
        'content/2025/a/index.md': '+++\ntitle = "t"\ndate = 2025-11-05\n+++\n',
        'content/2025/_index.md': '+++\n+++\n',
      },
      site: { generator: 'zola', posts: 'content', permalink: '/:path/' },
      url: '/2025/a/',
      why: 'Zola, with a section for each year',
    },
    {
      files: {
        '_config.yml': 'permalink: :year/:title/\nnew_post_name: :year-:month-:day-:title.md\n',
        'source/_posts/2025-11-05-a.md': dated('date: 2025-11-05'),
      },
      site: { generator: 'hexo', permalink: '/:year/:undated/' },
      url: '/2025/a/',
      why: 'Hexo with dates in the names of files',
    },
    {
      files: {
        'astro.config.mjs': '',
        'src/pages/writing/[...slug].astro': '',
        'src/pages/tags/[tag].astro': '',
        'src/content/blog/2025-11-05-a.mdx': dated("pubDate: 'Nov 05 2025'"),
      },
      site: { generator: 'astro', posts: 'src/content/blog', permalink: '/writing/:path/' },
      url: '/writing/2025-11-05-a/',
      why: 'Astro, whose pages say where posts are',
    },
    {
      files: {
        'next.config.mjs': '',
        'app/(site)/log/[slug]/page.tsx': '',
        'data/log/a.mdx': dated("date: '2025-11-05'"),
      },
      site: { generator: 'nextjs', posts: 'data/log', permalink: '/log/:path' },
      url: '/log/a',
      why: 'Next.js, whose folders say where posts are',
    },
    {
      files: {
        'docusaurus.config.ts': '',
        'blog/2025-11-05-a/index.mdx': dated('authors: [x]'),
        'docs/intro.md': '---\ntitle: t\n---\n',
      },
      site: { generator: 'docusaurus', posts: 'blog', permalink: '/blog/:path' },
      url: '/blog/2025/11/05/a',
      why: 'Docusaurus',
    },
    {
      files: {
        'eleventy.config.js': "return { dir: { input: 'src' } };",
        'src/posts/2025-11-05-a.md': dated('x: y'),
        'src/about.md': dated('date: 2025-11-05'),
      },
      site: { generator: 'eleventy', posts: 'src/posts', permalink: '/posts/:path/' },
      url: '/posts/a/',
      why: 'Eleventy',
    },
    {
      files: { 'gatsby-config.js': '', 'content/blog/a/index.md': dated('date: 2025-11-05') },
      site: { generator: 'gatsby', posts: 'content/blog', permalink: '/:path/' },
      url: '/a/',
      why: 'Gatsby',
    },
    {
      files: { '.vitepress/config.ts': 'cleanUrls: true', 'posts/a.md': dated('date: 2025-11-05') },
      site: { generator: 'vitepress', permalink: '/posts/:path' },
      url: '/posts/a',
      why: 'VitePress without endings',
    },
    {
      files: { '_quarto.yml': 'website:\n  title: Q\n', 'posts/a/index.qmd': dated('date: 2025-11-05') },
      site: { generator: 'quarto', permalink: '/posts/:path/' },
      url: '/posts/a/',
      why: 'Quarto',
    },
    {
      files: {
        'pelicanconf.py': "TIMEZONE = 'Asia/Taipei'\nARTICLE_URL = 'log/{date:%Y}/{slug}/'\n",
        'content/sea/a.md': 'Title: Tide Table\nDate: 2025-11-05 10:00\n\nText\n',
      },
      site: {
        generator: 'pelican',
        posts: 'content/sea',
        permalink: '/log/:year/:title/',
        timezone: 'Asia/Taipei',
      },
      url: '/log/2025/tide-table/',
      why: 'Pelican',
    },
    {
      files: {
        'conf.py': 'BLOG_TITLE = "N"\nPOSTS = (\n    ("posts/*.md", "log", "post.tmpl"),\n)\n',
        'posts/a.md': '<!--\n.. title: t\n.. slug: b\n.. date: 2025-11-05 10:00:00 UTC\n-->\nText\n',
      },
      site: { generator: 'nikola', permalink: '/log/:path/' },
      url: '/log/b/',
      why: 'Nikola',
    },
    {
      files: {
        'articles/2025-11-05-a.md': '---\ntitle: t\nemoji: "⚓"\ntopics: [a]\npublished: true\n---\n',
      },
      site: { generator: 'zenn', posts: 'articles', permalink: '/articles/:path' },
      url: '/articles/2025-11-05-a',
      why: 'Zenn, by its keys',
    },
    {
      files: {
        'public/0123.md':
          "---\ntitle: t\nupdated_at: '2025-11-05T10:00:00+09:00'\nid: 0123\norganization_url_name: null\n---\n",
      },
      site: { generator: 'qiita', posts: 'public', permalink: '/items/:id' },
      url: '/items/0123',
      why: 'Qiita',
    },
    {
      files: {
        'x.example/entry/2025/11/05/1.md':
          '---\nTitle: t\nDate: 2025-11-05T10:00:00+09:00\nURL: https://x.example/entry/2025/11/05/1\nEditURL: https://x.example/e\n---\n',
      },
      site: { generator: 'hatena' },
      url: '/entry/2025/11/05/1',
      why: 'Hatena Blog',
    },
    {
      files: { 'articles/a.md': dated('published_at: 2025-11-05 10:00') },
      site: { posts: 'articles' },
      url: '/2025/11/05/a/',
      why: 'Zenn',
    },
    {
      files: { 'blog/2025-11-05-a/index.md': '---\ntitle: t\n---\n' },
      site: { posts: 'blog' },
      url: '/2025/11/05/a/',
      why: 'a folder with the date of the post in its name',
    },
    {
      files: { 'log/2024/a.md': dated('date: 2024-11-05'), 'log/2025/b.md': dated('date: 2025-11-05') },
      site: { posts: 'log' },
      url: '/2025/11/05/b/',
      why: 'a folder for each year',
    },
    {
      files: { 'log/2025/b.md': dated('date: 2025-11-05') },
      site: { posts: 'log' },
      url: '/2025/11/05/b/',
      why: 'the first year',
    },
  ])('are read where they lie, and one of their URLs is shown: $why', async ({ files, site, url }) => {
    for (const [name, text] of Object.entries(files)) await put(name, text);
    const { code, stdout } = await tayori('init', '--title', 'x', '--url', 'https://x.example');
    expect([code, stdout]).toEqual([0, expect.stringContaining(`\n  https://x.example${url}\n`)]);
    expect((await loadConfig(root)).site).toMatchObject(site);
    expect((await tayori('build')).stdout).toMatch(
      /^Posts {4}[12] published(?:, 1 left out \(1 in another language\))?\n/,
    );
  });

  it('knows the address of a blog from its posts', async () => {
    const head =
      'Title: t\nDate: 2025-11-05T10:00:00+09:00\nURL: https://minato.example/entry/1\nEditURL: https://x.example/e';
    await put('entries/minato.example/entry/1.md', `---\n${head}\n---\n`);
    expect((await tayori('init', '--title', 'x')).stdout).toContain('\n  https://minato.example/entry/1\n');
  });

  it('takes a folder called entries for nothing by its name', async () => {
    await put('entries/a.md', dated('date: 2025-11-05'));
    await tayori('init', '--title', 'x', '--url', 'https://x.example');
    expect((await loadConfig(root)).site).toMatchObject({ generator: 'jekyll', posts: 'entries' });
  });

  it('says what the config of the generator says, and asks only for the rest', async () => {
    await put(
      'hugo.toml',
      'baseURL = "https://x.example/log/"\ntitle = "Quay"\nlanguageCode = "de-AT"\ntimeZone = "Europe/Vienna"\n',
    );
    await put('content/posts/a.md', dated('date: 2025-11-05'));
    const { code, stdout } = await tayori('init');
    expect(code).toBe(0);
    expect(stdout).toContain('This is a site of Hugo (hugo.toml)');
    expect(stdout).toMatch(/site\.url +https:\/\/x\.example\/log\n/);
    expect(stdout).toContain(
      '\n  https://x.example/log/posts/a/\nThe address follows what Hugo does by itself.\n',
    );
    expect((await loadConfig(root)).site).toMatchObject({
      title: 'Quay',
      url: 'https://x.example/log',
      language: 'de-AT',
      timezone: 'Europe/Vienna',
    });
  });

  it.for([
    {
      files: { 'gatsby-config.js': '', 'content/blog/a.md': dated('date: 2025-11-05') },
      says: ['This may be wrong: gatsby-node.js decides about the addresses', "`permalink: '/:path/'`"],
      why: 'a program decides',
    },
    {
      files: { 'next.config.js': '', 'posts/a.md': dated('date: 2025-11-05') },
      says: [
        'Where your site has its posts is not known: a program decides',
        "`permalink: '/:year/:month/:day/:title/'`",
      ],
      why: 'no route is found',
    },
    {
      files: {
        'hugo.toml': '[permalinks]\nlog = "/:nonsense/"\n',
        'content/log/a.md': dated('date: 2025-11-05'),
      },
      says: ['`permalinks` of hugo.toml has :nonsense, which is not known here'],
      why: 'a placeholder that is not known',
    },
    {
      files: { 'log/a.md': dated('date: 2025-11-05') },
      says: ['Where your site has its posts is not known. Open this address before you build'],
      why: 'no generator is known',
    },
    {
      files: {
        'hugo.toml': '',
        'content/log/a.md': dated('date: 2025-11-05'),
        'content/log/b.md': dated('date: 2025-11-05'),
        'content/talks/c.md': dated('date: 2025-11-05'),
      },
      says: ['Not read: content/talks/ (1). Posts are read from one folder'],
      why: 'two sections',
    },
  ])('says what it can not know: $why', async ({ files, says }) => {
    for (const [name, text] of Object.entries(files)) await put(name, text);
    const { stdout } = await tayori('init', '--title', 'x', '--url', 'https://x.example');
    for (const one of says) expect(stdout).toContain(one);
  });

  it.for([
    {
      file: 'notes/a.md',
      text: '---\ntitle: t\n---\n',
      says: 'in notes/, which have no `date`',
      why: 'no date',
    },
    { file: '2025-11-05-a.md', text: 'a', says: 'the posts beside the config', why: 'no folder' },
    { file: 'README.md', text: '# x', says: undefined, why: 'no post' },
    { file: 'node_modules/x/a.md', text: dated('date: 2025-11-05'), says: undefined, why: 'of a package' },
  ])('are named where they can not be read: $file, $why', async ({ file, text, says }) => {
    await put(file, text);
    const { stdout } = await tayori('init', '--title', 'x', '--url', 'https://x.example');
    expect(/^Not read: .*$/m.exec(stdout)?.[0]).toEqual(
      says === undefined ? undefined : expect.stringContaining(says),
    );
    expect((await readdir(join(root, 'posts'))).length).toBe(2);
  });
});

it('reads a Jekyll site whose posts are in a folder of it', async () => {
  await put('_config.yml', 'title: t\nurl: https://x.example\n');
  await put('news/_posts/2025-11-05-a.md', '---\ntitle: t\n---\n');
  const { stdout } = await tayori('init');
  expect(stdout).toContain('site.posts      news/_posts');
});

it('puts no sample beside posts that somebody has, also where their names have no date', async () => {
  await put('posts/hello.md', '---\ntitle: t\n---\ntext\n');
  expect((await tayori('init', '--title', 'x', '--url', 'https://x.example')).code).toBe(0);
  expect(await readdir(join(root, 'posts'))).toEqual(['hello.md']);
});

describe('the templates', () => {
  it('are copied to be changed, and none that is there is touched', async () => {
    await put('email-templates/digest.txt.liquid', 'mine');
    const { code, stdout } = await tayori('init', '--templates');
    expect(code).toBe(0);
    expect(stdout).toContain('email-templates/digest.txt.liquid stays as it is');
    expect(await read('email-templates/digest.txt.liquid')).toBe('mine');
    expect(await read('email-templates/digest.mjml.liquid')).toContain('<mjml');
    await expect(stat(join(root, 'tayori.config.ts'))).rejects.toThrow('ENOENT');
  });
});

it('knows only generators that docs/generators.md tells of', async () => {
  const docs = await readFile(join(import.meta.dirname, '../../../docs/generators.md'), 'utf8');
  const named = [...docs.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(named).toEqual(Object.keys(generators).filter((name) => name !== 'jekyll'));
});
