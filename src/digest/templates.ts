/**
 * The templates of a site: its own in `email-templates/`, and for each that it has not, the one that comes
 * with the program. They are read once and then only text.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listFiles, readText } from '../files.ts';
import type { Settings } from '../settings.ts';
import type { Template, Templates } from './liquid.ts';

export const TEMPLATE_FOLDER = 'email-templates';

/** The templates that a digest is rendered from; others beside them are partials. */
export const mainTemplates = {
  html: 'digest.mjml.liquid',
  text: 'digest.txt.liquid',
  web: 'web.html.liquid',
} as const;

/** The templates that stand in the config. */
export const lineTemplates = ['subject', 'preheader', 'greeting'] as const;

/** @throws ProblemError where a template can not be read */
export async function loadTemplates(root: string, settings: Settings): Promise<Templates> {
  const builtIn = await readFolder(join(packageRoot(import.meta.dirname), TEMPLATE_FOLDER));
  const own = await readFolder(join(root, TEMPLATE_FOLDER));
  return { ...builtIn, ...own, ...configTemplates(settings) };
}

/** Subject, preheader and greeting, by the key of their setting. */
export function configTemplates({ digest }: Settings): Templates {
  const entries = lineTemplates.map((key): [string, Template] => [
    `digest.${key}`,
    { source: digest[key], at: { file: 'tayori.config.ts', key: `digest.${key}` } },
  ]);
  return Object.fromEntries(entries);
}

async function readFolder(folder: string): Promise<Templates> {
  const names = (await listFiles(folder)).filter((name) => name.endsWith('.liquid'));
  const entries = names.map(async (name): Promise<[string, Template]> => {
    const source = (await readText(join(folder, name))) ?? '';
    return [name, { source, at: { file: `${TEMPLATE_FOLDER}/${name}` } }];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** The folder of this package, from wherever in it the code runs: the source, or a chunk of the bundle. */
export function packageRoot(from: string): string {
  const manifest = join(from, 'package.json');
  if (existsSync(manifest) && /"name":\s*"tayori"/.test(readFileSync(manifest, 'utf8'))) return from;
  if (dirname(from) === from) throw new Error('The program can not find its own folder.');
  return packageRoot(dirname(from));
}
