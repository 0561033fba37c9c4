/** Reads the posts folder: the heads of all posts, and which of the posts are published. */
import { isUtf8 } from 'node:buffer';
import { posix } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Cache } from '../cache.ts';
import { CONFIG_FILE } from '../config.ts';
import { type Scan, type Stamp, stampAt } from '../disk/scan-files.ts';
import { ProblemError } from '../problem.ts';
import { generatorOf } from '../settings/generators.ts';
import type { Settings } from '../settings.ts';
import { asksWhole, heldBy, type PostFile, wholeTitleIn } from './check/held-back.ts';
import { folderFaults, scanPostsIn } from './folder.ts';
import { headText, holdsHead } from './head/front-matter/head-text.ts';
import { addHead, copyHead, type Heads, newHeads, type Readings, readingsOf } from './head/head-table.ts';
import { recallHeads } from './head/heads-cache.ts';
import { patternOf, unknownPlaceholders } from './head/permalink.ts';
import { type Glance, glanceAt, type HeadReading, readHead } from './head/read-head.ts';
import { saysTitle } from './head/read-title.ts';
import { NO_OTHER_FILES, type OtherFiles } from './liquid/other-files.ts';
import type { Collection } from './post.ts';
import { nfc, notUtf8, readBytes, START, wholeLetters } from './post-bytes.ts';
import { collect } from './published-posts.ts';
import type { Headed } from './rules/rule-context.ts';
import { siteFilesOf } from './site-files/site-files.ts';

/**
 * Reads the heads of all posts, and finds those that are published at `now`.
 *
 * @throws ProblemError (file-unreadable) if the disk refuses, (config-value) if `site.permalink` cannot be used
 */
export async function readCollection(root: string, settings: Settings, now: Date): Promise<Collection> {
  return collect(await readHeads(root, settings), settings, now);
}

/**
 * Every post and its stamp.
 * @throws ProblemError (file-unreadable)
 */
export function scanPosts(root: string, { site }: Settings): Scan {
  return scanPostsIn(root, site.posts);
}

/** Options for reading heads as fast as possible. */
export type Haste = {
  readonly scan: Scan;
  readonly cache: Cache | undefined;
  /** Gets the first bytes of each file that is opened; they are valid until it returns. */
  readonly onStart: (file: string, start: Uint8Array) => void;
};

/**
 * The head of every post, published or not, in the order of their names: first the files of the scan.
 *
 * @param known gives what is already known about a file, by its number in the scan
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

/** Heads from an earlier look with the same settings, by path: a file with the same stamp is not read again. */
export type KnownHeads = Map<string, { readonly stamp: Stamp; readonly reading: HeadReading }>;

/**
 * The same, for a process that looks again and again.
 *
 * @param known gets the new heads
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
 * The same, as fast as possible and without warnings. Files are read only to the end of their heads; bytes after it
 * that are not UTF-8 are noticed when the article is read.
 *
 * @returns the readings, and those of the files of the scan as columns
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
  const data = dataOf(root, settings);
  const files = scan.paths.map((name) => nfc(`${posts}/${name}`));
  for (const [index, file] of files.entries()) {
    const row = kept?.rowOf(index);
    if (kept !== undefined && row !== undefined) copyHead(heads, index, kept.heads, row);
    else {
      const bytes = readAsked(`${root}/${posts}/${scan.paths[index]}`, settings);
      onStart(file, wholeLetters(bytes.subarray(0, START)));
      readRow(heads, index, { file, bytes, settings, files: data });
    }
  }
  const { readings, whole } = readingsOf(heads, files, settings);
  return { readings: [...readings, ...unreadIn(scan, settings)], whole, heads };
}

/** Files in the folder that cannot be read or are not posts: each is counted and named. */
function unreadIn(scan: Scan, settings: Settings): HeadReading[] {
  return folderFaults(scan, settings).map((fault) => {
    return { file: fault.at.file, post: undefined, faults: [fault], warnings: [], draft: false };
  });
}

function checkPattern({ site }: Settings): void {
  const unknown = unknownPlaceholders(patternOf(site.permalink), site.generator);
  if (unknown.length === 0) return;
  throw new ProblemError([
    {
      code: 'config-value',
      message: `\`site.permalink\` names ${unknown.join(', ')}, which ${generatorOf(site).label} does not know.`,
      hint: 'Write a style such as `pretty`, or a pattern such as `/:year/:month/:day/:title/`.',
      at: { file: CONFIG_FILE, key: 'site.permalink' },
    },
  ]);
}

/** The head of one post. All bytes are checked (that is fast), but only the head is decoded. */
export function readPost(root: string, name: string, settings: Settings): HeadReading {
  const file = nfc(name);
  const bytes = readBytes(`${root}/${name}`);
  if (!isUtf8(bytes)) return { file, post: undefined, faults: [notUtf8(file)], warnings: [], draft: false };
  const reading = readHead(file, headText(bytes), settings);
  return withHoldBack(reading, { file, bytes, settings, files: dataOf(root, settings) });
}

/** What Liquid may take from other files while heads are read: not the addresses of posts. */
function dataOf(root: string, settings: Settings): OtherFiles {
  return { ...NO_OTHER_FILES, ...siteFilesOf(root, settings) };
}

/** Adds the reason why a post is held back, and completes a title that was cut. */
function withHoldBack(reading: HeadReading, read: PostFile): HeadReading {
  const { post, faults } = reading;
  if (post === undefined) return reading;
  const whole = { ...post, title: titleIn(read, post) };
  return { ...reading, post: whole, faults: [...faults, ...heldBy(read, post.frontMatter, () => whole)] };
}

/** The title, with its end from the text where it was cut. One that is made of the name of the file has no other end. */
function titleIn({ bytes, settings }: PostFile, head: Headed): string {
  return (saysTitle(head.frontMatter) ? wholeTitleIn(bytes, head, settings) : undefined) ?? head.title;
}

/** Reads more than the beginning of a file only if its head is longer, or a rule that holds posts back needs all of it. */
function readAsked(path: string, settings: Settings): Uint8Array {
  if (asksWhole(settings)) return readBytes(path);
  const start = readBytes(path, START);
  return holdsHead(start) ? wholeLetters(start) : readBytes(path);
}

/** Decodes only the head. */
function readRow(heads: Heads, row: number, read: PostFile): void {
  const { file, bytes, settings } = read;
  const { url } = settings.site;
  if (isUtf8(bytes)) {
    const text = headText(bytes);
    const glance = glanceAt(file, text, settings);
    const head = glance.end === text.length ? text : text.slice(0, glance.end);
    addHead(heads, row, gatedRow(glance, text, read), head, url);
  } else addHead(heads, row, { essentials: undefined, faults: [notUtf8(file)], draft: false }, '', url);
}

function gatedRow(glance: Glance, text: string, read: PostFile): Glance {
  const { essentials, data, faults } = glance;
  if (essentials === undefined) return glance;
  const title = titleIn(read, { ...essentials, frontMatter: data });
  const whole = () => {
    const { post } = readHead(read.file, text, read.settings);
    return post === undefined ? undefined : { ...post, title };
  };
  return {
    ...glance,
    essentials: { ...essentials, title },
    faults: [...faults, ...heldBy(read, data, whole)],
  };
}
