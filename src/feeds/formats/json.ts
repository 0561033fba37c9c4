/**
 * JSON Feed 1.1 (jsonfeed.org/version/1.1). The `feed` package writes version 1.0: its document is parsed, changed to
 * 1.1 and written again.
 */
import { Feed as Layout } from 'feed';
import type { Enclosure } from '../enclosure.ts';
import type { Feed, FeedEntry } from '../feed.ts';
import { folderOf } from './archive-links.ts';
import type { ParsedFeed, ReadingEntry } from './parsed-feed.ts';

export const JSON_FILE = 'feed.json';

export function renderJson(feed: Feed): string {
  const layout = new Layout({
    title: feed.title,
    description: feed.description,
    link: feed.home,
    feedLinks: { json: feed.folder + JSON_FILE },
    ...(feed.icon === undefined ? {} : { image: feed.icon }),
    generator: false,
  });
  for (const entry of feed.entries) layout.addItem(itemOf(entry));
  const { version: _old, items, ...head } = JSON.parse(layout.json1()) as Document; // the package has just written it
  const document = {
    version: 'https://jsonfeed.org/version/1.1',
    ...head,
    ...(feed.chain['prev-archive'] === undefined ? {} : { next_url: feed.chain['prev-archive'] + JSON_FILE }),
    ...(feed.hub === undefined ? {} : { hubs: [{ type: 'WebSub', url: feed.hub }] }),
    ...(feed.favicon === undefined ? {} : { favicon: feed.favicon }),
    language: feed.language,
    authors: feed.authors.map((name) => ({ name })),
    items: feed.entries.map((entry, index) => toVersion11(items[index] ?? {}, entry, feed)),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

type Document = { readonly version: string; readonly items: readonly Item[] };
type Item = { readonly [key: string]: unknown };

function itemOf(entry: FeedEntry) {
  return {
    id: entry.id,
    link: entry.url,
    title: entry.title,
    date: entry.updated,
    published: entry.published,
    ...(entry.image === undefined ? {} : { image: entry.image }),
  };
}

/** Every item has `content_html` or `content_text`; in a feed of excerpts the excerpt is the content. */
function toVersion11(item: Item, entry: FeedEntry, feed: Feed): Item {
  const { content_html: _none, ...rest } = item;
  return {
    ...rest,
    ...(entry.summary === '' ? {} : { summary: entry.summary }),
    ...(entry.content === undefined ? { content_text: entry.summary } : { content_html: entry.content }),
    authors: entry.authors.map((name) => ({ name })),
    tags: entry.categories.map(({ label }) => label),
    ...(entry.enclosures.length === 0 ? {} : { attachments: entry.enclosures.map(attachmentOf) }),
    ...(entry.language === feed.language ? {} : { language: entry.language }),
    _tayori: { reading_minutes: entry.readingMinutes },
  };
}

function attachmentOf({ url, type, length, duration }: Enclosure) {
  const seconds = duration === undefined ? {} : { duration_in_seconds: duration };
  return { url, mime_type: type, size_in_bytes: length, ...seconds };
}

/**
 * Reads the document as a feed reader does. The types are not checked: the comparison of the values shows a wrong
 * shape.
 */
export function readJson(document: string): ParsedFeed {
  const feed = JSON.parse(document) as Head;
  return {
    title: feed.title ?? '',
    description: feed.description ?? '',
    language: feed.language ?? '',
    home: feed.home_page_url ?? '',
    self: feed.feed_url ?? '',
    updated: undefined,
    hub: feed.hubs?.[0]?.url,
    archive: undefined,
    chain: feed.next_url === undefined ? {} : { 'prev-archive': folderOf(feed.next_url, JSON_FILE) },
    entries: (feed.items ?? []).map(readItem),
  };
}

type Text = string | undefined;
type Person = { readonly name?: string };
type Head = {
  readonly [key in 'title' | 'description' | 'language' | 'home_page_url' | 'feed_url' | 'next_url']?: string;
} & { readonly items?: readonly ReadItem[]; readonly hubs?: readonly { readonly url?: string }[] };
type ReadItem = {
  readonly [key in
    | 'id'
    | 'url'
    | 'title'
    | 'summary'
    | 'image'
    | 'content_html'
    | 'date_published'
    | 'date_modified']?: Text;
} & {
  readonly authors?: readonly Person[];
  readonly tags?: readonly string[];
  readonly attachments?: readonly Attachment[];
};
type Attachment = { readonly url?: string; readonly mime_type?: string; readonly size_in_bytes?: number };

function readItem(item: ReadItem): ReadingEntry {
  return {
    id: item.id ?? '',
    url: item.url ?? '',
    title: item.title ?? '',
    summary: item.summary ?? '',
    content: item.content_html,
    image: item.image,
    enclosures: (item.attachments ?? []).map(({ url = '', mime_type: type = '', size_in_bytes: length }) => {
      return { url, type, length: Number(length) };
    }),
    authors: (item.authors ?? []).map(({ name }) => name ?? ''),
    categories: item.tags ?? [],
    published: new Date(item.date_published ?? ''),
    updated: new Date(item.date_modified ?? ''),
  };
}
