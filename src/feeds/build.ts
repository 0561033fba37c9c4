/**
 * Builds the feeds of a site into `out/`. Everything except archives is rendered and checked in memory before the first
 * byte is written, so a build that fails leaves the old files. A file whose content stays the same is not written.
 *
 * The file is long because it is one build, step by step, in its order.
 */
import { basename, dirname, join } from 'node:path';
import { placeBelow, readText, removeFile, removeParts, writeChanged } from '../files.ts';
import { forgetOthers } from '../posts/article-cache.ts';
import type { Article, Collection, Post, PostHead, Skipped, WholePost } from '../posts/post.ts';
import { readOrSkip } from '../posts/read-article.ts';
import { type Problem, ProblemError, severityOf } from '../problem.ts';
import type { Scan } from '../scan-files.ts';
import type { Settings } from '../settings.ts';
import { type During, duringOf } from '../time.ts';
import { type Aliases, aliasDocuments, aliasesOf, aliasHashes, isFeed } from './alias.ts';
import { type ArchivesBuilt, writeArchives } from './archives/build-archives.ts';
import { channelsOf, type FeedChannel } from './channel.ts';
import { digestsChannel, readDigests } from './digest-feed.ts';
import { documentNames, feedKeys, keepDocuments, recallDocuments } from './documents-cache.ts';
import { refuseToEmpty } from './emptied.ts';
import { type Enclosure, enclosuresOf } from './enclosure.ts';
import { type FeedMaterial, feedFrom, feedOf, piecesFor } from './feed.ts';
import { OPML_FILE, renderOpml } from './formats/opml.ts';
import { documentsOf } from './formats/render-checked.ts';
import { HEADERS_FILE, renderHeaders } from './hosting-headers.ts';
import { registerFile } from './ids/id-register.ts';
import {
  hashesOf,
  MANIFEST_FILE,
  type Manifest,
  readManifest,
  sha256,
  staleAliases,
  staleFiles,
  writeManifest,
} from './manifest.ts';
import { PAGE_FILE, PREVIEW, renderPage } from './page.ts';
import { publishedSize } from './published-size.ts';
import { lookAndSettle, type Seen } from './read-site.ts';
import { writeProved } from './write-checked.ts';

export type Build = {
  readonly channels: readonly FeedChannel[];
  /** The number of published posts. Together with `skipped` these are all posts. */
  readonly published: number;
  readonly skipped: readonly Skipped[];
  /** Problems of enclosures. All other warnings come from `check`. */
  readonly warnings: readonly Problem[];
  /** What happened to ids: posts that were recognised, moved or are gone. */
  readonly notes: readonly string[];
  /** Paths in `out/`. */
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  readonly trace: Trace;
};

/** What a build looked at and wrote. While all of it is unchanged, another build would say and write the same. */
export type Trace = {
  /** The posts on the disk; a stamp that cannot be trusted is `NaN`. */
  readonly scan: Scan;
  /** The posts folder, from the site folder. */
  readonly posts: string;
  /** The period in which the same posts and digests are due. */
  readonly during: During;
  /** Files that must stay unchanged, relative to the site folder. */
  readonly files: readonly string[];
  /** Published files whose size the build asked for (published-size.ts), in bytes; `null` if a file does not exist. */
  readonly sizes: Readonly<Record<string, number | null>>;
};

/**
 * @param root the site folder
 * @param now posts dated later are left out
 * @param cache where the reading of posts is kept for the next build; if it is missing, nothing is kept. It may also
 * hold the scan of the posts, if that was done before: the next build sees later changes
 * @param mayBeEmpty write feeds even if no post is left: see emptied.ts
 * @throws ProblemError if no post is left, or if the config says that a broken post stops the build
 */
export async function buildFeeds(
  root: string,
  settings: Settings,
  now: Date,
  cache?: Seen,
  mayBeEmpty = false,
): Promise<Build> {
  const registered = registerFile(settings.site.posts);
  const text = await readText(join(root, registered));
  const {
    collection,
    whole,
    notes,
    next,
    keep: keepSettled,
    moments,
    scan,
  } = lookAndSettle(root, settings, now, text, cache);
  const read = (post: Post) => readOrSkip(root, post, settings);
  const asked = new Map<string, string>();
  const again = (post: PostHead) => readOrSkip(root, whole(post), settings, cache && { ...cache, asked });
  const { channels: ofPosts, articles, skipped } = await gather(again, settings, collection, whole);
  if (cache !== undefined) forgetOthers(cache, new Set(asked.values()));
  const broken = skipped.filter((problem) => severityOf(problem) === 'error');
  if (settings.feeds.broken === 'stop' && broken.length > 0) throw new ProblemError(broken);
  if (skipped.length === collection.posts.length + collection.skipped.length && !mayBeEmpty)
    await refuseToEmpty(root, settings, scan, skipped, text);
  const { enclosures, sizes, problems } = encloser(root, settings, whole);
  const digests = await readDigests(root);
  const channels = [...ofPosts, digestsChannel(digests, settings, now) ?? []].flat();
  const out = join(root, 'out');
  const ingredients = { articleKey: ({ file }: PostHead) => asked.get(file), enclosures, whole };
  const keys = cache === undefined ? new Map<string, string>() : feedKeys(cache, channels, ingredients);
  const kept = cache === undefined ? {} : recallDocuments(cache, out, keys);
  const pieces = new Map([...articles].map(([file, article]) => [file, pieceOf(article, enclosures)]));
  const documents = renderSite(channels, pieces, settings, kept);
  const aliases = aliasesOf(settings, channels, [...documents.keys(), HEADERS_FILE, MANIFEST_FILE]);
  if (next !== undefined) {
    removeParts(join(root, dirname(registered)), basename(registered));
    await writeChanged(join(root, registered), next);
  }
  keepSettled();
  const last = readManifest(await readText(join(out, MANIFEST_FILE)));
  if (await isForeign(join(out, HEADERS_FILE), last.files[HEADERS_FILE])) documents.delete(HEADERS_FILE);
  const archives = await writeArchives(
    { root, settings, enclosures, whole, read, scan, cache },
    channels,
    last,
  );
  const feeds = inOrder(channels, { ...kept, ...hashesOf(documents) });
  const files = { ...feeds, ...aliasHashes(aliases, feeds) };
  const changes = await keep(out, documents, { files, aliases }, archives, last);
  if (cache !== undefined) keepDocuments(cache, keys, files);
  const left = [...skipped, ...archives.skipped];
  const written = [MANIFEST_FILE, ...Object.keys(files), ...Object.keys(archives.files)];
  return {
    channels,
    published: collection.posts.length + collection.skipped.length - left.length,
    skipped: left,
    warnings: [...problems.values()].flat(),
    notes,
    ...changes,
    trace: {
      scan,
      posts: settings.site.posts,
      during: duringOf([...moments, ...digests.map(({ period }) => period.end)], now),
      files: [registered, `out/${HEADERS_FILE}`, ...written.map((file) => `out/${file}`)],
      sizes,
    },
  };
}

/** Finds the enclosures of posts; the size of a file that the site publishes is read from the disk. */
function encloser(root: string, { site }: Settings, whole: WholePost) {
  const sizes: Record<string, number | null> = {};
  const problems = new Map<string, readonly Problem[]>();
  const size = (path: string) => {
    const bytes = publishedSize(root, path);
    sizes[path] = bytes ?? null;
    return bytes;
  };
  const enclosures = (post: PostHead) => {
    const found = enclosuresOf(whole(post), site.url, size);
    problems.set(post.file, found.problems);
    return found.enclosures;
  };
  return { enclosures, sizes, problems };
}

/** Not `{...article}`: an article reads its kept parts only when they are asked for. */
function pieceOf(article: Article, enclosures: (post: PostHead) => readonly Enclosure[]): FeedMaterial {
  return Object.defineProperties(
    { enclosures: enclosures(article.post) },
    Object.getOwnPropertyDescriptors(article),
  ) as FeedMaterial; // an article and enclosures
}

type Gathered = {
  readonly channels: readonly FeedChannel[];
  readonly articles: ReadonlyMap<string, Article>;
  readonly skipped: readonly Skipped[];
};

/**
 * Reads the bodies of the posts that are in some feed, each once. If a post cannot be read, the next post takes its
 * place.
 */
async function gather(
  read: (post: PostHead) => Promise<Article | Skipped>,
  settings: Settings,
  collection: Collection<PostHead>,
  whole: WholePost,
): Promise<Gathered> {
  const articles = new Map<string, Article>();
  const broken = new Map<string, Skipped>();
  for (;;) {
    const posts = collection.posts.filter(({ file }) => !broken.has(file));
    const channels = channelsOf(posts, settings, whole);
    const wanted = new Map(
      channels.flatMap((channel) => channel.posts.map((post) => [post.file, post] as const)),
    );
    const missing = [...wanted.values()].filter(({ file }) => !articles.has(file));
    const before = broken.size;
    for (const post of missing) {
      const article = await read(post);
      if ('post' in article) articles.set(post.file, article);
      else broken.set(post.file, article);
    }
    if (broken.size === before)
      return { channels, articles, skipped: [...collection.skipped, ...broken.values()] };
  }
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

/**
 * Whether somebody else changed the file at this path.
 * @param ours the hash of what we wrote
 */
async function isForeign(path: string, ours: string | undefined): Promise<boolean> {
  const text = await readText(path);
  return text !== undefined && sha256(text) !== ours;
}

/** Puts the feeds first, in their order, whether they were rendered or kept. */
function inOrder(channels: readonly FeedChannel[], files: Manifest['files']): Manifest['files'] {
  const names = [...channels.flatMap(({ path }) => documentNames(path)), ...Object.keys(files)];
  return Object.fromEntries(names.flatMap((name) => (name in files ? [[name, files[name] ?? '']] : [])));
}

type Changes = Pick<Build, 'written' | 'removed' | 'unchanged'>;

async function keep(
  out: string,
  documents: ReadonlyMap<string, string>,
  ours: { readonly files: Manifest['files']; readonly aliases: Aliases },
  archives: ArchivesBuilt,
  last: Manifest,
): Promise<Changes> {
  const files = { ...ours.files, ...archives.files };
  const manifest: Manifest = { files, archives: archives.archives, aliases: Object.keys(ours.aliases) };
  const written = [...archives.written];
  const aliases = await aliasDocuments(out, documents, ours.aliases);
  const all = [...documents, ...aliases, [MANIFEST_FILE, writeManifest(manifest)] as const];
  const places = all.map(([file]) => placeBelow(out, file)); // check all places before the first file is written
  for (const folder of new Set(places.map((place) => dirname(place)))) removeParts(folder);
  for (const [file, document] of all) {
    if (await writeProved(join(out, file), document)) written.push(file);
  }
  const removed: string[] = [];
  const staleFeeds = staleAliases(last, manifest);
  for (const file of [...staleFiles(last, manifest), ...staleFeeds]) {
    const text = await readText(join(out, file));
    if (text === undefined || sha256(text) !== last.files[file]) continue;
    if (staleFeeds.includes(file) && !isFeed(text)) continue;
    await removeFile(placeBelow(out, file));
    removed.push(file);
  }
  return { written, removed, unchanged: Object.keys(files).length + 1 - written.length };
}
