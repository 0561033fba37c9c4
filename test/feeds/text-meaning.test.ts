/**
 * What a post only quotes stays text for every reader. The model of a reader here takes each element in the
 * meaning that its format gives it, resolves references, and cleans nothing: the worst reader there is.
 */
import type { Element } from '@xmldom/xmldom';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Feed, feedOf } from '../../src/feeds/feed.ts';
import { checkFeed } from '../../src/feeds/formats/check.ts';
import { formats } from '../../src/feeds/formats/formats.ts';
import { renderOpml } from '../../src/feeds/formats/opml.ts';
import { naughtyText, naughtyTitle } from './naughty.ts';
import { parseStrictly, shown } from './readers.ts';
import { articleOf, settings } from './sample.ts';

const heading = { title: '週刊みなと経済', description: '一週間。', folder: 'https://minato.example/' };
const excerpts = { ...settings, feeds: { ...settings.feeds, content: 'excerpt' as const } };

const inside = (root: Element, name: string) =>
  [...root.getElementsByTagName(name)].map(({ textContent }) => textContent ?? '');

function descriptionsOf(feed: Feed): string[] {
  return inside(parseStrictly(formats.rss.render(feed)), 'description').slice(1); // the first is the channel's
}

describe('an RSS description', () => {
  it.for([
    { excerpt: 'Use <img src=x onerror=alert(1)> now.', why: 'an element with a script' },
    { excerpt: 'Write <b> for bold and </b> to end it.', why: 'elements that would swallow text' },
    { excerpt: 'タグ<br>は改行、<ruby>は振り仮名。', why: 'Japanese text about tags' },
    { excerpt: 'Write &lt; or &#60; for a sign, and &copy without a semicolon.', why: 'references, quoted' },
    { excerpt: 'Is 1 < 2 && 3 > 2? M&A and Q&A.', why: 'signs that are no markup' },
    { excerpt: '<!-- a comment --> and <![CDATA[ a section ]]> and <?php echo 1 ?>', why: 'other markup' },
    { excerpt: 'List<String> and a<b, c>d', why: 'generics of programming languages' },
    { excerpt: 'ends in an open <a href="https://x.example/', why: 'a tag that never ends' },
    { excerpt: '<script>alert(1)</script><style>p{}</style>', why: 'elements whose text is no text' },
  ])('shows $excerpt as it is: $why', ({ excerpt }) => {
    for (const using of [settings, excerpts]) {
      const feed = feedOf(heading, [articleOf('a', {}, { excerpt })], using);
      expect(descriptionsOf(feed).map(shown)).toEqual([{ elements: [], text: excerpt }]);
      expect(checkFeed('rss', formats.rss.render(feed), feed)).toEqual([]);
    }
  });

  it('shows whatever a post may hold as it is', () => {
    fc.assert(
      fc.property(naughtyText, naughtyTitle, (excerpt, title) => {
        const feed = feedOf(heading, [articleOf('a', { title }, { excerpt })], excerpts);
        const [{ summary = '' } = {}] = feed.entries;
        expect(descriptionsOf(feed).map(shown)).toEqual([{ elements: [], text: summary }]);
      }),
      { numRuns: 500 },
    );
  });

  it.for([
    { written: '&lt;b&gt;bold&lt;/b&gt;', why: 'escaped once, it is bold' },
    { written: '<![CDATA[<b>bold</b>]]>', why: 'a section does not change what it means' },
  ])('is refused as $written: $why', ({ written }) => {
    const feed = feedOf(heading, [articleOf('a', {}, { excerpt: '<b>bold</b>' })], excerpts);
    const rss = formats.rss.render(feed);
    const right = '&amp;lt;b&amp;gt;bold&amp;lt;/b&amp;gt;';
    expect(rss).toContain(right);
    expect(checkFeed('rss', rss.replace(right, written), feed).map(({ rule }) => rule)).toEqual([
      'summary reads back',
    ]);
  });
});

describe('text in other places', () => {
  const name = '<img src=x onerror=alert(1)> & &lt;b&gt;';
  const one = articleOf('a', { title: name, authors: [name], categories: [name], tags: [] });
  const feed = feedOf({ ...heading, title: name, description: name }, [one], excerpts);

  it.for(['title', 'category', 'dc:creator'])(
    'stays plain text in the RSS <%s>, where RSS means text',
    (tag) => {
      expect(inside(parseStrictly(formats.rss.render(feed)), tag)).toContain(name);
    },
  );

  it('is declared as plain text in Atom', () => {
    const root = parseStrictly(formats.atom.render(feed));
    const entry = root.getElementsByTagName('entry')[0];
    for (const tag of ['title', 'summary'])
      expect(entry?.getElementsByTagName(tag)[0]?.getAttribute('type')).toBe('text');
    expect(root.getElementsByTagName('subtitle')[0]?.getAttribute('type') ?? 'text').toBe('text');
    expect(inside(root, 'title')).toEqual([name, name]);
    expect(entry?.getElementsByTagName('category')[0]?.getAttribute('label')).toBe(name);
  });

  it('stays plain text in the fields of JSON Feed that mean text, and has none that means HTML', () => {
    const { items } = JSON.parse(formats.json.render(feed)) as { items: Record<string, unknown>[] };
    expect(items[0]).toMatchObject({ title: name, content_text: '朝の港は静かだった。', tags: [name] });
    expect(items[0]).not.toHaveProperty('content_html');
  });

  it.for([
    { title: name, text: '&lt;img src=x onerror=alert(1)> & &amp;lt;b&amp;gt;', why: 'markup is escaped' },
    {
      title: 'M&A、1 < 2',
      text: 'M&A、1 < 2',
      why: 'what is no markup stays, for readers that show the letters',
    },
  ])('is HTML in the `text` of OPML: $title ($why)', ({ title, text }) => {
    const outline = parseStrictly(renderOpml([{ ...feed, title }])).getElementsByTagName('outline')[0];
    expect(outline?.getAttribute('text')).toBe(text);
    expect(outline?.getAttribute('title')).toBe(title);
    expect(shown(outline?.getAttribute('text') ?? '')).toEqual({ elements: [], text: title });
  });
});

describe('a feed of excerpts', () => {
  it('has text in each entry, also of a post that has none (W3C: MissingTextualContent)', () => {
    const feed = feedOf(heading, [articleOf('a', {}, { excerpt: '', html: '' })], excerpts);
    expect(feed.entries.map(({ summary }) => summary)).toEqual(['港の朝']);
  });

  it('says no title twice where the whole post is there', () => {
    const feed = feedOf(heading, [articleOf('a', {}, { excerpt: '' })], settings);
    expect(feed.entries.map(({ summary }) => summary)).toEqual(['']);
  });
});
