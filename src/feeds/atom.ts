/**
 * Atom 1.0 (RFC 4287). The `feed` package lays the document out; text types, languages and all escaping
 * are ours: titles and summaries are `type="text"`, the one form that every reader shows alike.
 */
import { Feed as Layout } from 'feed';
import type { Entry, Feed } from './feed.ts';
import type { Reading, ReadingEntry } from './reading.ts';
import { openSlots, type Slots } from './slots.ts';
import { childrenOf, parseXml, textOf, type XmlElement } from './xml.ts';

export const ATOM_FILE = 'atom.xml';

export function renderAtom(feed: Feed): string {
  const slots = openSlots();
  const self = feed.folder + ATOM_FILE;
  const layout = new Layout({
    id: slots.uri(self),
    title: slots.text(feed.title),
    description: slots.text(feed.description),
    link: slots.uri(feed.home),
    feed: slots.uri(self),
    updated: feed.updated,
    generator: 'Tayori',
  });
  for (const name of feed.authors) layout.addContributor({ name: slots.text(name) });
  for (const entry of feed.entries) layout.addItem(entryOf(entry, slots));
  return `${slots.fill(finish(layout.atom1(), feed, slots))}\n`;
}

function entryOf(entry: Entry, slots: Slots) {
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

/** While the document holds marks only, its structure can be corrected by search and replace. */
function finish(skeleton: string, feed: Feed, slots: Slots): string {
  let index = 0;
  return skeleton
    .replace('<feed ', `<feed xml:lang="${slots.text(feed.language)}" `)
    .replaceAll(/<(\/?)contributor>/g, '<$1author>') // the package takes one author of a feed, we have any number
    .replaceAll(/<(title|summary) type="html">/g, '<$1 type="text">')
    .replaceAll(/<link href=/g, '<link rel="alternate" type="text/html" href=')
    .replace(/<link rel="self" /, '<link rel="self" type="application/atom+xml" ')
    .replaceAll('<entry>', () => {
      const language = feed.entries[index++]?.language ?? feed.language;
      return language === feed.language ? '<entry>' : `<entry xml:lang="${slots.text(language)}">`;
    });
}

export function readAtom(document: string): Reading {
  const feed = parseXml(document);
  return {
    title: textOf(feed, 'title'),
    description: childrenOf(feed, 'subtitle')[0]?.text ?? '',
    language: feed.attributes['xml:lang'] ?? '',
    home: linkOf(feed, 'alternate'),
    self: linkOf(feed, 'self'),
    updated: new Date(textOf(feed, 'updated')),
    entries: childrenOf(feed, 'entry').map(readEntry),
  };
}

function readEntry(entry: XmlElement): ReadingEntry {
  return {
    id: textOf(entry, 'id'),
    url: linkOf(entry, 'alternate'),
    title: textOf(entry, 'title'),
    summary: childrenOf(entry, 'summary')[0]?.text ?? '',
    content: childrenOf(entry, 'content')[0]?.text,
    authors: childrenOf(entry, 'author').map((author) => textOf(author, 'name')),
    categories: childrenOf(entry, 'category').map(({ attributes }) => attributes['label'] ?? ''),
    published: new Date(textOf(entry, 'published')),
    updated: new Date(textOf(entry, 'updated')),
  };
}

function linkOf(element: XmlElement, rel: string): string {
  const link = childrenOf(element, 'link').find(({ attributes }) => attributes['rel'] === rel);
  return link?.attributes['href'] ?? '';
}
