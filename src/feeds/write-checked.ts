/**
 * Writes a document and reads it again from the disk. What was checked before it was written is checked on
 * disk by being the same: a full disk, a broken one or another program is noticed before a reader does.
 */
import { readText, writeChanged } from '../files.ts';

/**
 * @returns whether the file was written; it is not touched where it would not change
 * @throws Error where the file does not hold the document afterwards
 */
export async function writeProved(path: string, document: string): Promise<boolean> {
  if (!(await writeChanged(path, document))) return false;
  if ((await readText(path)) === document) return true;
  throw new Error(`${path} was written, but does not read back: the disk or another program changed it.`);
}
