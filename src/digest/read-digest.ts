/** Reads the posts of a period, whole, and its issue note, and makes a Digest of them. */

import { contains } from '../period.ts';
import { readOrSkip } from '../posts/article/read-article.ts';
import type { Article, Skipped } from '../posts/post.ts';
import type { Problem } from '../problem.ts';
import { type Digest, makeDigest } from './digest.ts';
import type { DigestSource } from './digest-source.ts';
import { readNote } from './note/read-note.ts';
import { pairsAmong, perhapsTwice } from './same-story.ts';

/**
 * @returns the digest, which may be empty; the posts whose bodies could not be read, each with its reason; and what is
 * wrong with the issue note, which is then ignored
 */
export async function readDigest(source: DigestSource): Promise<{
  readonly digest: Digest;
  readonly skipped: readonly Skipped[];
  readonly problems: readonly Problem[];
}> {
  const { settings, period } = source;
  const { shown, skipped, note, named, problems } = await readShown(source);
  const pairs = pairsAmong(shown.map(({ post, html }) => ({ title: post.title, html })));
  const { language } = settings.site;
  return {
    digest: makeDigest(period, shown, { language, pairs, note, words: named?.words }),
    skipped,
    problems: [...problems, ...perhapsTwice(shown, pairs, period.id, settings)],
  };
}

/**
 * Only the posts, to see which of them changed. To find posts that tell the same event would take longer than all the
 * rest.
 */
export async function readItems(source: DigestSource): Promise<Digest['items']> {
  const { language } = source.settings.site;
  const { shown, note, named } = await readShown(source);
  return makeDigest(source.period, shown, { language, note, words: named?.words }).items;
}

async function readShown(source: DigestSource) {
  const { root, settings, collection, period, cache, late } = source;
  const articles: Article[] = [];
  const skipped: Skipped[] = [];
  const posts = collection.posts.filter(
    ({ published, url }) => contains(period, published) || late?.has(url) === true,
  );
  for (const post of posts) {
    const article = await readOrSkip(root, post, settings, cache);
    if ('post' in article) articles.push(article);
    else skipped.push(article);
  }
  const note = await readNote(source, posts, articles);
  const shown = articles.filter(({ post }) => note.named?.leaveOut.includes(post) !== true);
  return { shown, skipped, ...note };
}
