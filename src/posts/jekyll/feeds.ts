/**
 * The feed that a Jekyll site has now: from jekyll-feed, or from a template of its own. Its readers know its address
 * and how much it holds.
 */

import { isAliasPath } from '../../settings/feeds.ts';
import type { Config } from '../../settings.ts';
import { lineOf, listAt, mapAt, textAt, type YamlMap } from './yaml-map.ts';

/** A file of the site with front matter: the path at which it is served, and its text. */
export type FeedFile = { readonly path: string; readonly text: string };

export type JekyllFeeds = {
  readonly settings: NonNullable<Config['feeds']>;
  readonly taken: readonly { readonly key: string; readonly setting: string; readonly value: string }[];
  readonly left: readonly { readonly key: string; readonly why: string }[];
  /** Categories with their own feed at `/feed/NAME.xml`. */
  readonly categories: readonly string[];
};

type Found = {
  -readonly [Key in keyof JekyllFeeds]: JekyllFeeds[Key] extends readonly (infer One)[]
    ? One[]
    : JekyllFeeds[Key];
};

/** @param gem whether the Gemfile of the site contains jekyll-feed */
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

/** A template that lists the posts of the site, and our feed of the same format. */
function feedOf({ path, text }: FeedFile): OwnFeed | undefined {
  if (!/\b(?:site|paginator)\.posts\b/.test(text)) return undefined;
  if (/<rss[\s>]/.test(text)) return { path, text, file: 'rss.xml' };
  if (/<feed[\s>]/.test(text)) return { path, text, file: 'atom.xml' };
  return /jsonfeed\.org\/version/.test(text) ? { path, text, file: 'feed.json' } : undefined;
}

/** Makes this address an alias, unless our feed has the same address anyway. */
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

/** How many posts a template lists, and whether it contains their text. */
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
  found.settings = { ...found.settings, ids: 'jekyll-feed' }; // `post.id`, as in jekyll-feed
  found.taken.push({ key: path, setting: 'feeds.ids', value: 'jekyll-feed' });
}

/** `{% for post in site.posts limit:10 %}`, but not a loop over tags; or `site.posts | slice: 0, 10`. */
function limitIn(text: string): string | undefined {
  const loops = text.matchAll(/\{%-?\s*for\s+\w+\s+in\s+([\w.]+)([^%{}]*)/g);
  for (const [, list = '', options = ''] of loops) {
    const limit = /\blimit:\s*([\w.-]+)/.exec(options)?.[1];
    if (limit !== undefined && !/(?:tags|categories)$/.test(list)) return limit;
  }
  return /\.posts\s*\|[^%{}]*\bslice:\s*0\s*,\s*(\d+)/.exec(text)?.[1];
}

/** jekyll-feed: ten posts, `/feed.xml`, Atom. A template with the same address counts more. */
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

/** If there is also a template, it may have as many readers, and its ids are the URLs of the posts. */
function takeIds(found: Found, own: readonly OwnFeed[]): void {
  if (own.length > 0) return;
  found.settings = { ...found.settings, ids: 'jekyll-feed' };
  found.taken.push({ key: 'jekyll-feed', setting: 'feeds.ids', value: 'jekyll-feed' });
}

/** The feeds that jekyll-feed makes for categories and tags. */
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
