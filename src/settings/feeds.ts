/** Settings of the feeds. */
import * as v from 'valibot';
import { address, anyUrl, count, line } from './fields.ts';

const content = () =>
  v.pipe(
    v.picklist(['full', 'excerpt'], 'must be "full" or "excerpt"'),
    v.description('Whole posts, or their excerpts.'),
  );
const kind = (about: string, on: boolean) =>
  v.optional(
    v.strictObject({
      on: v.optional(v.pipe(v.boolean(), v.description(about)), on),
      limit: v.optional(count('As `feeds.limit`, for these feeds.', 1000)),
      content: v.optional(content()),
    }),
    {},
  );

/** Apple's list; podcast directories refuse any other category. */
const podcastCategories = [
  'Arts',
  'Business',
  'Comedy',
  'Education',
  'Fiction',
  'Government',
  'Health & Fitness',
  'History',
  'Kids & Family',
  'Leisure',
  'Music',
  'News',
  'Religion & Spirituality',
  'Science',
  'Society & Culture',
  'Sports',
  'TV & Film',
  'Technology',
  'True Crime',
];
const podcast = v.strictObject({
  title: v.optional(line('The name of the podcast; by default made from that of the site.')),
  description: v.optional(line('What it is about, in a sentence or two.')),
  author: line('Who makes it.'),
  email: address('Where directories ask who owns it; it is public.'),
  image: v.pipe(
    anyUrl('The cover: a square JPEG or PNG of 1400 to 3000 pixels.'),
    v.regex(/\.(jpe?g|png)$/i, 'must be a JPEG or PNG'),
  ),
  category: v.pipe(
    v.picklist(podcastCategories, `must be one of: ${podcastCategories.join(', ')}`),
    v.description('A category of Apple Podcasts, such as `Business`.'),
  ),
  explicit: v.optional(v.pipe(v.boolean(), v.description('Whether it is not for children.')), false),
});

/** A path below `out/`: no hidden name, not a page, and not in the folders of digests and archives. */
export function isAliasPath(text: string): boolean {
  return (
    /^\/(?:[A-Za-z0-9][\w.-]*\/)*[A-Za-z0-9][\w.-]*$/.test(text) &&
    text.length <= 200 &&
    !/\.html?$|^\/(?:digests|archives)\//i.test(text)
  );
}

export const feeds = v.strictObject({
  limit: v.optional(count('How many of the newest posts a feed holds.', 1000), 20),
  content: v.optional(content(), 'full'),
  categories: kind('A feed for each category.', true),
  tags: kind('A feed for each tag.', false),
  authors: kind('A feed for each author.', false),
  ids: v.optional(
    v.pipe(
      v.picklist(['url', 'jekyll-feed'], 'must be "url" or "jekyll-feed"'),
      v.description(
        'What a feed calls a post that is new to it: its URL, or as jekyll-feed does, so that its readers see no post twice.',
      ),
    ),
    'url',
  ),
  aliases: v.optional(
    v.pipe(
      v.record(
        v.pipe(
          v.string(),
          v.check(isAliasPath, 'must be a path of plain letters, such as /feed.xml, and no page'),
        ),
        v.pipe(
          v.string(),
          v.transform((text) => text.replace(/^\//, '')),
          v.regex(/^(?:[\w-]+\/)*(?:rss\.xml|atom\.xml|feed\.json)$/, 'must be a feed, such as rss.xml'),
        ),
      ),
      v.description(
        "Further paths under which a feed is written, for readers that know them: `{ '/feed.xml': 'atom.xml' }`.",
      ),
    ),
    {},
  ),
  digests: kind('A feed of the digests, each an entry, once there is one.', true),
  podcast: v.optional(podcast),
  hub: v.optional(anyUrl('A WebSub hub, which `tayori build --ping` tells of changed feeds.')),
  archives: v.optional(
    v.pipe(
      v.picklist(['none', 'site', 'all'], 'must be "none", "site" or "all"'),
      v.description('Which feeds have archives of all older posts (RFC 5005).'),
    ),
    'none',
  ),
  archiveSize: v.optional(count('How many posts an archive page holds at most.', 1000), 20),
  broken: v.optional(
    v.pipe(
      v.picklist(['skip', 'stop'], 'must be "skip" or "stop"'),
      v.description('A post that can not be published is left out and named, or stops the build.'),
    ),
    'skip',
  ),
});
