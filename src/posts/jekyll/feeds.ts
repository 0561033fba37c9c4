/**
 * The feed that a Jekyll site has had: that of jekyll-feed, or a template of the site's own. Readers know its
 * address, and how much it holds.
 */

import { isAliasPath } from '../../settings/feeds.ts';
import type { Config } from '../../settings.ts';
import { lineOf, listAt, mapAt, textAt, type YamlMap } from './yaml-map.ts';

/** A file of the site with front matter: where it is served, and what it holds. */
export type FeedFile = { readonly path: string; readonly text: string };

export type JekyllFeeds = {
  readonly settings: NonNullable<Config['feeds']>;
  readonly taken: readonly { readonly key: string; readonly setting: string; readonly value: string }[];
  readonly left: readonly { readonly key: string; readonly why: string }[];
  /** Categories that have a feed of their own at `/feed/NAME.xml`. */
  readonly categories: readonly string[];
};

type Found = {
  -readonly [Key in keyof JekyllFeeds]: JekyllFeeds[Key] extends readonly (infer One)[]
    ? One[]
    : JekyllFeeds[Key];
};

/** @param gem whether the Gemfile of the site brings jekyll-feed along */
export function readFeeds(data: YamlMap, templates: readonly FeedFile[], gem: boolean): JekyllFeeds {
  const found: Found = { settings: {}, taken: [], left: [], categories: [] };
  const own = templates.flatMap((template) => feedOf(template) ?? []);
  for (const feed of own) takeAddress(found, feed.path, feed.path, feed.file);
  const [main] = own;
  if (main !== undefined) takeTemplate(found, data, main);
  const plugins = [...listAt(data, 'plugins'), ...listAt(data, 'gems')];
  const uses = gem || plugins.includes('jekyll-feed') || (main === undefined && 'feed' in data);
  if (uses) takePlugin(found, mapAt(data, 'feed'), own);
  return found;
}

type OwnFeed = FeedFile & { readonly file: string };

/** A template that lists the posts of the site, and the feed of ours that says the same. */
function feedOf({ path, text }: FeedFile): OwnFeed | undefined {
  if (!/\b(?:site|paginator)\.posts\b/.test(text)) return undefined;
  if (/<rss[\s>]/.test(text)) return { path, text, file: 'rss.xml' };
  if (/<feed[\s>]/.test(text)) return { path, text, file: 'atom.xml' };
  return /jsonfeed\.org\/version/.test(text) ? { path, text, file: 'feed.json' } : undefined;
}

/** The feed is written there too, unless a feed of ours has that address anyway. */
function takeAddress(found: Found, key: string, path: string, file: string): void {
  if (['/rss.xml', '/atom.xml', '/feed.json'].includes(path)) return;
  if (!isAliasPath(path)) {
    found.left.push({ key, why: `readers know ${path}: redirect it to /${file} for good (301)` });
    return;
  }
  found.settings = { ...found.settings, aliases: { ...found.settings.aliases, [path]: file } };
  found.taken.push({ key, setting: 'feeds.aliases', value: `${path} is ${file}` });
}

function takeLimit(found: Found, key: string, text: string): void {
  const limit = Number(text);
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= 1000)) {
    found.left.push({ key, why: 'it is no number from 1 to 1000' });
    return;
  }
  found.settings = { ...found.settings, limit };
  found.taken.push({ key, setting: 'feeds.limit', value: text });
}

function takeExcerpts(found: Found, key: string): void {
  found.settings = { ...found.settings, content: 'excerpt' };
  found.taken.push({ key, setting: 'feeds.content', value: 'excerpt' });
}

/** How many posts a template lists, and whether their text is in it. */
function takeTemplate(found: Found, data: YamlMap, { path, text }: OwnFeed): void {
  const written = limitIn(text);
  const limit = written?.startsWith('site.') === true ? textAt(data, written.slice(5)) : written;
  if (limit !== undefined) takeLimit(found, path, limit);
  else {
    const how = "`feeds.limit` says how many, `feeds.archives: 'site'` keeps all";
    found.left.push({ key: path, why: `it holds all posts; here a feed holds the newest 20: ${how}` });
  }
  if (!/\.content\b/.test(text)) takeExcerpts(found, path);
  if (!/<(?:guid|id)\b[^>]*>[^<]*\.id\s*(?:\||\}\})/.test(text)) return;
  found.settings = { ...found.settings, ids: 'jekyll-feed' }; // `post.id`, as jekyll-feed has it
  found.taken.push({ key: path, setting: 'feeds.ids', value: 'jekyll-feed' });
}

/** `{% for post in site.posts limit:10 %}`, not a loop over tags; or `site.posts | slice: 0, 10`. */
function limitIn(text: string): string | undefined {
  const loops = text.matchAll(/\{%-?\s*for\s+\w+\s+in\s+([\w.]+)([^%{}]*)/g);
  for (const [, list = '', options = ''] of loops) {
    const limit = /\blimit:\s*([\w.-]+)/.exec(options)?.[1];
    if (limit !== undefined && !/(?:tags|categories)$/.test(list)) return limit;
  }
  return /\.posts\s*\|[^%{}]*\bslice:\s*0\s*,\s*(\d+)/.exec(text)?.[1];
}

/** jekyll-feed: ten posts, `/feed.xml`, Atom. It gives way to a template at the same address. */
function takePlugin(found: Found, feed: YamlMap, own: readonly OwnFeed[]): void {
  if (own.length === 0) {
    const limit = textAt(feed, 'posts_limit');
    takeLimit(found, limit === undefined ? 'jekyll-feed' : 'feed.posts_limit', limit ?? '10');
    if (textAt(feed, 'excerpt_only') === 'true') takeExcerpts(found, 'feed.excerpt_only');
  }
  takeIds(found, own);
  const posts = mapAt(mapAt(feed, 'collections'), 'posts');
  const written = textAt(posts, 'path') ?? textAt(feed, 'path') ?? 'feed.xml';
  const path = `/${written.replace(/^\/+/, '')}`;
  if (!own.some((other) => other.path === path)) takeAddress(found, 'feed.path', path, 'atom.xml');
  takeOthers(found, feed, posts);
}

/** Where a template is read as well, its readers are as many, and it calls a post by its URL. */
function takeIds(found: Found, own: readonly OwnFeed[]): void {
  if (own.length > 0) return;
  found.settings = { ...found.settings, ids: 'jekyll-feed' };
  found.taken.push({ key: 'jekyll-feed', setting: 'feeds.ids', value: 'jekyll-feed' });
}

/** The feeds that jekyll-feed makes of categories and tags. */
function takeOthers(found: Found, feed: YamlMap, posts: YamlMap): void {
  const names = [...listAt(feed, 'categories'), ...listAt(posts, 'categories')];
  found.categories = names.flatMap((name) => lineOf(name) ?? []);
  if (textAt(feed, 'tags') !== 'true' && Object.keys(mapAt(feed, 'tags')).length === 0) return;
  found.settings = { ...found.settings, tags: { on: true } };
  found.taken.push({ key: 'feed.tags', setting: 'feeds.tags.on', value: 'true' });
  const why =
    'readers of a tag know /feed/by_tag/TAG.xml: name each in `feeds.aliases`, as tags/TAG/atom.xml';
  found.left.push({ key: 'feed.tags', why });
}
