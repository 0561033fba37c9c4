/**
 * A feed before it has a format: what RSS, Atom and JSON Feed all say, as plain data. Text in it is
 * settled here once (no character that XML can't hold, one line where one line is meant), so that the
 * formats only have to write it and every reader gets the same from each.
 */
import type { Article, Post } from '../posts/post.ts';
import type { Settings } from '../settings.ts';
import type { Chain } from './archives/archive.ts';
import { categorySlug } from './category.ts';
import type { Enclosure } from './enclosure.ts';
import { allowedText } from './formats/xml.ts';

export type Feed = {
  readonly title: string;
  readonly description: string;
  /** BCP 47. */
  readonly language: string;
  /** The page that the feed belongs to. */
  readonly home: string;
  /** The folder that holds the feed in every format; ends with `/`. */
  readonly folder: string;
  readonly authors: readonly string[];
  /** Absolute URLs. */
  readonly icon: string | undefined;
  readonly favicon: string | undefined;
  /** The newest change of an entry; `NEVER` where there is none. */
  readonly updated: Date;
  /** What podcast directories ask for; `undefined` where it is no podcast. */
  readonly podcast: Settings['feeds']['podcast'];
  /** The WebSub hub that tells of its changes: an absolute URL; `undefined` where there is none. */
  readonly hub: string | undefined;
  /** Its place among the archives; empty where it has none. */
  readonly chain: Chain;
  /** Newest first. */
  readonly entries: readonly FeedEntry[];
};

export type FeedEntry = {
  /** An absolute URI; stays for ever. */
  readonly id: string;
  readonly url: string;
  readonly title: string;
  /** One paragraph of plain text; empty only where the whole post is there. */
  readonly summary: string;
  /** HTML; `undefined` where the feed holds excerpts only. */
  readonly content: string | undefined;
  readonly authors: readonly string[];
  /** The mail address that an author made public, and whose; `undefined` where none did. */
  readonly contact: { readonly name: string; readonly email: string } | undefined;
  /** Categories first, then tags; no label twice. */
  readonly categories: readonly Term[];
  readonly published: Date;
  /** Never before `published`. */
  readonly updated: Date;
  readonly language: string;
  /** The cover: an absolute URL. */
  readonly image: string | undefined;
  readonly readingMinutes: number;
  readonly enclosures: readonly Enclosure[];
};

/** A category in the sense of RFC 4287, section 4.2.2. */
export type Term = { readonly term: string; readonly label: string; readonly scheme: string };

/** Atom asks every feed for a date (RFC 4287, 4.1.1), also one that holds nothing yet. */
export const NEVER = new Date('2000-01-01T00:00:00Z');

/** What is particular to one feed of a site. */
export type Heading = Pick<Feed, 'title' | 'description' | 'folder'> &
  Partial<Pick<Feed, 'chain' | 'podcast'>> & {
    /** Whole posts, or their excerpts; by default as the config says for all feeds. */
    readonly content?: Settings['feeds']['content'];
  };

/** What a feed tells of an article, and what it brings along. */
export type FeedMaterial = Pick<Article, 'post' | 'html' | 'excerpt' | 'readingMinutes'> & {
  readonly enclosures?: readonly Enclosure[];
};

/** A podcast holds what can be played; other feeds hold all. */
export function piecesFor({ podcast }: Heading, pieces: readonly FeedMaterial[]): FeedMaterial[] {
  return pieces.filter(({ enclosures = [] }) => podcast === undefined || enclosures.length > 0);
}

/** @param articles newest first, no more than the feed shall hold */
export function feedOf(heading: Heading, articles: readonly FeedMaterial[], settings: Settings): Feed {
  const content = heading.content ?? settings.feeds.content;
  return feedFrom(
    heading,
    articles.map((article) => entryOf(article, settings, content)),
    settings,
  );
}

/** @param entries newest first */
export function feedFrom(heading: Heading, entries: readonly FeedEntry[], settings: Settings): Feed {
  const { site, feeds } = settings;
  const { chain = {} } = heading;
  return {
    title: textLine(heading.title),
    description: textLine(heading.description),
    folder: heading.folder,
    podcast: heading.podcast,
    hub: 'current' in chain ? undefined : feeds.hub, // an archive does not change
    chain,
    language: site.language,
    home: `${site.url}/`,
    authors: [textLine(site.author ?? site.title)],
    icon: site.icon,
    favicon: site.favicon,
    updated: latest(entries),
    entries,
  };
}

function entryOf(piece: FeedMaterial, settings: Settings, content: Settings['feeds']['content']): FeedEntry {
  const { post, excerpt, readingMinutes, enclosures = [] } = piece;
  const whole = content === 'full' ? contentOf(piece) : undefined;
  return {
    id: post.id,
    url: post.url,
    title: textLine(post.title),
    // An Atom entry needs text of some kind (RFC 4287, 4.2.13; the W3C validator: MissingTextualContent).
    summary: textLine(excerpt) || (whole ? '' : textLine(post.title)),
    content: whole,
    contact: contactOf(post.frontMatter),
    authors: distinct(post.authors.map(textLine), (author) => author),
    categories: termsOf(post, settings),
    published: post.published,
    updated: post.updated ?? post.published,
    language: post.language,
    image: post.image,
    readingMinutes,
    enclosures,
  };
}

/** Settled once for all feeds that hold the post. */
function contentOf(piece: FeedMaterial): string {
  const content = contents.get(piece) ?? markup(piece.html);
  contents.set(piece, content);
  return content;
}

const contents = new WeakMap<FeedMaterial, string>();

/** The first author who is a map with an `email`. */
function contactOf(data: Post['frontMatter']): FeedEntry['contact'] {
  for (const author of ['authors', 'author'].flatMap((key) => data[key] ?? []).flat()) {
    if (typeof author !== 'object') continue;
    const { name, email } = author as Readonly<Record<string, unknown>>;
    if (typeof email !== 'string' || !/^[\w.+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(email)) continue;
    return { name: typeof name === 'string' ? textLine(name) : '', email };
  }
  return undefined;
}

function termsOf(post: Post, settings: Settings): Term[] {
  const { url } = settings.site;
  const categories = post.categories.map((name) => {
    return {
      term: categorySlug(name, settings.categories),
      label: textLine(name),
      scheme: `${url}/categories/`,
    };
  });
  const tags = post.tags.map(textLine).map((tag) => ({ term: tag, label: tag, scheme: `${url}/tags/` }));
  return distinct([...categories, ...tags], ({ label }) => label);
}

function latest(entries: readonly FeedEntry[]): Date {
  if (entries.length === 0) return NEVER;
  return new Date(Math.max(...entries.map(({ updated }) => updated.getTime())));
}

/** One line that XML can hold. The ideographic space (U+3000) stays: in Japanese it is punctuation. */
export function textLine(text: string): string {
  return allowedText(text)
    .replace(/[ \t\n\r\u2028\u2029]+/g, ' ')
    .trim();
}

/**
 * One kind of line end, because some parsers make it so. `]]>` means the same as `]]&gt;` in HTML, and
 * readers that look for the end of CDATA themselves get it right.
 */
function markup(html: string): string {
  return allowedText(html)
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll(']]>', ']]&gt;')
    .trim();
}

/** The first of each, without those whose name is empty. */
function distinct<T>(items: readonly T[], nameOf: (item: T) => string): T[] {
  const byName = new Map<string, T>();
  for (const item of items) if (!byName.has(nameOf(item))) byName.set(nameOf(item), item);
  byName.delete('');
  return [...byName.values()];
}
