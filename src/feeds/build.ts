/**
 * Builds the feeds of a site into `out/`. Everything except archives is rendered and checked in memory before the first
 * byte is written, so a build that fails leaves the old files. A file whose content stays the same is not written.
 */
import { basename, dirname, join } from 'node:path';
import { readText, removeParts, writeChanged } from '../disk/files.ts';
import type { Scan } from '../disk/scan-files.ts';
import { forgetOthers } from '../posts/article/article-cache.ts';
import type { Taking } from '../posts/article/other-files.ts';
import { readOrSkip } from '../posts/article/read-article.ts';
import type { Article, Collection, Post, PostHead, Skipped, WholePost } from '../posts/post.ts';
import { type SiteFolders, scanSiteFiles, siteFolders } from '../posts/site-files/scan-site-files.ts';
import { isError, type Problem, ProblemError } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { type During, duringOf } from '../time.ts';
import { channelsOf, type FeedChannel } from './channel.ts';
import { digestsChannel, readDigests } from './digest-feed.ts';
import { keepDocuments } from './documents-cache.ts';
import { enclosuresOf } from './enclosure.ts';
import { HEADERS_FILE } from './hosting-headers.ts';
import { registerFile } from './ids/id-register.ts';
import { MANIFEST_FILE } from './manifest.ts';
import { publishedSize } from './published-size.ts';
import { lookAndSettle, type Seen } from './read-site.ts';
import { refuseToEmpty } from './refuse-empty.ts';
import { renderChanged } from './render-site.ts';
import { type Changes, writeSite } from './write-site.ts';

export type Build = Changes & {
  readonly channels: readonly FeedChannel[];
  /** The number of published posts. Together with `skipped` these are all posts. */
  readonly published: number;
  readonly skipped: readonly Skipped[];
  /** Problems of enclosures. All other warnings come from `check`. */
  readonly warnings: readonly Problem[];
  /** What happened to ids: posts that were recognised, moved or are gone. */
  readonly notes: readonly string[];
  readonly trace: Trace;
};

/** What a build looked at and wrote. While all of it is unchanged, another build would say and write the same. */
export type Trace = {
  /** The posts on the disk; a stamp that cannot be trusted is `NaN`. */
  readonly scan: Scan;
  /** The posts folder, from the site folder. */
  readonly posts: string;
  /** The files that Liquid in posts may take in; `undefined` if no post takes anything in. */
  readonly taken?: { readonly folders: SiteFolders; readonly scans: readonly Scan[] } | undefined;
  /** Whether the next build can see all that changes: nobody watches the files beside a post that it includes. */
  readonly lasting?: boolean;
  /** The period in which the same posts and digests are due. */
  readonly during: During;
  /** Files that must stay unchanged, relative to the site folder. */
  readonly files: readonly string[];
  /** Published files whose size the build asked for (published-size.ts), in bytes; `null` if a file does not exist. */
  readonly sizes: Readonly<Record<string, number | null>>;
};

export type BuildOptions = {
  /**
   * Where the reading of posts is kept for the next build; if it is missing, nothing is kept. It may also hold the scan of
   * the posts, if that was done before: the next build sees later changes.
   */
  readonly cache?: Seen | undefined;
  /** Whether feeds are written even if no post is left: see refuse-empty.ts. */
  readonly mayBeEmpty?: boolean;
};

/**
 * @param root the site folder
 * @param now posts dated later are left out
 * @throws ProblemError if no post is left, or if the config says that a broken post stops the build
 */
export async function buildFeeds(
  root: string,
  settings: Settings,
  now: Date,
  { cache, mayBeEmpty = false }: BuildOptions = {},
): Promise<Build> {
  const registered = registerFile(settings.site.posts);
  const text = await readText(join(root, registered));
  const site = lookAndSettle(root, settings, now, text, cache);
  const { collection, whole, scan } = site;
  // Before anything is read, so that the next build sees a change that comes meanwhile.
  const taken = takenBy(root, settings);
  const {
    channels: ofPosts,
    articles,
    skipped,
    asked,
    taking,
  } = await readEntries(root, settings, site, cache);
  const all = collection.posts.length + collection.skipped.length;
  if (skipped.length === all && !mayBeEmpty) await refuseToEmpty(root, settings, scan, skipped, text);
  const { enclosures, sizes, problems } = encloser(root, settings, whole);
  const digests = await readDigests(root);
  const channels = [...ofPosts, digestsChannel(digests, settings, now) ?? []].flat();
  const ingredients = { articleKey: ({ file }: PostHead) => asked.get(file), enclosures, whole };
  const rendered = renderChanged({ root, settings, channels, articles, ingredients, cache });
  if (site.next !== undefined) await writeIds(root, registered, site.next);
  site.keep();
  const read = (post: Post) => readOrSkip(root, post, settings);
  const source = { root, settings, enclosures, whole, read, scan, cache: cache && { ...cache, taking } };
  const { files, archives, changes } = await writeSite(source, channels, rendered);
  if (cache !== undefined) keepDocuments(cache, rendered.keys, files);
  const left = [...skipped, ...archives.skipped];
  const written = [HEADERS_FILE, MANIFEST_FILE, ...Object.keys(files), ...Object.keys(archives.files)];
  const due = [...site.moments, ...digests.map(({ period }) => period.end)];
  const trace: Trace = {
    ...{ scan, posts: settings.site.posts, during: duringOf(due, now), sizes },
    taken: taking.has('watched') ? taken : undefined,
    lasting: !taking.has('beside'),
    files: [registered, ...written.map((file) => `out/${file}`)],
  };
  const warnings = [...problems.values()].flat();
  const published = all - left.length;
  return { channels, published, skipped: left, warnings, notes: site.notes, ...changes, trace };
}

type Read = Gathered & {
  /** The key of each article in the cache, by the file of its post. */
  readonly asked: ReadonlyMap<string, string>;
  /** What Liquid in the posts took in. */
  readonly taking: Taking;
};

/** @throws ProblemError if the config says that a broken post stops the build */
async function readEntries(
  root: string,
  settings: Settings,
  { collection, whole }: { readonly collection: Collection<PostHead>; readonly whole: WholePost },
  cache: Seen | undefined,
): Promise<Read> {
  const asked = new Map<string, string>();
  const taking: Taking = new Set();
  const read = (post: PostHead) => {
    cache?.between?.();
    return readOrSkip(root, whole(post), settings, cache && { ...cache, asked, taking });
  };
  const gathered = await gather(read, settings, collection, whole);
  if (cache !== undefined) forgetOthers(cache, new Set(asked.values()));
  const broken = gathered.skipped.filter(isError);
  if (settings.feeds.broken === 'stop' && broken.length > 0) throw new ProblemError(broken);
  return { ...gathered, asked, taking };
}

function takenBy(root: string, settings: Settings): NonNullable<Trace['taken']> {
  const folders = siteFolders(settings);
  return { folders, scans: scanSiteFiles(root, folders) };
}

async function writeIds(root: string, file: string, register: string): Promise<void> {
  removeParts(join(root, dirname(file)), basename(file));
  await writeChanged(join(root, file), register);
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
