/**
 * Everything that the page shows of the digest, rendered from the site folder as it is now, by the same code as
 * `tayori digest`. Files that have not changed since an earlier rendering are not read again.
 */
import type { Cache } from '../cache.ts';
import type { Digest } from '../digest/digest.ts';
import type { Contents } from '../digest/layout.ts';
import { noteFile, readNoteText } from '../digest/note/note-file.ts';
import { readDigest } from '../digest/read-digest.ts';
import { renderDigest, renderEdition } from '../digest/render.ts';
import { sizeProblems } from '../digest/templates/mail-size.ts';
import type { Templates } from '../digest/templates/template.ts';
import { loadTemplates } from '../digest/templates/templates.ts';
import { ALL, type Edition } from '../mail/email.ts';
import { contains, type Period } from '../period.ts';
import type { Collection, Post } from '../posts/post.ts';
import { collect } from '../posts/published-posts.ts';
import { type KnownHeads, readHeadsAgain } from '../posts/read-posts.ts';
import { isError, type Problem, ProblemError } from '../problem.ts';
import type { Settings } from '../settings.ts';
import type { Clock } from '../time.ts';
import { openConfig } from './live-config.ts';

export type RenderedDigest = {
  readonly settings: Settings;
  readonly period: Period;
  readonly collection: Collection;
  /** Every post of the period, newest first, and then late posts. Also the posts that the note leaves out. */
  readonly posts: readonly Post[];
  readonly digest: Digest;
  readonly templates: Templates;
  /** The edition of all categories and its web version; `undefined` if the period has no post. */
  readonly made: { readonly edition: Edition; readonly web: string; readonly contents: Contents } | undefined;
  /** Warnings and hints about the digest, and the posts of the period that cannot be shown. */
  readonly problems: readonly Problem[];
  /** The issue note as it is on disk; its `source` is `undefined` if there is no note. */
  readonly note: { readonly file: string; readonly source: string | undefined };
  /** The editions of some categories that were rendered so far, by their key. `editionOf` fills it. */
  readonly editions: Map<string, Promise<Edition | undefined>>;
  /** Where rendered articles and the like are kept for the next rendering. */
  readonly cache: Cache;
};

/** Finds late posts: posts of an earlier period that were not there yet when its digest was sent. */
export type FindLatePosts = (
  settings: Settings,
  posts: readonly Post[],
  period: Period,
) => Promise<readonly Post[]>;

/** What a preview is of, and how it learns the rest. */
export type PreviewSource = {
  readonly root: string;
  readonly clock: Clock;
  /** The period that is shown. @throws ProblemError (usage) if there is no such period */
  readonly periodOf: (settings: Settings) => Period;
  readonly latePosts: FindLatePosts;
};

/**
 * @returns a function that renders the digest. It remembers what it has read, so that the next time is quick. It throws
 * ProblemError if the config, the issue note or a template has an error
 */
export function openRendering({
  root,
  clock,
  periodOf,
  latePosts,
}: PreviewSource): () => Promise<RenderedDigest> {
  const known: KnownHeads = new Map();
  const configNow = openConfig(root, () => known.clear());
  return async () => {
    const { settings, cache } = await configNow();
    const period = periodOf(settings);
    const collection = collect(await readHeadsAgain(root, settings, known), settings, clock());
    const late = await latePosts(settings, collection.posts, period);
    return renderPeriod(root, { settings, cache, period, collection }, late);
  };
}

type Known = Pick<RenderedDigest, 'settings' | 'cache' | 'period' | 'collection'>;

async function renderPeriod(root: string, known: Known, late: readonly Post[]): Promise<RenderedDigest> {
  const { settings, cache, period, collection } = known;
  const posts = collection.posts.filter(({ published }) => contains(period, published));
  const articles = { ...cache, asked: new Map() };
  const urls = new Set(late.map(({ url }) => url));
  const source = { root, settings, collection, period, cache: articles, late: urls };
  const { digest, skipped, problems } = await readDigest(source);
  if (problems.some(isError)) throw new ProblemError(problems);
  const templates = await loadTemplates(root, settings);
  const made = await renderDigest({ digest, settings, templates });
  const file = noteFile(period.id, settings);
  const sizes = made === undefined ? [] : sizeProblems([made.edition], digest.items);
  return {
    ...known,
    posts: [...posts, ...late],
    digest,
    templates,
    made,
    problems: [...brokenIn(collection, period, settings), ...skipped, ...problems, ...sizes],
    note: { file, source: await readNoteText(root, file) },
    editions: new Map(),
  };
}

/** The posts that belong to the period, by the day in their file name, but cannot be read or are held back. */
function brokenIn({ skipped }: Collection, period: Period, { site }: Settings): Problem[] {
  return skipped.filter((problem) => {
    const [, day] = /(?:^|\/)(\d{4}-\d{2}-\d{2})-[^/]*$/.exec(problem.at.file) ?? [];
    if (day === undefined || !isError(problem) || !problem.at.file.startsWith(site.posts)) return false;
    const noon = new Date(`${day}T12:00:00Z`);
    return contains(period, noon);
  });
}

/**
 * Renders one edition, once for each digest.
 * @param key the slugs of categories joined by `+`, or `all`
 * @returns `undefined` if no post is in it
 */
export function editionOf(rendered: RenderedDigest, key: string): Promise<Edition | undefined> {
  const { made, editions, digest, settings, templates } = rendered;
  if (key === ALL) return Promise.resolve(made?.edition);
  const known = editions.get(key) ?? renderEdition({ digest, settings, templates }, key.split('+'));
  editions.set(key, known);
  return known;
}
