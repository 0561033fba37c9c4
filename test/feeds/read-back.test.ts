import fc from 'fast-check';
import sanitizeHtml from 'sanitize-html';
import { expect, it } from 'vitest';
import { type Feed, type FeedEntry, feedOf } from '../../src/feeds/feed.ts';
import { checkFeed } from '../../src/feeds/formats/check.ts';
import { formats } from '../../src/feeds/formats/formats.ts';
import { naughtyText, naughtyTitle } from './naughty.ts';
import { type Item, readAll } from './readers.ts';
import { articleOf, settings } from './sample.ts';

const article = fc
  .record({
    title: naughtyTitle,
    excerpt: naughtyText,
    body: naughtyText,
    authors: fc.array(naughtyText, { minLength: 1, maxLength: 3 }),
    categories: fc.array(naughtyTitle, { maxLength: 3 }),
    tags: fc.array(naughtyText, { maxLength: 3 }),
  })
  .map(({ body, excerpt, ...fields }) => articleOf('a', fields, { html: `<p>${body}</p>`, excerpt }));

const heading = fc.record({
  title: naughtyTitle,
  description: naughtyTitle,
  folder: fc.constant('https://minato.example/'),
});

function render(feed: Feed) {
  return { rss: formats.rss.render(feed), atom: formats.atom.render(feed), json: formats.json.render(feed) };
}

/** As posts render it: feedsmith drops comments from content, and sanitised HTML has none. */
const sanitised = article.map((one) => ({ ...one, html: sanitizeHtml(one.html) }));

/** What a reader must get: an empty list or text is not written at all. */
function expected(entry: FeedEntry): Item {
  return {
    id: entry.id,
    url: entry.url,
    title: entry.title,
    summary: entry.summary || undefined,
    content: entry.content,
    authors: entry.authors,
    categories: entry.categories.map(({ label }) => label),
    published: entry.published.getTime(),
  };
}

it('reads back equal in three formats by two parsers, whatever the posts hold', () => {
  fc.assert(
    fc.property(heading, sanitised, (head, one) => {
      const feed = feedOf(head, [one], settings);
      for (const [reader, items] of Object.entries(readAll(render(feed)))) {
        expect(items, reader).toEqual(feed.entries.map(expected));
      }
    }),
    { numRuns: 500 },
  );
});

it('passes its own check, whatever the posts hold', () => {
  fc.assert(
    fc.property(heading, article, (head, one) => {
      const feed = feedOf(head, [one], settings);
      const { rss, atom, json } = render(feed);
      expect(checkFeed('rss', rss, feed)).toEqual([]);
      expect(checkFeed('atom', atom, feed)).toEqual([]);
      expect(checkFeed('json', json, feed)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
