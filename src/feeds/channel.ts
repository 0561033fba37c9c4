/**
 * Which feeds a site has, and which posts are in each: one feed of everything and, by settings, one for each category,
 * tag and author. A category of the config has a feed even before it has a post, so that people can subscribe early.
 */
import { localeOf } from '../locale/locale.ts';
import type { FeedWords } from '../locale/words.ts';
import type { PostHead, WholePost } from '../posts/post.ts';
import type { Settings } from '../settings.ts';
import { type ArchivePage, cutArchives } from './archives/archive.ts';
import { categoryNames, categorySlug, slugOf } from './category.ts';
import { chainsOf } from './chain.ts';
import type { FeedEntry, Heading } from './feed.ts';
import { episodesOf } from './formats/podcast.ts';

export type ChannelKind = 'site' | 'category' | 'tag' | 'author' | 'digests' | 'podcast';

export type FeedChannel = Heading & {
  readonly kind: ChannelKind;
  /** The category, tag or author that all posts have in common; `undefined` for other feeds. */
  readonly name: string | undefined;
  /** The folder in `out/`: empty, or such as `categories/SLUG/`. */
  readonly path: string;
  /** The newest posts, as many as the config allows, and the rest of an archive page that is not closed yet. */
  readonly posts: readonly PostHead[];
  /** The entries of a feed that does not consist of posts. */
  readonly entries?: readonly FeedEntry[];
  /** Newest first; empty if the config wants no archives. */
  readonly archives: readonly ArchivePage[];
  /** The number of all its posts, archives included. */
  readonly total: number;
};

type Group = Pick<FeedChannel, 'kind' | 'name' | 'title' | 'description' | 'path' | 'podcast'> & {
  readonly posts: readonly PostHead[];
  readonly settings: KindSettings;
};
type KindSettings = { readonly limit?: number | undefined; readonly content?: Content | undefined };
type Content = Settings['feeds']['content'];

/** @param posts newest first */
export function channelsOf(posts: readonly PostHead[], settings: Settings, whole: WholePost): FeedChannel[] {
  const { site } = settings;
  const words = localeOf(site.language).feeds;
  const everything: Group = {
    kind: 'site',
    name: undefined,
    title: site.title,
    description: site.description ?? words.siteDescription(site.title),
    path: '',
    posts,
    settings: {},
  };
  return [
    everything,
    ...podcastOf(posts, settings, words, whole),
    ...groupsOf(posts, settings, words, whole),
  ].map((group) => channelOf(group, settings));
}

function podcastOf(
  posts: readonly PostHead[],
  { site, feeds: { podcast } }: Settings,
  words: FeedWords,
  whole: WholePost,
): Group[] {
  if (podcast === undefined) return [];
  const title = podcast.title ?? words.feedTitle(site.title, words.podcast);
  const description = podcast.description ?? words.podcastDescription(site.title);
  const name = words.podcast;
  return [
    {
      kind: 'podcast',
      name,
      title,
      description,
      path: 'podcast/',
      posts: episodesOf(posts, whole),
      settings: {},
      podcast,
    },
  ];
}

/** Each kind of feed is a row here: its setting, its folder, and the field of a post that decides. */
function kindsOf({ categories, feeds }: Settings, whole: WholePost) {
  const byName = (found: Iterable<string>) => [...found].toSorted();
  return [
    {
      kind: 'category',
      using: feeds.categories,
      folder: 'categories',
      names: (post: PostHead) => post.categories,
      all: (found: Iterable<string>) => categoryNames(found, categories),
      slug: (name: string) => categorySlug(name, categories),
    },
    {
      kind: 'tag',
      using: feeds.tags,
      folder: 'tags',
      names: (post: PostHead) => whole(post).tags,
      all: byName,
      slug: (name: string) => slugOf(name, 'tag'),
    },
    {
      kind: 'author',
      using: feeds.authors,
      folder: 'authors',
      names: (post: PostHead) => whole(post).authors,
      all: byName,
      slug: (name: string) => slugOf(name, 'author'),
    },
  ] as const;
}

function groupsOf(
  posts: readonly PostHead[],
  settings: Settings,
  words: FeedWords,
  whole: WholePost,
): Group[] {
  return kindsOf(settings, whole).flatMap(({ kind, using, folder, names, all, slug }) => {
    if (!using.on) return [];
    const groups = groupBy(posts, names);
    return all(groups.keys()).map((name): Group => {
      return {
        kind,
        name,
        title: words.feedTitle(settings.site.title, name),
        description: words.descriptions[kind](settings.site.title, name),
        path: `${folder}/${slug(name)}/`,
        posts: groups.get(name) ?? [],
        settings: using,
      };
    });
  });
}

function channelOf({ posts, settings: using, ...heading }: Group, settings: Settings): FeedChannel {
  const { site, feeds } = settings;
  const limit = using.limit ?? feeds.limit;
  const archived = feeds.archives === 'all' || (feeds.archives === 'site' && heading.kind === 'site');
  const { current, pages } = archived
    ? cutArchives(posts, limit, feeds.archiveSize, site.timezone)
    : { current: posts.slice(0, limit), pages: [] };
  const folder = `${site.url}/${heading.path}`;
  const [chain] = chainsOf(
    folder,
    pages.map(({ name }) => name),
  );
  return {
    ...heading,
    folder,
    chain,
    content: using.content ?? feeds.content,
    posts: current,
    archives: pages,
    total: posts.length,
  };
}

function groupBy(
  posts: readonly PostHead[],
  namesOf: (post: PostHead) => readonly string[],
): ReadonlyMap<string, readonly PostHead[]> {
  const groups = new Map<string, PostHead[]>();
  for (const post of posts) {
    for (const name of new Set(namesOf(post))) {
      const group = groups.get(name);
      if (group === undefined) groups.set(name, [post]);
      else group.push(post);
    }
  }
  return groups;
}
