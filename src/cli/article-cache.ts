/**
 * Rendered posts of the digest that was made last: `send` looks whether they are as they were, and `digest`
 * may be asked for twice. Apart from what a build keeps, which forgets what no feed shows. Deleting it costs
 * time and nothing else.
 */
import { join } from 'node:path';
import type { ArticleCache } from '../posts/articles.ts';
import { CACHE_FOLDER } from '../posts/cache.ts';
import { keyOf } from './build-key.ts';

/** The rendered posts of a site's digests, as this program and the present config make them. */
export async function digestArticles(root: string): Promise<ArticleCache> {
  const folder = join(root, CACHE_FOLDER);
  return { folder: join(folder, 'digest'), key: await keyOf(root, import.meta.url), asked: new Map() };
}
