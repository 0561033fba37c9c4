/**
 * The change of a Jekyll site's `_config.yml` by `tayori init`: new lines on its `exclude:` list, and no byte order mark.
 *
 * With the mark, Jekyll reads the first key and passes over all that follows, so the lines would have no effect:
 *
 *     \uFEFFtitle: Harbour     <- the only key, and its name begins with the mark
 *     exclude: [out/]
 */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readWhole, writeWhole } from '../../files.ts';
import { excludedIn, includeProblems } from '../../posts/jekyll/copied-files.ts';
import { CONFIG_NAMES, type JekyllSite } from '../../posts/jekyll/site.ts';
import type { Problem } from '../../problem.ts';
import { diffLines } from '../terminal/show-diff.ts';
import { excludeLines, withExcludes } from './jekyll-exclude.ts';

export type Excludes = {
  readonly file: string;
  readonly written: boolean;
  readonly diff: readonly string[];
  readonly added: readonly string[];
  /** Whether a byte order mark was taken away. */
  readonly unmarked: boolean;
};

/**
 * Keeps the mode of the file, and its bytes except for a byte order mark. A link stays as it is, and so does a config
 * into which no line can be put safely.
 */
export async function exclude(root: string, { config }: JekyllSite): Promise<Excludes> {
  const file = nameOf(config);
  const path = join(root, file);
  const bytes = readWhole(path);
  const whole = bytes?.toString('utf8') ?? '';
  const before = whole.replace(MARK, '');
  const unmarked = before !== whole;
  const isText = bytes?.equals(Buffer.from(whole)) === true;
  const after = isText ? withExcludes(before, existsSync(join(root, 'package.json'))) : undefined;
  if (after === undefined) return { file, written: false, diff: [], added: [], unmarked: false };
  if (after === whole) return { file, written: false, diff: [NOTHING], added: [], unmarked: false };
  await writeWhole(path, after, statSync(path).mode & 0o777);
  const diff = diffLines(before, after);
  const old = excludedIn(before) ?? [];
  const added = (excludedIn(after) ?? []).filter((line) => !old.includes(line));
  return { file, written: true, diff, added, unmarked };
}

const MARK = /^\ufeff/;
const NOTHING = 'nothing to add';

function nameOf(config: JekyllSite['config']): string {
  return config?.file ?? CONFIG_NAMES[0] ?? '';
}

/** What is said about the config: what was changed, or what a person should change. */
export function excludeReport(
  excludes: Excludes | undefined,
  inPlace: boolean,
  { config }: JekyllSite,
  root: string,
): string[] {
  const file = nameOf(config);
  const isMarked = readWhole(join(root, file))?.toString('utf8').startsWith('\ufeff') === true;
  if (!inPlace || (excludes?.diff[0] === NOTHING && !isMarked)) return [];
  if (excludes?.written === true)
    return [
      ...(excludes.added.length === 0
        ? []
        : [
            '',
            `Changed  ${file}: Jekyll copies every file that it is not told to leave out`,
            ...excludes.diff.map((line) => `  ${line}`),
          ]),
      ...(excludes.unmarked
        ? [
            '',
            `Changed  ${file}: the byte order mark at its beginning is gone, since with it Jekyll may read the first key only.`,
            'Build the site and look at it: all keys count from now on.',
          ]
        : []),
    ];
  const lines = excludeLines(existsSync(join(root, 'package.json'))).join(', ');
  return [
    '',
    `Add to \`exclude:\` in ${file}, since Jekyll copies all else: ${lines}`,
    ...(isMarked
      ? [
          `Save ${file} as UTF-8 without a byte order mark (BOM): with it Jekyll may read the first key only, and leaves nothing out.`,
        ]
      : []),
  ];
}

/** What `include:` of the config publishes although it is private: no line of `exclude:` helps against it. */
export function publishedByInclude({ config }: JekyllSite): Problem[] {
  return config === undefined ? [] : includeProblems(config.file, config.text);
}
