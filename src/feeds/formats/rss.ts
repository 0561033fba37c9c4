/**
 * RSS 2.0, in the profile of the RSS Advisory Board: every element holds plain text, except the description and the
 * content of an item, which are HTML. The `feed` package makes the layout; we add authors, ids, namespaces and all
 * escaping.
 */
import { Feed as Layout } from 'feed';
import type { Enclosure } from '../enclosure.ts';
import type { Feed, FeedEntry } from '../feed.ts';
import { linkElements, namespaceOf, readHistory } from './archive-links.ts';
import { htmlAsText } from './html.ts';
import { mediaTypeOf } from './media-types.ts';
import { childOf, childrenOf, parseXml, textOf, type XmlElement } from './parse-xml.ts';
import type { ParsedFeed, ReadingEntry } from './parsed-feed.ts';
import { type FeedMarks, openSlots } from './placeholders.ts';
import { episodeElements, podcastElements, podcastNamespace } from './podcast.ts';

export const RSS_FILE = 'rss.xml';

const ROOT = [
  '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"',
  'xmlns:content="http://purl.org/rss/1.0/modules/content/"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:media="http://search.yahoo.com/mrss/"',
].join(' ');

export function renderRss(feed: Feed): string {
  const slots = openSlots(profileText);
  const layout = new Layout({
    title: slots.text(feed.title),
    description: slots.text(feed.description),
    link: slots.uri(feed.home),
    feed: slots.uri(feed.folder + RSS_FILE),
    language: slots.text(feed.language),
    updated: feed.updated,
    ...(feed.icon === undefined ? {} : { image: slots.uri(feed.icon) }),
    docs: 'https://www.rssboard.org/rss-specification',
    generator: 'Tayori',
  });
  for (const entry of feed.entries) layout.addItem(itemOf(entry, feed, slots));
  const skeleton = layout
    .rss2()
    .replace(/<rss [^>]*>/, `${ROOT}${namespaceOf(feed)}${podcastNamespace(feed)}>`)
    .replace(/<atom:link [^>]*\/>/, (self) =>
      [self, ...feedLinks(feed, slots), ...podcastElements(feed, slots)].join('\n        '),
    );
  return `${slots.fill(skeleton)}\n`;
}

function feedLinks(feed: Feed, slots: FeedMarks): string[] {
  return linkElements(feed, slots, { file: RSS_FILE, type: 'application/rss+xml', link: 'atom:link' });
}

function itemOf(entry: FeedEntry, feed: Feed, slots: FeedMarks) {
  return {
    title: slots.text(entry.title),
    link: slots.uri(entry.url),
    date: entry.published,
    ...(entry.summary === '' ? {} : { description: slots.textAsHtml(entry.summary) }),
    ...(entry.content ? { content: slots.markup(entry.content) } : {}),
    category: entry.categories.map(({ label, scheme }) => {
      return { name: slots.text(label), domain: slots.uri(scheme) };
    }),
    extensions: extensionsOf(entry, feed, slots),
  };
}

/** Elements that the package does not know. It hands them to xml-js, where a list means one element for each item. */
function extensionsOf(entry: FeedEntry, feed: Feed, slots: FeedMarks) {
  const { id, url, authors, contact, language, image, enclosures } = entry;
  const elements: Readonly<Record<string, object>> = {
    guid: { _attributes: { isPermaLink: id === url }, _text: slots.uri(id) },
    // RSS's own author element must begin with a mail address; dc:creator holds names.
    ...(contact === undefined ? {} : { author: { _text: slots.text(addressOf(contact)) } }),
    'dc:creator': authors.map((name) => ({ _text: slots.text(name) })),
    ...(language === feed.language ? {} : { 'dc:language': { _text: slots.text(language) } }),
    ...(enclosures[0] === undefined ? {} : { enclosure: { _attributes: enclosed(enclosures[0], slots) } }),
    ...episodeElements(feed, entry),
    ...(image === undefined ? {} : { 'media:content': { _attributes: cover(image, slots) } }),
  };
  return Object.entries(elements).map(([name, objects]) => ({ name, objects: objects as Node }));
}

/** `mail@example.com (Name)`, as the RSS profile asks. */
function addressOf({ name, email }: NonNullable<FeedEntry['contact']>): string {
  return name === '' ? email : `${email} (${name})`;
}

/** RSS 2.0 allows one enclosure for each item; Atom and JSON Feed hold all of them. */
function enclosed({ url, type, length }: Enclosure, slots: FeedMarks): Node {
  return { url: slots.uri(url), length, type: slots.text(type) };
}

/**
 * Media RSS 1.5.1: a cover is content of the medium `image`. As an enclosure, a reader would take it for the post
 * itself.
 */
function cover(image: string, slots: FeedMarks): Node {
  const type = mediaTypeOf(image);
  return { url: slots.uri(image), medium: 'image', ...(type === undefined ? {} : { type }) };
}

type Node = Record<string, unknown>;

/** Plain text as the RSS profile asks: a reader that takes it for HTML sees a reference, not a tag. */
function profileText(text: string): string {
  return text.replace(/[&<>\r]/g, (letter) => `&#x${letter.charCodeAt(0).toString(16).toUpperCase()};`);
}

export function readRss(document: string): ParsedFeed {
  const rss = parseXml(document);
  const channel = childOf(rss, 'channel');
  return {
    title: textOf(channel, 'title'),
    description: textOf(channel, 'description'),
    language: textOf(channel, 'language'),
    home: textOf(channel, 'link'),
    self: linkOf(channel, 'self') ?? '',
    updated: new Date(textOf(channel, 'lastBuildDate')),
    ...readHistory(channel, (rel) => linkOf(channel, rel), RSS_FILE),
    entries: childrenOf(channel, 'item').map(readItem),
  };
}

function linkOf(channel: XmlElement, rel: string): string | undefined {
  const link = childrenOf(channel, 'atom:link').find(({ attributes }) => attributes['rel'] === rel);
  return link?.attributes['href'];
}

function readItem(item: XmlElement): ReadingEntry {
  const [content] = childrenOf(item, 'content:encoded');
  return {
    id: textOf(item, 'guid'),
    permanent: childOf(item, 'guid').attributes['isPermaLink'] === 'true',
    url: textOf(item, 'link'),
    title: textOf(item, 'title'),
    summary: htmlAsText(childrenOf(item, 'description')[0]?.text ?? ''),
    content: content?.text,
    image: childrenOf(item, 'media:content')[0]?.attributes['url'],
    enclosures: childrenOf(item, 'enclosure').map(({ attributes: { url = '', type = '', length } }) => {
      return { url, type, length: Number(length) };
    }),
    authors: childrenOf(item, 'dc:creator').map(({ text }) => text),
    categories: childrenOf(item, 'category').map(({ text }) => text),
    published: new Date(textOf(item, 'pubDate')),
    updated: undefined,
  };
}
