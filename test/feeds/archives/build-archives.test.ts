import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config.ts';
import { type Build, buildFeeds } from '../../../src/feeds/build.ts';
import type { Settings } from '../../../src/settings.ts';

const NOW = new Date('2026-01-01T00:00:00Z');
const SITE = join(import.meta.dirname, '../../fixtures/site');
const URL_OF_SITE = 'https://shiomi.example/';

let root: string;
let settings: Settings;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tayori-archives-'));
  await mkdir(join(root, 'posts'));
  const config = await loadConfig(SITE);
  settings = { ...config, feeds: { ...config.feeds, limit: 4, archives: 'all', archiveSize: 3 } };
});
afterEach(() => rm(root, { recursive: true }));

const build = (using = settings): Promise<Build> => buildFeeds(root, using, NOW);
const out = (file: string) => join(root, 'out', file);

/** A post for each number, two hours apart from 20 October 2025. */
async function post(number: number, body = `本文その${number}。`): Promise<string> {
  const date = new Date(Date.parse('2025-10-20T00:00:00Z') + number * 7_200_000).toISOString();
  const category = number % 3 === 0 ? '技術解説' : '投資分析';
  const file = `posts/${date.slice(0, 10)}-p${number}.md`;
  await writeFile(
    join(root, file),
    `---\ntitle: 記事${number}\ndate: ${date}\ncategories: [${category}]\n---\n\n${body}\n`,
  );
  return file;
}

async function posts(count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, number) => post(number)));
}

type Page = { readonly titles: readonly (string | undefined)[]; readonly before: string | undefined };

/** How a reader goes from document to document. */
const readers = {
  'rss.xml': (text: string): Page => {
    const { items = [], atom } = parseRssFeed(text);
    const before = atom?.links?.find(({ rel }) => rel === 'prev-archive')?.href;
    return { titles: items.map(({ title }) => title), before };
  },
  'atom.xml': (text: string): Page => {
    const { entries = [], links = [] } = parseAtomFeed(text);
    const before = links.find(({ rel }) => rel === 'prev-archive')?.href;
    return { titles: entries.map(({ title }) => title?.value), before };
  },
  'feed.json': (text: string): Page => {
    const { items = [], next_url } = parseJsonFeed(text);
    return { titles: items.map(({ title }) => title), before: next_url };
  },
} as const;
type FileName = keyof typeof readers;
const files = Object.keys(readers) as FileName[];

async function walk(folder: string, file: FileName) {
  const titles: (string | undefined)[] = [];
  let documents = 0;
  let at: string | undefined = folder + file;
  while (at !== undefined) {
    const page: Page = readers[file](await readFile(out(at), 'utf8'));
    titles.push(...page.titles);
    documents += 1;
    at = page.before?.slice(URL_OF_SITE.length);
  }
  return { titles, documents };
}

const titlesDown = (count: number) => Array.from({ length: count }, (_, index) => `記事${count - 1 - index}`);

describe('a chain of archives', () => {
  it.for(files)('leads %s through every post, newest first, each once', async (file) => {
    await posts(30);
    await build();
    const { titles, documents } = await walk('', file);
    expect(titles).toEqual(titlesDown(30));
    expect(documents).toBe(9);
    expect((await walk('categories/technology/', file)).titles).toHaveLength(10);
  });

  it('is not there where the config does not ask for it, and goes when it no longer does', async () => {
    await posts(10);
    await build();
    expect(await readdir(out('archives'))).toEqual(['2025-10-1', '2025-10-2']);
    const { removed } = await build({ ...settings, feeds: { ...settings.feeds, archives: 'none' } });
    expect(removed).toContain('archives/2025-10-1/rss.xml');
    expect(await readdir(out(''), { recursive: true })).not.toContain(join('archives', '2025-10-1'));
    expect((await walk('', 'rss.xml')).titles).toEqual(titlesDown(10).slice(0, 4));
  });

  it('is of the feed of everything only where the config says so', async () => {
    await posts(20);
    await build({ ...settings, feeds: { ...settings.feeds, archives: 'site' } });
    expect((await walk('', 'atom.xml')).titles).toHaveLength(20);
    expect((await walk('categories/investment/', 'atom.xml')).titles).toHaveLength(4);
  });
});

describe('after a build, another', () => {
  const written = async () => (await build()).written.filter((file) => file.includes('archives/'));
  beforeEach(async () => {
    await posts(30);
    await build();
  });

  it('writes nothing where nothing changed', async () => {
    const before = await stat(out('archives/2025-10-1/rss.xml'));
    expect((await build()).written).toEqual([]);
    expect((await stat(out('archives/2025-10-1/rss.xml'))).mtimeMs).toBe(before.mtimeMs);
  });

  it('touches at most three documents of each feed for a new post', async () => {
    for (let number = 30; number < 40; number += 1) {
      await post(number);
      const { written: all } = await build();
      for (const folder of ['', 'categories/investment/', 'categories/technology/']) {
        for (const file of files) {
          const mine = new RegExp(`^${folder}(archives/[^/]+/)?${file.replace('.', '\\.')}$`);
          const touched = all.filter((path) => mine.test(path));
          expect(touched.length, `${number} in ${folder}${file}`).toBeLessThanOrEqual(3);
        }
      }
      expect((await walk('', 'rss.xml')).titles).toEqual(titlesDown(number + 1));
    }
  });

  it('writes the pages of a post that was edited, and no others', async () => {
    await post(1, '書き直した本文。');
    expect((await written()).toSorted()).toEqual([
      'archives/2025-10-1/atom.xml',
      'archives/2025-10-1/feed.json',
      'archives/2025-10-1/rss.xml',
      'categories/investment/archives/2025-10-1/atom.xml',
      'categories/investment/archives/2025-10-1/feed.json',
      'categories/investment/archives/2025-10-1/rss.xml',
    ]);
  });

  it.for([
    { why: 'it was deleted', harm: () => rm(out('archives/2025-10-2/atom.xml')) },
    { why: 'it was cut short', harm: () => writeFile(out('archives/2025-10-2/atom.xml'), '<feed') },
  ])('mends a page: $why', async ({ harm }) => {
    const before = await readFile(out('archives/2025-10-2/atom.xml'), 'utf8');
    await harm();
    expect(await written()).toEqual(['archives/2025-10-2/atom.xml']);
    expect(await readFile(out('archives/2025-10-2/atom.xml'), 'utf8')).toBe(before);
  });

  it('gives the same bytes as one from nothing', async () => {
    await post(30);
    await build();
    const all = (await readdir(out(''), { recursive: true })).filter((file) => /\.(xml|json)$/.test(file));
    const before = await Promise.all(all.map((file) => readFile(out(file), 'utf8')));
    await cp(out(''), join(root, 'old'), { recursive: true });
    await rm(out(''), { recursive: true });
    await build();
    expect(await Promise.all(all.map((file) => readFile(out(file), 'utf8')))).toEqual(before);
  });

  it('writes the archives anew for other settings', async () => {
    const excerpts = { ...settings, feeds: { ...settings.feeds, content: 'excerpt' as const } };
    const { written: all } = await build(excerpts);
    expect(all).toContain('archives/2025-10-1/rss.xml');
    expect(await readFile(out('archives/2025-10-1/rss.xml'), 'utf8')).not.toContain('content:encoded>');
  });
});

it('leaves an old post that is not UTF-8 out of its page, and names it every time', async () => {
  await posts(12);
  const file = await post(1);
  const bytes = await readFile(join(root, file));
  await writeFile(join(root, file), Buffer.concat([bytes, Buffer.from([0x83, 0x65])]));
  for (const _time of [1, 2]) {
    const { skipped, published } = await build();
    expect(skipped.map(({ code, at }) => [code, at.file])).toEqual([['post-encoding', file]]);
    expect(published).toBe(11);
  }
  expect((await walk('', 'atom.xml')).titles).toHaveLength(11);
});

describe('a chain of a hundred documents', () => {
  const COUNT = 2_000;
  const later = new Date('2029-01-01T00:00:00Z');

  /** What a document names, by where each format writes it: to parse all of them would take longer than to build. */
  const glances: Readonly<Record<FileName, { readonly post: RegExp; readonly before: RegExp }>> = {
    'rss.xml': { post: /<guid[^>]*>[^<]*\/p(\d+)\/</g, before: /rel="prev-archive"[^>]* href="([^"]+)"/ },
    'atom.xml': { post: /<id>[^<]*\/p(\d+)\/</g, before: /rel="prev-archive"[^>]* href="([^"]+)"/ },
    'feed.json': { post: /^ {6}"id": "[^"]*\/p(\d+)\/"/gm, before: /^ {2}"next_url": "([^"]+)"/m },
  };

  /** The numbers of the posts from document to document; each twentieth document is parsed as well. */
  async function glanceThrough(file: FileName): Promise<number[]> {
    const numbers: number[] = [];
    let at: string | undefined = file;
    for (let document = 0; at !== undefined; document += 1) {
      const text: string = await readFile(out(at), 'utf8');
      const found = [...text.matchAll(glances[file].post)].map(([, number]) => Number(number));
      const before: string | undefined = glances[file].before.exec(text)?.[1];
      if (document % 20 === 0)
        expect(readers[file](text)).toEqual({ titles: found.map((number) => `記事${number}`), before });
      numbers.push(...found);
      at = before?.slice(URL_OF_SITE.length);
    }
    return numbers;
  }

  const numbersDown = (count: number) => Array.from({ length: count }, (_, index) => count - 1 - index);

  it('holds each post once, and one more touches three documents of each feed', async () => {
    await posts(COUNT);
    const feeds = { ...settings.feeds, limit: 20, archives: 'site' as const, archiveSize: 20 };
    const cache = { folder: join(root, '.cache'), key: 'this program' };
    await buildFeeds(root, { ...settings, feeds }, later, { cache });
    for (const file of files) expect(await glanceThrough(file)).toEqual(numbersDown(COUNT));

    await post(COUNT);
    const { written } = await buildFeeds(root, { ...settings, feeds }, later, { cache });
    for (const file of files) {
      const touched = written.filter((path) => path === file || path.endsWith(`/${file}`));
      const ofSite = touched.filter((path) => !path.startsWith('categories/'));
      expect(ofSite.length, touched.join(' ')).toBeLessThanOrEqual(3);
      expect(await glanceThrough(file)).toEqual(numbersDown(COUNT + 1));
    }
  });
});
