/** The newest posts as a feed reader lists them: rendered as an Atom feed, and parsed again as a reader parses it. */
import { feedOf } from '../../feeds/feed.ts';
import { formats } from '../../feeds/formats/formats.ts';
import type { ReadingEntry } from '../../feeds/formats/parsed-feed.ts';
import { localeOf } from '../../locale/locale.ts';
import { readOrSkip } from '../../posts/article/read-article.ts';
import type { Article } from '../../posts/post.ts';
import { wallTime } from '../../time.ts';
import type { RenderedDigest } from '../rendered-digest.ts';

export async function feedEntries(
  { settings, collection, cache }: RenderedDigest,
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

/** The day of an entry, in the time zone and the language of the site. */
export function dayWords(instant: Date, { settings: { site } }: RenderedDigest): string {
  const { year, month, day } = wallTime(instant, site.timezone);
  return localeOf(site.language).feeds.day(year, month, day);
}
