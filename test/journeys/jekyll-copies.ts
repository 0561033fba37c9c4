/**
 * What `jekyll build` copies or renders of a folder, by the rules of Jekyll 3 and 4 (its EntryFilter), as a table.
 * Written from what Jekyll does, and apart from the program: it judges it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

/** What it leaves out where `exclude:` says nothing; Jekyll 4 adds it to the list of the config, Jekyll 3 does not. */
const OWN = [
  'Gemfile',
  'Gemfile.lock',
  'node_modules/',
  'vendor/bundle/',
  'vendor/cache/',
  'vendor/gems/',
  'vendor/ruby/',
];

type Rule = {
  readonly why: string;
  readonly leavesOut: (name: string, path: string, isFolder: boolean, exclude: readonly string[]) => boolean;
};

const rules: readonly Rule[] = [
  { why: 'special: begins with . _ # or ~', leavesOut: (name) => /^[._#~]/.test(name) },
  { why: 'a backup: ends with ~', leavesOut: (name) => name.endsWith('~') },
  {
    why: 'excluded: begins with a line of the list, or fits it as a pattern (File.fnmatch without FNM_PATHNAME)',
    leavesOut: (_name, path, isFolder, exclude) =>
      exclude.some((line) => {
        const full = `/${line}`.replace(/^\/+/, '/');
        const own = `/${path}`;
        return own.startsWith(full) || (isFolder && `${own}/` === full) || fnmatch(full, own);
      }),
  },
];

function fnmatch(pattern: string, path: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(path);
}

/** @returns every file of the folder that would be in `_site`, or be rendered into it; `_posts` are pages of their own */
export function copiedByJekyll(root: string, version: 3 | 4): string[] {
  const config = load(readFileSync(join(root, '_config.yml'), 'utf8')) as { exclude?: string[] };
  const exclude = [...(config.exclude ?? OWN), ...(version === 4 ? OWN : [])];
  const visit = (below: string): string[] =>
    readdirSync(join(root, below), { withFileTypes: true }).flatMap((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      const isFolder = entry.isDirectory();
      if (rules.some(({ leavesOut }) => leavesOut(entry.name, path, isFolder, exclude))) return [];
      return isFolder ? visit(path) : [path];
    });
  return visit('').toSorted();
}
