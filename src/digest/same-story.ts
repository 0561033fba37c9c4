/**
 * Which posts of a digest tell the same event: one of them is an entry, and the others stand below it as links. What
 * a post tells is known by its text (posts/rules/told-twice.ts), and kept with the digest; where it is not known, by
 * the titles.
 */
import { titlesAlikeIn } from '../posts/rules/repeats/alike-titles.ts';
import { beginningOf, pairsIn } from '../posts/rules/repeats/told-twice.ts';

type Telling = {
  readonly url: string;
  readonly title: string;
  readonly tells?: readonly string[];
};

export type SameStory = (a: Telling, b: Telling) => boolean;

/** @param items all of the period: what is rare among their titles is what a title is about */
export function storiesOf(items: readonly Telling[]): SameStory {
  const alike = titlesAlikeIn(items.map(({ title }) => title));
  return (a, b) => {
    if (a.title === b.title) return a.title.length > 1;
    if (a.tells === undefined || b.tells === undefined) return alike(a.title, b.title);
    return a.tells.includes(b.url) || b.tells.includes(a.url);
  };
}

/** For each post the others that tell the same event, by their places in the list. */
export function tellingsOf(
  articles: readonly { readonly title: string; readonly html: string }[],
): number[][] {
  const tellings = articles.map((): number[] => []);
  const told = articles.map(({ title, html }) => ({ title, beginning: beginningOf(html) }));
  for (const { a, b, same } of pairsIn(told)) {
    if (!same) continue;
    tellings[a]?.push(b);
    tellings[b]?.push(a);
  }
  return tellings;
}
