/** Files that name people: everything in `out/` is on the web for all to see, so none of them goes there. */
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { leadsInto } from '../files.ts';
import { ProblemError } from '../problem.ts';
import { usage, type World } from './command.ts';

/**
 * @param file as it was named, from where the person stands
 * @param hint where it may go
 * @throws ProblemError (usage) where it would be published, also through a link
 */
export function keepPrivate(file: string, { root, here }: Pick<World, 'root' | 'here'>, hint: string): void {
  const target = resolve(here, file);
  if (leadsInto(join(root, 'out'), target))
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
  if (!existsSync(join(root, '_config.yml')) || !leadsInto(root, target)) return false;
  return !relative(root, target)
    .split(/[\\/]/)
    .some((name) => /^[._]/.test(name));
}
