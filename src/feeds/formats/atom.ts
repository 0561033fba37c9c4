/**
 * Atom 1.0 (RFC 4287). The `feed` package makes the layout; we add text types, languages and all escaping. Titles and
 * summaries are `type="text"`, the one form that every reader shows in the same way.
 */
import { Feed as Layout } from 'feed';
import type { Enclosure } from '../enclosure.ts';
import type { Feed, FeedEntry } from '../feed.ts';
import { linkElements, namespaceOf, readHistory } from './archive-links.ts';
import { mediaTypeOf } from './media-types.ts';
import { childrenOf, parseXml, textOf, type XmlElement } from './parse-xml.ts';
import type { ParsedFeed, ReadingEntry } from './parsed-feed.ts';
import { type FeedMarks, openSlots } from './placeholders.ts';

export const ATOM_FILE = 'atom.xml';

export function renderAtom(feed: Feed): string {
  const slots = openSlots();
  const self = feed.folder + ATOM_FILE;
  const id = (feed.chain.current ?? feed.folder) + ATOM_FILE; // an archive belongs to the same feed
  const layout = new Layout({
    id: slots.uri(id),
    title: slots.text(feed.title),
    description: slots.text(feed.description),
    link: slots.uri(feed.home),
    feed: slots.uri(self),
    updated: feed.updated,
    ...(feed.icon === undefined ? {} : { image: slots.uri(feed.icon) }),
    ...(feed.favicon === undefined ? {} : { favicon: slots.uri(feed.favicon) }),
    generator: 'Tayori',
  });
  for (const name of feed.authors) layout.addContributor({ name: slots.text(name) });
  for (const entry of feed.entries) layout.addItem(entryOf(entry, slots));
  return `${slots.fill(correctStructure(layout.atom1(), feed, slots))}\n`;
}

function entryOf(entry: FeedEntry, slots: FeedMarks) {
  return {
    title: slots.text(entry.title),
    id: slots.uri(entry.id),
    link: slots.uri(entry.url),
    date: entry.updated,
    published: entry.published,
    ...(entry.summary === '' ? {} : { description: slots.text(entry.summary) }),
    ...(entry.content ? { content: slots.markup(entry.content) } : {}),
    author: entry.authors.map((name) => ({ name: slots.text(name) })),
    category: entry.categories.map(({ term, label, scheme }) => {
      return { name: slots.text(label), scheme: slots.uri(scheme), term: slots.text(term) };
    }),
  };
}

/**
 * Corrects the structure by search and replace. This is safe because the document holds only marks here, not yet texts.
 */
function correctStructure(skeleton: string, feed: Feed, slots: FeedMarks): string {
  const [head = '', ...entries] = skeleton.split('<entry>');
  const finished = entries.map((entry, index) => {
    const { language = feed.language, image, enclosures = [] } = feed.entries[index] ?? {};
    const start = language === feed.language ? '<entry>' : `<entry xml:lang="${slots.text(language)}">`;
    const link = '<link rel="alternate" type="text/html" href=';
    const body = entry
      .replace('<link href=', link)
      .replaceAll(/<(title|summary) type="html">/g, '<$1 type="text">');
    const covers = image === undefined ? [] : [cover(image, slots)];
    const more = [...covers, ...enclosures.map((one) => enclosed(one, slots))];
    return (
      start + body.replace('</entry>', `${more.map((element) => `    ${element}\n    `).join('')}</entry>`)
    );
  });
  return [finishHead(head, feed, slots), ...finished].join('');
}

function finishHead(head: string, feed: Feed, slots: FeedMarks): string {
  const names = `xml:lang="${slots.text(feed.language)}" xmlns:media="http://search.yahoo.com/mrss/"${namespaceOf(feed)}`;
  return head
    .replace(/<feed (xmlns="[^"]*")/, `<feed $1 ${names}`)
    .replaceAll(/<(\/?)contributor>/g, '<$1author>') // the package knows one author for each feed, we may have several
    .replace('<link rel="self" ', '<link rel="self" type="application/atom+xml" ')
    .replace(/<link rel="self" [^>]*\/>/, (self) => [self, ...feedLinks(feed, slots)].join('\n    '));
}

function feedLinks(feed: Feed, slots: FeedMarks): string[] {
  return linkElements(feed, slots, { file: ATOM_FILE, type: 'application/atom+xml', link: 'link' });
}

function enclosed({ url, type, length }: Enclosure, slots: FeedMarks): string {
  return `<link rel="enclosure" type="${slots.text(type)}" length="${length}" href="${slots.uri(url)}"/>`;
}

/** Media RSS 1.5.1; readers of Atom know it too. */
function cover(image: string, slots: FeedMarks): string {
  const type = mediaTypeOf(image);
  return `<media:content url="${slots.uri(image)}" medium="image"${type === undefined ? '' : ` type="${type}"`}/>`;
}

export function readAtom(document: string): ParsedFeed {
  const feed = parseXml(document);
  return {
    title: textOf(feed, 'title'),
    description: childrenOf(feed, 'subtitle')[0]?.text ?? '',
    language: feed.attributes['xml:lang'] ?? '',
    home: linkOf(feed, 'alternate') ?? '',
    self: linkOf(feed, 'self') ?? '',
    updated: new Date(textOf(feed, 'updated')),
    ...readHistory(feed, (rel) => linkOf(feed, rel), ATOM_FILE),
    entries: childrenOf(feed, 'entry').map(readEntry),
  };
}

function readEntry(entry: XmlElement): ReadingEntry {
  return {
    id: textOf(entry, 'id'),
    url: linkOf(entry, 'alternate') ?? '',
    title: textOf(entry, 'title'),
    summary: childrenOf(entry, 'summary')[0]?.text ?? '',
    content: childrenOf(entry, 'content')[0]?.text,
    image: childrenOf(entry, 'media:content')[0]?.attributes['url'],
    enclosures: childrenOf(entry, 'link')
      .filter(({ attributes }) => attributes['rel'] === 'enclosure')
      .map(({ attributes: { href = '', type = '', length } }) => ({
        url: href,
        type,
        length: Number(length),
      })),
    authors: childrenOf(entry, 'author').map((author) => textOf(author, 'name')),
    categories: childrenOf(entry, 'category').map(({ attributes }) => attributes['label'] ?? ''),
    published: new Date(textOf(entry, 'published')),
    updated: new Date(textOf(entry, 'updated')),
  };
}

function linkOf(element: XmlElement, rel: string): string | undefined {
  const link = childrenOf(element, 'link').find(({ attributes }) => attributes['rel'] === rel);
  return link?.attributes['href'];
}
