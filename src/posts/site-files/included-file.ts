/** The file that an include names: in the folder of includes, or beside the post. It never leaves the site. */
import { decodeText, readWhole } from '../../disk/files.ts';
import { siteFile } from '../../disk/links-on-disk.ts';
import { cleanText, normalizeLineEnds } from '../clean-text.ts';
import { FileFault } from '../liquid/file-fault.ts';
import type { IncludedFile } from '../liquid/other-files.ts';

/** In bytes. */
const MOST_BYTES = 1_000_000;

/**
 * @param folder from the site folder
 * @param name as the tag writes it
 * @returns `undefined` if there is none, or a link leads out of the site
 * @throws FileFault
 */
export function includedFile(root: string, folder: string, name: string): IncludedFile | undefined {
  const found = siteFile(root, folder, name);
  if (found === undefined || typeof found === 'string') return undefined;
  const file = `${folder}/${name}`;
  const bytes = readWhole(found.path);
  if (bytes === undefined) throw new FileFault(file, 0, 0, 'the disk does not give it');
  if (bytes.length > MOST_BYTES) throw new FileFault(file, 0, 0, 'it has more than a million bytes');
  const text = decodeText(bytes);
  if (text === undefined) throw new FileFault(file, 0, 0, 'it is not UTF-8 text');
  return { file, text: cleanText(normalizeLineEnds(text)) };
}
