/** Renders the documents of a site: feeds, feed page, list of feeds, and headers for hosts. */
import { join } from 'node:path';
import type { Cache } from '../cache.ts';
import type { Article, PostHead } from '../posts/post.ts';
import type { Settings } from '../settings.ts';
import { type Aliases, aliasesOf } from './alias.ts';
import type { FeedChannel } from './channel.ts';
import { documentNames, feedKeys, type Ingredients, recallDocuments } from './documents-cache.ts';
import type { Enclosure } from './enclosure.ts';
import { type FeedMaterial, feedFrom, feedOf, piecesFor } from './feed.ts';
import { OPML_FILE, renderOpml } from './formats/opml.ts';
import { documentsOf } from './formats/render-checked.ts';
import { HEADERS_FILE, renderHeaders } from './hosting-headers.ts';
import { MANIFEST_FILE, type Manifest } from './manifest.ts';
import { PAGE_FILE, PREVIEW, renderPage } from './page/page.ts';

export type Rendered = {
  /** The documents to write, by their path in `out/`. */
  readonly documents: Map<string, string>;
  /** The documents of the last build that are still right, each with its SHA-256. */
  readonly kept: Manifest['files'];
  /** What each feed is made of: see documents-cache.ts. */
  readonly keys: ReadonlyMap<string, string>;
  readonly aliases: Aliases;
};

/** What the documents are rendered from. */
type SiteSource = {
  /** The site folder. */
  readonly root: string;
  readonly settings: Settings;
  readonly channels: readonly FeedChannel[];
  /** By the file of the post. */
  readonly articles: ReadonlyMap<string, Article>;
  readonly ingredients: Ingredients;
  readonly cache: Cache | undefined;
};

/** Renders the documents that the last build did not leave as they must be. */
export function renderChanged(source: SiteSource): Rendered {
  const { root, settings, channels, articles, ingredients, cache } = source;
  const keys = cache === undefined ? new Map<string, string>() : feedKeys(cache, channels, ingredients);
  const kept = cache === undefined ? {} : recallDocuments(cache, join(root, 'out'), keys);
  const { enclosures } = ingredients;
  const pieces = new Map([...articles].map(([file, article]) => [file, pieceOf(article, enclosures)]));
  const documents = renderSite(channels, pieces, settings, kept);
  const aliases = aliasesOf(settings, channels, [...documents.keys(), HEADERS_FILE, MANIFEST_FILE]);
  return { documents, kept, keys, aliases };
}

/**
 * Renders every document of the site, by its path in `out/`.
 *
 * @param kept the documents that need not be rendered, by their path: they are left out
 * @throws Error if a document breaks a rule: that is a bug of ours
 */
export function renderSite(
  channels: readonly FeedChannel[],
  articles: ReadonlyMap<string, FeedMaterial>,
  settings: Settings,
  kept: Manifest['files'] = {},
): Map<string, string> {
  const documents = new Map<string, string>();
  const feeds = channels.map((channel, index) => {
    const isKept = documentNames(channel.path).every((file) => Object.hasOwn(kept, file));
    // If a feed is not rendered, other documents need only its heading; for the first feed also its newest entries.
    const shown = isKept ? (index === 0 ? PREVIEW : 0) : channel.posts.length;
    const held = channel.posts.slice(0, shown).flatMap(({ file }) => articles.get(file) ?? []);
    const feed =
      channel.entries === undefined
        ? feedOf(channel, piecesFor(channel, held), settings)
        : feedFrom(channel, channel.entries, settings);
    if (!isKept)
      for (const [file, document] of documentsOf(channel.path, feed)) documents.set(file, document);
    return feed;
  });
  documents.set(HEADERS_FILE, renderHeaders(channels, settings));
  documents.set(OPML_FILE, renderOpml(feeds));
  documents.set(PAGE_FILE, renderPage(channels, feeds[0]?.entries ?? [], settings));
  return documents;
}

/** Not `{...article}`: an article reads its kept parts only when they are asked for. */
function pieceOf(article: Article, enclosures: (post: PostHead) => readonly Enclosure[]): FeedMaterial {
  return Object.defineProperties(
    { enclosures: enclosures(article.post) },
    Object.getOwnPropertyDescriptors(article),
  ) as FeedMaterial; // an article and enclosures
}
