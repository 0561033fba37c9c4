/**
 * What a Jekyll site says of itself in `_config.yml`, as settings of ours: by the rules of Jekyll 4 and of
 * jekyll-feed, so that posts keep their URLs and feeds their length. What has no meaning here is named, not
 * guessed at.
 */
import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import type { Config } from '../settings.ts';
import { isTimeZone } from '../time.ts';
import { cleanLine } from './clean.ts';
import { patternOf, unknownPlaceholders } from './permalink.ts';

export type Taken = { readonly key: string; readonly setting: string; readonly value: string };
export type Left = { readonly key: string; readonly why: string };

export type FromJekyll = {
  /** `undefined` where the site has no title or no usable `url`: there is nothing to begin with. */
  readonly config: Config | undefined;
  readonly taken: readonly Taken[];
  readonly left: readonly Left[];
};

type Yaml = { readonly [key: string]: unknown };

/** @param text `_config.yml` @throws Error where it is not YAML, or no map */
export function readJekyllConfig(text: string): FromJekyll {
  const data: unknown = load(text, { schema: FAILSAFE_SCHEMA });
  if (!isMap(data)) throw new Error('it holds no settings');
  const taken: Taken[] = [];
  const left: Left[] = [];
  const values = new Map<string, string>();
  const take = (key: string, setting: string, value: string | undefined, why?: string) => {
    if (value === undefined) return;
    if (why !== undefined) return void left.push({ key, why });
    taken.push({ key, setting, value });
    values.set(setting, value);
  };
  const defaults = defaultsOf(data);
  const at = (key: string) => textAt(data, key) ?? textAt(defaults, key);

  take('title', 'site.title', at('title') ?? at('name'));
  const url = addressOf(at('url'), at('baseurl'));
  take(
    at('baseurl') === undefined ? 'url' : 'url, baseurl',
    'site.url',
    url ?? at('url'),
    faultIf(url === undefined, 'it is no address'),
  );
  take('description', 'site.description', at('description'));
  const language = languageOf(at('lang') ?? at('language') ?? at('locale'));
  take(
    'lang',
    'site.language',
    language,
    faultIf(!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(language ?? ''), 'it is no language tag'),
  );
  const zone = at('timezone');
  take('timezone', 'site.timezone', zone, faultIf(!isTimeZone(zone ?? ''), 'it is no IANA time zone'));
  take('author', 'site.author', at('author'));
  const permalink = at('permalink');
  const unknown = unknownPlaceholders(patternOf(permalink ?? 'date'));
  take(
    'permalink',
    'site.permalink',
    permalink,
    faultIf(unknown.length > 0, `it names ${unknown.join(', ')}`),
  );
  if (permalink === undefined) take('permalink (not set)', 'site.permalink', 'date');
  takeFeed(data, url ?? '', take, left);
  left.push(...restOf(data));
  if (zone === undefined) left.push({ key: 'timezone', why: ZONE });
  return { config: configOf(values), taken, left };
}

const ZONE =
  'it is not set, so Jekyll takes the zone of the machine it runs on (UTC on most servers); here it is Asia/Tokyo: set site.timezone where that is wrong, dates in URLs depend on it';

type Take = (key: string, setting: string, value: string | undefined, why?: string) => void;

/** jekyll-feed: ten posts, `/feed.xml`. */
function takeFeed(data: Yaml, site: string, take: Take, left: Left[]): void {
  const feed = isMap(data['feed']) ? data['feed'] : {};
  const used =
    'feed' in data ||
    listAt(data, 'plugins').includes('jekyll-feed') ||
    listAt(data, 'gems').includes('jekyll-feed');
  if (!used) return;
  const limit = textAt(feed, 'posts_limit');
  const number = Number(limit ?? 10);
  const wrong = faultIf(
    !(Number.isInteger(number) && number >= 1 && number <= 1000),
    'it is no number from 1 to 1000',
  );
  take(limit === undefined ? 'jekyll-feed' : 'feed.posts_limit', 'feeds.limit', limit ?? '10', wrong);
  if (textAt(feed, 'excerpt_only') === 'true') take('feed.excerpt_only', 'feeds.content', 'excerpt');
  if (textAt(feed, 'tags') === 'true' || isMap(feed['tags'])) take('feed.tags', 'feeds.tags.on', 'true');
  for (const [key, setting] of [
    ['icon', 'site.favicon'],
    ['logo', 'site.icon'],
  ] as const) {
    const path = textAt(feed, key);
    const picture =
      path === undefined ? undefined : URL.parse(path.replace(/^\/(?!\/)/, ''), `${site}/`)?.href;
    take(`feed.${key}`, setting, picture);
  }
  const path = `/${(textAt(feed, 'path') ?? 'feed.xml').replace(/^\//, '')}`;
  if (!['/atom.xml', '/rss.xml'].includes(path)) {
    left.push({ key: 'feed.path', why: `readers know ${path}: redirect it to /atom.xml for good (301)` });
  }
}

/** Keys that are read above, and those that concern only how Jekyll makes pages. */
const known = new Set(
  'title name url baseurl description lang language locale timezone author permalink feed plugins gems defaults'.split(
    ' ',
  ),
);
const pagesOnly = new Set(
  `theme remote_theme markdown highlighter kramdown commonmark sass include exclude keep_files liquid paginate paginate_path
  port host livereload incremental profile safe encoding source destination layouts_dir data_dir includes_dir plugins_dir
  cache_dir whitelist strict_front_matter markdown_ext excerpt_separator lsi verbose quiet trace detach watch`.split(
    /\s+/,
  ),
);
const wishes: Readonly<Record<string, string>> = {
  future: 'posts are published when their date comes; there is no setting for it',
  show_drafts: 'drafts are never published',
  unpublished: 'what is not published stays so',
  collections: 'only posts are read',
  collections_dir: 'posts are read from posts/',
};

function restOf(data: Yaml): Left[] {
  return Object.keys(data)
    .filter((key) => !known.has(key) && !pagesOnly.has(key))
    .map((key) => ({
      key,
      why: (Object.hasOwn(wishes, key) ? wishes[key] : undefined) ?? 'nothing here goes by it',
    }));
}

/** What `defaults` says of all posts: the scope is the whole site, of the type posts or of any. */
function defaultsOf(data: Yaml): Yaml {
  const rows = Array.isArray(data['defaults']) ? data['defaults'].filter(isMap) : [];
  const forPosts = rows.filter(({ scope }) => {
    const { path = '', type = 'posts' } = isMap(scope) ? scope : {};
    return ['', '_posts', '/'].includes(String(path)) && ['posts', ''].includes(String(type));
  });
  return Object.assign({}, ...forPosts.map(({ values }) => (isMap(values) ? values : {})));
}

function configOf(values: ReadonlyMap<string, string>): Config | undefined {
  const title = values.get('site.title');
  const url = values.get('site.url');
  if (title === undefined || url === undefined) return undefined;
  const site: Record<string, string> = { title, url };
  for (const [setting, value] of values) if (setting.startsWith('site.')) site[setting.slice(5)] = value;
  const limit = values.get('feeds.limit');
  const feeds = {
    ...(limit === undefined ? {} : { limit: Number(limit) }),
    ...(values.get('feeds.content') === 'excerpt' ? { content: 'excerpt' as const } : {}),
    ...(values.has('feeds.tags.on') ? { tags: { on: true } } : {}),
  };
  return { site: { title, url, ...site }, ...(Object.keys(feeds).length === 0 ? {} : { feeds }) };
}

function addressOf(url: string | undefined, base: string | undefined): string | undefined {
  const parsed = URL.parse(`${(url ?? '').replace(/\/+$/, '')}/${(base ?? '').replace(/^\/+/, '')}`);
  return parsed !== null && /^https?:$/.test(parsed.protocol) ? parsed.href.replace(/\/+$/, '') : undefined;
}

/** `ja_JP` is how jekyll-seo-tag writes it. */
function languageOf(text: string | undefined): string | undefined {
  return text?.replace('_', '-').replace(/^[A-Za-z]+/, (letters) => letters.toLowerCase());
}

function faultIf(wrong: boolean, why: string): string | undefined {
  return wrong ? why : undefined;
}

/** One line; a map is called by its `name`. */
function textAt(data: Yaml, key: string): string | undefined {
  const value = Object.hasOwn(data, key) ? data[key] : undefined;
  const text = isMap(value) ? value['name'] : value;
  const line = typeof text === 'string' ? cleanLine(text) : '';
  return line === '' || line === '~' || line === 'null' ? undefined : line;
}

function listAt(data: Yaml, key: string): readonly unknown[] {
  return Array.isArray(data[key]) ? data[key] : [];
}

function isMap(value: unknown): value is Yaml {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
