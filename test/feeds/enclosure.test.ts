import { describe, expect, it } from 'vitest';
import { enclosuresOf } from '../../src/feeds/enclosure.ts';
import { feedOf } from '../../src/feeds/feed.ts';
import { checkFeed } from '../../src/feeds/formats/check.ts';
import { formats } from '../../src/feeds/formats/formats.ts';
import type { FrontMatter } from '../../src/posts/post.ts';
import { parseStrictly } from './readers.ts';
import { articleOf, postOf, settings } from './sample.ts';

const sizes: Readonly<Record<string, number>> = {
  'assets/第1回.mp3': 4096,
  'assets/a.m4a': 10,
  'assets/data': 7,
};
const read = (frontMatter: FrontMatter, site = 'https://minato.example') =>
  enclosuresOf(postOf('a', { frontMatter }), site, (path) => sizes[path]);
const EPISODE = 'https://minato.example/assets/%E7%AC%AC1%E5%9B%9E.mp3';

describe('the enclosures of a post', () => {
  it.for<{ matter: FrontMatter; url: string; type: string; length: number; why: string }>([
    {
      matter: { audio: '/assets/第1回.mp3' },
      url: EPISODE,
      type: 'audio/mpeg',
      length: 4096,
      why: 'a file of the site is measured',
    },
    {
      matter: { enclosure: { url: 'https://cdn.example/v.mp4', length: '99' } },
      url: 'https://cdn.example/v.mp4',
      type: 'video/mp4',
      length: 99,
      why: 'a length that is written counts',
    },
    {
      matter: { podcast: [{ url: '/assets/data', type: 'audio/ogg' }] },
      url: 'https://minato.example/assets/data',
      type: 'audio/ogg',
      length: 7,
      why: 'a type that is written counts',
    },
  ])('are read from $matter: $why', ({ matter, url, type, length }) => {
    expect(read(matter)).toEqual({ enclosures: [{ url, type, length, duration: undefined }], problems: [] });
  });

  it('lie below the path of the site', () => {
    expect(read({ audio: '/assets/a.m4a' }, 'https://minato.example/keizai').enclosures[0]).toMatchObject({
      url: 'https://minato.example/keizai/assets/a.m4a',
      length: 10,
    });
  });

  it.for([
    { duration: '3671', seconds: 3671 },
    { duration: '61:11', seconds: 3671 },
    { duration: '1:01:11', seconds: 3671 },
    { duration: '一時間', seconds: undefined },
  ])('last $seconds seconds where $duration is written', ({ duration, seconds }) => {
    expect(read({ audio: { url: '/assets/a.m4a', duration } }).enclosures[0]?.duration).toBe(seconds);
  });

  it.for<{ matter: FrontMatter; why: string }>([
    { matter: { audio: 'https://cdn.example/a.mp3' }, why: 'nobody knows its length' },
    { matter: { audio: '/assets/missing.mp3' }, why: 'there is no such file' },
    { matter: { audio: '/assets/data' }, why: 'nobody knows its type' },
    { matter: { enclosure: { length: '1', type: 'audio/mpeg' } }, why: 'it has no address' },
    {
      matter: { audio: { url: 'javascript:alert(1)', length: '1', type: 'audio/mpeg' } },
      why: 'it is no web address',
    },
    { matter: { audio: { url: 'https://cdn.example/a.mp3', length: '-1' } }, why: 'no length is negative' },
    { matter: { audio: { url: '/assets/a.m4a', type: '音声' } }, why: 'it is no media type' },
  ])('leave out $matter and say so: $why', ({ matter }) => {
    const { enclosures, problems } = read(matter);
    expect(enclosures).toEqual([]);
    expect(problems).toMatchObject([{ code: 'post-enclosure', at: { file: 'posts/2025-11-07-a.md' } }]);
    expect(problems[0]?.hint).toContain('enclosure: {');
  });
});

it('stand in all three formats, in RSS the first', () => {
  const { enclosures } = read({ podcast: [{ url: '/assets/第1回.mp3', duration: '2:00' }, '/assets/a.m4a'] });
  const heading = { title: '週刊みなと経済', description: '一週間。', folder: 'https://minato.example/' };
  const feed = feedOf(heading, [{ ...articleOf('a'), enclosures }, articleOf('b')], settings);
  const [rss, atom, json] = [formats.rss.render(feed), formats.atom.render(feed), formats.json.render(feed)];
  const inRss = [...parseStrictly(rss).getElementsByTagName('enclosure')];
  expect(
    inRss.map((one) => [one.getAttribute('url'), one.getAttribute('length'), one.getAttribute('type')]),
  ).toEqual([[EPISODE, '4096', 'audio/mpeg']]);
  const links = [...parseStrictly(atom).getElementsByTagName('link')].filter(
    (link) => link.getAttribute('rel') === 'enclosure',
  );
  expect(links.map((link) => [link.getAttribute('href'), link.getAttribute('length')])).toEqual([
    [EPISODE, '4096'],
    ['https://minato.example/assets/a.m4a', '10'],
  ]);
  expect(
    (JSON.parse(json) as { items: { attachments?: unknown }[] }).items.map(({ attachments }) => attachments),
  ).toEqual([
    [
      { url: EPISODE, mime_type: 'audio/mpeg', size_in_bytes: 4096, duration_in_seconds: 120 },
      { url: 'https://minato.example/assets/a.m4a', mime_type: 'audio/mp4', size_in_bytes: 10 },
    ],
    undefined,
  ]);
  expect([
    ...checkFeed('rss', rss, feed),
    ...checkFeed('atom', atom, feed),
    ...checkFeed('json', json, feed),
  ]).toEqual([]);
});
