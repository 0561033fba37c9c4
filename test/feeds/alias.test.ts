/** Aliases: a feed under the paths that readers know from before. */
import { hash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { buildFeeds } from '../../src/feeds/build.ts';

const NOW = new Date('2025-11-10T00:00:00Z');

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tayori-alias-'));
  await mkdir(join(root, 'posts'));
  await write('posts/2025-11-07-a.md', post('A'));
});
afterEach(() => rm(root, { recursive: true }));

const post = (title: string) => `---\ntitle: ${title}\ndate: 2025-11-07\ncategories: [news]\n---\nText.\n`;
const write = (path: string, text: string) => writeFile(join(root, path), text);
const read = (path: string) => readFile(join(root, 'out', path), 'utf8');
const settingsWith = (aliases: Record<string, string>) =>
  parseConfig({ site: { title: 'S', url: 'https://x.example' }, feeds: { aliases } });
const build = (aliases: Record<string, string>, cache = true) =>
  buildFeeds(
    root,
    settingsWith(aliases),
    NOW,
    cache ? { cache: { folder: join(root, '.tayori/cache'), key: JSON.stringify(aliases) } } : {},
  );

describe('an alias', () => {
  it('holds the bytes of its feed, also of a category, in any folder', async () => {
    const { written } = await build({
      '/feed.xml': 'atom.xml',
      '/feed/news.xml': '/categories/news/atom.xml',
      '/index.json': 'feed.json',
      '/rss': 'rss.xml',
    });
    expect(await read('feed.xml')).toBe(await read('atom.xml'));
    expect(await read('feed/news.xml')).toBe(await read('categories/news/atom.xml'));
    expect(await read('index.json')).toBe(await read('feed.json'));
    expect(await read('rss')).toBe(await read('rss.xml'));
    expect(written).toContain('feed/news.xml');
  });

  it('follows its feed, and is not touched while that stays', async () => {
    const aliases = { '/feed.xml': 'atom.xml' };
    await build(aliases);
    expect((await build(aliases)).written).toEqual([]);
    await write('posts/2025-11-07-a.md', post('Anew'));
    expect((await build(aliases)).written).toContain('feed.xml');
    expect(await read('feed.xml')).toBe(await read('atom.xml'));
  });

  it.for([
    { happen: (path: string) => rm(path), why: 'was removed' },
    { happen: (path: string) => writeFile(path, 'damaged'), why: 'was damaged' },
  ])('is written again where it $why, though its feed was not rendered', async ({ happen }) => {
    await build({ '/feed.xml': 'atom.xml' });
    await happen(join(root, 'out/feed.xml'));
    expect((await build({ '/feed.xml': 'atom.xml' })).written).toEqual(['feed.xml']);
    expect(await read('feed.xml')).toBe(await read('atom.xml'));
  });

  it('is watched by the trace of the build', async () => {
    const { trace } = await build({ '/feed.xml': 'atom.xml' });
    expect(trace.files).toContain('out/feed.xml');
  });

  it('has its media type in _headers', async () => {
    await build({ '/feed.xml': 'atom.xml', '/index.json': 'feed.json' });
    const headers = await read('_headers');
    expect(headers).toContain('/feed.xml\n  Content-Type: application/atom+xml; charset=utf-8\n');
    expect(headers).toContain('/index.json\n  Content-Type: application/feed+json; charset=utf-8\n');
  });

  it('goes when the config no longer names it', async () => {
    await build({ '/feed.xml': 'atom.xml', '/feed/a.xml': 'rss.xml' });
    const { removed } = await build({});
    expect(removed.toSorted()).toEqual(['feed.xml', 'feed/a.xml']);
    await expect(stat(join(root, 'out/feed'))).rejects.toThrow('ENOENT');
  });

  it.for([
    { file: 'feed.xml', text: '<rss>of somebody else</rss>', why: 'it was written by another program' },
    { file: 'feeds/../../tayori.config.ts', text: 'x', why: 'a manifest that was tampered with names it' },
    { file: 'index.html', text: '<p>home</p>', why: 'it is a page' },
    { file: 'data.json', text: '{"a":1}', why: 'it is no feed' },
  ])('does not go where $why: $file', async ({ file, text }) => {
    await build({ '/feed.xml': 'atom.xml' });
    await writeFile(join(root, 'out', file), text);
    const manifest = JSON.parse(await read('feeds/manifest.json')) as { files: object };
    const files = { ...manifest.files, ...(file === 'feed.xml' ? {} : { [file]: hash('sha256', text) }) };
    await write('out/feeds/manifest.json', JSON.stringify({ files, aliases: [file] }));
    expect((await build({})).removed).toEqual([]);
    expect(await read(file)).toBe(text);
  });
});

describe('feeds.aliases', () => {
  it.for([
    { alias: 'feed.xml', feed: 'rss.xml', why: 'a path begins with a slash' },
    { alias: '/../feed.xml', feed: 'rss.xml', why: 'it leaves out/' },
    { alias: '/a/../../feed.xml', feed: 'rss.xml', why: 'it leaves out/ on the way' },
    { alias: '/.well-known/feed.xml', feed: 'rss.xml', why: 'a hidden name' },
    { alias: '/_feed.xml', feed: 'rss.xml', why: 'a name that site generators do not publish' },
    { alias: '//x.example/feed.xml', feed: 'rss.xml', why: 'an address of another site' },
    { alias: '/feed/', feed: 'rss.xml', why: 'a folder is no file' },
    { alias: '/', feed: 'rss.xml', why: 'the home page' },
    { alias: '/index.html', feed: 'rss.xml', why: 'a page' },
    { alias: '/digests/2025-W45/manifest.json', feed: 'feed.json', why: 'digests are of another command' },
    { alias: '/feed.xml?a=1', feed: 'rss.xml', why: 'no name of a file' },
    { alias: '/a\\b.xml', feed: 'rss.xml', why: 'no name of a file' },
    { alias: `/${'a'.repeat(300)}`, feed: 'rss.xml', why: 'too long for a file' },
    { alias: '/feed.xml', feed: 'feeds/index.html', why: 'that is no feed' },
    { alias: '/feed.xml', feed: '../rss.xml', why: 'that is no feed of ours' },
  ])('refuses $alias of $feed: $why', ({ alias, feed }) => {
    expect(() => settingsWith({ [alias]: feed })).toThrow('feeds.aliases');
  });

  it.for([
    { aliases: { '/feed.xml': 'categories/none/rss.xml' }, why: 'there is no such feed' },
    { aliases: { '/rss.xml': 'atom.xml' }, why: 'that is a feed already' },
    { aliases: { '/RSS.xml': 'rss.xml' }, why: 'that is the same file on some disks' },
    { aliases: { '/rss.xml/feed.xml': 'rss.xml' }, why: 'a file is no folder' },
    { aliases: { '/categories': 'rss.xml' }, why: 'a folder is no file' },
    {
      aliases: { '/feed': 'rss.xml', '/feed/a.xml': 'rss.xml' },
      why: 'one would be the folder of the other',
    },
    { aliases: { '/feeds/manifest.json': 'feed.json' }, why: 'a file of the build' },
  ])('names what can not be written, and nothing is: $why', async ({ aliases }) => {
    await expect(build(aliases as Record<string, string>)).rejects.toMatchObject({
      problems: expect.arrayContaining([expect.objectContaining({ code: 'config-value' })]),
    });
    await expect(stat(join(root, 'out'))).rejects.toThrow('ENOENT');
  });
});
