/**
 * Where a path really is, with all links followed, and whether that place is inside a folder. So a link can not publish
 * `.env`, write outside of `out/`, or make a list of people public.
 */
import { lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { ProblemError } from '../problem.ts';

export const MAY_BE_GONE = { throwIfNoEntry: false } as const;

/** Whether it is a link: then we do not delete what it points to. */
export function isLink(path: string): boolean {
  return lstatSync(path, MAY_BE_GONE)?.isSymbolicLink() === true;
}

/** A file of a site, with all links followed. */
export type SiteFile = { readonly path: string; readonly mode: number };

/**
 * Where a file of a folder really is. A link is followed only to a place inside the site, or inside the folder, that is
 * not hidden. It is the same with posts: otherwise a link in a pull request could publish `.env`.
 *
 * @param root the site folder
 * @param folder from the site folder; it may itself be a link, also out of the site, because its owner made it so
 * @param file from that folder, with `/`
 * @returns `undefined` if there is nothing; `outside` if a link leads out of the site, or to a name with a dot; `odd` if
 *   it is no file, but a folder or a pipe, or if the link leads to nothing
 */
export function siteFile(
  root: string,
  folder: string,
  file: string,
): SiteFile | 'outside' | 'odd' | undefined {
  const place = join(root, folder, file);
  let real: string;
  try {
    real = realpathSync(place);
  } catch {
    return isLink(place) ? 'odd' : undefined;
  }
  // The folder first: its own name may begin with a dot.
  const home = [join(root, folder), root]
    .map((one) => realpathSync(one))
    .find((one) => real.startsWith(one + sep));
  if (
    home === undefined ||
    relative(home, real)
      .split(sep)
      .some((name) => name.startsWith('.'))
  )
    return 'outside';
  const found = statSync(real, MAY_BE_GONE);
  return found?.isFile() === true ? { path: real, mode: found.mode & 0o777 } : 'odd';
}

/** The size of a file below a folder, in bytes; `undefined` if there is none, or the path leaves the folder. */
export function sizeOf(folder: string, path: string): number | undefined {
  const place = resolve(folder, path);
  if (!place.startsWith(folder + sep)) return undefined;
  const found = statSync(place, { throwIfNoEntry: false });
  return found?.isFile() ? found.size : undefined;
}

/**
 * The size of a file below a folder, if its name is allowed. If a link is on the way, the name of the place to which it
 * leads must be allowed too. Nothing else is looked at.
 *
 * @param allows whether a path from the folder, with `/`, is allowed
 * @returns `undefined` if there is no such file, or it is not allowed
 */
export function sizeInside(
  folder: string,
  path: string,
  allows: (path: string) => boolean,
): number | undefined {
  if (!allows(path)) return undefined;
  try {
    const [home, real] = [realpathSync(folder), realpathSync(join(folder, path))];
    if (!real.startsWith(home + sep) || !allows(real.slice(home.length + 1).replaceAll(sep, '/')))
      return undefined;
    const found = statSync(real);
    return found.isFile() ? found.size : undefined;
  } catch {
    return undefined;
  }
}

/** Whether two paths are the same place in the end, or the second is inside the first, also through links. */
export function leadsInto(folder: string, path: string): boolean {
  const way = relative(realPlace(folder), realPlace(path));
  return !(way === '..' || way.startsWith(`..${sep}`));
}

/** The path without links. A part that does not exist yet stays as it is written. */
function realPlace(path: string): string {
  const full = resolve(path);
  if (dirname(full) === full) return full;
  try {
    return realpathSync(full);
  } catch {
    const link = linkAt(full);
    return link === undefined
      ? join(realPlace(dirname(full)), basename(full))
      : realPlace(resolve(dirname(full), link));
  }
}

/** The target of a link that leads to nothing; a file written through the link would be made there. */
function linkAt(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

/**
 * The path of a file below a folder of ours. The folder itself may be a link.
 *
 * @throws ProblemError if a folder on the way is a link: we do not write into the place that it points to
 */
export function placeBelow(folder: string, file: string): string {
  let place = folder;
  for (const name of file.split('/').slice(0, -1)) {
    place = join(place, name);
    if (lstatSync(place, MAY_BE_GONE)?.isSymbolicLink()) throw linked(place);
  }
  return join(folder, file);
}

function linked(path: string): ProblemError {
  return new ProblemError([
    {
      code: 'file-unreadable',
      message: 'A folder that should be written is a link, and what it points to is left alone.',
      hint: 'Remove the link, or link the whole of `out/` instead.',
      at: { file: path },
    },
  ]);
}
