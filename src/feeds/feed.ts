/**
 * A feed before it has a format: what RSS, Atom and JSON Feed all say, as plain data. Its texts are cleaned here once:
 * no character that XML cannot hold, and no line break in a title. So the formats only write them, and every reader
 * gets the same text from each format.
 */
import type { Article, Post } from '../posts/post.ts';
import type { Settings } from '../settings.ts';
import { categorySlug } from './category.ts';
import type { Chain } from './chain.ts';
import type { Enclosure } from './enclosure.ts';
import { allowedText } from './formats/xml.ts';

export type Feed = {
  readonly title: string;
  readonly description: string;
  /** A language tag of BCP 47, such as `ja`. */
  readonly language: string;
  /** The page that the feed belongs to. */
  readonly home: string;
  /** The folder that holds the feed in every format; ends with `/`. */
  readonly folder: string;
  readonly authors: readonly string[];
  /** Absolute URLs. */
  readonly icon: string | undefined;
  readonly favicon: string | undefined;
  /** When an entry changed last; `NEVER` if there is no entry. */
  readonly updated: Date;
  /** The fields that podcast directories ask for; `undefined` if the feed is not a podcast. */
  readonly podcast: Settings['feeds']['podcast'];
  /** The WebSub hub that announces changes: an absolute URL; `undefined` if there is none. */
  readonly hub: string | undefined;
  /** Its place among the archives; empty if it has none. */
  readonly chain: Chain;
  /** Newest first. */
  readonly entries: readonly FeedEntry[];
};

export type FeedEntry = {
  /** An absolute URI that never changes. */
  readonly id: string;
  readonly url: string;
  readonly title: string;
  /** One paragraph of plain text; empty only if `content` is the whole post. */
  readonly summary: string;
  /** HTML; `undefined` if the feed holds excerpts only. */
  readonly content: string | undefined;
  readonly authors: readonly string[];
  /** The mail address that an author made public, and the author's name; `undefined` if no author did. */
  readonly contact: { readonly name: string; readonly email: string } | undefined;
  /** Categories first, then tags; each label once. */
  readonly categories: readonly Term[];
  readonly published: Date;
  /** Never before `published`. */
  readonly updated: Date;
  readonly language: string;
  /** The cover picture: an absolute URL. */
  readonly image: string | undefined;
  readonly readingMinutes: number;
  readonly enclosures: readonly Enclosure[];
};

/** A category as RFC 4287, section 4.2.2 defines it. */
export type Term = { readonly term: string; readonly label: string; readonly scheme: string };

/** Atom needs a date for every feed (RFC 4287, 4.1.1), also for a feed without entries. */
const NEVER = new Date('2000-01-01T00:00:00Z');

/** What differs between the feeds of one site. */
export type Heading = Pick<Feed, 'title' | 'description' | 'folder'> &
  Partial<Pick<Feed, 'chain' | 'podcast'>> & {
    /** Whole posts or excerpts; if it is missing, the config decides. */
    readonly content?: Settings['feeds']['content'];
  };

/** An article and its enclosures, as far as feeds show them. */
export type FeedMaterial = Pick<Article, 'post' | 'html' | 'excerpt' | 'readingMinutes'> & {
  readonly enclosures?: readonly Enclosure[];
};

/** A podcast holds the posts with audio or video; other feeds hold all. */
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
    // An Atom entry needs some text (RFC 4287, 4.2.13; the W3C validator: MissingTextualContent).
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

/** The content of a post, made once for all feeds that hold it. */
function contentOf(piece: FeedMaterial): string {
  const content = contents.get(piece) ?? markup(piece.html);
  contents.set(piece, content);
  return content;
}

const contents = new WeakMap<FeedMaterial, string>();

/** The first author that is a map with an `email`. */
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
 * All line ends become `\n`, because some parsers change them anyway. `]]>` becomes `]]&gt;`, which means the same in
 * HTML, so that a reader does not take it for the end of CDATA.
 */
function markup(html: string): string {
  return allowedText(html)
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll(']]>', ']]&gt;')
    .trim();
}

/** The first item of each name; items without a name are dropped. */
function distinct<T>(items: readonly T[], nameOf: (item: T) => string): T[] {
  const byName = new Map<string, T>();
  for (const item of items) if (!byName.has(nameOf(item))) byName.set(nameOf(item), item);
  byName.delete('');
  return [...byName.values()];
}
