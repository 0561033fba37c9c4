/**
 * The feeds as others read them: feedsmith, a library for feeds, and xmldom, a parser of XML. Neither
 * has anything to do with the package or the code that wrote them. What a format means as HTML is read as HTML.
 */
import { DOMParser, type Element } from '@xmldom/xmldom';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import sanitizeHtml from 'sanitize-html';

/** What all formats and parsers must agree on. */
export type Item = {
  readonly id: string | undefined;
  readonly url: string | undefined;
  readonly title: string | undefined;
  readonly summary: string | undefined;
  readonly content: string | undefined;
  readonly authors: readonly (string | undefined)[];
  readonly categories: readonly (string | undefined)[];
  readonly published: number;
};

type Documents = { readonly rss: string; readonly atom: string; readonly json: string };

export function readAll({ rss, atom, json }: Documents): Readonly<Record<string, Item[]>> {
  return {
    'rss by feedsmith': rssByFeedsmith(rss),
    'rss by xmldom': rssByXmldom(rss),
    'atom by feedsmith': atomByFeedsmith(atom),
    'atom by xmldom': atomByXmldom(atom),
    'json by feedsmith': jsonByFeedsmith(json),
    'json by JSON.parse': jsonByHand(json),
  };
}

function rssByFeedsmith(text: string): Item[] {
  return (parseRssFeed(text).items ?? []).map((item) => ({
    id: item.guid?.value,
    url: item.link,
    title: item.title,
    summary: item.description === undefined ? undefined : shown(item.description).text,
    content: item.content?.encoded,
    authors: item.dc?.creators ?? [],
    categories: (item.categories ?? []).map(({ name }) => name),
    published: Date.parse(item.pubDate ?? ''),
  }));
}

function atomByFeedsmith(text: string): Item[] {
  return (parseAtomFeed(text).entries ?? []).map((entry) => ({
    id: entry.id,
    url: entry.links?.find(({ rel }) => rel === 'alternate')?.href,
    title: entry.title?.value,
    summary: entry.summary?.value,
    content: entry.content?.value,
    authors: (entry.authors ?? []).map(({ name }) => name),
    categories: (entry.categories ?? []).map(({ label }) => label),
    published: Date.parse(entry.published ?? ''),
  }));
}

function jsonByFeedsmith(text: string): Item[] {
  return (parseJsonFeed(text).items ?? []).map((item) => ({
    id: item.id,
    url: item.url,
    title: item.title,
    summary: item.summary,
    content: item.content_html,
    authors: (item.authors ?? []).map(({ name }) => name),
    categories: item.tags ?? [],
    published: Date.parse(item.date_published ?? ''),
  }));
}

type JsonItem = Readonly<
  Record<'id' | 'url' | 'title' | 'summary' | 'content_html' | 'date_published', string>
> & {
  readonly authors: readonly { readonly name: string }[];
  readonly tags: readonly string[];
};

function jsonByHand(text: string): Item[] {
  const { items } = JSON.parse(text) as { items: readonly JsonItem[] };
  return items.map((item) => ({
    id: item.id,
    url: item.url,
    title: item.title,
    summary: item.summary,
    content: item.content_html,
    authors: item.authors.map(({ name }) => name),
    categories: item.tags,
    published: Date.parse(item.date_published),
  }));
}

/** HTML as a reader shows it: the elements that come alive, and the text between them. */
export function shown(html: string): { readonly elements: readonly string[]; readonly text: string } {
  const elements: string[] = [];
  const texts: string[] = [];
  sanitizeHtml(html, {
    allowedTags: false,
    allowedAttributes: false,
    allowVulnerableTags: true,
    onOpenTag: (name) => elements.push(name),
    textFilter: (text) => {
      texts.push(text);
      return text;
    },
  });
  return { elements, text: parseStrictly(`<a>${texts.join('')}</a>`).textContent ?? '' };
}

/** @throws on the first error or warning, save that U+FFFD stands somewhere: that is for posts to judge */
export function parseStrictly(text: string): Element {
  const onError = (level: string, message: string) => {
    if (!message.startsWith('Unicode replacement character')) throw new Error(`${level}: ${message}`);
  };
  const root = new DOMParser({ onError }).parseFromString(text, 'text/xml').documentElement;
  if (root === null) throw new Error('The document has no root element.');
  return root;
}

function rssByXmldom(text: string): Item[] {
  return inside(parseStrictly(text), 'item').map((item) => ({
    id: one(item, 'guid'),
    url: one(item, 'link'),
    title: one(item, 'title'),
    summary: inside(item, 'description').map((found) => shown(found.textContent ?? '').text)[0],
    content: one(item, 'content:encoded'),
    authors: texts(item, 'dc:creator'),
    categories: texts(item, 'category'),
    published: Date.parse(one(item, 'pubDate') ?? ''),
  }));
}

function atomByXmldom(text: string): Item[] {
  return inside(parseStrictly(text), 'entry').map((entry) => ({
    id: one(entry, 'id'),
    url: inside(entry, 'link')[0]?.getAttribute('href') ?? undefined,
    title: one(entry, 'title'),
    summary: one(entry, 'summary'),
    content: one(entry, 'content'),
    authors: texts(entry, 'name'),
    categories: inside(entry, 'category').map((category) => category.getAttribute('label') ?? undefined),
    published: Date.parse(one(entry, 'published') ?? ''),
  }));
}

function inside(element: Element, name: string): Element[] {
  return [...element.getElementsByTagName(name)];
}

function texts(element: Element, name: string): (string | undefined)[] {
  return inside(element, name).map((found) => found.textContent ?? undefined);
}

function one(element: Element, name: string): string | undefined {
  return texts(element, name)[0];
}
