/**
 * Which feeds a site has, and which posts each holds: one of everything, and one for each category, the
 * configured ones even before they have a post, so that people can subscribe early.
 */
import type { Post } from '../posts/post.ts';
import type { Settings } from '../settings.ts';
import { categoryNames, categorySlug } from './category.ts';
import type { Heading } from './feed.ts';
import { wordsIn } from './words.ts';

export type Channel = Heading & {
  /** The name of its category; `undefined` for the feed of everything. */
  readonly category: string | undefined;
  /** Where it lies in `out/`: empty, or `categories/SLUG/`. */
  readonly path: string;
  /** The newest, as many as the config allows. */
  readonly posts: readonly Post[];
  /** How many there are in all. */
  readonly total: number;
};

/** @param posts newest first */
export function channelsOf(posts: readonly Post[], settings: Settings): Channel[] {
  const { site, categories, feeds } = settings;
  const words = wordsIn(site.language);
  const byCategory = groupByCategory(posts);
  const everything: Channel = {
    category: undefined,
    title: site.title,
    description: site.description ?? words.siteDescription(site.title),
    path: '',
    folder: `${site.url}/`,
    posts: posts.slice(0, feeds.limit),
    total: posts.length,
  };
  const others = categoryNames(byCategory.keys(), categories).map((category): Channel => {
    const path = `categories/${categorySlug(category, categories)}/`;
    const all = byCategory.get(category) ?? [];
    return {
      category,
      title: words.feedTitle(site.title, category),
      description: words.categoryDescription(site.title, category),
      path,
      folder: `${site.url}/${path}`,
      posts: all.slice(0, feeds.limit),
      total: all.length,
    };
  });
  return [everything, ...others];
}

function groupByCategory(posts: readonly Post[]): Map<string, Post[]> {
  const groups = new Map<string, Post[]>();
  for (const post of posts) {
    for (const name of new Set(post.categories)) {
      const group = groups.get(name);
      if (group === undefined) groups.set(name, [post]);
      else group.push(post);
    }
  }
  return groups;
}
