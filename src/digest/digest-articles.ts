/**
 * Stores the rendered posts of the last digest: `send` checks whether they are unchanged, and `digest` may run twice.
 * They are stored apart from the articles of a build, because a build deletes what no feed shows.
 */
import { join } from 'node:path';
import { CACHE_FOLDER } from '../cache.ts';
import { keyOf } from '../cache-key.ts';
import type { ArticleCache } from '../posts/article/article-cache.ts';

/** The stored articles of a site's digests, made by this version of the program with the present config. */
export async function digestArticles(root: string): Promise<ArticleCache> {
  return { folder: join(root, CACHE_FOLDER, 'digest'), key: await keyOf(root), asked: new Map() };
}
