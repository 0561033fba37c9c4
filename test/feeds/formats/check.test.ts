import { describe, expect, it } from 'vitest';
import { feedOf } from '../../../src/feeds/feed.ts';
import { checkFeed } from '../../../src/feeds/formats/check.ts';
import { formats } from '../../../src/feeds/formats/formats.ts';
import { articleOf, settings } from '../sample.ts';

const heading = { title: '週刊みなと経済', description: '一週間。', folder: 'https://minato.example/' };
const articles = [
  articleOf('b', { tags: ['AI', '港'] }),
  articleOf('a', { updated: new Date('2025-11-08T00:00:00Z') }),
];
const feed = feedOf(heading, articles, settings);
const rss = formats.rss.render(feed);
const atom = formats.atom.render(feed);
const json = formats.json.render(feed);

const swap = (text: string, from: string, to: string) => {
  expect(text).toContain(from);
  return text.replace(from, to);
};

describe('a feed that checks itself', () => {
  it('finds nothing in what we write', () => {
    expect([
      ...checkFeed('rss', rss, feed),
      ...checkFeed('atom', atom, feed),
      ...checkFeed('json', json, feed),
    ]).toEqual([]);
  });

  it.for([
    {
      from: '<title>港の朝</title>',
      to: '<title>港の夜</title>',
      element: 'entry 1',
      rule: 'title reads back',
    },
    { from: 'isPermaLink="true"', to: 'isPermaLink="false"', element: 'entry 1', rule: 'isPermaLink' },
    {
      from: '<dc:creator>みなと経済編集部</dc:creator>',
      to: '',
      element: 'entry 1',
      rule: 'authors read back',
    },
    { from: '静かだった。</p>', to: '静か…</p>', element: 'entry 1', rule: 'content reads back' },
    { from: '>港</category>', to: '>湊</category>', element: 'entry 1', rule: 'categories read back' },
    { from: '01:00:00 GMT</pubDate>', to: '01:00:01 GMT</pubDate>', element: 'entry 1', rule: 'published' },
    { from: '<language>ja</language>', to: '<language>en</language>', element: 'feed', rule: 'language' },
    { from: 'rss.xml" rel="self"', to: 'rss2.xml" rel="self"', element: 'feed', rule: 'self' },
    { from: '</channel>', to: '', element: 'feed', rule: 'is well-formed: line' },
    { from: '港の朝</title>', to: '港の朝\u0008</title>', element: 'feed', rule: 'is well-formed: line' },
  ])('names $element where RSS has $to', ({ from, to, element, rule }) => {
    const [violation] = checkFeed('rss', swap(rss, from, to), feed);
    expect(violation?.element).toContain(element);
    expect(violation?.rule).toContain(rule);
  });

  it('names an entry that is missing', () => {
    const less = rss.replace(/<item>[\s\S]*?<\/item>/, '');
    expect(checkFeed('rss', less, feed).map(({ rule }) => rule)).toContain('is there');
  });

  it('names an Atom entry whose update is lost', () => {
    const changed = swap(
      atom,
      '<updated>2025-11-08T00:00:00.000Z</updated>\n        <summary',
      '<updated>2025-11-07T01:00:00.000Z</updated>\n        <summary',
    );
    expect(checkFeed('atom', changed, feed)).toEqual([
      { element: 'entry 2 (https://minato.example/2025/11/07/a/)', rule: 'updated reads back to the second' },
    ]);
  });

  it('names two entries with one id', () => {
    const twice = feedOf(heading, [articleOf('a'), articleOf('a')], settings);
    expect(checkFeed('json', formats.json.render(twice), twice)).toEqual([
      { element: 'feed', rule: 'holds each entry once' },
    ]);
  });

  it('names a relative URL', () => {
    const relative = feedOf(heading, [articleOf('a', { url: '/a/', id: '/a/' })], settings);
    expect(checkFeed('json', formats.json.render(relative), relative).map(({ rule }) => rule)).toEqual([
      'id reads back',
      'URL is absolute, ASCII, and reads back',
    ]);
  });

  it.for([
    { format: 'rss' as const, from: 'length="1234"', to: 'length="0"' },
    { format: 'rss' as const, from: 'type="audio/mpeg"', to: 'type="audio/mp3"' },
    { format: 'atom' as const, from: 'href="https://minato.example/a.mp3"', to: 'href="/a.mp3"' },
    { format: 'json' as const, from: '"size_in_bytes": 1234', to: '"size": 1234' },
  ])('names an entry whose enclosure in $format has $to', ({ format, from, to }) => {
    const enclosure = {
      url: 'https://minato.example/a.mp3',
      type: 'audio/mpeg',
      length: 1234,
      duration: undefined,
    };
    const sound = feedOf(heading, [{ ...articleOf('a'), enclosures: [enclosure] }], settings);
    const document = formats[format].render(sound);
    expect(checkFeed(format, document, sound)).toEqual([]);
    expect(checkFeed(format, swap(document, from, to), sound)).toEqual([
      {
        element: 'entry 1 (https://minato.example/2025/11/07/a/)',
        rule: 'enclosures read back, with absolute URL, type and length',
      },
    ]);
  });
});
