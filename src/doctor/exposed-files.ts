/** Looks for private files in public folders and in Git, which has to be there to be asked. */
import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listFiles, readStart } from '../files.ts';
import { type Exposed, mayBeList, namesPeople, secretIn } from './private-names.ts';

const run = promisify(execFile);
/** So much of a list is looked at, in bytes. */
const BEGINNING = 64 * 1024;

/** @param folder below the site folder, such as `out` */
export async function exposedIn(root: string, folder: string): Promise<readonly Exposed[]> {
  const names = await listFiles(join(root, folder));
  return exposedAmong(
    root,
    names.map((name) => `${folder}/${name}`),
  );
}

/** @returns `undefined` where there is no Git, or no repository */
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

function exposedAmong(root: string, paths: readonly string[]): Exposed[] {
  return paths.flatMap((path) => {
    const what = secretIn(path) ?? (mayBeList(path) && isList(root, path) ? 'a list of people' : undefined);
    return what === undefined ? [] : [{ path, what }];
  });
}

/** An .xlsx is packed: its name alone must do. */
function isList(root: string, path: string): boolean {
  if (/\.xlsx$/i.test(path)) return /subscriber|reader|mail|購読|読者|名簿|会員|メルマガ/i.test(path);
  try {
    return namesPeople(readStart(join(root, path), BEGINNING));
  } catch {
    return false; // deleted, and still in the index
  }
}

/** Whether others on the machine can read it. @returns `undefined` where there is no such file, or no such rights */
export function isReadByOthers(root: string, file: string): boolean | undefined {
  if (process.platform === 'win32') return undefined;
  const stat = statSync(join(root, file), { throwIfNoEntry: false });
  return stat === undefined ? undefined : (stat.mode & 0o077) !== 0;
}
