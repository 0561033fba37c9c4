/**
 * Which files Jekyll copies into the site, by `include:` and `exclude:` of its `_config.yml` (lib/jekyll/entry_filter.rb
 * and reader.rb, the same in Jekyll 3 and 4). `include:` counts more than `exclude:` and than a dot at the beginning of
 * a name, so a line such as `include: [.env]` publishes secrets.
 */
import { posix } from 'node:path';
import type { Problem } from '../../problem.ts';
import { isMap, yamlIn } from './yaml-map.ts';

/** What Jekyll leaves out by default. Before Jekyll 4 (so on GitHub Pages), a list in the config replaces this one. */
export const JEKYLLS_OWN = [
  'Gemfile',
  'Gemfile.lock',
  'node_modules/',
  'vendor/bundle/',
  'vendor/cache/',
  'vendor/gems/',
  'vendor/ruby/',
];
/** What must never be copied, each with a file that stands for the rest. */
const PRIVATE = [
  ['.tayori/ledger.db', '.tayori/ (the ledger, mails, backups)'],
  ['.env', '.env (secrets)'],
] as const;

/**
 * Whether a line of `exclude:` or `include:` stands for a path, as Jekyll decides it: the path begins with the line, or
 * matches it as a pattern in which `*` also stands for slashes.
 */
export function isExcluded(pattern: string, path: string): boolean {
  const plain = pattern.replace(/^\/+/, '');
  if (plain === '') return pattern !== ''; // `/` is the whole folder
  const glob = plain
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('?', '.')
    .replace(/\*+\/?/g, (stars) => (stars.startsWith('**/') ? '(?:.*/)?' : stars.replace(/\*+/, '.*')));
  return path.startsWith(plain) || fits(glob, path);
}

function fits(glob: string, path: string): boolean {
  try {
    return new RegExp(`^${glob}$`, 's').test(path);
  } catch {
    return false; // a `[` that is never closed
  }
}

/**
 * Whether Jekyll would copy a file of its folder into the site.
 *
 * A folder above it that is left out hides it, too. A line of `include:` is compared with each name on the way, and not
 * with the whole path; only a line that names the file itself, such as `.tayori/ledger.db`, takes it out of any folder.
 *
 * @param path with `/`, from the folder of the site
 * @param config `_config.yml`
 */
export function isCopied(path: string, config: string): boolean {
  const included = linesIn(config, 'include') ?? [];
  if (included.some((line) => posix.normalize(`/${line}`) === `/${path}`)) return true;
  const excluded = (excludedIn(config) ?? JEKYLLS_OWN).filter((line) => !included.includes(line));
  const names = path.split('/');
  return names.every((name, index) => {
    const way = names.slice(0, index + 1).join('/');
    const isFolder = index < names.length - 1;
    const stands = (line: string, entry: string) =>
      isExcluded(line, entry) || (isFolder && isFolderLine(line, entry));
    if (included.some((line) => stands(line, name))) return true;
    return !/^[._#~]/.test(name) && !name.endsWith('~') && !excluded.some((line) => stands(line, way));
  });
}

/** `.tayori/` stands for the folder `.tayori`. */
function isFolderLine(line: string, path: string): boolean {
  return line.replace(/^\/+/, '') === `${path}/`;
}

/** @returns the lines of `exclude:`; `undefined` if the config has none */
export function excludedIn(config: string): readonly string[] | undefined {
  return linesIn(config, 'exclude');
}

function linesIn(config: string, key: 'include' | 'exclude'): readonly string[] | undefined {
  const data = yamlIn(config);
  const listed = isMap(data) ? data[key] : undefined;
  if (listed === undefined) return undefined;
  if (typeof listed === 'string') return key === 'include' && listed !== '' ? [listed] : [];
  return Array.isArray(listed) ? listed.filter((one) => typeof one === 'string') : [];
}

/**
 * What `include:` publishes and must never be seen by anybody.
 *
 * @param file the name of the config, for the place of the problem
 * @param config its text
 */
export function includeProblems(file: string, config: string): Problem[] {
  const lines = linesIn(config, 'include') ?? [];
  // A file that is named in full; a pattern such as `.tayori/*` stands for nothing.
  const named = lines.filter((line) => /^\/\.tayori\/[^*?[]*[^*?[/]$/.test(posix.normalize(`/${line}`)));
  const whats = [
    ...PRIVATE.filter(([sample]) => isCopied(sample, config)).map(([, what]) => what),
    ...(isCopied(PRIVATE[0][0], config) ? [] : named),
  ];
  if (whats.length === 0) return [];
  const guilty = lines
    .filter(
      (line) =>
        named.includes(line) ||
        ['.tayori', '.env'].some((name) => isExcluded(line, name) || isFolderLine(line, name)),
    )
    .map((line) => `\`${line}\``)
    .join(', ');
  const before = /^["']?include["']?[ \t]*:/m.exec(config)?.index ?? 0;
  return [
    {
      code: 'file-published',
      message: `Jekyll publishes ${whats.join(' and ')}: \`include:\` has ${guilty}, and it counts more than \`exclude:\`.`,
      hint: `Take ${guilty} out of \`include:\` and build the site again. If it was published already, everybody could read it: change every secret in it.`,
      at: { file, line: config.slice(0, before).split('\n').length },
    },
  ];
}
