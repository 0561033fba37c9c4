/** Reads the posts of a period, whole, and its issue note, and makes a Digest of them. */

import { contains, type Period } from '../period.ts';
import type { ArticleCache } from '../posts/article/article-cache.ts';
import { readOrSkip } from '../posts/article/read-article.ts';
import type { Article, Collection, Skipped } from '../posts/post.ts';
import type { Problem } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { type Digest, makeDigest } from './digest.ts';
import { readNote } from './note/read-note.ts';
import { pairsAmong, perhapsTwice } from './same-story.ts';
import { webUrlOf } from './web-pages/web-address.ts';

/** Where the posts of a digest come from. */
type Source = readonly [
  root: string,
  settings: Settings,
  collection: Collection,
  period: Period,
  /** Stores rendered posts, and gives them back. */
  cache?: ArticleCache,
  /** The URLs of late posts: they are older than the period and belong to this digest all the same. */
  late?: ReadonlySet<string>,
];

/**
 * @returns the digest, which may be empty; the posts whose bodies could not be read, each with its reason; and what is
 * wrong with the issue note, which is then ignored
 */
export async function readDigest(...source: Source): Promise<{
  readonly digest: Digest;
  readonly skipped: readonly Skipped[];
  readonly problems: readonly Problem[];
}> {
  const [, settings, , period] = source;
  const { shown, skipped, note, named, problems } = await readShown(...source);
  const pairs = pairsAmong(shown.map(({ post, html }) => ({ title: post.title, html })));
  return {
    digest: makeDigest(period, shown, pairs, settings.site.language, note, named?.words),
    skipped,
    problems: [...problems, ...perhapsTwice(shown, pairs, period.id, settings)],
  };
}

/**
 * Only the posts, to see which of them changed. To find posts that tell the same event would take longer than all the
 * rest.
 */
export async function readItems(...source: Source): Promise<Digest['items']> {
  const [, settings, , period] = source;
  const { shown, note, named } = await readShown(...source);
  return makeDigest(period, shown, [], settings.site.language, note, named?.words).items;
}

async function readShown(...[root, settings, collection, period, cache, late = new Set()]: Source) {
  const articles: Article[] = [];
  const skipped: Skipped[] = [];
  const posts = collection.posts.filter(({ published, url }) => contains(period, published) || late.has(url));
  for (const post of posts) {
    const article = await readOrSkip(root, post, settings, cache);
    if ('post' in article) articles.push(article);
    else skipped.push(article);
  }
  const base = webUrlOf(settings, period.id);
  const note = await readNote(root, settings, period.id, posts, articles, collection.posts, base);
  const shown = articles.filter(({ post }) => note.named?.leaveOut.includes(post) !== true);
  return { shown, skipped, ...note };
}
