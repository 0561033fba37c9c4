/** Files that name people: everything in `out/` is on the web for all to see, so none of them goes there. */
import { realpathSync } from 'node:fs';
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
  if (!isWithin(out, target) && !isWithin(realPath(out), realPath(target))) return;
  throw new ProblemError([usage(`${file} would be published: \`out/\` is the public folder.`, hint)]);
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
