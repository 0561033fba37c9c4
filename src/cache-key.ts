/**
 * A hash of everything that a build depends on besides the posts and the clock: the program, Node and its time zones,
 * the config.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runConfig } from './config/config-module.ts';
import { CONFIG_FILE, unreadable } from './config/config-problems.ts';
import { namesIn, readWhole } from './disk/files.ts';
import { scanFiles, stampOf } from './disk/scan-files.ts';

/** @param program the URL of this module; only a test passes another one */
export async function keyOf(root: string, program = import.meta.url): Promise<string> {
  return JSON.stringify([versionOf(program), runtime(), await configOf(root)]);
}

/** The file names of a bundle contain a hash of their content; source files are compared by their stamps. */
function versionOf(program: string): string {
  const folder = fileURLToPath(new URL('.', program)).replace(/.$/, '');
  if (program.endsWith('.js')) return namesIn(folder).join();
  const { paths, stamps } = scanFiles(folder, /\.(?:ts|json)$/);
  const packages = ['../package.json', '../node_modules/.package-lock.json'].map((file) =>
    stampOf(fileURLToPath(new URL(file, program))),
  );
  return JSON.stringify([paths, [...stamps], packages]);
}

function runtime(): string {
  const { node, icu, tz, unicode } = process.versions;
  return JSON.stringify([node, icu, tz, unicode]);
}

/** The text of the config and its value, because a config may import other files, compute, or read the environment. */
async function configOf(root: string): Promise<string> {
  const text = readWhole(join(root, CONFIG_FILE))?.toString() ?? '';
  return JSON.stringify([text, plainOf(await runConfig(root), root)]);
}

/** @throws ProblemError (config-unreadable) if a getter in it throws, or if it contains itself */
function plainOf(value: unknown, root: string): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    throw unreadable(error, root);
  }
}
