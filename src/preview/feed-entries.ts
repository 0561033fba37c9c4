/** The newest posts as a feed reader lists them: made as a feed, and read back as a reader does. */
import { join } from 'node:path';
import { CACHE_FOLDER } from '../cache.ts';
import { feedOf } from '../feeds/feed.ts';
import { formats } from '../feeds/formats/formats.ts';
import type { ReadingEntry } from '../feeds/formats/parsed-feed.ts';
import { localeOf } from '../locale/locale.ts';
import type { Article } from '../posts/post.ts';
import { readOrSkip } from '../posts/read.ts';
import type { Picture } from './picture.ts';

export async function feedEntries(
  { settings, collection }: Picture,
  root: string,
): Promise<readonly ReadingEntry[]> {
  const { site, feeds } = settings;
  const cache = {
    folder: join(root, CACHE_FOLDER, 'preview'),
    key: JSON.stringify(settings),
    asked: new Map(),
  };
  const articles: Article[] = [];
  for (const post of collection.posts.slice(0, feeds.limit)) {
    const article = await readOrSkip(root, post, settings, cache);
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
