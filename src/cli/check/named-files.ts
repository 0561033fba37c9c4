/**
 * The files that are named on the command line of `check`: where they are searched, and which posts may be meant if a
 * name is wrong.
 */
import { join, relative, resolve } from 'node:path';
import type { CheckedPost } from '../../posts/check/check.ts';
import type { Collection } from '../../posts/post.ts';
import { type Problem, ProblemError } from '../../problem.ts';
import type { Settings } from '../../settings.ts';
import { nearestName } from '../../text/nearest-name.ts';
import { usage, type World } from '../command.ts';

/** @throws ProblemError (usage) if a named file is not a post */
export function expectAll(
  named: ReadonlySet<string>,
  posts: readonly CheckedPost[],
  { posts: published, skipped }: Collection,
  settings: Settings,
): void {
  const found = new Set(posts.map(({ file }) => file));
  const missing = [...named].filter((name) => !found.has(name));
  if (missing.length === 0) return;
  const files = [...published.map(({ file }) => file), ...skipped.map(({ at }) => at.file)];
  throw new ProblemError(missing.map((name) => noPost(name, files, settings)));
}

/** A path as people type it: from the present folder, from the site folder, or from the posts folder. */
export function nameOf(
  name: string,
  { root, here }: Pick<World, 'root' | 'here'>,
  { site }: Settings,
): string {
  const from = (folder: string) =>
    relative(root, resolve(folder, name)).replaceAll('\\', '/').normalize('NFC');
  const paths = [here, root, join(root, site.posts)].map(from);
  return paths.find((path) => path.startsWith(`${site.posts}/`)) ?? from(here);
}

function noPost(name: string, files: readonly string[], { site }: Settings): Problem {
  const [first, ...others] = filesLike(name, files);
  const more = others.length > 0 ? ` (or ${others.map((other) => `\`${other}\``).join(', ')})` : '';
  const hint =
    first === undefined
      ? `Name files of the posts folder, such as \`${site.posts}/2026-11-09-1-kiln.md\`.`
      : `Did you mean \`${first}\`${more}?`;
  return usage(`There is no post \`${name}\`.`, hint);
}

/** This many files are suggested. */
const OFFERED = 3;

/** Posts with a similar name: in another folder, without date or ending, or with a typing mistake. */
function filesLike(name: string, files: readonly string[]): string[] {
  const typed = stemOf(name);
  const holding = typed.length < 3 ? [] : files.filter((file) => stemOf(file).includes(typed));
  if (holding.length > 0) return holding.toSorted().slice(0, OFFERED);
  const near = nearestName(typed, files.map(stemOf));
  return files.filter((file) => near !== undefined && stemOf(file) === near).slice(0, OFFERED);
}

/** The name of a file without folder and ending. */
function stemOf(file: string): string {
  return (file.split('/').at(-1) ?? file).replace(/\.[A-Za-z]+$/, '').toLowerCase();
}
