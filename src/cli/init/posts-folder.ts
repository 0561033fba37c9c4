/**
 * Finds the folder in which a site keeps its posts, whatever made the site: Hugo, Hexo, Astro, Zenn and others have
 * each a folder of their own, and not all have dates in the names of their files.
 */
import type { Dirent } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { readStart } from '../../disk/files.ts';
import { entriesIn } from '../../disk/scan-files.ts';
import { OTHER_DATE_KEYS } from '../../posts/head/other-tools.ts';

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
};

export function findPosts(root: string): FoundPosts {
  const known = FOLDERS.find((folder) =>
    firstEntries(join(root, folder)).some(
      (entry) => kindOf(root, folder, entry) === 'post' && entry.name !== INDEX,
    ),
  );
  if (known !== undefined) return { folder: known, passed: undefined };
  // Samples do not go into a folder that somebody has filled; `tayori check` says what the posts lack.
  if (firstEntries(join(root, 'posts')).some(({ name }) => MARKDOWN.test(name)))
    return { folder: 'posts', passed: undefined };
  const { posts, undated } = lookAround(root);
  const folder = commonFolder(posts.filter((path) => path !== ''));
  return { folder, passed: folder === undefined ? [...posts, ...undated][0] : undefined };
}

const MARKDOWN = /\.(?:md|markdown)$/i;
const DATED = /^\d{4}-\d\d?-\d\d?-.+\.(?:md|markdown)$/i;

const INDEX = 'index.md';

/** A post has a date in its name, or a title and a date in its front matter. */
function kindOf(root: string, folder: string, entry: Dirent): 'post' | 'undated' | undefined {
  if (!entry.isFile() || !MARKDOWN.test(entry.name) || /^[._]/.test(entry.name)) return undefined;
  if (DATED.test(entry.name)) return 'post';
  const start = readStart(join(root, folder, entry.name), HEAD_BYTES).replaceAll('\r\n', '\n');
  const head = /^\ufeff?(---|\+\+\+)[ \t]*\n([\s\S]*?)\n\1/.exec(start)?.[2] ?? ''; // TOML is refused later, with its reason
  if (!/^title[ \t]*[:=]/m.test(head)) return undefined;
  const isDated = DATE_KEY.test(head) || (entry.name === INDEX && DATED.test(`${basename(folder)}.md`));
  return isDated ? 'post' : 'undated';
}

const HEAD_BYTES = 4000;
const DATE_KEY = new RegExp(`^(?:date|${OTHER_DATE_KEYS.join('|')})[ \\t]*[:=]`, 'm');

/** Folders without posts, which may have very many files, and what generators write. */
const PASSED = new Set(
  'node_modules vendor out dist build target coverage themes test tests fixtures backups data'.split(' '),
);
const DEEPEST = 4;
/** A folder is looked at no further than so many names. */
const MOST_NAMES = 2000;

/** The folders that have posts, and those with files that have a title but no date. */
function lookAround(root: string): {
  readonly posts: readonly string[];
  readonly undated: readonly string[];
} {
  const found = { post: new Set<string>(), undated: new Set<string>() };
  const visit = (folder: string, depth: number) => {
    const entries = firstEntries(join(root, folder));
    for (const entry of entries) {
      const kind = kindOf(root, folder, entry);
      // Of `hello/index.md`, the folder has the name of the post.
      const isWhole = entry.name === INDEX && depth > 1;
      if (kind !== undefined) found[kind].add(isWhole ? dirname(folder) : folder);
    }
    if (depth === DEEPEST) return;
    for (const { name } of entries.filter((entry) => entry.isDirectory()))
      if (!/^[._#~]/.test(name) && !PASSED.has(name)) visit(posix.join(folder, name), depth + 1);
  };
  visit('', 0);
  return { posts: [...found.post], undated: [...found.undated] };
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
