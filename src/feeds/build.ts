/**
 * Builds the feeds of a site into `out/`. All but archives is rendered and checked in memory before the first
 * byte is written, so a build that fails leaves the old files; a file that would not change is not touched.
 */
import { basename, dirname, join } from 'node:path';
import {
  distrustFresh,
  placeBelow,
  readStart,
  readText,
  removeFile,
  removeParts,
  type Scan,
  sizeOf,
  writeChanged,
} from '../files.ts';
import { type ArticleCache, forgetOthers } from '../posts/articles.ts';
import { type Cache, keepHeads } from '../posts/cache.ts';
import { collect, momentsOf } from '../posts/collect.ts';
import type { Article, Collection, Post, Skipped } from '../posts/post.ts';
import { readArticle, readHeadsInHaste, recallArticle, START, scanPosts } from '../posts/read.ts';
import { type Problem, ProblemError, severityOf } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { type During, duringOf } from '../time.ts';
import { type ArchivesBuilt, type Source, writeArchives } from './archive-build.ts';
import { type Channel, channelsOf } from './channel.ts';
import { digestsChannel, readDigests } from './digests.ts';
import { documentsOf } from './document.ts';
import { type Enclosure, enclosuresOf } from './enclosure.ts';
import { feedFrom, feedOf, type Piece, piecesFor } from './feed.ts';
import { HEADERS_FILE, renderHeaders } from './headers.ts';
import { settleIds } from './ids.ts';
import { writeProved } from './keep.ts';
import {
  hashesOf,
  MANIFEST_FILE,
  type Manifest,
  readManifest,
  sha256,
  staleFiles,
  writeManifest,
} from './manifest.ts';
import { OPML_FILE, renderOpml } from './opml.ts';
import { PAGE_FILE, PREVIEW, renderPage } from './page.ts';
import { REGISTER_FILE, type Register, readRegister, writeRegister } from './register.ts';
import { keepIds, recallIds, standingOf } from './settled.ts';
import { documentNames, feedKeys, keepDocuments, recallDocuments } from './shelf.ts';
import { hexOf, numbersOfStart } from './sketch.ts';

export type Build = {
  readonly channels: readonly Channel[];
  /** How many posts are published; with `skipped` they are all there are. */
  readonly published: number;
  readonly skipped: readonly Skipped[];
  /** What enclosures lack. What else deserves a look, `check` says. */
  readonly warnings: readonly Problem[];
  /** What happened to ids: posts that were recognised, moved or are gone. */
  readonly notes: readonly string[];
  /** Files relative to `out/`. */
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  readonly trace: Trace;
};

/** What a build looked at and wrote: while all of it is as it was, another build would say and write the same. */
export type Trace = {
  /** The posts; a stamp that can not be trusted is `NaN`. */
  readonly scan: Scan;
  /** Before and after it, other posts and digests are due. */
  readonly during: During;
  /** Files that must stay as they are, relative to the site folder. */
  readonly files: readonly string[];
  /** Files whose size was asked for, in bytes; `null` where there is none. */
  readonly sizes: Readonly<Record<string, number | null>>;
};

/**
 * @param root the site folder
 * @param now posts dated later are left out
 * @param cache where what was read is kept for the next build; absent: nothing is. With the posts, where they
 *   were looked at already: what changed since then, the next build sees
 * @throws ProblemError where the config says that a broken post stops the build
 */
export async function buildFeeds(
  root: string,
  settings: Settings,
  now: Date,
  cache?: Cache & { readonly scan?: Scan | undefined },
): Promise<Build> {
  const text = await readText(join(root, REGISTER_FILE));
  const {
    collection,
    notes,
    next,
    keep: keepSettled,
    moments,
    scan,
  } = lookAndSettle(root, settings, now, text, cache);
  const read = (post: Post) => readOne(root, post, settings);
  const asked = new Map<string, string>();
  const again = (post: Post) => readOne(root, post, settings, cache && { ...cache, asked });
  const { channels: ofPosts, articles, skipped } = await gather(again, settings, collection);
  if (cache !== undefined) forgetOthers(cache, new Set(asked.values()));
  const broken = skipped.filter((problem) => severityOf(problem) === 'error');
  if (settings.feeds.broken === 'stop' && broken.length > 0) throw new ProblemError(broken);
  const { enclosures, sizes, problems } = encloser(root, settings);
  const digests = await readDigests(root);
  const channels = [...ofPosts, digestsChannel(digests, settings, now) ?? []].flat();
  const out = join(root, 'out');
  const ingredients = { articleKey: ({ file }: Post) => asked.get(file), enclosures };
  const keys = cache === undefined ? new Map<string, string>() : feedKeys(cache, channels, ingredients);
  const kept = cache === undefined ? {} : recallDocuments(cache, out, keys);
  const pieces = new Map([...articles].map(([file, article]) => [file, pieceOf(article, enclosures)]));
  const documents = renderSite(channels, pieces, settings, kept);
  if (next !== undefined) {
    removeParts(join(root, dirname(REGISTER_FILE)), basename(REGISTER_FILE));
    await writeChanged(join(root, REGISTER_FILE), next);
  }
  keepSettled();
  const last = readManifest(await readText(join(out, MANIFEST_FILE)));
  if (await isForeign(join(out, HEADERS_FILE), last.files[HEADERS_FILE])) documents.delete(HEADERS_FILE);
  const archives = await writeArchives({ root, settings, enclosures, read, scan, cache }, channels, last);
  const files = inOrder(channels, { ...kept, ...hashesOf(documents) });
  const changes = await keep(out, documents, files, archives, last);
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
      during: duringOf([...moments, ...digests.map(({ period }) => period.end)], now),
      files: [REGISTER_FILE, `out/${HEADERS_FILE}`, ...written.map((file) => `out/${file}`)],
      sizes,
    },
  };
}

/**
 * All that is to be known before a body is read. Not in the midst of the build: the register, the sketches and the
 * readings of all posts are garbage by the time that bodies take their room.
 *
 * @param text what the register's file holds
 */
function lookAndSettle(
  root: string,
  settings: Settings,
  now: Date,
  text: string | undefined,
  cache: Parameters<typeof buildFeeds>[3],
) {
  const register = once(text, readRegister);
  const { readings, sketches, scan } = look(root, settings, register.value, cache);
  const found = collect(readings, settings, now);
  const settled = settle(root, found, register, sketches, cache);
  return { ...settled, moments: momentsOf(readings), scan };
}

/** Reads the heads of all posts, and of those that the register does not know, by what they are known again. */
function look(
  root: string,
  settings: Settings,
  register: () => Register,
  cache: Parameters<typeof buildFeeds>[3],
) {
  const scan = cache?.scan ?? scanPosts(root);
  const sketches = new Map<string, readonly number[]>();
  let opened = 0;
  const onStart = (file: string, start: Uint8Array) => {
    opened += 1;
    if (opened <= FEW || !Object.hasOwn(register(), file)) sketches.set(file, numbersOfStart(start));
  };
  const { readings, heads } = readHeadsInHaste(root, settings, { scan, cache, onStart });
  if (cache === undefined) return { readings, sketches, scan };
  const trusted = distrustFresh(scan, cache.folder);
  if (opened > scan.paths.length / ANEW) keepHeads(cache, trusted, heads);
  return { readings, sketches, scan: trusted };
}

/** As long as less than one post in so many was opened, to open it again costs less than to keep all anew. */
const ANEW = 100;

/** So many posts are sketched without asking whether the register knows them: to read it takes longer. */
const FEW = 100;

/** A text, and what is read from it when somebody asks. */
function once<Value>(text: string | undefined, read: (text: string | undefined) => Value) {
  let known: { readonly value: Value } | undefined;
  const value = () => {
    known ??= { value: read(text) };
    return known.value;
  };
  return { text, value };
}

/** Finds what posts bring along; files of the site are measured where they lie. */
function encloser(root: string, { site }: Settings) {
  const sizes: Record<string, number | null> = {};
  const problems = new Map<string, readonly Problem[]>();
  const size = (path: string) => {
    const bytes = sizeOf(root, path);
    sizes[path] = bytes ?? null;
    return bytes;
  };
  const enclosures = (post: Post) => {
    const found = enclosuresOf(post, site.url, size);
    problems.set(post.file, found.problems);
    return found.enclosures;
  };
  return { enclosures, sizes, problems };
}

/** Not by spreading: what was kept of an article is read when somebody asks for it. */
function pieceOf(article: Article, enclosures: (post: Post) => readonly Enclosure[]): Piece {
  return Object.defineProperties(
    { enclosures: enclosures(article.post) },
    Object.getOwnPropertyDescriptors(article),
  ) as Piece; // an article and enclosures
}

/**
 * Gives every post the id that it has had before.
 *
 * @returns also what the register must hold next, where that is something else; and what keeps the ids for the
 *   next build, once the register is written
 */
function settle(
  root: string,
  found: Collection,
  register: { readonly text: string | undefined; readonly value: () => Register },
  sketches: ReadonlyMap<string, readonly number[]>,
  cache: Cache | undefined,
) {
  const standing = (text = '') => (cache === undefined ? '' : standingOf(cache, found, text));
  const same = cache && recallIds(cache, standing(register.text), found.posts);
  if (same !== undefined) {
    const collection: Collection = { posts: same, skipped: found.skipped, warnings: [] };
    return { collection, notes: [], next: undefined, keep: () => {} };
  }
  const settled = settleAnew(root, found, register.value(), sketches);
  const { next } = settled;
  const after = standing(next ?? register.text);
  return { ...settled, keep: keeperOf(cache, after, found.posts, settled) };
}

function settleAnew(
  root: string,
  found: Collection,
  before: Register,
  sketches: ReadonlyMap<string, readonly number[]>,
) {
  const present = new Set([
    ...found.posts.map(({ file }) => file),
    ...found.skipped.map(({ at }) => at.file),
  ]);
  const sketchOf = ({ file }: Post) =>
    hexOf(sketches.get(file) ?? numbersOfStart(Buffer.from(readStart(join(root, file), START))));
  const { posts, skipped, register, notes } = settleIds(found.posts, before, present, sketchOf);
  const isNew = register !== before && Object.keys(register).length > 0;
  const collection: Collection = { posts, skipped: [...found.skipped, ...skipped], warnings: [] };
  // A question to a person is asked again each time.
  return { collection, notes, next: isNew ? writeRegister(register) : undefined, sure: skipped.length === 0 };
}

function keeperOf(
  cache: Cache | undefined,
  standing: string,
  found: readonly Post[],
  { collection, sure }: { readonly collection: Collection; readonly sure: boolean },
): () => void {
  return () => {
    if (cache !== undefined && sure) keepIds(cache, standing, found, collection.posts);
  };
}

type Gathered = {
  readonly channels: readonly Channel[];
  readonly articles: ReadonlyMap<string, Article>;
  readonly skipped: readonly Skipped[];
};

/** Reads the bodies of the posts that some feed holds, each once; one that can't be read gives its place to the next. */
async function gather(read: Source['read'], settings: Settings, collection: Collection): Promise<Gathered> {
  const articles = new Map<string, Article>();
  const broken = new Map<string, Skipped>();
  for (;;) {
    const posts = collection.posts.filter(({ file }) => !broken.has(file));
    const channels = channelsOf(posts, settings);
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

async function readOne(
  root: string,
  post: Post,
  settings: Settings,
  cache?: ArticleCache,
): Promise<Article | Skipped> {
  try {
    if (cache !== undefined) return await recallArticle(root, post, settings, cache);
    return await readArticle(root, post, settings);
  } catch (error) {
    const [problem] = error instanceof ProblemError ? error.problems : [];
    if (problem === undefined) throw error;
    return { ...problem, at: { ...problem.at, file: post.file } };
  }
}

/**
 * Every document of the site, by its path in `out/`.
 *
 * @param kept the documents that need not be rendered, by their path: they are left out
 * @throws Error where a document breaks a rule: that is a bug of ours
 */
export function renderSite(
  channels: readonly Channel[],
  articles: ReadonlyMap<string, Piece>,
  settings: Settings,
  kept: Manifest['files'] = {},
): Map<string, string> {
  const documents = new Map<string, string>();
  const feeds = channels.map((channel, index) => {
    const isKept = documentNames(channel.path).every((file) => Object.hasOwn(kept, file));
    // Of a feed that is kept, other documents tell no more than its heading; of the first, its newest entries.
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

/** Whether a file is there that is not as we wrote it. @param ours the hash of what we wrote */
async function isForeign(path: string, ours: string | undefined): Promise<boolean> {
  const text = await readText(path);
  return text !== undefined && sha256(text) !== ours;
}

/** The manifest names the feeds first, in their order, whether they were rendered or kept. */
function inOrder(channels: readonly Channel[], files: Manifest['files']): Manifest['files'] {
  const names = [...channels.flatMap(({ path }) => documentNames(path)), ...Object.keys(files)];
  return Object.fromEntries(names.flatMap((name) => (name in files ? [[name, files[name] ?? '']] : [])));
}

type Changes = Pick<Build, 'written' | 'removed' | 'unchanged'>;

async function keep(
  out: string,
  documents: ReadonlyMap<string, string>,
  ours: Manifest['files'],
  archives: ArchivesBuilt,
  last: Manifest,
): Promise<Changes> {
  const files = { ...ours, ...archives.files };
  const manifest: Manifest = { files, archives: archives.archives };
  const written = [...archives.written];
  const all = [...documents, [MANIFEST_FILE, writeManifest(manifest)] as const];
  const places = all.map(([file]) => placeBelow(out, file)); // every one is looked at before the first is written
  for (const folder of new Set(places.map((place) => dirname(place)))) removeParts(folder);
  for (const [file, document] of all) {
    if (await writeProved(join(out, file), document)) written.push(file);
  }
  const removed: string[] = [];
  for (const file of staleFiles(last, manifest)) {
    const text = await readText(join(out, file));
    if (text === undefined || sha256(text) !== last.files[file]) continue;
    await removeFile(placeBelow(out, file));
    removed.push(file);
  }
  return { written, removed, unchanged: Object.keys(files).length + 1 - written.length };
}
