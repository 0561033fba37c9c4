/** Where the posts of a digest come from. */
import type { Period } from '../period.ts';
import type { ArticleCache } from '../posts/article/article-cache.ts';
import type { Collection } from '../posts/post.ts';
import type { Settings } from '../settings.ts';

export type DigestSource = {
  /** The site folder, absolute. */
  readonly root: string;
  readonly settings: Settings;
  /** Every published post. */
  readonly collection: Collection;
  readonly period: Period;
  /** Stores rendered posts, and gives them back. */
  readonly cache?: ArticleCache | undefined;
  /** The URLs of late posts: they are older than the period and belong to this digest all the same. */
  readonly late?: ReadonlySet<string>;
};
