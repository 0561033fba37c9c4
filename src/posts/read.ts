/**
 * The posts folder: the only file of this room that touches the disk. Reading is synchronous: for
 * thousands of small files that is several times faster than waiting for each.
 */
import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { posix } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Cache } from '../cache.ts';
import { CONFIG_FILE } from '../config.ts';
import { isErrno } from '../files.ts';
import { ProblemError } from '../problem.ts';
import { type Scan, type Stamp, stampAt } from '../scan-files.ts';
import type { Settings } from '../settings.ts';
import { renderArticle } from './article.ts';
import { type ArticleCache, articleKey, keepArticle, loadArticle } from './article-cache.ts';
import { recallHeads } from './cache.ts';
import { asideFault, scanPostsIn } from './folder.ts';
import { headText, holdsHead } from './head/front-matter.ts';
import { addHead, copyHead, type Heads, newHeads, type Readings, readingsOf } from './head/head-table.ts';
import { patternOf, unknownPlaceholders } from './head/permalink.ts';
import { type Glance, glanceAt, type HeadReading, readHead } from './head/read-head.ts';
import { type Article, type Collection, POST_NAME, type Post, type Skipped } from './post.ts';
import type { UrlOf } from './prepare.ts';
import { collect } from './published-posts.ts';
import { asksWhole, heldBy, wholeTitleIn } from './rules/held-back.ts';

/**
 * Reads the heads of all posts, and says which are published at `now`.
 *
 * @throws ProblemError (file-unreadable) where the disk refuses, (config-value) where `site.permalink` can
 * not be followed
 */
export async function readCollection(root: string, settings: Settings, now: Date): Promise<Collection> {
  return collect(await readHeads(root, settings), settings, now);
}

/** Every post and its stamp. @throws ProblemError (file-unreadable) */
export function scanPosts(root: string, { site }: Settings): Scan {
  return scanPostsIn(root, site.posts);
}

/** How heads are read where time matters. */
export type Haste = {
  readonly scan: Scan;
  readonly cache: Cache | undefined;
  /** Gets the first bytes of each file that is opened: valid until it returns. */
  readonly onStart: (file: string, start: Uint8Array) => void;
};

/**
 * The head of every post, published or not, in the order of their names: first those of the scan.
 *
 * @param known what is known of a file of the scan already, by its number there
 * @throws ProblemError as above
 */
export async function readHeads(
  root: string,
  settings: Settings,
  scan: Scan = scanPosts(root, settings),
  known: (index: number) => HeadReading | undefined = () => undefined,
): Promise<readonly HeadReading[]> {
  checkPattern(settings);
  return [
    ...scan.paths.map(
      (name, index) => known(index) ?? readPost(root, posix.join(settings.site.posts, name), settings),
    ),
    ...unreadIn(scan, settings),
  ];
}

/** What an earlier look with the same settings read, by path: a file with the same stamp is not read again. */
export type KnownHeads = Map<string, { readonly stamp: Stamp; readonly reading: HeadReading }>;

/**
 * The same, for a process that looks again and again.
 *
 * @param known is brought up to date
 * @throws ProblemError as above
 */
export async function readHeadsAgain(
  root: string,
  settings: Settings,
  known: KnownHeads,
): Promise<readonly HeadReading[]> {
  const scan = scanPosts(root, settings);
  const stamps = scan.paths.map((_, row) => stampAt(scan, row));
  const readings = await readHeads(root, settings, scan, (row) => {
    const before = known.get(scan.paths[row] ?? '');
    return isDeepStrictEqual(before?.stamp, stamps[row]) ? before?.reading : undefined;
  });
  for (const [row, name] of scan.paths.entries()) {
    const [stamp, reading] = [stamps[row], readings[row]];
    if (stamp !== undefined && reading !== undefined) known.set(name, { stamp, reading });
  }
  return readings;
}

/**
 * The same in haste, without warnings. Files are read no further than their heads go, and what is no UTF-8
 * behind them is found when the article is read.
 *
 * @returns the readings, and as columns those of the files of the scan
 * @throws ProblemError as above
 */
export function readHeadsInHaste(
  root: string,
  settings: Settings,
  { scan, cache, onStart }: Haste,
): Readings & { readonly heads: Heads } {
  checkPattern(settings);
  const kept = cache === undefined ? undefined : recallHeads(cache, scan);
  const heads = newHeads(scan.paths.length);
  const { posts } = settings.site;
  const files = scan.paths.map((name) => nfc(`${posts}/${name}`));
  for (const [index, file] of files.entries()) {
    const row = kept?.rowOf(index);
    if (kept !== undefined && row !== undefined) copyHead(heads, index, kept.heads, row);
    else readRow(heads, index, file, `${root}/${posts}/${scan.paths[index]}`, settings, onStart);
  }
  const { readings, whole } = readingsOf(heads, files, settings);
  return { readings: [...readings, ...unreadIn(scan, settings)], whole, heads };
}

/** What lies in the folder and can not be read, or is no post: each is counted and named. */
function unreadIn({ misnamed, others, aside }: Scan, settings: Settings): HeadReading[] {
  const { posts } = settings.site;
  const faults = [
    ...misnamed.map((name) => strangeName(`${posts}/${name}`)),
    ...others.map((name) => otherFile(nfc(`${posts}/${name}`))),
    ...aside.map((one) => asideFault(one, settings)),
  ];
  return faults.map((fault) => {
    return { file: fault.at.file, post: undefined, faults: [fault], warnings: [], draft: false };
  });
}

/** Left out in silence, the post would be missed by nobody; as a URL or an id, its name would last for ever. */
function strangeName(file: string): Skipped {
  return {
    code: 'file-unreadable',
    message: 'The name of the file or folder is not UTF-8, so that it can not be part of a URL.',
    hint: 'Rename it: `ls -b` shows its bytes, and `mv` with a pattern such as `2026-*.md` finds it.',
    at: { file },
  };
}

/** Named, so that nobody looks in vain for a post of another kind, and all files are accounted for. */
function otherFile(file: string): Skipped {
  return {
    code: 'post-other-file',
    message: 'The file is no post: posts end in .md, .markdown, .mkd, .mkdn, .mkdown or .html.',
    hint: 'Rename it where it is one; pictures and the like may lie elsewhere in the site.',
    at: { file },
  };
}

/** Normalizing is slow, and most names have nothing to normalize. */
function nfc(path: string): string {
  return isAscii(path) ? path : path.normalize('NFC');
}

function checkPattern({ site }: Settings): void {
  const unknown = unknownPlaceholders(patternOf(site.permalink));
  if (unknown.length === 0) return;
  throw new ProblemError([
    {
      code: 'config-value',
      message: `\`site.permalink\` names ${unknown.join(', ')}, which Jekyll does not know.`,
      hint: 'Write a style such as `pretty`, or a pattern such as `/:year/:month/:day/:title/`.',
      at: { file: CONFIG_FILE, key: 'site.permalink' },
    },
  ]);
}

/**
 * Reads and renders one post. What counts is the file as it is now, not when its head was read.
 *
 * @throws ProblemError (post-encoding, file-unreadable)
 */
export async function readArticle(root: string, post: Post, settings: Settings): Promise<Article> {
  return renderFile(root, post, settings);
}

function renderFile(root: string, post: Post, settings: Settings): Article {
  return renderArticle(readSource(root, post.file), post, settings, urlFinder(root, settings));
}

/** The whole text of a post. @throws ProblemError (post-encoding, file-unreadable) */
export function readSource(root: string, file: string): string {
  const bytes = readBytes(posix.join(root, onDisk(root, file)));
  if (!isUtf8(bytes)) throw new ProblemError([notUtf8(file)]);
  return decoder.decode(bytes);
}

/** The URL of what `post_url` and `link` name: a post, by its file, or another file of the site. */
export function urlFinder(root: string, settings: Settings): UrlOf {
  let all: readonly string[] | undefined;
  return (name) => {
    const path = name.replace(/^\/+/, '').replace(/^(?:[^/]+\/)*_posts\//, '');
    if (path.split('/').some((part) => /^(?:\.|_|$)/.test(part))) return undefined;
    if (/\.[A-Za-z\d]+$/.test(path) && !/\.(?:html?|scss|sass)$/i.test(path) && !POST_NAME.test(path))
      return encodeURI(`${settings.site.url}/${path}`);
    all ??= scanPosts(root, settings).paths;
    const wanted = nfc(path.replace(POST_NAME, ''));
    const named = (file: string) => nfc(file).replace(POST_NAME, '');
    const file =
      all.find((one) => named(one) === wanted) ?? all.find((one) => posix.basename(named(one)) === wanted);
    return file === undefined
      ? undefined
      : readPost(root, `${settings.site.posts}/${file}`, settings).post?.url;
  };
}

/** What Liquid in a file makes of the names of other posts, so that it is rendered anew where they move. */
function addressesIn(root: string, bytes: Uint8Array, settings: Settings): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (!text.includes('{%') || !(text.includes('post_url') || text.includes('link '))) return '';
  const urlOf = urlFinder(root, settings);
  const tags = text.toString('utf8').matchAll(/\{%-?\s*(?:post_url|link)\s+([^%]*?)\s*-?%\}/g);
  return [...tags].map(([, name = '']) => `+${urlOf(name) ?? ''}`).join('');
}

/**
 * The same, rendered only where no earlier build did: what was kept is known by the text itself, whatever
 * the file is called and whenever it was written.
 *
 * @throws ProblemError as above
 */
export async function recallArticle(
  root: string,
  post: Post,
  settings: Settings,
  cache: ArticleCache,
): Promise<Article> {
  const key = articleKey(cache, fingerprintOf(root, post, settings), post);
  cache.asked.set(post.file, key);
  const render = () => articleOf(root, post, settings, cache, key);
  return loadArticle(cache, key, post, render) ?? render();
}

/**
 * The post, rendered; or what is wrong with it, where its body can not be read, so that the others go on.
 *
 * @param cache where rendered posts are kept, and found again
 */
export async function readOrSkip(
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

/** @throws ProblemError as above */
function articleOf(root: string, post: Post, settings: Settings, cache: ArticleCache, key: string): Article {
  const article = renderFile(root, post, settings);
  // Unless it changed between the two readings.
  if (articleKey(cache, fingerprintOf(root, post, settings), post) === key) keepArticle(cache, key, article);
  return article;
}

/**
 * A hash of the file as it is now, to know whether it has changed; where it links to other posts by name, their URLs
 * stand behind it, each after a `+`.
 *
 * @throws ProblemError (file-unreadable)
 */
export function fingerprintOf(root: string, post: Pick<Post, 'file'>, settings: Settings): string {
  const bytes = readBytes(posix.join(root, onDisk(root, post.file)));
  const own = hash('sha256', bytes);
  return own + addressesIn(root, bytes, settings);
}

/** All bytes are checked (that is quick), but only the head is decoded. */
function readPost(root: string, name: string, settings: Settings): HeadReading {
  const file = nfc(name);
  const bytes = readBytes(`${root}/${name}`);
  if (!isUtf8(bytes)) return { file, post: undefined, faults: [notUtf8(file)], warnings: [], draft: false };
  return gated(readHead(file, headText(bytes), settings), bytes, settings);
}

/** With what holds the post back, and with the whole of a title that was cut. */
function gated(reading: HeadReading, bytes: Uint8Array, settings: Settings): HeadReading {
  const { file, post, faults } = reading;
  if (post === undefined) return reading;
  const title = wholeTitleIn(bytes, post, settings) ?? post.title;
  const whole = { ...post, title };
  const held = heldBy(file, bytes, post.frontMatter, settings, () => whole);
  return { ...reading, post: whole, faults: [...faults, ...held] };
}

/** Only the head is decoded; more of the file is read where a rule that holds posts back looks at all of it. */
function readRow(
  heads: Heads,
  row: number,
  file: string,
  path: string,
  settings: Settings,
  onStart: Haste['onStart'],
): void {
  const { url } = settings.site;
  const whole = asksWhole(settings);
  const start = readBytes(path, whole ? undefined : START);
  const bytes = whole ? start : holdsHead(start) ? wholeLetters(start) : readBytes(path);
  onStart(file, wholeLetters(bytes.subarray(0, START)));
  if (isUtf8(bytes)) {
    const text = headText(bytes);
    const glance = glanceAt(file, text, settings);
    const head = glance.end === text.length ? text : text.slice(0, glance.end);
    addHead(heads, row, gatedRow(glance, text, bytes, settings), head, url);
  } else addHead(heads, row, { essentials: undefined, faults: [notUtf8(file)], draft: false }, '', url);
}

function gatedRow(glance: Glance, text: string, bytes: Uint8Array, settings: Settings): Glance {
  const { file, essentials, data, faults } = glance;
  if (essentials === undefined) return glance;
  const title = wholeTitleIn(bytes, { ...essentials, frontMatter: data }, settings) ?? essentials.title;
  const held = heldBy(file, bytes, data, settings, () => {
    const { post } = readHead(file, text, settings);
    return post === undefined ? undefined : { ...post, title };
  });
  return { ...glance, essentials: { ...essentials, title }, faults: [...faults, ...held] };
}

/** Enough of a file for its front matter and the first paragraphs, in bytes. */
export const START = 8192;

/** Without the first bytes of a letter that was cut. */
function wholeLetters(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > bytes.length - 4 && end > 0 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  const first = bytes[end - 1] ?? 0;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
  return end - 1 + length > bytes.length && bytes.length === START ? bytes.subarray(0, end - 1) : bytes;
}

const decoder = new TextDecoder('utf-8');

/** Read again for every file, so that ten thousand posts take the memory of one. */
let buffer = Buffer.allocUnsafeSlow(128 * 1024);

/** The bytes of a file; valid until the next call. Whether a link may be followed, the scan has decided. */
function readBytes(path: string, most?: number): Uint8Array {
  try {
    const descriptor = openSync(path, 'r');
    try {
      if (most !== undefined) return buffer.subarray(0, readSync(descriptor, buffer, 0, most, null));
      return fill(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw unreadable(path, error);
  }
}

function fill(descriptor: number): Uint8Array {
  let length = 0;
  for (;;) {
    const read = readSync(descriptor, buffer, length, buffer.length - length, null);
    length += read;
    if (read === 0) return buffer.subarray(0, length);
    if (length < buffer.length) continue;
    const larger = Buffer.allocUnsafeSlow(Math.max(buffer.length * 2, fstatSync(descriptor).size + 1));
    buffer.copy(larger, 0, 0, length);
    buffer = larger;
  }
}

/** The name a file has on disk, which a Mac may have written decomposed. */
function onDisk(root: string, file: string): string {
  const parts: string[] = [];
  for (const part of file.split('/')) {
    const names = isAscii(part) ? [] : readdirSync(posix.join(root, ...parts));
    parts.push(
      names.find((name) => name === part) ?? names.find((name) => name.normalize('NFC') === part) ?? part,
    );
  }
  return posix.join(...parts);
}

function isAscii(text: string): boolean {
  return !/[^\x20-\x7e]/.test(text);
}

function notUtf8(file: string): Skipped {
  return {
    code: 'post-encoding',
    message: 'The post is not UTF-8 text.',
    hint: 'Save it again as UTF-8 (it may be Shift_JIS or UTF-16).',
    at: { file, line: 1, column: 1 },
  };
}

function unreadable(path: string, error: unknown): ProblemError {
  const reason = error instanceof Error ? error.message : String(error);
  const gone = isErrno(error, 'ENOENT');
  return new ProblemError(
    [
      {
        code: 'file-unreadable',
        message: `The post can not be read: ${reason}.`,
        hint: gone ? 'It was there a moment ago: run the command again.' : 'Check that you may read it.',
        at: { file: path },
      },
    ],
    { cause: error },
  );
}
