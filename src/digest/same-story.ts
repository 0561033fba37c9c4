/**
 * Which posts of a digest tell the same event. One of them is shown, and the others are links below it. That two posts
 * tell the same event is found in their texts (posts/rules/same-event/told-twice.ts) and stored with the digest. If it is not
 * known, titles are compared.
 */

import { optionFor } from '../period.ts';
import type { Article } from '../posts/post.ts';
import { quote } from '../posts/repair.ts';
import { titlesAlikeIn } from '../posts/rules/same-event/alike-titles.ts';
import { beginningOf, type Pair, pairsIn } from '../posts/rules/same-event/told-twice.ts';
import { levelsFor } from '../posts/severity.ts';
import type { Problem } from '../problem.ts';
import type { Settings } from '../settings.ts';

type Telling = {
  readonly url: string;
  readonly title: string;
  readonly tells?: readonly string[];
};

export type SameStory = (a: Telling, b: Telling) => boolean;

/** @param items all posts of the period: words that are rare in these titles show what a title is about */
export function storiesOf(items: readonly Telling[]): SameStory {
  const alike = titlesAlikeIn(items.map(({ title }) => title));
  return (a, b) => {
    if (a.title === b.title) return a.title.length > 1;
    if (a.tells === undefined || b.tells === undefined) return alike(a.title, b.title);
    return a.tells.includes(b.url) || b.tells.includes(a.url);
  };
}

/** Pairs of posts that are alike, by their places in the list. */
export function pairsAmong(articles: readonly { readonly title: string; readonly html: string }[]): Pair[] {
  return pairsIn(articles.map(({ title, html }) => ({ title, beginning: beginningOf(html) })));
}

/** For each of `count` posts, the others that tell the same event, by their places in the list. */
export function tellingsOf(count: number, pairs: readonly Pair[]): number[][] {
  const tellings = Array.from({ length: count }, (): number[] => []);
  for (const { a, b, same } of pairs) {
    if (!same) continue;
    tellings[a]?.push(b);
    tellings[b]?.push(a);
  }
  return tellings;
}

/** How many pairs are named in a message. */
const NAMED = 3;

/**
 * Pairs that may tell the same event, but are not alike enough to be shown as one. They are reported as one problem: an
 * editor sees the most similar pairs, and where to find the others.
 */
export function perhapsTwice(
  articles: readonly Article[],
  pairs: readonly Pair[],
  id: string,
  settings: Settings,
): Problem[] {
  const posts = articles.map(({ post }) => post);
  const wanted = posts.map(
    ({ frontMatter }) => levelsFor(frontMatter, settings)('post-told-twice') !== 'off',
  );
  const perhaps = pairs.filter(({ a, b, same }) => !same && wanted[a] && wanted[b]);
  if (perhaps.length === 0) return [];
  const nameOf = (at: number) => quote(posts[at]?.title ?? '', 30);
  const names = perhaps.slice(0, NAMED).map(({ a, b }) => `${nameOf(a)} and ${nameOf(b)}`);
  const more = perhaps.length > NAMED ? `; and ${perhaps.length - NAMED} more` : '';
  const count = perhaps.length === 1 ? '1 pair of posts' : `${perhaps.length} pairs of posts`;
  return [
    {
      code: 'digest-told-twice',
      message: `${count} of ${id} may tell the same event: ${names.join('; ')}${more}.`,
      hint: `\`tayori check ${optionFor(id)} --rule post-told-twice\` shows all. Where two are one, name one of them under \`leave_out\` in the issue note.`,
    },
  ];
}
