/**
 * Looks at the folder of a Jekyll site, for `tayori init`: its `_config.yml`, the folders of its posts, the templates
 * of its feeds. Names that begin with `_` or `.` are skipped, as in Jekyll, and links are not followed.
 */
import { basename, join, resolve } from 'node:path';
import { readStart, readText } from '../../disk/files.ts';
import { entriesIn } from '../../disk/scan-files.ts';
import { POST_NAME } from '../post.ts';
import type { SiteFolder } from './config.ts';
import type { FeedFile } from './feeds.ts';

export const CONFIG_NAMES = ['_config.yml', '_config.yaml'];

export type PostFolder = {
  /** From the folder of the site, such as `_posts` or `blog/_posts`. */
  readonly path: string;
  readonly posts: number;
};

export type JekyllSite = {
  /** `_config.yml`; `undefined` if there is none. */
  readonly config: { readonly file: string; readonly text: string } | undefined;
  /** The folder with the most posts first. */
  readonly postFolders: readonly PostFolder[];
  readonly folder: SiteFolder;
  /** The list of categories that some themes keep in a file beside the config. */
  readonly categories: string | undefined;
};

export async function readJekyllSite(place: string): Promise<JekyllSite> {
  const found = walk(place);
  const texts = await Promise.all(CONFIG_NAMES.map((file) => readText(join(place, file))));
  const index = texts.findIndex((text) => text !== undefined);
  const postFolders = found.postFolders.toSorted((a, b) => b.posts - a.posts || (a.path < b.path ? -1 : 1));
  const templates: FeedFile[] = [];
  for (const file of found.templates)
    templates.push(...templateOf(file, await ifReadable(join(place, file))));
  const cname = /^[\w.-]+\.[\w-]+$/m.exec((await ifReadable(join(place, 'CNAME'))) ?? '')?.[0];
  const gems = (await ifReadable(join(place, 'Gemfile'))) ?? '';
  return {
    config: index === -1 ? undefined : { file: CONFIG_NAMES[index] ?? '', text: texts[index] ?? '' },
    postFolders,
    folder: {
      name: basename(resolve(place)),
      posts: postFolders[0]?.path ?? '_posts',
      cname: cname?.toLowerCase(),
      templates,
      feedGem: /jekyll_plugins/.test(gems) && /^[^\S\n]*gem\s*\(?\s*["']jekyll-feed["']/m.test(gems),
      sample: '',
    },
    categories: await ifReadable(join(place, '_data/categories.yml')),
  };
}

/** For files that are not needed: a file that is not UTF-8, or very large, counts as missing. */
async function ifReadable(path: string): Promise<string | undefined> {
  const isTemplate = TEMPLATE.test(path);
  if (isTemplate && !readStart(path, 3).startsWith('---')) return undefined;
  return readText(path).catch(() => undefined);
}

/** Only a file with front matter is a template; its `permalink` says where it is served. */
function templateOf(file: string, text: string | undefined): FeedFile[] {
  const head = /^---\r?\n([\s\S]*?)^---\s*$/m.exec(text ?? '');
  if (text === undefined || head?.index !== 0) return [];
  const [, value = ''] = /^permalink:(.*)$/m.exec(head[1] ?? '') ?? [];
  const [, permalink] = /^["']?([^"'#]+)["']?$/.exec(value.trim()) ?? [];
  return [{ path: `/${(permalink ?? file).trim().replace(/^\/+/, '')}`, text }];
}

const TEMPLATE = /\.(?:xml|rss|atom|json)$/i;
/** Folders without pages, which may have very many files. */
const PASSED = new Set(['node_modules', 'vendor', 'out', 'data', 'backups']);

function walk(place: string) {
  const postFolders: PostFolder[] = [];
  const templates: string[] = [];
  const visit = (below: string) => {
    for (const entry of entriesIn(join(place, below))) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory() && entry.name === '_posts')
        postFolders.push({ path, posts: countIn(join(place, path)) });
      else if (/^[._#~]/.test(entry.name) || PASSED.has(entry.name)) continue;
      else if (entry.isDirectory()) visit(path);
      else if (entry.isFile() && TEMPLATE.test(entry.name)) templates.push(path);
    }
  };
  visit('');
  return { postFolders, templates };
}

function countIn(folder: string): number {
  return entriesIn(folder).reduce((sum, entry) => {
    if (entry.isDirectory()) return sum + countIn(join(folder, entry.name));
    return sum + (entry.isFile() && POST_NAME.test(entry.name) && !/^[._]/.test(entry.name) ? 1 : 0);
  }, 0);
}
