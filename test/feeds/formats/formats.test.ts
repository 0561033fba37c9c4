import { expect, it } from 'vitest';
import { feedOf } from '../../../src/feeds/feed.ts';
import { checkFeed } from '../../../src/feeds/formats/check.ts';
import { formats } from '../../../src/feeds/formats/formats.ts';
import { articleOf, settings } from '../sample.ts';

const icon = 'https://minato.example/icon.png';
const favicon = 'https://minato.example/small.png';
const image = 'https://minato.example/cover.JPG?v=1&w=2';
const heading = { title: '週刊みなと経済', description: '一週間。', folder: 'https://minato.example/' };
const articles = [
  articleOf('b', { image, language: 'en', authors: ['佐倉 みなみ', '編集部'] }),
  articleOf(
    'a',
    { id: 'tag:minato.example,2025:a', updated: new Date('2025-11-08T00:00:00Z') },
    { excerpt: '', html: '' },
  ),
];
const feed = feedOf(heading, articles, { ...settings, site: { ...settings.site, icon, favicon } });

it.for([
  { format: 'rss', part: `<url>${icon}</url>`, why: 'the picture of the channel' },
  {
    format: 'rss',
    part: '<guid isPermaLink="true">https://minato.example/2025/11/07/b/</guid>',
    why: 'this id is the URL',
  },
  {
    format: 'rss',
    part: '<guid isPermaLink="false">tag:minato.example,2025:a</guid>',
    why: 'this one is not',
  },
  {
    format: 'rss',
    part: 'url="https://minato.example/cover.JPG?v=1&amp;w=2" medium="image" type="image/jpeg"',
    why: 'the cover, with its registered type',
  },
  { format: 'rss', part: '<dc:language>en</dc:language>', why: 'a post in another language says so' },
  {
    format: 'rss',
    part: '<dc:creator>佐倉 みなみ</dc:creator>\n            <dc:creator>編集部</dc:creator>',
    why: 'one element for each author',
  },
  { format: 'atom', part: `<logo>${icon}</logo>`, why: 'the picture of the feed' },
  { format: 'atom', part: `<icon>${favicon}</icon>`, why: 'the small one' },
  { format: 'atom', part: '<entry xml:lang="en">', why: 'a post in another language says so' },
  {
    format: 'atom',
    part: '<id>tag:minato.example,2025:a</id>',
    why: 'ids that are no web address stay as they are',
  },
  { format: 'atom', part: 'medium="image" type="image/jpeg"/>\n    </entry>', why: 'the cover' },
  {
    format: 'atom',
    part: '<updated>2025-11-08T00:00:00.000Z</updated>\n    <generator>',
    why: 'the feed is as new as its newest change',
  },
  { format: 'json', part: '"version": "https://jsonfeed.org/version/1.1"', why: 'the version we keep to' },
  { format: 'json', part: `"icon": "${icon}"`, why: 'the large picture' },
  { format: 'json', part: `"favicon": "${favicon}"`, why: 'the small one' },
  { format: 'json', part: `"image": "${image}"`, why: 'the cover' },
  { format: 'json', part: '"content_html": ""', why: 'an item always has content, be it empty' },
  { format: 'json', part: '"reading_minutes": 1', why: 'our own extension begins with an underscore' },
  { format: 'json', part: '"date_published": "2025-11-07T01:00:00.000Z"', why: 'RFC 3339' },
] as const)('$format holds $part: $why', ({ format, part }) => {
  const document = formats[format].render(feed);
  expect(document).toContain(part);
  expect(checkFeed(format, document, feed)).toEqual([]);
});

it.for([
  { format: 'rss', part: '<author>', why: "RSS's author is a mail address" },
  { format: 'rss', part: '<enclosure', why: 'a cover is no enclosure' },
  { format: 'atom', part: 'type="html"><![CDATA[港の朝', why: 'titles are plain text' },
  { format: 'json', part: '"author":', why: 'that was version 1.0' },
] as const)('$format holds no $part: $why', ({ format, part }) => {
  expect(formats[format].render(feed)).not.toContain(part);
});
