/**
 * The templates of a site, in three layers: those of the program, then those of its theme, then the site's own in
 * `email-templates/`. A later layer replaces files of an earlier one. They are read once, and are plain text from then
 * on.
 */
import { dirname, join, resolve } from 'node:path';
import { listFiles, readText, readWhole } from '../../disk/files.ts';
import { localeOf } from '../../locale/locale.ts';
import type { Settings } from '../../settings.ts';
import type { Template, Templates } from './template.ts';

export const TEMPLATE_FOLDER = 'email-templates';

/** The templates that a digest is rendered from; all others are partials. */
export const mainTemplates = {
  html: 'digest.mjml.liquid',
  text: 'digest.txt.liquid',
  web: 'web.html.liquid',
} as const;

/** The templates that are settings of the config. */
export const lineTemplates = ['subject', 'preheader', 'greeting'] as const;

/** A folder in the program's own templates. It has a folder for each theme, with the files that the theme changes. */
const THEMES = 'themes/';

/** @throws ProblemError if a template can not be read */
export async function loadTemplates(root: string, settings: Settings): Promise<Templates> {
  const program = join(packageRoot(import.meta.dirname), TEMPLATE_FOLDER);
  const folder = join(root, TEMPLATE_FOLDER);
  const builtIn = await readFolder(program);
  const own = resolve(folder) === program ? {} : await readFolder(folder);
  const theme = `${THEMES}${settings.brand.theme}/`;
  return {
    ...select(builtIn, (name) => (name.startsWith(THEMES) ? undefined : name)),
    ...select(builtIn, (name) => (name.startsWith(theme) ? name.slice(theme.length) : undefined)),
    ...own,
    ...configTemplates(settings),
  };
}

/** @param nameOf the name that a template gets; `undefined`: it is left out */
function select(templates: Templates, nameOf: (name: string) => string | undefined): Templates {
  const entries = Object.entries(templates).flatMap(([name, template]) => {
    const kept = nameOf(name);
    return kept === undefined ? [] : [[kept, template] as const];
  });
  return Object.fromEntries(entries);
}

/**
 * Subject, preheader and greeting, by the key of their setting; if the config does not have one, the one of the
 * language.
 */
export function configTemplates({ digest, site }: Settings): Templates {
  const { lines } = localeOf(site.language).mail;
  const entries = lineTemplates.map((key): [string, Template] => [
    `digest.${key}`,
    { source: digest[key] ?? lines[key], at: { file: 'tayori.config.ts', key: `digest.${key}` } },
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

/** The folder of this package, found from the place of the running code: the source, or a chunk of the bundle. */
export function packageRoot(from: string): string {
  const manifest = readWhole(join(from, 'package.json'))?.toString() ?? '';
  if (/"name":\s*"tayori"/.test(manifest)) return from;
  if (dirname(from) === from) throw new Error('The program can not find its own folder.');
  return packageRoot(dirname(from));
}
