import { cp, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { type Build, buildFeeds } from '../../src/feeds/build.ts';
import type { Settings } from '../../src/settings.ts';

const SITE = join(import.meta.dirname, '../fixtures/site');
const NOW = new Date('2025-11-10T00:00:00Z');

let root: string;
let settings: Settings;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tayori-feeds-'));
  await cp(join(SITE, 'posts'), join(root, 'posts'), { recursive: true });
  settings = await loadConfig(SITE);
});
afterEach(() => rm(root, { recursive: true }));

const build = (using = settings, now = NOW): Promise<Build> => buildFeeds(root, using, now);
const read = (file: string) => readFile(join(root, file), 'utf8');
const write = (file: string, text: string) => writeFile(join(root, file), text);

async function outputs(): Promise<string[]> {
  const entries = await readdir(join(root, 'out'), { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((file) => file.slice(join(root, 'out/').length)).toSorted();
}

describe('a build of the sample site', () => {
  it.for([
    'rss.xml',
    'atom.xml',
    'feed.json',
    'feeds/index.html',
    'feeds/feeds.opml',
    'categories/investment/atom.xml',
  ])('writes %s as it stands beside the posts', async (file) => {
    await build();
    await expect(await read(`out/${file}`)).toMatchFileSnapshot(join(SITE, 'golden', file));
  });

  it('writes each feed in three formats, the page and the manifest, and nothing else', async () => {
    const { written, channels } = await build();
    const folders = ['categories/editors/', 'categories/investment/', 'categories/technology/'];
    const unknown = channels.find(({ name }) => name === '読者の声')?.path ?? '';
    expect(unknown).toMatch(/^categories\/category-[0-9a-f]{8}\/$/);
    const feeds = ['', ...folders, unknown].flatMap((path) =>
      ['atom.xml', 'feed.json', 'rss.xml'].map((file) => path + file),
    );
    expect(await outputs()).toEqual(
      [...feeds, '_headers', 'feeds/feeds.opml', 'feeds/index.html', 'feeds/manifest.json'].toSorted(),
    );
    expect(written.toSorted()).toEqual(await outputs());
  });

  it('counts every post, published or left out', async () => {
    const { published, skipped } = await build();
    expect(published).toBe(6);
    expect(skipped.map(({ code, at }) => [code, at.file])).toEqual([
      ['post-draft', 'posts/2025-11-09-unfinished.md'],
    ]);
  });

  it('shows no reader what the pipeline leaked', async () => {
    await build();
    for (const file of await outputs()) {
      const text = await read(`out/${file}`);
      expect(text, file).not.toContain('---END---');
      expect(text, file).not.toContain('**');
      expect(text, file).not.toContain('書きかけの原稿');
    }
    expect(await read('out/atom.xml')).toContain('内訳だけが変わりました');
  });
});

describe('a second build', () => {
  it('writes no file and changes no modification time', async () => {
    await build();
    const before = await stat(join(root, 'out/rss.xml'));
    const { written, unchanged } = await build();
    expect(written).toEqual([]);
    expect(unchanged).toBe(19);
    expect((await stat(join(root, 'out/rss.xml'))).mtimeMs).toBe(before.mtimeMs);
  });

  it('gives the same bytes in another folder, at another time', async () => {
    await build();
    const first = await Promise.all((await outputs()).map((file) => read(`out/${file}`)));
    await rm(join(root, 'out'), { recursive: true });
    await build(settings, new Date('2026-03-01T12:34:56Z'));
    expect(await Promise.all((await outputs()).map((file) => read(`out/${file}`)))).toEqual(first);
  });

  it('writes only the feeds that hold the post that changed', async () => {
    await build();
    const post = 'posts/2025-11-06-central-warehouse.md';
    await write(post, (await read(post)).replace('二つの支店', '三つの支店'));
    const { written } = await build();
    expect(written.toSorted()).toEqual([
      'atom.xml',
      'categories/investment/atom.xml',
      'categories/investment/feed.json',
      'categories/investment/rss.xml',
      'feed.json',
      'feeds/manifest.json',
      'rss.xml',
    ]);
  });
});

describe('files of a category that is gone', () => {
  const without = (name: string): Settings => {
    return { ...settings, categories: settings.categories.filter((category) => category.name !== name) };
  };
  const letters = 'posts/2025-11-07-reader-letters.md';
  beforeEach(async () => {
    await build();
    await rm(join(root, letters));
  });

  it('are removed with their folder', async () => {
    const { removed } = await build(without('編集部より'));
    expect(removed.filter((file) => file.startsWith('categories/editors/')).toSorted()).toEqual([
      'categories/editors/atom.xml',
      'categories/editors/feed.json',
      'categories/editors/rss.xml',
    ]);
    expect(await readdir(join(root, 'out/categories'))).toEqual(['investment', 'technology']);
  });

  it.for([
    { file: 'categories/editors/rss.xml', why: 'someone edited it' },
    { file: 'categories/editors/notes.txt', why: 'it is none of ours' },
    { file: 'categories/readme.txt', why: 'it lies beside the feeds' },
  ])('leave $file alone: $why', async ({ file }) => {
    await write(`out/${file}`, 'mine');
    await build(without('編集部より'));
    expect(await read(`out/${file}`)).toBe('mine');
  });

  it('are never looked for outside of the categories, whatever the manifest says', async () => {
    const hash = '0ec9a2c4e2ea7a0a2b8ea2a6ff6d6ef9b9c3b6ee0cf1ac0ce0b0a3d9c2d8c3f1';
    await write(
      'out/feeds/manifest.json',
      JSON.stringify({ files: { '../posts/x.md': hash, 'digests/a.html': hash } }),
    );
    expect((await build()).removed).toEqual([]);
  });
});

describe('a post that can not be published', () => {
  const broken = 'posts/2025-11-08-broken.md';
  beforeEach(() => write(broken, '---\ntitle: ""\ndate: 2025-11-08\n---\n\n本文。\n'));

  it('is left out and named', async () => {
    const { published, skipped } = await build();
    expect(published).toBe(6);
    expect(skipped.map(({ code, at }) => [code, at.file])).toContainEqual(['post-title', broken]);
  });

  it('stops the build where the config says so, with nothing written', async () => {
    const stopping: Settings = { ...settings, feeds: { ...settings.feeds, broken: 'stop' } };
    await expect(build(stopping)).rejects.toMatchObject({
      problems: [{ code: 'post-title', at: { file: broken } }],
    });
    expect(await outputs()).toEqual([]);
  });

  it('leaves the old files where it stops the build', async () => {
    await build();
    const before = await read('out/atom.xml');
    await rm(join(root, 'posts/2025-11-06-central-warehouse.md'));
    await build({ ...settings, feeds: { ...settings.feeds, broken: 'stop' } }).catch(() => undefined);
    expect(await read('out/atom.xml')).toBe(before);
  });
});

describe('the ids of the sample site', () => {
  const idsOf = async () =>
    [...(await read('out/atom.xml')).matchAll(/<id>(.*)<\/id>/g)].map((match) => match[1]);

  it('stay when a file is renamed and when the permalink pattern changes', async () => {
    await build();
    const before = await idsOf();
    await rename(
      join(root, 'posts/2025-11-04-shiomi-battery.md'),
      join(root, 'posts/2025-11-04-zenkotai.md'),
    );
    const { notes } = await build();
    expect(await idsOf()).toEqual(before);
    expect(notes).toEqual([
      'posts/2025-11-04-zenkotai.md was posts/2025-11-04-shiomi-battery.md: it keeps the id https://shiomi.example/2025/11/04/shiomi-battery/',
    ]);
    expect(await read('out/rss.xml')).toContain(
      '<guid isPermaLink="false">https://shiomi.example/2025/11/04/shiomi-battery/</guid>',
    );
    await build({ ...settings, site: { ...settings.site, permalink: '/:title/' } });
    expect(await idsOf()).toEqual(before);
    expect(await read('out/atom.xml')).toContain('href="https://shiomi.example/zenkotai/"');
  });

  it('stop the build where their register can not be read', async () => {
    await write('posts/.tayori-ids.json', '<<<<<<< HEAD');
    await expect(build()).rejects.toMatchObject({ problems: [{ code: 'ids-unreadable' }] });
    expect(await outputs()).toEqual([]);
  });
});

it('gives excerpts only where the config says so', async () => {
  await build({ ...settings, feeds: { ...settings.feeds, content: 'excerpt' } });
  expect(await read('out/rss.xml')).not.toContain('<content:encoded>');
  expect(await read('out/atom.xml')).not.toContain('<content ');
  expect(await read('out/feed.json')).toContain(
    '"content_text": "在庫が減ったのではなく、置き場所が変わった。',
  );
});

it('builds valid feeds from no posts at all, where that is meant', async () => {
  await rm(join(root, 'posts'), { recursive: true });
  const { published, channels } = await buildFeeds(root, settings, NOW, { mayBeEmpty: true });
  expect(published).toBe(0);
  expect(channels.length).toBe(4);
  expect(await read('out/atom.xml')).toContain('<updated>2000-01-01T00:00:00.000Z</updated>');
});

it('leaves headers alone that are not its own', async () => {
  await build();
  await write('out/_headers', '/*\n  X-Robots-Tag: all\n');
  expect(
    (await build({ ...settings, feeds: { ...settings.feeds, tags: { on: true } } })).written,
  ).not.toContain('_headers');
  expect(await read('out/_headers')).toBe('/*\n  X-Robots-Tag: all\n');
});

it.for([
  { file: 'rss.xml', declared: '<atom:link rel="hub" href="https://hub.example/"/>' },
  { file: 'atom.xml', declared: '<link rel="hub" href="https://hub.example/"/>' },
  { file: 'feed.json', declared: '"url": "https://hub.example/"' },
])('declares the hub in $file', async ({ file, declared }) => {
  await build();
  expect(await read(`out/${file}`)).not.toContain('hub');
  await build({ ...settings, feeds: { ...settings.feeds, hub: 'https://hub.example/' } });
  expect(await read(`out/${file}`)).toContain(declared);
});
