/**
 * Who was erased, by id, in .tayori/erased.txt: a backup that is put back has them again, under the same ids. A `send`
 * erases them once more, before anybody is mailed. An id is random and says nothing without such a backup.
 *
 * A line is only added, never changed: two erasures at once keep both, and a damaged line takes no other one with it.
 */
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readText, unreadable } from '../disk/files.ts';
import { makeFolder, PRIVATE_FOLDER } from '../disk/private-folder.ts';
import { ProblemError } from '../problem.ts';

const FILE = `${PRIVATE_FOLDER}/erased.txt`;
/** The day of an erasure and the id, or `-` and the id for an erasure that is taken back. */
const LINE = /^(\d{4}-\d\d-\d\d|-) (\S+)$/gm;

/** The list as it was written at first: one object for all. What is left of a damaged one still counts. */
const OLDER = `${PRIVATE_FOLDER}/erased.json`;
const ENTRY = /"([^"\\]+)": *"\d{4}-\d\d-\d\d"/g;

/** Who was erased here, by id: whose erasures are more than those that were taken back. */
export async function readErased(root: string): Promise<ReadonlySet<string>> {
  const erasures = new Map<string, number>();
  const count = (id: string, by: number) => erasures.set(id, (erasures.get(id) ?? 0) + by);
  const older = (await readText(join(root, OLDER))) ?? '';
  for (const [, id = ''] of older.matchAll(ENTRY)) count(id, 1);
  const text = (await readText(join(root, FILE))) ?? '';
  for (const [, day, id = ''] of text.matchAll(LINE)) count(id, day === '-' ? -1 : 1);
  return new Set([...erasures].flatMap(([id, times]) => (times > 0 ? [id] : [])));
}

/** Each erasure adds a line, also of somebody who is listed: another one may be taken back. */
export async function listErased(root: string, id: string, now: Date): Promise<void> {
  await add(root, `${now.toISOString().slice(0, 10)} ${id}`);
}

/** This erasure did not happen after all. */
export async function unlistErased(root: string, id: string): Promise<void> {
  await add(root, `- ${id}`);
}

/** If the site folder cannot be written, the list stays as it is; the person is erased anyway. */
async function add(root: string, line: string): Promise<void> {
  try {
    await addLine(join(root, FILE), line);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
  }
}

/**
 * Adds a line to a file that only its owner may read, and waits until it is on the disk. Two programs may do so at once; a
 * line that was torn by a crash before stays a line of its own.
 */
async function addLine(path: string, line: string): Promise<void> {
  try {
    makeFolder(dirname(path));
    await using file = await open(path, 'a+', 0o600);
    const { size } = await file.stat();
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
    const torn = size > 0 && buffer[0] !== 0x0a;
    await file.appendFile(`${torn ? '\n' : ''}${line}\n`);
    await file.sync();
  } catch (error) {
    throw unreadable(path, error);
  }
}
