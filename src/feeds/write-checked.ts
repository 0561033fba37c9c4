/**
 * Writes a document and reads it again from the disk. It was checked before it was written; if the bytes on disk are
 * the same, they are right too. So a full or broken disk, or another program, is noticed before a reader notices it.
 */
import { readText, writeChanged } from '../disk/files.ts';

/**
 * @returns whether the file was written; it is not touched if it would stay the same
 * @throws Error if the file does not hold the document afterwards
 */
export async function writeProved(path: string, document: string): Promise<boolean> {
  if (!(await writeChanged(path, document))) return false;
  if ((await readText(path)) === document) return true;
  throw new Error(`${path} was written, but does not read back: the disk or another program changed it.`);
}
