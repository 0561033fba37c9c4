/** The newest posts as a feed reader lists them: made as a feed, and read back as a reader does. */
import { feedOf } from '../feeds/feed.ts';
import { formats } from '../feeds/formats/formats.ts';
import type { ReadingEntry } from '../feeds/formats/parsed-feed.ts';
import { localeOf } from '../locale/locale.ts';
import type { Article } from '../posts/post.ts';
import { readOrSkip } from '../posts/read-article.ts';
import type { Picture } from './picture.ts';

export async function feedEntries(
  { settings, collection, cache }: Picture,
  root: string,
): Promise<readonly ReadingEntry[]> {
  const { site, feeds } = settings;
  const kept = { ...cache, asked: new Map() };
  const articles: Article[] = [];
  for (const post of collection.posts.slice(0, feeds.limit)) {
    const article = await readOrSkip(root, post, settings, kept);
    if ('post' in article) articles.push(article);
  }
  const words = localeOf(site.language).feeds;
  const heading = {
    title: site.title,
    description: site.description ?? words.siteDescription(site.title),
    folder: `${site.url}/`,
  };
  return formats.atom.read(formats.atom.render(feedOf(heading, articles, settings))).entries;
}
