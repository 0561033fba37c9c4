import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArticle } from '../../src/posts/article/read-article.ts';
import { readCollection } from '../../src/posts/read-posts.ts';
import { ProblemError } from '../../src/problem.ts';
import { file, NOW, settingsWith } from './settings.ts';

const settings = settingsWith();

function site(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), 'tayori-posts-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return root;
}

describe('readCollection', () => {
  it('reads .md and .markdown, in folders too, and passes over what is no post', async () => {
    const root = site({
      'posts/2025-11-01-a.md': file('甲'),
      'posts/2025/11/2025-11-02-b.markdown': file('乙'),
      'posts/_drafts/2025-11-03-c.md': file('丙'),
      'posts/.hidden.md': file('丁'),
      'posts/_x.md': file('戊'),
      'posts/photo.png': 'png',
    });
    const { posts, skipped } = await readCollection(root, settings, NOW);
    expect(posts.map((post) => post.file)).toEqual([
      'posts/2025-11-01-a.md',
      'posts/2025/11/2025-11-02-b.markdown',
    ]);
    // What is no post is named, so that all that lies there is accounted for.
    expect(skipped.map(({ at, code }) => `${at.file} ${code}`)).toEqual(['posts/photo.png post-other-file']);
  });

  it('reads every kind of post that Jekyll reads', async () => {
    const endings = ['md', 'markdown', 'mkd', 'mkdn', 'mkdown', 'html'];
    const files = endings.map((ending, day) => [
      `posts/2025-11-0${day + 1}-${ending}.${ending}`,
      file('<b>本文</b>'),
    ]);
    const root = site(Object.fromEntries(files));
    const { posts } = await readCollection(root, settings, NOW);
    expect(posts.map((post) => post.file).toSorted()).toEqual(files.map(([name]) => name));
    const html = posts.find((post) => post.file.endsWith('.html'));
    expect(html && (await readArticle(root, html, settings)).html).toBe('<b>本文</b>');
  });

  it('finds the posts that Liquid links to by name, in folders too', async () => {
    const root = site({
      'posts/2025-11-01-a.md': file(
        '[乙]({% post_url 2025-11-02-b %}) [丙]({% link _posts/y/2025-11-03-c.md %}) [図]({% link a/b.pdf %}) [外]({% link _x/d.md %}) [丙]({% post_url y/2025-11-03-c %})',
      ),
      'posts/y/2025-11-02-b.md': file('乙', 'permalink: /otsu/\n'),
      'posts/y/2025-11-03-c.md': file('丙', 'slug: hei\n'),
    });
    const [post] = (await readCollection(root, settings, NOW)).posts.filter(({ file }) =>
      file.endsWith('a.md'),
    );
    const article = post && (await readArticle(root, post, settings));
    const [b, c] = ['https://minato.example/otsu/', 'https://minato.example/2025/11/08/hei/'];
    expect(article?.html).toBe(
      `<p><a href="${b}">乙</a> <a href="${c}">丙</a> <a href="https://minato.example/a/b.pdf">図</a> <a>外</a> <a href="${c}">丙</a></p>`,
    );
    expect(article?.repairs.map(({ code }) => code)).toEqual(['post-address']);
  });

  it('finds a post whose name ends like that of another file', async () => {
    const root = site({
      'posts/2025-11-01-a.md': file(
        '[版]({% post_url 2025-11-02-version-3.6.0 %}) [図]({% link 2025-11-03-b.png %})',
      ),
      'posts/2025-11-02-version-3.6.0.md': file('版', 'permalink: /ban/\n'),
    });
    const { posts } = await readCollection(root, settings, NOW);
    const post = posts.find((one) => one.file.endsWith('a.md'));
    expect(post && (await readArticle(root, post, settings)).html).toBe(
      '<p><a href="https://minato.example/ban/">版</a> <a href="https://minato.example/2025-11-03-b.png">図</a></p>',
    );
  });

  it('is empty where there is no folder', async () => {
    expect(await readCollection(site({}), settings, NOW)).toEqual({ posts: [], skipped: [], warnings: [] });
  });

  it('reads a file of any length, and a head of nearly 16 KiB', async () => {
    const root = site({
      'posts/2025-11-01-long.md': file('港'.repeat(200_000)),
      'posts/2025-11-02-head.md': file('本文', `note: "${'港'.repeat(5000)}"\n`),
    });
    const { posts, skipped } = await readCollection(root, settings, NOW);
    expect(skipped).toEqual([]);
    expect(posts).toHaveLength(2);
    const long = posts.find(({ slug }) => slug === 'long');
    if (long === undefined) throw new Error('long.md was not read');
    expect((await readArticle(root, long, settings)).text).toHaveLength(200_000);
  });

  it.for([
    { bytes: Buffer.from([0x2d, 0x2d, 0x2d, 0x0a, 0x83, 0x7e]), why: 'Shift_JIS in the head' },
    {
      bytes: Buffer.concat([Buffer.from(file('本文'.repeat(9000))), Buffer.from([0x83, 0x7e])]),
      why: 'far down in the body',
    },
    { bytes: Buffer.from(`\ufeff${file('本文')}`, 'utf16le'), why: 'UTF-16' },
  ])('leaves out what is not UTF-8: $why', async ({ bytes }) => {
    const { posts, skipped } = await readCollection(site({ 'posts/2025-11-01-a.md': bytes }), settings, NOW);
    expect(posts).toEqual([]);
    expect(skipped).toMatchObject([{ code: 'post-encoding', at: { file: 'posts/2025-11-01-a.md' } }]);
  });

  it('names a placeholder of the config that Jekyll does not know', async () => {
    const wrong = settingsWith({
      site: { title: 'み', url: 'https://minato.example', permalink: '/:yaer/:title/' },
    });
    await expect(readCollection(site({}), wrong, NOW)).rejects.toThrow(ProblemError);
    await expect(readCollection(site({}), wrong, NOW)).rejects.toThrow(':yaer');
  });
});

describe('readArticle', () => {
  it('reads a file whose name a Mac wrote decomposed', async () => {
    const root = site({ [`posts/${'2025-11-01-ガイド.md'.normalize('NFD')}`]: file('本文。') });
    const { posts } = await readCollection(root, settings, NOW);
    expect(posts[0]?.file).toBe('posts/2025-11-01-ガイド.md');
    if (posts[0] === undefined) throw new Error('it was not read');
    expect((await readArticle(root, posts[0], settings)).text).toBe('本文。');
  });

  it('says so when the file is gone or no text any more', async () => {
    const root = site({ 'posts/2025-11-01-a.md': file('本文。') });
    const [post] = (await readCollection(root, settings, NOW)).posts;
    if (post === undefined) throw new Error('it was not read');
    writeFileSync(join(root, post.file), Buffer.from([0xff]));
    await expect(readArticle(root, post, settings)).rejects.toThrow('not UTF-8');
    await expect(readArticle(site({}), post, settings)).rejects.toThrow('can not be read');
  });
});

const broken = join(import.meta.dirname, '../fixtures/broken');

/** Each fixture says in a comment what it expects: `# expect: 4:1 post-front-matter`. */
describe('broken posts', () => {
  it.for(readdirSync(broken))('%s', async (name) => {
    const source = readFileSync(join(broken, name));
    const expected = [...source.toString('latin1').matchAll(/# expect: (\S+ \S+)/g)].map((match) => match[1]);
    const root = site({ [`posts/${name}`]: source });
    const { posts, skipped, warnings } = await readCollection(root, settings, NOW);
    const repairs = [];
    for (const post of posts) repairs.push(...(await readArticle(root, post, settings)).repairs);
    const found = [...skipped, ...warnings, ...repairs].map(
      ({ at, code }) => `${at?.line}:${at?.column} ${code}`,
    );
    expect(expected.length).toBeGreaterThan(0);
    expect(found).toEqual(expected);
  });
});
