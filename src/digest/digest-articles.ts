/**
 * Rendered posts of the digest that was made last: `send` looks whether they are as they were, and `digest`
 * may be asked for twice. They lie apart from what a build keeps, since a build forgets what no feed shows.
 */
import { join } from 'node:path';
import { CACHE_FOLDER } from '../cache.ts';
import { keyOf } from '../cache-key.ts';
import type { ArticleCache } from '../posts/article/article-cache.ts';

/** The rendered posts of a site's digests, as this program and the present config make them. */
export async function digestArticles(root: string): Promise<ArticleCache> {
  return { folder: join(root, CACHE_FOLDER, 'digest'), key: await keyOf(root), asked: new Map() };
}
