/** A folder for mails that nobody can make sense of, so that none is lost: one file each, readable by the owner. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PRIVATE_FOLDER, writeWhole } from '../files.ts';

export const QUARANTINE = `${PRIVATE_FOLDER}/quarantine`;

/** @returns where it lies, from the site folder */
export async function quarantine(root: string, hash: string, bytes: Uint8Array): Promise<string> {
  const file = `${QUARANTINE}/${hash.slice(0, 32)}.eml`;
  if (!existsSync(join(root, file))) await writeWhole(join(root, file), bytes, 0o600);
  return file;
}
