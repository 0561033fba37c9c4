/**
 * The change of a Jekyll site's `_config.yml` by `tayori init`: new lines on its `exclude:` list, and no byte order mark.
 *
 * With the mark, Jekyll reads the first key and passes over all that follows, so the lines would have no effect:
 *
 *     \uFEFFtitle: Harbour     <- the only key, and its name begins with the mark
 *     exclude: [out/]
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { readWhole, writeWhole } from '../../disk/files.ts';
import { exists } from '../../disk/scan-files.ts';
import { excludedIn, includeProblems } from '../../posts/jekyll/copied-files.ts';
import { CONFIG_NAMES, type JekyllSite } from '../../posts/jekyll/site.ts';
import type { Problem } from '../../problem.ts';
import { diffLines } from '../terminal/show-diff.ts';
import { excludeLines, withExcludes } from './jekyll-exclude.ts';

export type ConfigChange =
  /** The file has new lines, or lost its byte order mark, or both. `added`: the new lines of `exclude:`. */
  | {
      readonly state: 'changed';
      readonly file: string;
      readonly diff: readonly string[];
      readonly added: readonly string[];
      readonly unmarked: boolean;
    }
  /** The list has all lines already. */
  | { readonly state: 'complete' }
  /** The file is as it was, and a person should add the lines. */
  | { readonly state: 'left' };

/**
 * Keeps the mode of the file, and its bytes except for a byte order mark. A link stays as it is, and so does a config
 * into which no line can be put safely.
 */
export async function changeJekyllConfig(root: string, { config }: JekyllSite): Promise<ConfigChange> {
  const file = nameOf(config);
  const path = join(root, file);
  const bytes = readWhole(path);
  const whole = bytes?.toString('utf8') ?? '';
  const before = whole.replace(MARK, '');
  const isText = bytes?.equals(Buffer.from(whole)) === true;
  const after = isText ? withExcludes(before, exists(join(root, 'package.json'))) : undefined;
  if (after === undefined) return { state: 'left' };
  if (after === whole) return { state: 'complete' };
  await writeWhole(path, after, statSync(path).mode & 0o777);
  const old = excludedIn(before) ?? [];
  const added = (excludedIn(after) ?? []).filter((line) => !old.includes(line));
  return { state: 'changed', file, diff: diffLines(before, after), added, unmarked: before !== whole };
}

const MARK = /^\ufeff/;

function nameOf(config: JekyllSite['config']): string {
  return config?.file ?? CONFIG_NAMES[0] ?? '';
}

/** What is said about the config: what was changed, or what a person should change. */
export function changeReport(change: ConfigChange, { config }: JekyllSite, root: string): string[] {
  if (change.state === 'complete') return [];
  if (change.state === 'left') return adviceFor(nameOf(config), root);
  const { file, diff, added, unmarked } = change;
  const lines = [
    '',
    `Changed  ${file}: Jekyll copies every file that it is not told to leave out`,
    ...diff.map((line) => `  ${line}`),
  ];
  const mark = [
    '',
    `Changed  ${file}: the byte order mark at its beginning is gone, since with it Jekyll may read the first key only.`,
    'Build the site and look at it: all keys count from now on.',
  ];
  return [...(added.length === 0 ? [] : lines), ...(unmarked ? mark : [])];
}

function adviceFor(file: string, root: string): string[] {
  const isMarked = MARK.test(readWhole(join(root, file))?.toString('utf8') ?? '');
  const lines = excludeLines(exists(join(root, 'package.json'))).join(', ');
  const mark = `Save ${file} as UTF-8 without a byte order mark (BOM): with it Jekyll may read the first key only, and leaves nothing out.`;
  return [
    '',
    `Add to \`exclude:\` in ${file}, since Jekyll copies all else: ${lines}`,
    ...(isMarked ? [mark] : []),
  ];
}

/** What `include:` of the config publishes although it is private: no line of `exclude:` helps against it. */
export function publishedByInclude({ config }: JekyllSite): Problem[] {
  return config === undefined ? [] : includeProblems(config.file, config.text);
}
