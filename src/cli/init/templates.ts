/** `tayori init --templates`: copies the templates of the program into the site, where they can be changed. */
import { join } from 'node:path';
import { packageRoot, TEMPLATE_FOLDER } from '../../digest/templates/templates.ts';
import { listFiles, readText, writeWhole } from '../../disk/files.ts';
import { placeBelow } from '../../disk/links-on-disk.ts';

export type Copied = { readonly written: readonly string[]; readonly kept: readonly string[] };

/** An existing file is never changed. */
export async function copyTemplates(root: string): Promise<Copied> {
  const from = join(packageRoot(import.meta.dirname), TEMPLATE_FOLDER);
  const names = (await listFiles(from)).filter((name) => name.endsWith('.liquid'));
  const written: string[] = [];
  const kept: string[] = [];
  for (const name of names) {
    const file = `${TEMPLATE_FOLDER}/${name}`;
    const place = placeBelow(root, file);
    if ((await readText(place)) === undefined) {
      await writeWhole(place, (await readText(join(from, name))) ?? '');
      written.push(file);
    } else kept.push(file);
  }
  return { written, kept };
}
