/**
 * Writes the archive pages. If the posts, settings and neighbours of a page are unchanged, neither the page nor its
 * posts are rendered; to find that out, ten thousand posts cost no more than reading their files. Pages are written one
 * by one, before the documents that link to them: all of them would not fit into memory.
 */
import { createHash, hash } from 'node:crypto';
import { join } from 'node:path';
import manifest from '../../../package.json' with { type: 'json' };
import type { Cache } from '../../cache.ts';
import { placeBelow, sizeOf } from '../../disk/links-on-disk.ts';
import type { Scan } from '../../disk/scan-files.ts';
import type { Article, Post, PostHead, Skipped, WholePost } from '../../posts/post.ts';
import { MEANING } from '../../posts/rules/table.ts';
import type { Settings } from '../../settings.ts';
import { archiveFolder, chainsOf } from '../chain.ts';
import type { FeedChannel } from '../channel.ts';
import type { Enclosure } from '../enclosure.ts';
import { type FeedMaterial, feedOf, type Heading, piecesFor } from '../feed.ts';
import { formats } from '../formats/formats.ts';
import { documentsOf, formatNames } from '../formats/render-checked.ts';
import type { Manifest, PageRecord } from '../manifest.ts';
import { openPrints, type Prints } from '../post-hashes.ts';
import { writeProved } from '../write-checked.ts';

/** The site, and how to get its posts. */
export type Source = {
  readonly root: string;
  readonly settings: Settings;
  /**
   * Reads and renders a post.
   * @returns why not, if it cannot be read
   */
  readonly read: (post: Post) => Promise<Article | Skipped>;
  readonly enclosures: (post: PostHead) => readonly Enclosure[];
  readonly whole: WholePost;
  /** The posts on the disk; a stamp that cannot be trusted is `NaN`. */
  readonly scan: Scan;
  /** Where hashes of posts are kept for the next build. If it is missing, nothing is kept. */
  readonly cache?: Cache | undefined;
};

export type ArchivesBuilt = Pick<Manifest, 'files' | 'archives'> & {
  readonly written: readonly string[];
  readonly skipped: readonly Skipped[];
};

type Task = { readonly path: string; readonly heading: Heading; readonly posts: readonly PostHead[] };

/** @throws Error if a document breaks a rule: that is a bug of ours */
export async function writeArchives(
  source: Source,
  channels: readonly FeedChannel[],
  last: Manifest,
): Promise<ArchivesBuilt> {
  const files: Record<string, string> = {};
  const archives: Record<string, PageRecord> = {};
  const written: string[] = [];
  const skipped = new Map<string, Skipped>();
  const archived = channels.filter((channel) => channel.archives.length > 0);
  if (archived.length === 0) return { files, archives, written, skipped: [] };
  const prints = openPrints(source.root, source.scan, source.cache, source.settings, source.whole);
  const keyOf = keysOf(source, prints);
  const read = archived.length > 1 ? await ofOneMonth(source.read) : source.read;
  for (const task of archived.flatMap(tasksOf).toSorted((a, b) => (monthOf(a) < monthOf(b) ? -1 : 1))) {
    const key = keyOf(task);
    const kept = keptPage(source.root, task.path, key, last);
    if (kept === undefined && written.length === 0)
      (await import('../../process/v8-memory.ts')).growOldBy(30);
    const page = kept ?? (await writePage(source, read, task, key));
    Object.assign(files, page.files);
    archives[task.path] = page.record;
    written.push(...page.written);
    for (const problem of page.skipped) skipped.set(problem.at.file, problem);
  }
  prints.keep();
  return { files, archives, written, skipped: [...skipped.values()] };
}

type Page = {
  readonly files: Manifest['files'];
  readonly record: PageRecord;
  readonly written: readonly string[];
  readonly skipped: readonly Skipped[];
};

function tasksOf({ path, folder, title, description, content, podcast, archives }: FeedChannel): Task[] {
  const names = archives.map(({ name }) => name);
  const [, ...chains] = chainsOf(folder, names);
  return archives.map(({ name, posts }, index) => {
    const place = { folder: archiveFolder(folder, name), chain: chains[index] ?? {} };
    const heading = {
      ...{ title, description, ...place },
      ...(content === undefined ? {} : { content }),
      ...(podcast === undefined ? {} : { podcast }),
    };
    return { path: archiveFolder(path, name), heading, posts };
  });
}

function monthOf({ path }: Task): string {
  return /archives\/(\d{4}-\d\d)/.exec(path)?.[1] ?? '';
}

/** A hash of everything that a page is made of: the same key means the same bytes. */
function keysOf({ settings, enclosures }: Source, prints: Prints): (task: Task) => string {
  const { site, categories, check, feeds } = settings;
  const base = JSON.stringify([manifest.version, MEANING, site, categories, check, feeds]);
  const partOf = (post: PostHead) => {
    const { bytes, media } = prints.of(post);
    return JSON.stringify([post.id, post.url, bytes, media ? enclosures(post) : []]);
  };
  return ({ heading, posts }) => {
    const hash = createHash('sha256').update(JSON.stringify([base, heading]));
    for (const post of posts) hash.update(partOf(post));
    return hash.digest('hex');
  };
}

/** The page on the disk, if it would be the same and nobody has changed its files. */
function keptPage(root: string, path: string, key: string, last: Manifest): Page | undefined {
  const record = last.archives[path];
  if (record?.key !== key) return undefined;
  const files: Record<string, string> = {};
  for (const [index, format] of formatNames.entries()) {
    const file = path + formats[format].file;
    const hash = last.files[file];
    if (hash === undefined || sizeOf(root, join('out', file)) !== record.bytes[index]) return undefined;
    files[file] = hash;
  }
  return { files, record, written: [], skipped: [] };
}

async function writePage(
  { root, settings, enclosures, whole }: Source,
  read: Teller,
  { path, heading, posts }: Task,
  key: string,
): Promise<Page> {
  const pieces: FeedMaterial[] = [];
  const skipped: Skipped[] = [];
  for (const head of posts) {
    const post = whole(head);
    const told = await read(post);
    if ('post' in told) pieces.push({ ...toldOf(told), post, enclosures: enclosures(post) });
    else skipped.push(told);
  }
  const documents = documentsOf(path, feedOf(heading, piecesFor(heading, pieces), settings));
  const written: string[] = [];
  for (const [file, document] of documents) {
    if (await writeProved(placeBelow(join(root, 'out'), file), document)) written.push(file);
  }
  return {
    files: Object.fromEntries(documents.map(([file, document]) => [file, hash('sha256', document)])),
    // If one of its posts could not be read, the page is tried again in each build, so that the problem is reported
    // each time.
    record: {
      key: skipped.length === 0 ? key : '',
      bytes: documents.map(([, document]) => Buffer.byteLength(document)),
    },
    written,
    skipped,
  };
}

/** The part of an article that a page shows. */
type Told = Omit<FeedMaterial, 'enclosures'>;

type Teller = (post: Post) => Promise<Told | Skipped>;

/**
 * The pages of all feeds come month by month: a post is rendered once, kept while its month is written, and then
 * forgotten. A month may have thousands of posts, so the kept parts are packed to a tenth of the memory.
 */
async function ofOneMonth(read: Teller): Promise<Teller> {
  const { deflateRawSync, inflateRawSync } = await import('node:zlib');
  const known = new Map<string, Uint8Array>();
  let month = '';
  return async (post) => {
    const at = post.published.toISOString().slice(0, 7);
    if (at !== month) known.clear();
    month = at;
    const packed = known.get(post.file);
    if (packed !== undefined) return { ...(JSON.parse(inflateRawSync(packed).toString()) as Packed), post };
    const told = await read(post);
    if (!('post' in told)) return told;
    known.set(post.file, deflateRawSync(JSON.stringify(toldOf(told)), { level: 1 }));
    return told;
  };
}

type Packed = Omit<Told, 'post'>;

/** Not `{...article}`: an article makes its text only when it is asked for, and no page needs it. */
function toldOf({ html, excerpt, readingMinutes }: Told): Packed {
  return { html, excerpt, readingMinutes };
}
