/**
 * Opens a page in the person's browser, as their system does it. If that is not possible, the printed address is
 * enough. Everybody on a machine sees how its programs are called, so an address that is a secret is not handed over:
 * a file that only its owner can read leads there.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { removeFile, writeWhole } from '../disk/files.ts';
import { PRIVATE_FOLDER } from '../disk/private-folder.ts';
import { html } from '../feeds/formats/html.ts';
import { ProblemError } from '../problem.ts';

const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [program: string, ...args: string[]]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/**
 * @param name of the file in the private folder of the site
 * @returns what removes the file, once the page is there or nobody can open it any more
 */
export async function openPrivately(root: string, url: string, name: string): Promise<() => Promise<void>> {
  const file = join(root, PRIVATE_FOLDER, name);
  try {
    await writeWhole(file, leadingTo(url), 0o600);
  } catch (error) {
    if (error instanceof ProblemError) return async () => {};
    throw error;
  }
  openInBrowser(pathToFileURL(file).href);
  return () => removeFile(file).catch(() => {});
}

function leadingTo(url: string): string {
  return html`<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${url}">
<title>tayori preview</title>
<a href="${url}" rel="noreferrer">tayori preview</a>
`.html;
}

function openInBrowser(url: string): void {
  const [program, ...args] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => {}); // no browser, or no desktop
  child.unref();
}
