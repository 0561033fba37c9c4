/** The posts of a period, read whole: from the folder to a Digest. */
import type { ArticleCache } from '../posts/articles.ts';
import type { Article, Collection, Post, Skipped } from '../posts/post.ts';
import { readArticle, recallArticle } from '../posts/read.ts';
import { ProblemError } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { contains, type Period } from '../time.ts';
import { type Digest, makeDigest } from './digest.ts';

/**
 * @param cache where rendered posts are kept, and found again
 * @returns the digest, which may be empty, and the posts whose bodies could not be read, each named
 */
export async function readDigest(
  root: string,
  settings: Settings,
  collection: Collection,
  period: Period,
  cache?: ArticleCache,
): Promise<{ readonly digest: Digest; readonly skipped: readonly Skipped[] }> {
  const articles: Article[] = [];
  const skipped: Skipped[] = [];
  for (const post of collection.posts.filter(({ published }) => contains(period, published))) {
    const article = await readOne(root, post, settings, cache);
    if ('post' in article) articles.push(article);
    else skipped.push(article);
  }
  return { digest: makeDigest(period, articles), skipped };
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
