/**
 * Posts that were added to a period after its digest was sent. Late posts of the period before this one go into the
 * next digest, so that no reader misses them. Older ones are only reported.
 */

import { contains, type Period } from '../period.ts';
import type { Post } from '../posts/post.ts';
import { defuse } from './text/escape-slots.ts';

/** A digest, as its manifest describes it. */
export type MadeDigest = {
  readonly id: string;
  readonly period: Period;
  readonly posts: readonly { readonly title: string; readonly url: string }[];
};

export type LatePosts = {
  /** Late posts of the period before: they go into this digest. */
  readonly taken: readonly Post[];
  readonly older: readonly { readonly post: Post; readonly id: string }[];
};

/**
 * @param before the period before, of the same kind
 * @param made all digests that were made
 * @param sent the ids of those that were sent; to the others, a post can still be added
 */
export function latePosts(
  posts: readonly Post[],
  period: Period,
  before: Period,
  made: readonly MadeDigest[],
  sent: (id: string) => boolean,
): LatePosts {
  const others = made.filter(({ id }) => id !== period.id);
  const holds = holdingOf(posts);
  const hadBy = (digests: readonly MadeDigest[]) => (post: Post) => digests.some((one) => holds(one, post));
  const [isElsewhere, isAnywhere] = [hadBy(others), hadBy(made)];
  const earlier = others.filter((one) => one.period.kind === period.kind && one.period.end <= period.start);
  const missed = earlier
    .filter(({ id }) => sent(id))
    .flatMap(({ id, period: of }) =>
      posts.filter(({ published }) => contains(of, published)).map((post) => ({ id, post })),
    );
  return {
    taken: missed.filter(({ id, post }) => id === before.id && !isElsewhere(post)).map(({ post }) => post),
    older: missed.filter(({ id, post }) => id !== before.id && !isAnywhere(post)),
  };
}

/**
 * A post is found by its address. If no post has that address any more, it is found by its title: then its file was
 * renamed, and it is not mailed again.
 *
 * @param all every post of the site
 * @returns a function that says whether a post is in a digest
 */
export function holdingOf(all: readonly Post[]): (digest: MadeDigest, post: Post) => boolean {
  const addresses = new Set(all.map(({ url }) => url));
  return ({ posts }, { url, title }) =>
    posts.some((one) => one.url === url || (one.title === defuse(title) && !addresses.has(one.url)));
}
