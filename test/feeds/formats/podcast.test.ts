import { parseRssFeed } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/config.ts';
import { channelsOf } from '../../../src/feeds/channel.ts';
import { enclosuresOf } from '../../../src/feeds/enclosure.ts';
import { renderSite } from '../../../src/feeds/render-site.ts';
import type { FrontMatter } from '../../../src/posts/post.ts';
import type { Settings } from '../../../src/settings.ts';
import { parseStrictly } from '../readers.ts';
import { articleOf, settings, whole } from '../sample.ts';

const podcast = {
  title: '港の声 & 音',
  author: 'みなと経済編集部',
  email: 'voice@minato.example',
  image: 'https://minato.example/cover.jpg',
  category: 'Business',
  explicit: false,
};
const using = { ...settings, feeds: { ...settings.feeds, podcast } };
const audio = { url: '/audio/1.mp3', length: '1234', duration: '1:01:11' };

function documentsOf(posts: readonly FrontMatter[], config: Settings = using): Map<string, string> {
  const pieces = posts.map((frontMatter, index) => {
    const article = articleOf(`p${index}`, { frontMatter });
    const { enclosures } = enclosuresOf(article.post, settings.site.url, () => undefined);
    return { ...article, enclosures };
  });
  const channels = channelsOf(
    pieces.map(({ post }) => post),
    config,
    whole,
  );
  return renderSite(channels, new Map(pieces.map((piece) => [piece.post.file, piece])), config);
}

const rss = documentsOf([{ audio }, {}, { audio: '/audio/unknown-length.mp3' }]).get('podcast/rss.xml') ?? '';

describe('the podcast feed', () => {
  it('holds the posts that can be played, and no others', () => {
    const { title, items } = parseRssFeed(rss);
    expect(title).toBe('港の声 & 音');
    expect(items?.map(({ guid, enclosures }) => [guid?.value, enclosures?.[0]])).toEqual([
      [
        'https://minato.example/2025/11/07/p0/',
        { url: 'https://minato.example/audio/1.mp3', length: 1234, type: 'audio/mpeg' },
      ],
    ]);
  });

  it('says what directories require (Apple: title, description, image, language, category, explicit)', () => {
    const { itunes, language, description, items } = parseRssFeed(rss);
    expect(itunes).toMatchObject({
      author: 'みなと経済編集部',
      owner: { name: 'みなと経済編集部', email: 'voice@minato.example' },
      image: 'https://minato.example/cover.jpg',
      categories: [{ text: 'Business' }],
      explicit: false,
      type: 'episodic',
    });
    expect(language).toBe('ja');
    expect(description).toBe('週刊みなと経済の音声・動画つきの記事をお届けします。');
    expect(items?.[0]?.itunes?.duration).toBe(3671);
  });

  it('parses strictly, with each element once', () => {
    const root = parseStrictly(rss);
    for (const name of ['author', 'owner', 'image', 'category', 'explicit', 'type', 'duration']) {
      expect(root.getElementsByTagName(`itunes:${name}`).length, name).toBe(1);
    }
  });

  it('is the only one with such elements, and is not there unless the config describes it', () => {
    expect(documentsOf([{ audio }]).get('rss.xml')).not.toContain('itunes');
    expect([...documentsOf([{ audio }], settings).keys()].filter((file) => file.includes('podcast'))).toEqual(
      [],
    );
  });

  it.for([
    { change: { category: '投資' }, key: 'feeds.podcast.category', why: 'directories have a list' },
    {
      change: { image: 'https://minato.example/cover.svg' },
      key: 'feeds.podcast.image',
      why: 'no directory shows it',
    },
    { change: { email: 'nobody' }, key: 'feeds.podcast.email', why: 'it is no address' },
  ])('refuses $change: $why', ({ change, key }) => {
    const config = {
      site: { title: 'み', url: 'https://minato.example' },
      feeds: { podcast: { ...podcast, ...change } },
    };
    expect(() => parseConfig(config)).toThrow(key);
  });
});

describe('the author of an RSS item', () => {
  const itemOf = (frontMatter: FrontMatter) => documentsOf([frontMatter], settings).get('rss.xml') ?? '';

  it.for([
    {
      author: { name: '佐倉 <みなみ>', email: 'sakura@minato.example' },
      written: '<author>sakura@minato.example (佐倉 &#x3C;みなみ&#x3E;)</author>',
      why: 'the profile wants the address first',
    },
    {
      author: [{ name: '無名' }, { name: 'R. Sato', email: 'r.sato@minato.example' }],
      written: '<author>r.sato@minato.example (R. Sato)</author>',
      why: 'the first who has an address',
    },
    {
      author: { email: 'desk@minato.example' },
      written: '<author>desk@minato.example</author>',
      why: 'nothing stands in brackets where there is no name',
    },
  ])('is $written: $why', ({ author, written }) => {
    expect(itemOf({ author })).toContain(written);
  });

  it.for([
    { author: '佐倉 みなみ', why: 'a name is no address' },
    { author: { name: '佐倉', email: 'at home' }, why: 'nor is this' },
  ])('is not there: $why', ({ author }) => {
    expect(itemOf({ author })).not.toContain('<author>');
  });
});
