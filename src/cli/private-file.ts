/** Files that name people: everything in `out/` is on the web for all to see, so none of them goes there. */
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { ProblemError } from '../problem.ts';
import { usage } from './command.ts';

/**
 * @param file as it was named, from the site folder
 * @param hint where it may go
 * @throws ProblemError (usage) where it would be published, also through a link
 */
export function keepPrivate(file: string, root: string, hint: string): void {
  const target = resolve(root, file);
  const out = resolve(root, 'out');
  if (isWithin(out, target) || isWithin(realPath(out), realPath(target)))
    throw new ProblemError([usage(`${file} would be published: \`out/\` is the public folder.`, hint)]);
  if (isCopiedByJekyll(target, root))
    throw new ProblemError([
      usage(
        `${file} would be published: Jekyll copies it into the site.`,
        'Name a file outside of the site folder, or below a folder whose name begins with a dot.',
      ),
    ]);
}

/** In the folder of a Jekyll site every file is a part of the site, unless a name on the way begins so. */
function isCopiedByJekyll(target: string, root: string): boolean {
  if (!existsSync(join(root, '_config.yml')) || !isWithin(root, target)) return false;
  return !relative(root, target)
    .split(/[\\/]/)
    .some((name) => /^[._]/.test(name));
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !/^\.\.[\\/]/.test(way);
}

/** Where a path leads when its links are followed; what is not there yet keeps its name. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPath(parent), basename(path));
  }
}
