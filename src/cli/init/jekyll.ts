/**
 * `tayori init --from-jekyll DIR`: reads a Jekyll site and makes our config from it, with a list of everything that it
 * could not find out.
 */
import { join, relative, resolve, sep } from 'node:path';
import { type Config, parseConfig } from '../../config.ts';
import { exists } from '../../disk/scan-files.ts';
import { readSource } from '../../posts/article/read-article.ts';
import { type FromJekyll, readJekyllConfig, type TakenOver } from '../../posts/jekyll/config.ts';
import { CONFIG_NAMES, type JekyllSite } from '../../posts/jekyll/site.ts';
import { siteKeysIn, siteValues } from '../../posts/jekyll/site-values.ts';
import type { Left } from '../../posts/jekyll/unused-keys.ts';
import { isMap, loadYaml, textAt, type YamlMap } from '../../posts/jekyll/yaml-map.ts';
import type { Post } from '../../posts/post.ts';
import { readCollection } from '../../posts/read-posts.ts';
import { includedTexts } from '../../posts/site-files/named-files.ts';
import { type Problem, type ProblemCode, ProblemError } from '../../problem.ts';
import { findCategories } from './categories.ts';

/** Reads the settings of the site. Its posts are read once, for the categories and the letters that they use. */
export async function understand(place: string, site: JekyllSite, now: Date): Promise<FromJekyll> {
  const { config } = site;
  if (config === undefined) {
    const [name = ''] = CONFIG_NAMES;
    const path = join(place, name);
    throw problem(
      'jekyll-config',
      `There is no ${name} in ${place}.`,
      'Name the folder that holds it.',
      path,
    );
  }
  try {
    const first = readJekyllConfig(config.text, site.folder);
    const posts = await publishedIn(place, site, first.config, now);
    const sample = posts.slice(0, 50).map(({ title }) => title);
    const found = readJekyllConfig(config.text, { ...site.folder, sample: sample.join(' ') });
    const data = (loadYaml(config.text) ?? {}) as YamlMap; // it was read as a map before
    return withValues(withCategories(found, data, site, posts), data, place, posts);
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    const reason = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
    const path = join(place, config.file);
    throw problem(
      'jekyll-config',
      `It can not be read: ${reason}.`,
      'Check that Jekyll itself reads it.',
      path,
    );
  }
}

async function publishedIn(
  place: string,
  site: JekyllSite,
  config: Config,
  now: Date,
): Promise<readonly Post[]> {
  if (site.postFolders.length === 0) return [];
  const settings = parseConfig(checkable({ ...config, site: { ...config.site, posts: site.folder.posts } }));
  return (await readCollection(place, settings, now)).posts;
}

/** Fills in an address that is still missing, so that the rest can be checked. */
export function checkable(config: Config): Config {
  return { ...config, site: { ...config.site, url: config.site.url || 'https://www.example.com' } };
}

function withCategories(
  found: FromJekyll,
  data: YamlMap,
  site: JekyllSite,
  posts: readonly Post[],
): FromJekyll {
  const used = new Map<string, number>();
  for (const name of posts.flatMap(({ categories }) => categories)) used.set(name, (used.get(name) ?? 0) + 1);
  const list = findCategories(isMap(data) ? data : {}, site.categories, used);
  const { aliases, left } = categoryFeeds(found, list?.categories ?? []);
  const feeds = { ...found.config.feeds, aliases: { ...found.config.feeds?.aliases, ...aliases } };
  const taken: TakenOver[] = Object.entries(aliases).map(([path, feed]) => {
    return { key: 'feed.categories', setting: 'feeds.aliases', value: `${path} is ${feed}` };
  });
  const rows = list === undefined ? [] : [{ key: list.key, setting: 'categories', value: list.value }];
  return {
    ...found,
    config: {
      ...found.config,
      ...(list === undefined ? {} : { categories: list.categories }),
      ...(Object.keys(aliases).length === 0 ? {} : { feeds }),
    },
    taken: [...found.taken, ...taken, ...rows],
    left: [...left, ...seldom(list?.more ?? 0), ...found.left.filter(({ key }) => key !== list?.key)],
  };
}

/**
 * Adds the `site` values that posts and the includes in them use in Liquid: without them these posts could not be
 * published.
 */
function withValues(found: FromJekyll, data: YamlMap, place: string, posts: readonly Post[]): FromJekyll {
  const written = posts.map(({ file }) => readSource(place, file));
  const included = includedTexts(place, textAt(data, 'includes_dir') ?? '_includes', written);
  const named = new Set([...written, ...included].flatMap(siteKeysIn));
  const { values, taken } = siteValues(named, data);
  if (taken.length === 0) return found;
  const keys = new Set(taken.map(({ key }) => key));
  const { site } = found.config;
  return {
    ...found,
    config: { ...found.config, site: { ...site, values } },
    taken: [...found.taken, ...taken],
    left: found.left.filter(({ key }) => !keys.has(key)),
  };
}

/** Posts in a category that is not listed are shown too, after the others. */
function seldom(more: number): Left[] {
  const why = 'the posts use them less often; add to `categories` which shall have a place of their own';
  return more === 0 ? [] : [{ key: `${more} more categories`, why }];
}

/** jekyll-feed writes the feed of a category to `/feed/NAME.xml`. */
function categoryFeeds({ feedCategories }: FromJekyll, categories: NonNullable<Config['categories']>) {
  const aliases: Record<string, string> = {};
  const left: Left[] = [];
  for (const name of feedCategories) {
    const slug = categories.find((category) => category.name === name)?.slug;
    if (slug !== undefined && /^[A-Za-z0-9][\w.-]*$/.test(name))
      aliases[`/feed/${name}.xml`] = `categories/${slug}/atom.xml`;
    else {
      const why = `readers know /feed/${name}.xml: redirect it to the feed of the category for good (301)`;
      left.push({ key: 'feed.categories', why });
    }
  }
  return { aliases, left };
}

/** @returns the folder of the posts, from the site folder; `undefined` if it is outside */
export function postsFrom(root: string, place: string, { postFolders }: JekyllSite): string | undefined {
  const [folder] = postFolders;
  const inPlace = resolve(root) === place && !exists(join(root, 'posts'));
  if (folder === undefined) return inPlace ? '_posts' : undefined;
  return pathFrom(root, join(place, folder.path));
}

/** With `/`; `undefined` if it is not below the site folder. */
function pathFrom(root: string, folder: string): string | undefined {
  const path = relative(resolve(root), folder).split(sep).join('/');
  return /^(?!\.\.?(?:\/|$))[^/]/.test(path) ? path : undefined;
}

/** Each with the name that it has where `_config.yml` says nothing. */
const FOLDERS = [
  { key: 'data_dir', usual: '_data', setting: 'data' },
  { key: 'includes_dir', usual: '_includes', setting: 'includes' },
] as const;

/** Names the folders of data files and includes, if they are not the usual ones. */
export function withSiteFolders(
  found: FromJekyll,
  root: string,
  place: string,
  { config }: JekyllSite,
): FromJekyll {
  const written = loadYaml(config?.text ?? '');
  const rows = FOLDERS.flatMap(({ key, usual, setting }) => {
    const own = isMap(written) ? textAt(written, key) : undefined;
    const folder = pathFrom(root, join(place, own ?? usual));
    if (folder === undefined || folder === usual || !exists(join(root, folder))) return [];
    return [{ key: own === undefined ? usual : key, setting, value: folder }];
  });
  const folders = Object.fromEntries(rows.map(({ setting, value }) => [setting, value]));
  return {
    ...found,
    config: { ...found.config, site: { ...found.config.site, ...folders } },
    taken: [...found.taken, ...rows.map((row) => ({ ...row, setting: `site.${row.setting}` }))],
  };
}

export function withFolder(
  found: FromJekyll,
  posts: string | undefined,
  { postFolders }: JekyllSite,
): FromJekyll {
  const [main, ...others] = postFolders;
  const names = others.map(({ path, posts: count }) => `${path} (${count} posts)`).join(', ');
  const why = `only one folder of posts is read, and ${main?.path ?? ''} has the most: move these posts there, or link them`;
  return {
    ...found,
    config: posts === undefined ? found.config : { ...found.config, site: { ...found.config.site, posts } },
    taken: [
      ...found.taken,
      ...(posts === undefined ? [] : [{ key: main?.path ?? '_posts', setting: 'site.posts', value: posts }]),
    ],
    left: [...(others.length === 0 ? [] : [{ key: names, why }]), ...found.left],
  };
}

/** Uses the answers from the command line; these need not be filled in any more. */
export function withAnswers(
  found: FromJekyll,
  given: { readonly [key in 'title' | 'url' | 'language']: string | undefined },
): FromJekyll {
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  const settings = new Set(said.map(([key]) => `site.${key}`));
  return {
    ...found,
    config: { ...found.config, site: { ...found.config.site, ...Object.fromEntries(said) } },
    fill: found.fill.filter(({ setting }) => !settings.has(setting)),
    taken: [
      ...found.taken.filter(({ setting }) => !settings.has(setting)),
      ...said.map(([key, value]) => ({ key: `--${key}`, setting: `site.${key}`, value: value ?? '' })),
    ],
  };
}

function problem(code: ProblemCode, message: string, hint: string, file: string): ProblemError {
  const found: Problem = { code, message, hint, at: { file } };
  return new ProblemError([found]);
}
