/**
 * One picture of the digest: everything that the page shows of it, made from the folder as it is now by the same
 * code as `tayori digest`. What an earlier picture has read and has not changed since is not read again.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { CACHE_FOLDER, type Cache } from '../cache.ts';
import { keyOf } from '../cache-key.ts';
import { CONFIG_FILE, loadConfig } from '../config.ts';
import type { Digest } from '../digest/digest.ts';
import type { Contents } from '../digest/layout.ts';
import { noteFile, readNoteText } from '../digest/note/note-file.ts';
import { readDigest } from '../digest/read-digest.ts';
import { renderDigest, renderEdition } from '../digest/render.ts';
import type { Templates } from '../digest/templates/liquid.ts';
import { sizeProblems } from '../digest/templates/size.ts';
import { loadTemplates } from '../digest/templates/templates.ts';
import { namesIn, readWhole } from '../files.ts';
import { ALL, type Edition } from '../mail/email.ts';
import type { Collection, Post } from '../posts/post.ts';
import { collect } from '../posts/published-posts.ts';
import { type KnownHeads, readHeadsAgain } from '../posts/read.ts';
import { type Problem, ProblemError, severityOf } from '../problem.ts';
import { stampOf } from '../scan-files.ts';
import type { Settings } from '../settings.ts';
import { type Clock, contains, type Period } from '../time.ts';

export type Picture = {
  readonly settings: Settings;
  readonly period: Period;
  readonly collection: Collection;
  /** Every post of the period, newest first: those that the note leaves out too. */
  readonly posts: readonly Post[];
  readonly digest: Digest;
  readonly templates: Templates;
  /** `undefined` where the period has no post. */
  readonly made: { readonly edition: Edition; readonly web: string; readonly contents: Contents } | undefined;
  /** What deserves a look, and posts of the period that can not be shown, each with its place. */
  readonly problems: readonly Problem[];
  /** The issue note as it is on disk; `undefined` where there is none. */
  readonly note: { readonly file: string; readonly source: string | undefined };
  readonly editions: Map<string, Promise<Edition | undefined>>;
  /** Where what was read of posts is kept. */
  readonly cache: Cache;
};

/** Posts of before whose digest was sent without them. */
export type FindLatePosts = (
  settings: Settings,
  posts: readonly Post[],
  period: Period,
) => Promise<readonly Post[]>;

export type PictureSource = {
  readonly root: string;
  readonly clock: Clock;
  /** @throws ProblemError (usage) where the config knows no such period */
  readonly periodOf: (settings: Settings) => Period;
  readonly latePosts: FindLatePosts;
};

/** @returns what makes a picture; it keeps what it read, so that the next one is quick */
export function openPictures({ root, clock, periodOf, latePosts }: PictureSource): () => Promise<Picture> {
  const known: KnownHeads = new Map();
  let config: { readonly text: string; readonly settings: Settings; readonly cache: Cache } | undefined;
  let reading = 0;
  const configNow = async () => {
    const text = configText(root);
    if (config?.text === text) return config;
    const settings = await loadConfig(root, undefined, reading);
    reading += 1;
    known.clear();
    // The program, and the settings as they are now: what Node has kept of the config may be older.
    const key = createHash('sha256')
      .update(JSON.stringify([await keyOf(root), settings]))
      .digest('hex');
    config = { text, settings, cache: { folder: join(root, CACHE_FOLDER, 'preview'), key } };
    return config;
  };
  return async () => {
    // A config that can not be read is looked at again, under another name: Node keeps what has failed too.
    const { settings, cache } = await configNow().catch((error: unknown) => {
      reading += 1;
      throw error;
    });
    const period = periodOf(settings);
    const collection = collect(await readHeadsAgain(root, settings, known), settings, clock());
    const posts = collection.posts.filter(({ published }) => contains(period, published));
    const late = await latePosts(settings, collection.posts, period);
    const articles = { ...cache, asked: new Map() };
    const urls = new Set(late.map(({ url }) => url));
    const { digest, skipped, problems } = await readDigest(
      root,
      settings,
      collection,
      period,
      articles,
      urls,
    );
    if (problems.some(isError)) throw new ProblemError(problems);
    const templates = await loadTemplates(root, settings);
    const made = await renderDigest({ digest, settings, templates });
    const file = noteFile(period.id, settings);
    const sizes = made === undefined ? [] : sizeProblems([made.edition], digest.items);
    return {
      settings,
      period,
      collection,
      posts: [...posts, ...late],
      digest,
      templates,
      made,
      problems: [...brokenIn(collection, period, settings), ...skipped, ...problems, ...sizes],
      note: { file, source: await readNoteText(root, file) },
      editions: new Map(),
      cache,
    };
  };
}

/** The config, and the stamps of the files beside it, which it may import: another text is another config. */
function configText(root: string): string {
  const text = readWhole(join(root, CONFIG_FILE))?.toString() ?? '';
  return JSON.stringify([text, rootStamps(root)]);
}

/** What lies beside the config and may have a say in it. */
export function rootStamps(root: string): readonly unknown[] {
  const names = namesIn(root).filter((name) => /\.(?:ts|json)$/.test(name));
  return names.map((name) => [name, stampOf(join(root, name)) ?? null]);
}

function isError(problem: Problem): boolean {
  return severityOf(problem) === 'error';
}

/** Posts that should be in the period by the day in their name, and can not be read or are held back. */
function brokenIn({ skipped }: Collection, period: Period, { site }: Settings): Problem[] {
  return skipped.filter((problem) => {
    const [, day] = /(?:^|\/)(\d{4}-\d{2}-\d{2})-[^/]*$/.exec(problem.at.file) ?? [];
    if (day === undefined || !isError(problem) || !problem.at.file.startsWith(site.posts)) return false;
    const noon = new Date(`${day}T12:00:00Z`);
    return contains(period, noon);
  });
}

/** @param key slugs joined by `+`, or `all`. @returns `undefined` where nothing is in it */
export function editionOf(picture: Picture, key: string): Promise<Edition | undefined> {
  const { made, editions, digest, settings, templates } = picture;
  if (key === ALL) return Promise.resolve(made?.edition);
  const known = editions.get(key) ?? renderEdition({ digest, settings, templates }, key.split('+'));
  editions.set(key, known);
  return known;
}
