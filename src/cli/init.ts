/** `tayori init`: the first config of a site folder, from what a Jekyll site says of itself. */
import { existsSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { CONFIG_FILE, type Config, parseConfig } from '../config.ts';
import { writeWhole } from '../files.ts';
import { type FromJekyll, type Left, readJekyllConfig, type Taken } from '../posts/jekyll.ts';
import { CONFIG_NAMES, type JekyllSite, readJekyllSite } from '../posts/jekyll-site.ts';
import type { Post } from '../posts/post.ts';
import { readCollection } from '../posts/read.ts';
import { isMap, loadYaml, type YamlMap } from '../posts/yaml-map.ts';
import { type Problem, type ProblemCode, ProblemError } from '../problem.ts';
import { type Command, exitCodes, usage } from './command.ts';
import { configText } from './config-text.ts';
import { findCategories } from './init-categories.ts';
import { table } from './terminal-text.ts';

export const init: Command = {
  doc: 'Writes tayori.config.ts from the _config.yml of a Jekyll site, and says what it understood.',
  details: [
    'A config that is there already is never changed. Posts are read where they lie where the Jekyll site is',
    'the site folder or lies in it; else copy or link them to posts/. What only a person knows, and what has',
    'no meaning here, is listed with the reason.',
  ].join('\n'),
  options: {
    'from-jekyll': { type: 'string', doc: 'The folder of the Jekyll site.', value: 'DIR' },
  },
  json: {
    written: 'The file that was written.',
    fill: 'What is to fill in before anything is published: `{setting, why}`.',
    taken: 'What was understood: `{key, setting, value}`.',
    left: 'What was not taken over, what matters first: `{key, why}`.',
  },
  run: async (call, { root, here, clock, output }) => {
    const from = call.text('from-jekyll');
    if (from === undefined) {
      throw new ProblemError([
        usage('There is nothing to begin with.', 'Name a Jekyll site: `tayori init --from-jekyll DIR`.'),
      ]);
    }
    if (existsSync(join(root, CONFIG_FILE))) throw taken();
    const place = resolve(here, from);
    const site = await readJekyllSite(place);
    const found = await understand(place, site, clock());
    const result = withFolder(found, postsFrom(root, place, site), site);
    parseConfig(checkable(result.config));
    await writeWhole(join(root, CONFIG_FILE), configText(result.config));
    output.lines(...report(result, place === resolve(root), site));
    const { fill, taken: rows, left } = result;
    output.document({ written: CONFIG_FILE, fill, taken: rows, left });
    return exitCodes.done;
  },
};

/** The settings of the site; its posts are read once, for the categories and the letters that they use. */
async function understand(place: string, site: JekyllSite, now: Date): Promise<FromJekyll> {
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
    return withCategories(found, loadYaml(config.text) as YamlMap, site, posts); // a map: it was read as one
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

/** An address that is still to fill in does not keep the rest from being looked at. */
function checkable(config: Config): Config {
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
  const taken: Taken[] = Object.entries(aliases).map(([path, feed]) => {
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

/** A post of a category that is not listed is shown all the same, after the others. */
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

/** @returns the folder of the posts as the site folder calls it; `undefined` where it lies elsewhere */
function postsFrom(root: string, place: string, { postFolders }: JekyllSite): string | undefined {
  const [folder] = postFolders;
  const inPlace = resolve(root) === place && !existsSync(join(root, 'posts'));
  if (folder === undefined) return inPlace ? '_posts' : undefined;
  const path = relative(resolve(root), join(place, folder.path)).split(sep).join('/');
  return /^(?!\.\.?(?:\/|$))[^/]/.test(path) ? path : undefined;
}

function withFolder(found: FromJekyll, posts: string | undefined, { postFolders }: JekyllSite): FromJekyll {
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

function report(result: FromJekyll, inPlace: boolean, { folder }: JekyllSite): string[] {
  const { config, fill, taken: rows, left } = result;
  const lies = config.site.posts === undefined ? `copy or link ${folder.posts} to posts/, then ` : '';
  return [
    `Written  ${CONFIG_FILE}`,
    ...section('To fill in', table(fill.map(({ setting, why }) => [`  ${setting}`, why]))),
    ...section('Understood', table(rows.map(({ key, setting, value }) => [`  ${key}`, setting, value]))),
    ...section('Not taken over', grouped(left)),
    '',
    `Next: ${fill.length === 0 ? '' : 'fill in what is named above, '}${lies}\`tayori check\` and \`tayori build\`.`,
    'Before the first mail: add `organisation` and `mail` (docs/configuration.md).',
    ...(inPlace
      ? [
          'Add tayori.config.ts, out and email-templates to `exclude:` in _config.yml: Jekyll copies all else.',
        ]
      : []),
    'Keep .env and lists out of Git: they hold subscribers and secrets. (.tayori/ keeps itself out.)',
  ];
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', heading, ...lines];
}

/** Keys that are left for one reason stand in one line: `  future: posts are published when …`. */
function grouped(left: readonly Left[]): string[] {
  return [...Map.groupBy(left, ({ why }) => why)].map(
    ([why, some]) => `  ${some.map(({ key }) => key).join(', ')}: ${why}`,
  );
}

function taken(): ProblemError {
  return problem(
    'config-exists',
    `There is a ${CONFIG_FILE} already, and it stays as it is.`,
    'Move it away, or name another folder with --root DIR.',
    CONFIG_FILE,
  );
}

function problem(code: ProblemCode, message: string, hint: string, file: string): ProblemError {
  const found: Problem = { code, message, hint, at: { file } };
  return new ProblemError([found]);
}
