/** The URLs that other site generators give to posts, as far as they follow from the folder or from one line of a config. */
import { join } from 'node:path';
import { readWhole } from '../../disk/files.ts';
import { exists } from '../../disk/scan-files.ts';
import { unknownPlaceholders } from '../../posts/head/permalink.ts';
import { isMap, textAt, yamlIn } from '../../posts/jekyll/yaml-map.ts';

const HUGO = ['hugo.toml', 'hugo.yaml', 'hugo.yml', 'hugo.json', 'config.toml', 'config/_default'];
const ASTRO = ['astro.config.mjs', 'astro.config.ts', 'astro.config.js', 'astro.config.mts'];

/**
 * @param folder of the posts, from the site folder
 * @returns the pattern for `site.permalink`; `undefined` if nothing tells it
 */
export function permalinkOf(root: string, folder: string): string | undefined {
  const has = (names: readonly string[]) => names.some((name) => exists(join(root, name)));
  const section = /^(?:content|src\/(?:content|pages))\/(.+)$/.exec(folder)?.[1];
  if (section !== undefined && has(folder.startsWith('content/') ? HUGO : ASTRO))
    return `/${section}/:title/`;
  return folder === 'source/_posts' ? ofHexo(root) : undefined;
}

/** `permalink: :year/:month/:day/:title/` */
function ofHexo(root: string): string | undefined {
  const text = readWhole(join(root, '_config.yml'))?.toString('utf8') ?? '';
  const config = yamlIn(text);
  const pattern = isMap(config) ? textAt(config, 'permalink') : undefined;
  if (pattern === undefined || unknownPlaceholders(pattern).length > 0) return undefined;
  return pattern.startsWith('/') ? pattern : `/${pattern}`;
}
