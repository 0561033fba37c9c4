/** Warnings about the categories of posts: a name that the config does not have, and may be a slip. */

import type { Problem } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { nearestName } from '../text/nearest-name.ts';
import type { PostHead } from './post.ts';

/** @param usual whether a post without a category is an exception */
export function categoryWarnings(post: PostHead, { categories }: Settings, usual: boolean): Problem[] {
  const at = { file: post.file, line: 1, column: 1 };
  if (post.categories.length === 0 && usual)
    return [
      {
        code: 'post-uncategorised',
        message: 'The post has no category, so the digest lists it behind all others.',
        hint: 'Write `categories: ["…"]` in the front matter.',
        at,
      },
    ];
  if (categories.length === 0) return [];
  return post.categories
    .filter((name) => !categories.some((known) => known.name === name))
    .map((name) => ({
      code: 'post-category',
      message: `The config does not name the category 「${name}」.`,
      hint: `${nearTo(name, categories)}Add it to \`categories\`, or correct the post.`,
      at,
    }));
}

/**
 * A name of two letters differs from every other one in at most two letters: so for short names only a nearer name is
 * suggested.
 */
function nearTo(name: string, categories: Settings['categories']): string {
  const close = nearestName(
    name,
    categories
      .filter((known) => [...known.name].some((letter) => name.includes(letter)))
      .map((known) => known.name),
  );
  return close === undefined ? '' : `Did you mean 「${close}」? `;
}
