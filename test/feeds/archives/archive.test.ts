import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutArchives } from '../../../src/feeds/archives/archive.ts';
import { chainsOf } from '../../../src/feeds/chain.ts';
import { feedOf } from '../../../src/feeds/feed.ts';
import { type FormatName, formats } from '../../../src/feeds/formats/formats.ts';
import { newestFirst, type PostHead } from '../../../src/posts/post.ts';
import { parseStrictly } from '../readers.ts';
import { articleOf, postOf, settings, whole } from '../sample.ts';

const ZONE = 'Asia/Tokyo';
const at = (slug: string, published: string) => postOf(slug, { published: new Date(published) });
const slugs = (posts: readonly PostHead[]) => posts.map((post) => whole(post).slug);

describe('cutting archives', () => {
  const posts = [
    at('h', '2025-12-03T00:00:00Z'),
    at('g', '2025-12-02T00:00:00Z'),
    at('f', '2025-11-30T15:00:00Z'),
    at('e', '2025-11-30T14:59:59Z'),
    at('d', '2025-11-20T00:00:00Z'),
    at('c', '2025-11-10T00:00:00Z'),
    at('b', '2025-11-05T00:00:00Z'),
    at('a', '2025-10-05T00:00:00Z'),
  ];

  it.for([
    {
      limit: 1,
      size: 2,
      current: ['h'],
      pages: { '2025-12-1': 'gf', '2025-11-2': 'ed', '2025-11-1': 'cb', '2025-10-1': 'a' },
      why: 'a month begins in the zone of the site, and begins a page',
    },
    {
      limit: 2,
      size: 2,
      current: ['h', 'g', 'f'],
      pages: { '2025-11-2': 'ed', '2025-11-1': 'cb', '2025-10-1': 'a' },
      why: 'a page of which one post is new is not closed',
    },
    {
      limit: 3,
      size: 10,
      current: ['h', 'g', 'f'],
      pages: { '2025-11-1': 'edcb', '2025-10-1': 'a' },
      why: 'a page may hold fewer',
    },
    {
      limit: 8,
      size: 2,
      current: ['h', 'g', 'f', 'e', 'd', 'c', 'b', 'a'],
      pages: {},
      why: 'nothing is old yet',
    },
  ])('shows $limit, archives $size each: $why', ({ limit, size, current, pages }) => {
    const cut = cutArchives(posts, limit, size, ZONE);
    expect(slugs(cut.current)).toEqual(current);
    expect(Object.fromEntries(cut.pages.map((page) => [page.name, slugs(page.posts).join('')]))).toEqual(
      pages,
    );
  });

  it('of no posts gives nothing', () => {
    expect(cutArchives([], 20, 20, ZONE)).toEqual({ current: [], pages: [] });
  });
});

const START = Date.parse('2024-01-01T00:00:00Z');
const DAY = 86_400_000;
const days = fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 120 });
const postsOn = (numbers: readonly number[]) =>
  newestFirst(numbers.map((day) => postOf(`p${day}`, { published: new Date(START + day * DAY) })));
const sizes = fc.integer({ min: 1, max: 12 });

describe('any archives', () => {
  it('hold every post exactly once, in order, and no more than their size', () => {
    fc.assert(
      fc.property(days, sizes, sizes, (numbers, limit, size) => {
        const posts = postsOn(numbers);
        const { current, pages } = cutArchives(posts, limit, size, ZONE);
        expect([...current, ...pages.flatMap((page) => page.posts)]).toEqual(posts);
        expect(current.length).toBeGreaterThanOrEqual(Math.min(limit, posts.length));
        expect(current.length).toBeLessThan(limit + size);
        for (const page of pages) expect(page.posts.length).toBeLessThanOrEqual(size);
        expect(new Set(pages.map(({ name }) => name)).size).toBe(pages.length);
      }),
    );
  });

  it('stay as they are when a post is published, save that one page may close', () => {
    fc.assert(
      fc.property(days, sizes, sizes, (numbers, limit, size) => {
        const before = cutArchives(postsOn(numbers), limit, size, ZONE).pages;
        const after = cutArchives(postsOn([...numbers, 401]), limit, size, ZONE).pages;
        expect(after.slice(after.length - before.length)).toEqual(before);
        expect(after.length - before.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('change in one month only when a post is removed, or put among the old ones', () => {
    fc.assert(
      fc.property(days, sizes, fc.integer({ min: 0, max: 399 }), (numbers, size, day) => {
        const without = numbers.filter((number) => number !== day && number !== 400);
        const [small, large] = [without, [...without, day]].map((held) =>
          cutArchives(postsOn([...held, 400]), 1, size, ZONE),
        );
        const month = new Date(START + day * DAY + 9 * 3_600_000).toISOString().slice(0, 7);
        const others = (cut: typeof small) => cut?.pages.filter(({ name }) => !name.startsWith(month));
        const rest = (cut: typeof small) => slugs(cut?.current ?? []).filter((slug) => slug !== `p${day}`);
        expect(rest(large).length - rest(small).length).toBeLessThanOrEqual(size);
        if (month !== new Date(START + 400 * DAY).toISOString().slice(0, 7))
          expect(others(large)).toEqual(others(small));
      }),
    );
  });
});

const FOLDER = 'https://minato.example/';

it('joins each document with its neighbours and with the feed itself', () => {
  expect(chainsOf(FOLDER, ['2025-12-1', '2025-11-2', '2025-11-1'])).toEqual([
    { 'prev-archive': `${FOLDER}archives/2025-12-1/` },
    { current: FOLDER, 'prev-archive': `${FOLDER}archives/2025-11-2/` },
    {
      current: FOLDER,
      'prev-archive': `${FOLDER}archives/2025-11-1/`,
      'next-archive': `${FOLDER}archives/2025-12-1/`,
    },
    { current: FOLDER, 'next-archive': `${FOLDER}archives/2025-11-2/` },
  ]);
  expect(chainsOf(FOLDER, [])).toEqual([{}]);
});

describe('an archive document', () => {
  const folder = `${FOLDER}archives/2025-11-2/`;
  const chain = chainsOf(FOLDER, ['2025-12-1', '2025-11-2', '2025-11-1'])[2] ?? {};
  const feed = feedOf(
    { title: '週刊みなと経済', description: '一週間。', folder, chain },
    [articleOf('a')],
    settings,
  );

  it.for([
    { format: 'rss' as const, prefix: 'atom:', file: 'rss.xml' },
    { format: 'atom' as const, prefix: '', file: 'atom.xml' },
  ])('says in $format what it is (RFC 5005, section 4)', ({ format, prefix, file }) => {
    const root = parseStrictly(formats[format].render(feed));
    const links = [...root.getElementsByTagName(`${prefix}link`)].map((link) => [
      link.getAttribute('rel'),
      link.getAttribute('href'),
    ]);
    expect(links).toEqual(
      expect.arrayContaining([
        ['self', folder + file],
        ['current', FOLDER + file],
        ['prev-archive', `${FOLDER}archives/2025-11-1/${file}`],
        ['next-archive', `${FOLDER}archives/2025-12-1/${file}`],
      ]),
    );
    const marks = root.getElementsByTagNameNS('http://purl.org/syndication/history/1.0', 'archive');
    expect(marks.length).toBe(1);
  });

  it('is the same Atom feed under another address', () => {
    expect(formats.atom.render(feed)).toContain(`<id>${FOLDER}atom.xml</id>`);
  });

  it('names the next page of a JSON feed, which is the one before in time', () => {
    const { next_url, feed_url } = JSON.parse(formats.json.render(feed)) as Record<string, string>;
    expect(feed_url).toBe(`${folder}feed.json`);
    expect(next_url).toBe(`${FOLDER}archives/2025-11-1/feed.json`);
  });

  it.for(Object.keys(formats) as FormatName[])('reads back in %s', (format) => {
    const { chain: read, archive } = formats[format].read(formats[format].render(feed));
    expect(read).toEqual(format === 'json' ? { 'prev-archive': chain['prev-archive'] } : chain);
    expect(archive).toBe(format === 'json' ? undefined : true);
  });
});
