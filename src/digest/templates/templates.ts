/**
 * The templates of a site, in three layers: those that come with the program, above them those of its theme,
 * and on top the site's own in `email-templates/`. They are read once and then only text.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { listFiles, readText } from '../../files.ts';
import { localeOf } from '../../locale/locale.ts';
import type { Settings } from '../../settings.ts';
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

/** In the program's own folder of templates: a folder a theme, with what the theme shows in another way. */
const THEMES = 'themes/';

/** @throws ProblemError where a template can not be read */
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

/** @param nameOf the name that a template gets; `undefined` for those that are left out */
function select(templates: Templates, nameOf: (name: string) => string | undefined): Templates {
  const entries = Object.entries(templates).flatMap(([name, template]) => {
    const kept = nameOf(name);
    return kept === undefined ? [] : [[kept, template] as const];
  });
  return Object.fromEntries(entries);
}

/** Subject, preheader and greeting, by the key of their setting; those that the config has not, by language. */
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

/** The folder of this package, from wherever in it the code runs: the source, or a chunk of the bundle. */
export function packageRoot(from: string): string {
  const manifest = join(from, 'package.json');
  if (existsSync(manifest) && /"name":\s*"tayori"/.test(readFileSync(manifest, 'utf8'))) return from;
  if (dirname(from) === from) throw new Error('The program can not find its own folder.');
  return packageRoot(dirname(from));
}
