import { parseOpml } from 'feedsmith';
import { expect, it } from 'vitest';
import { feedOf } from '../../../src/feeds/feed.ts';
import { renderOpml } from '../../../src/feeds/formats/opml.ts';
import { parseStrictly } from '../readers.ts';
import { settings } from '../sample.ts';

const feeds = [
  feedOf(
    { title: '週刊みなと経済', description: '一週間。', folder: 'https://minato.example/' },
    [],
    settings,
  ),
  feedOf(
    { title: '"R&D" <技術>｜みなと', description: 'A & B', folder: 'https://minato.example/categories/r-d/' },
    [],
    settings,
  ),
];

it('lists every feed for a reader to import', () => {
  const { head, body } = parseOpml(renderOpml(feeds));
  expect(head?.title).toBe('週刊みなと経済');
  expect(body?.outlines?.map(({ text, type, xmlUrl, htmlUrl }) => ({ text, type, xmlUrl, htmlUrl }))).toEqual(
    [
      {
        text: '週刊みなと経済',
        type: 'rss',
        xmlUrl: 'https://minato.example/rss.xml',
        htmlUrl: 'https://minato.example/',
      },
      {
        text: '"R&D" <技術>｜みなと',
        type: 'rss',
        xmlUrl: 'https://minato.example/categories/r-d/rss.xml',
        htmlUrl: 'https://minato.example/',
      },
    ],
  );
});

it('is well-formed for a foreign parser', () => {
  expect(parseStrictly(renderOpml(feeds)).getAttribute('version')).toBe('2.0');
});
