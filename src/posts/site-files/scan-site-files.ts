/**
 * Which files Liquid in posts may take in, and the stamp of each, so that a build notices a change without opening them.
 * A module of its own, because a build that has nothing to do loads no reader of YAML.
 */
import { join } from 'node:path';
import { type Scan, scanFiles } from '../../disk/scan-files.ts';
import type { Settings } from '../../settings.ts';

/** In the order in which Jekyll reads them: of files with the same name, the last one counts. */
export const DATA_ENDINGS: readonly string[] = ['yaml', 'yml', 'json', 'csv', 'tsv'];

const DATA_FILE = new RegExp(String.raw`\.(?:${DATA_ENDINGS.join('|')})$`);

/** The data files in a folder. Links that stay inside the site are followed. */
export function scanData(root: string, folder: string): Scan {
  return scanFiles(join(root, folder), DATA_FILE, root, '.');
}

/** The files in a folder that posts may include. */
export function scanIncludes(root: string, folder: string): Scan {
  return scanFiles(join(root, folder), /./, root, '.');
}

/** The folders, from the site folder, by what they hold. */
export type SiteFolders = { readonly data: string; readonly includes: string };

export function siteFolders({ site: { data, includes } }: Settings): SiteFolders {
  return { data, includes };
}

/** One scan for each folder. */
export function scanSiteFiles(root: string, { data, includes }: SiteFolders): Scan[] {
  return [scanData(root, data), scanIncludes(root, includes)];
}
