/** The posts of a period, read whole, and its issue note: from the folder to a Digest. */
import type { ArticleCache } from '../posts/article-cache.ts';
import type { Article, Collection, Skipped } from '../posts/post.ts';
import { readOrSkip } from '../posts/read-article.ts';
import type { Problem } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { contains, type Period } from '../time.ts';
import { type Digest, makeDigest } from './digest.ts';
import { readNote } from './note/read-note.ts';
import { pairsAmong, perhapsTwice } from './same-story.ts';
import { webUrlOf } from './web-address.ts';

/**
 * @param cache where rendered posts are kept, and found again
 * @param late posts of before that go into it all the same, by their URL
 * @returns the digest, which may be empty; the posts whose bodies could not be read, each named; and what is
 *   wrong with the issue note, which then has no say
 */
export async function readDigest(
  root: string,
  settings: Settings,
  collection: Collection,
  period: Period,
  cache?: ArticleCache,
  late: ReadonlySet<string> = new Set(),
): Promise<{
  readonly digest: Digest;
  readonly skipped: readonly Skipped[];
  readonly problems: readonly Problem[];
}> {
  const articles: Article[] = [];
  const skipped: Skipped[] = [];
  const posts = collection.posts.filter(({ published, url }) => contains(period, published) || late.has(url));
  for (const post of posts) {
    const article = await readOrSkip(root, post, settings, cache);
    if ('post' in article) articles.push(article);
    else skipped.push(article);
  }
  const base = webUrlOf(settings, period.id);
  const { note, named, problems } = await readNote(
    root,
    settings,
    period.id,
    posts,
    articles,
    collection.posts,
    base,
  );
  const shown = articles.filter(({ post }) => named?.leaveOut.includes(post) !== true);
  const pairs = pairsAmong(shown.map(({ post, html }) => ({ title: post.title, html })));
  return {
    digest: makeDigest(period, shown, pairs, settings.site.language, note, named?.words),
    skipped,
    problems: [...problems, ...perhapsTwice(shown, pairs, period.id, settings)],
  };
}
