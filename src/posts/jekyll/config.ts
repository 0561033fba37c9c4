/**
 * Turns the `_config.yml` of a Jekyll site into our settings, by the rules of Jekyll 4 and of jekyll-feed: so posts
 * keep their URLs, and feeds their address and length. Keys without a meaning here are named, not guessed; those that
 * matter to posts and feeds come first.
 */
import { LANGUAGE_TAG } from '../../settings/site.ts';
import type { Config } from '../../settings.ts';
import { isTimeZone } from '../../time.ts';
import { patternOf, unknownPlaceholders } from '../head/permalink.ts';
import { addressOf } from './address.ts';
import { type FeedFile, readFeeds } from './feeds.ts';
import { readDefaults } from './front-matter-defaults.ts';
import { readKramdown } from './kramdown-options.ts';
import { type Left, restOf } from './unused-keys.ts';
import { isMap, loadYaml, mapAt, textAt, type YamlMap } from './yaml-map.ts';

export type TakenOver = { readonly key: string; readonly setting: string; readonly value: string };
export type ToFill = { readonly setting: string; readonly why: string };

export type FromJekyll = {
  /** Complete except for the values in `fill`. */
  readonly config: Config;
  readonly taken: readonly TakenOver[];
  /** Keys that were not used; those that matter to posts and feeds come first. */
  readonly left: readonly Left[];
  /** Values that the site does not have, and only a person knows. */
  readonly fill: readonly ToFill[];
  /** Categories with their own feed at `/feed/NAME.xml`. */
  readonly feedCategories: readonly string[];
};

/** What the site folder says besides `_config.yml`. */
export type SiteFolder = {
  /** The name of the folder, for a site that has no title. */
  readonly name: string;
  /** The folder of its posts, such as `_posts` or `blog/_posts`. */
  readonly posts: string;
  /** The host name under which GitHub Pages serves it. */
  readonly cname: string | undefined;
  readonly templates: readonly FeedFile[];
  /** Whether its Gemfile contains jekyll-feed, which then works even if the config does not name it. */
  readonly feedGem: boolean;
  /** Some of its text, which shows its language. */
  readonly sample: string;
};

const NOTHING: SiteFolder = {
  name: 'site',
  posts: '_posts',
  cname: undefined,
  templates: [],
  feedGem: false,
  sample: '',
};

/**
 * @param text `_config.yml`
 * @throws Error if it is not YAML, or not a map
 */
export function readJekyllConfig(text: string, folder: SiteFolder = NOTHING): FromJekyll {
  const data = loadYaml(text) ?? {};
  if (!isMap(data)) throw new Error('it holds no settings');
  const defaults = readDefaults(data, folder.posts, textAt(data, 'collections_dir') ?? '');
  const feeds = readFeeds(data, folder.templates, folder.feedGem);
  const { site, taken, left, fill } = readSite(data, defaults.ofAll, folder);
  const { rows, keys, picture } = defaults;
  const kramdown = readKramdown(data);
  const isStrict = /^:?strict$/.test(textAt(mapAt(data, 'liquid'), 'error_mode') ?? '');
  const hasKramdown = kramdown.taken.length > 0;
  const shared = picture
    ? [{ key: 'defaults: image', why: 'a picture that posts share is the cover of none' }]
    : [];
  return {
    config: {
      site: {
        ...site,
        ...(hasKramdown ? { kramdown: kramdown.settings } : {}),
        ...(isStrict ? { liquid: 'strict' as const } : {}),
        ...(rows.length === 0 ? {} : { defaults: [...rows] }),
      },
      ...(Object.keys(feeds.settings).length === 0 ? {} : { feeds: feeds.settings }),
    },
    taken: [
      ...taken,
      ...kramdown.taken,
      ...(isStrict ? [{ key: 'liquid.error_mode', setting: 'site.liquid', value: 'strict' }] : []),
      ...rows.map((row, index) => ({
        key: keys[index] ?? '',
        setting: 'site.defaults',
        value: valuesInWords(row.values),
      })),
      ...feeds.taken,
    ],
    left: [...left, ...kramdown.left, ...feeds.left, ...shared, ...restOf(data)],
    fill,
    feedCategories: feeds.categories,
  };
}

/** `published: false, categories: news, old` */
function valuesInWords(values: YamlMap): string {
  return Object.entries(values)
    .map(([key, value]) => `${key}: ${Array.isArray(value) ? value.join(', ') : String(value)}`)
    .join(', ');
}

type SiteRead = {
  readonly site: Config['site'];
  readonly taken: readonly TakenOver[];
  readonly left: readonly Left[];
  readonly fill: readonly ToFill[];
};

function readSite(data: YamlMap, ofPosts: YamlMap, folder: SiteFolder): SiteRead {
  const taken: TakenOver[] = [];
  const left: Left[] = [];
  const fill: ToFill[] = [];
  const site: Record<string, string> = {};
  /**
   * Uses a value, or notes why not.
   * @returns whether it was used
   */
  const take = (key: string, setting: string, value: string | undefined, fault?: string | undefined) => {
    if (value === undefined) return false;
    if (fault !== undefined) left.push({ key, why: fault });
    else taken.push({ key, setting: `site.${setting}`, value });
    if (fault === undefined) site[setting] = value;
    return fault === undefined;
  };

  if (!takeTitle(data, take)) {
    site['title'] = folder.name;
    const why = `the site has no title; until then it is called 「${folder.name}」`;
    fill.push({ setting: 'site.title', why });
  }
  const { key, url, fault } = addressOf(data, folder.cname);
  if (!take(key, 'url', url, fault)) {
    site['url'] = '';
    const why = 'where the site answers, such as https://www.example.com; feeds need it';
    fill.push({ setting: 'site.url', why });
  }
  take('description', 'description', textAt(data, 'description'));
  takeLanguage(data, ofPosts, folder, take);
  takeZone(data, take);
  take('author', 'author', textAt(ofPosts, 'author') ?? textAt(data, 'author'));
  takePermalink(data, ofPosts, take);
  take('excerpt_separator', 'excerptSeparator', textAt(data, 'excerpt_separator'));
  takePictures(data, site['url'] ?? '', take);
  return { site: { title: '', url: '', ...site }, taken, left, fill };
}

type Take = (key: string, setting: string, value: string | undefined, fault?: string) => boolean;

function takeTitle(data: YamlMap, take: Take): boolean {
  const title = textAt(data, 'title');
  return take(title === undefined ? 'name' : 'title', 'title', title ?? textAt(data, 'name'));
}

function takeZone(data: YamlMap, take: Take): void {
  const zone = textAt(data, 'timezone');
  if (take('timezone', 'timezone', zone, isTimeZone(zone ?? '') ? undefined : 'it is no IANA time zone'))
    return;
  // Jekyll uses the zone of the machine; on GitHub Pages and most servers that is UTC.
  take('timezone (not set)', 'timezone', 'UTC');
}

/** The pictures of jekyll-feed: its `icon` is our `favicon`, and its `logo` our `icon`. */
function takePictures(data: YamlMap, url: string, take: Take): void {
  const base = URL.canParse(url) ? `${url}/` : undefined;
  for (const [name, setting] of [
    ['icon', 'favicon'],
    ['logo', 'icon'],
  ] as const) {
    const path = textAt(mapAt(data, 'feed'), name);
    take(`feed.${name}`, setting, path && URL.parse(path.replace(/^\/(?!\/)/, ''), base)?.href);
  }
}

function takeLanguage(data: YamlMap, ofPosts: YamlMap, { sample }: SiteFolder, take: Take): void {
  const written = ['lang', 'language', 'locale']
    .map((name) => textAt(data, name))
    .find((text) => text !== undefined);
  const tag = languageOf(written ?? textAt(ofPosts, 'lang'));
  const isTag = tag === undefined || LANGUAGE_TAG.test(tag);
  if (take('lang', 'language', tag, isTag ? undefined : 'it is no language tag')) return;
  const text = [textAt(data, 'title'), textAt(data, 'description'), sample].join(' ');
  take('lang (not set)', 'language', guessedLanguage(text));
}

/** jekyll-seo-tag writes it as `ja_JP`, and some write the whole `ja_JP.UTF-8` of their machine. */
function languageOf(text: string | undefined): string | undefined {
  return text
    ?.replace(/\.[\w-]+$/, '')
    .replaceAll('_', '-')
    .replace(/^[A-Za-z]+/, (letters) => letters.toLowerCase());
}

/** The language, by the letters of the site. A site without a hint is more often English than anything else. */
function guessedLanguage(text: string): string {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  if (/\p{Script=Hangul}/u.test(text)) return 'ko';
  return /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
}

/**
 * The front matter of a post counts more than the collection, and the collection more than the site
 * (lib/jekyll/configuration.rb).
 */
function takePermalink(data: YamlMap, ofPosts: YamlMap, take: Take): void {
  const collection = mapAt(mapAt(data, 'collections'), 'posts');
  const candidates: readonly (readonly [string, string | undefined])[] = [
    ['defaults: permalink', textAt(ofPosts, 'permalink')],
    ['collections.posts.permalink', textAt(collection, 'permalink')],
    ['permalink', textAt(data, 'permalink')],
    ['permalink (not set)', 'date'],
  ];
  for (const [key, pattern] of candidates) {
    const unknown = unknownPlaceholders(patternOf(pattern ?? ''));
    if (take(key, 'permalink', pattern, unknown.length > 0 ? `it names ${unknown.join(', ')}` : undefined))
      return;
  }
}
