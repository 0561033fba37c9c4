/** Looks for private files in public folders and in Git, for which it starts the program `git`. */
import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listFiles, readStart } from '../disk/files.ts';
import { type Exposed, mayBeList, namesPeople, secretIn } from './private-names.ts';

const run = promisify(execFile);
/** This many bytes at the beginning of a list are looked at. */
const BEGINNING = 64 * 1024;

/** @param folder below the site folder, such as `out` */
export async function exposedIn(root: string, folder: string): Promise<readonly Exposed[]> {
  const names = await listFiles(join(root, folder));
  return exposedAmong(
    root,
    names.map((name) => `${folder}/${name}`),
  );
}

/** @returns `undefined` if there is no Git, or no repository */
export async function exposedInGit(root: string): Promise<readonly Exposed[] | undefined> {
  try {
    const { stdout } = await run('git', ['-C', root, 'ls-files', '-z'], { maxBuffer: 256 * 1024 * 1024 });
    return exposedAmong(
      root,
      stdout.split('\0').filter((name) => name !== ''),
    );
  } catch {
    return undefined;
  }
}

/** @param paths from the site folder */
export function exposedAmong(root: string, paths: readonly string[]): Exposed[] {
  return paths.flatMap((path) => {
    const what = secretIn(path) ?? (mayBeList(path) && isList(root, path) ? 'a list of people' : undefined);
    return what === undefined ? [] : [{ path, what }];
  });
}

/** Whether a file is a list of people. An .xlsx is compressed: its name alone decides. */
function isList(root: string, path: string): boolean {
  if (/\.xlsx$/i.test(path)) return /subscriber|reader|mail|購読|読者|名簿|会員|メルマガ/i.test(path);
  try {
    return namesPeople(readStart(join(root, path), BEGINNING));
  } catch {
    return false; // deleted, and still in the index
  }
}

/**
 * Whether other users of the machine can read it.
 * @returns `undefined` if there is no such file, or the system has no such rights
 */
export function isReadByOthers(root: string, file: string): boolean | undefined {
  if (process.platform === 'win32') return undefined;
  const stat = statSync(join(root, file), { throwIfNoEntry: false });
  return stat === undefined ? undefined : (stat.mode & 0o077) !== 0;
}
