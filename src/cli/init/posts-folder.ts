/**
 * Finds the folder in which a site keeps its posts, whatever made the site: Hugo, Hexo, Astro, Zenn and others have
 * each a folder of their own, and not all have dates in the names of their files.
 */
import type { Dirent } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { readStart } from '../../disk/files.ts';
import { entriesIn } from '../../disk/scan-files.ts';
import { normalizeLineEnds } from '../../posts/clean-text.ts';
import { parseHead } from '../../posts/head/front-matter/front-matter.ts';
import { OTHER_DATE_KEYS } from '../../posts/head/other-tools.ts';
import type { FoundSite } from './found-site.ts';

/** The folders in which site generators keep posts; of those with a post, the first one is taken. */
const FOLDERS = [
  'posts',
  '_posts',
  'content/posts',
  'content/post',
  'content/blog',
  'source/_posts',
  'src/posts',
  'src/content/blog',
  'src/content/posts',
  'blog',
];

export type FoundPosts = {
  /** From the site folder; `undefined` if there is no post. */
  readonly folder: string | undefined;
  /** Where files are that could be posts and are not read; empty for the site folder itself. */
  readonly passed: string | undefined;
  /** Other folders with posts, of which only one is read, and how many posts each has. */
  readonly others: readonly (readonly [folder: string, posts: number])[];
};

/** @param site what is known of its generator: then only its own folders are looked at */
export function findPosts(root: string, site?: FoundSite): FoundPosts {
  if (site !== undefined) return findBelow(root, site);
  const known = FOLDERS.find((folder) =>
    firstEntries(join(root, folder)).some(
      (entry) => kindOf(root, folder, entry) === 'post' && !INDEX.test(entry.name),
    ),
  );
  if (known !== undefined) return { folder: known, passed: undefined, others: [] };
  // Samples do not go into a folder that somebody has filled; `tayori check` says what the posts lack.
  if (firstEntries(join(root, 'posts')).some(({ name }) => MARKDOWN.test(name)))
    return { folder: 'posts', passed: undefined, others: [] };
  const { posts, undated } = lookAround(root, '');
  const folder = commonFolder([...posts.keys()].filter((path) => path !== ''));
  return { folder, passed: folder === undefined ? [...posts.keys(), ...undated][0] : undefined, others: [] };
}

/** Homes of pages of all kinds, whose folders are sections with addresses of their own. */
const HOMES = /(?:^|\/)(?:content|src|data)$|^$/;

function findBelow(root: string, { roots, sections }: FoundSite): FoundPosts {
  const looked = roots.map((start) => ({ start, ...lookAround(root, start) }));
  const found = looked.find(({ posts }) => [...posts.keys()].some((path) => path !== ''));
  if (found === undefined) {
    const passed = looked.flatMap(({ posts, undated }) => [...posts.keys(), ...undated])[0];
    return { folder: undefined, passed, others: [] };
  }
  const { start, posts } = found;
  if (!(sections ?? HOMES.test(start))) {
    return {
      folder: commonFolder([...posts.keys()].filter((path) => path !== '')),
      passed: undefined,
      others: [],
    };
  }
  const counts = new Map<string, number>();
  const isByYear = [...posts.keys()].some((path) => path !== start && sectionOf(path, start) === start);
  for (const [path, count] of posts) {
    const section = sectionOf(path, start);
    counts.set(section, (counts.get(section) ?? 0) + count);
  }
  // Pages beside the sections, such as `about.md`, are no posts.
  if (counts.size > 1 && start === '') counts.delete(start);
  const isPage = (path: string) => Number(path === start && counts.size > 1 && !isByYear);
  const [main, ...others] = [...counts].toSorted((a, b) => isPage(a[0]) - isPage(b[0]) || b[1] - a[1]);
  return { folder: main?.[0], passed: undefined, others: others.filter(([path]) => path !== start) };
}

/** `content/posts` for `content/posts/2025/a`; years are no sections of their own. */
function sectionOf(path: string, start: string): string {
  const first = (start === '' ? path : path.slice(start.length + 1)).split('/')[0] ?? '';
  return path === start || /^\d{4}$/.test(first) ? start : posix.join(start, first);
}

const MARKDOWN = /\.(?:md|markdown|mdx|qmd)$/i;
const DATED = /^\d{4}-\d\d?-\d\d?-.+\.(?:md|markdown|mdx|qmd)$/i;

/** Of Hugo also `index.ja.md`. */
const INDEX = /^index(?:\.[a-z]{2,3}(?:-[a-z]+)?)?\.(?:md|mdx|qmd|markdown)$/;

/** A post has a date in its name, or a title and a date in its front matter. */
function kindOf(root: string, folder: string, entry: Dirent): 'post' | 'undated' | undefined {
  if (!entry.isFile() || !MARKDOWN.test(entry.name) || /^[._]/.test(entry.name)) return undefined;
  if (DATED.test(entry.name)) return 'post';
  const start = readStart(join(root, folder, entry.name), HEAD_BYTES);
  const keys = keysIn(normalizeLineEnds(start).replace(/^\ufeff/, ''));
  if (!keys.has('title')) return undefined;
  const isDated = DATE_KEYS.some((key) => keys.has(key));
  return isDated || (INDEX.test(entry.name) && DATED.test(`${basename(folder)}.md`)) ? 'post' : 'undated';
}

const HEAD_BYTES = 4000;
const DATE_KEYS = ['date', ...OTHER_DATE_KEYS, 'updated_at'].map((key) => key.toLowerCase());

/** The keys of a head in small letters; of one that can not be read those that stand at the beginning of a line. */
function keysIn(start: string): ReadonlySet<string> {
  const head = parseHead(start, []);
  if ('data' in head) return new Set(Object.keys(head.data).map((key) => key.toLowerCase()));
  const text = /^(---|\+\+\+)[ \t]*\n([\s\S]*?)\n\1/.exec(start)?.[2] ?? '';
  return new Set([...text.matchAll(/^([\w-]+)[ \t]*[:=]/gm)].map(([, key = '']) => key.toLowerCase()));
}

/** Folders without posts, which may have very many files, and what generators write. */
const PASSED = new Set(
  'node_modules vendor out dist build target coverage themes archetypes layouts test tests fixtures backups data'.split(
    ' ',
  ),
);
const DEEPEST = 6;
/** A folder is looked at no further than this many names. */
const MOST_NAMES = 2000;

/** The folders that have posts, and those with files that have a title but no date. */
function lookAround(
  root: string,
  start: string,
): {
  readonly posts: ReadonlyMap<string, number>;
  readonly undated: readonly string[];
} {
  const found = { post: new Map<string, number>(), undated: new Map<string, number>() };
  const visit = (folder: string, depth: number) => {
    const entries = firstEntries(join(root, folder));
    for (const entry of entries) {
      const kind = kindOf(root, folder, entry);
      // Of `hello/index.md`, the folder has the name of the post.
      const isWhole = INDEX.test(entry.name) && (depth > 1 || (start !== '' && depth > 0));
      if (kind === undefined) continue;
      const of = isWhole ? dirname(folder) : folder;
      found[kind].set(of, (found[kind].get(of) ?? 0) + 1);
    }
    if (depth === DEEPEST) return;
    for (const { name } of entries.filter((entry) => entry.isDirectory()))
      if (!/^[._#~]/.test(name) && !PASSED.has(name)) visit(posix.join(folder, name), depth + 1);
  };
  visit(start, 0);
  return { posts: found.post, undated: [...found.undated.keys()] };
}

/** The folder that holds them all: `content/posts` for `content/posts/2024` and `content/posts/2025`. */
function commonFolder(folders: readonly string[]): string | undefined {
  const [first = '', ...others] = folders.map((folder) => `${folder}/`);
  const parts = first.split('/');
  const shared = parts.findIndex((_, index) => {
    const start = parts.slice(0, index + 1).join('/');
    return others.some((other) => !other.startsWith(`${start}/`));
  });
  const common = (shared < 0 ? parts.slice(0, -1) : parts.slice(0, shared)).join('/').replace(YEAR, '');
  // Posts in several folders of the site have none in common: then the first one is taken.
  return common || folders[0];
}

/** The next year will have a folder of its own. */
const YEAR = /\/\d{4}$/;

function firstEntries(folder: string): Dirent[] {
  return entriesIn(folder).slice(0, MOST_NAMES);
}
