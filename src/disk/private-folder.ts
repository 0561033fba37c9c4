/** The private folder of a site, `.tayori/`, and how folders are made: a private one is closed to others at once. */
import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * The folder of a site for private files and for files that can be made again: ledger, outbox, backups, cache. Site
 * generators copy no folder whose name begins with a dot.
 */
export const PRIVATE_FOLDER = '.tayori';

/**
 * Makes a folder and the missing folders above it. A private folder is only for its owner, and Git ignores everything
 * in it. `recursive` is not used: with it, Node never returns if a file system says ENOENT for a new folder in an
 * existing one, as /proc does.
 *
 * @throws the errors of mkdir
 */
export function makeFolder(path: string): void {
  if (isFolder(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  const isPrivate = basename(path) === PRIVATE_FOLDER;
  try {
    mkdirSync(path, { mode: isPrivate ? 0o700 : 0o777 });
  } catch (error) {
    if (!isFolder(path)) throw error; // somebody else made it in the meantime
  }
  if (isPrivate) writeFileSync(join(path, '.gitignore'), '*\n');
}

/**
 * Makes a folder that others on the machine can not even list: the names of its files are addresses. One that is there
 * already is closed. If it can not be made, whoever writes a file into it says why.
 */
export function makeClosedFolder(path: string): void {
  try {
    makeFolder(path);
    chmodSync(path, 0o700);
  } catch {
    // It may belong to somebody else, or the file system knows no such rights.
  }
}

/** Whether there is a folder, also through a link. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
