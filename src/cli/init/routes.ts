/** Routes by folders, as Astro and Next.js have them: `src/pages/blog/[...slug].astro` shows posts below `/blog/`. */
import { join, posix } from 'node:path';
import { entriesIn } from '../../disk/scan-files.ts';

export type Route = { readonly path: string; readonly file: string };

/** Lists of posts, and not posts. */
const LISTS = /^(?:tags?|categor(?:y|ies)|authors?|archives?|page|pages|api|series|topics?|search)$/i;
const DEEPEST = 4;

/**
 * Where the posts of a folder are shown.
 *
 * @param homes the folders of pages, of which the first with a route counts
 * @param folder of the posts
 * @returns `undefined` if no route, or more than one, could be theirs
 */
export function routedFolder(root: string, homes: readonly string[], folder: string): Route | undefined {
  const found = homes.map((home) => routesIn(root, home, '', 0)).find((routes) => routes.length > 0) ?? [];
  const name = folder.split('/').at(-1);
  const named = found.filter(({ path }) => path.split('/').at(-1) === name);
  const [one, ...more] = named.length > 0 ? named : found;
  return more.length === 0 ? one : undefined;
}

function routesIn(root: string, home: string, below: string, depth: number): Route[] {
  return entriesIn(join(root, home, below)).flatMap((entry): Route[] => {
    const { name } = entry;
    // `[page]` numbers the pages of a list; `[lang]` has the posts of each language below it.
    const isOfPosts = /^\[(?:\.\.\.)?(?!page|lang|locale|tag|category|year)\w+\]/.test(name);
    const isPage = entry.isDirectory()
      ? entriesIn(join(root, home, below, name)).some((inner) => /^(?:page|index)\.\w+$/.test(inner.name))
      : /\.(?:astro|[jt]sx?)$/.test(name);
    if (isOfPosts && isPage) return [{ path: routeOf(below), file: posix.join(home, below, name) }];
    if (!entry.isDirectory() || depth === DEEPEST || name.startsWith('[') || LISTS.test(name)) return [];
    return routesIn(root, home, posix.join(below, name), depth + 1);
  });
}

/** A folder in brackets, `(site)`, is no part of an address in Next.js. */
function routeOf(below: string): string {
  const parts = below.split('/').filter((part) => part !== '' && !/^\(.*\)$/.test(part));
  return parts.map((part) => `/${part}`).join('');
}
