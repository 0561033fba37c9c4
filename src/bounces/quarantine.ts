/** A folder for mails that cannot be understood, so that none is lost: one file each, readable only by its owner. */
import { join } from 'node:path';
import { writeWhole } from '../disk/files.ts';
import { PRIVATE_FOLDER } from '../disk/private-folder.ts';
import { exists } from '../disk/scan-files.ts';

const QUARANTINE = `${PRIVATE_FOLDER}/quarantine`;

/** @returns the path of the file, from the site folder */
export async function quarantine(root: string, hash: string, bytes: Uint8Array): Promise<string> {
  const file = `${QUARANTINE}/${hash.slice(0, 32)}.eml`;
  if (!exists(join(root, file))) await writeWhole(join(root, file), bytes, 0o600);
  return file;
}
