/**
 * Files that name people must lie where nothing is published: not in `out/`, and in a Jekyll site not where Jekyll
 * would copy them into the site, which it does with every file that it does not know.
 */
import { join, relative, resolve, sep } from 'node:path';
import { leadsInto, readWhole } from '../../files.ts';
import { CONFIG_NAMES } from '../../posts/jekyll/site.ts';
import { ProblemError } from '../../problem.ts';
import { usage, type World } from '../command.ts';
import { isCopied } from '../init/jekyll-exclude.ts';

type Where = Pick<World, 'root' | 'here'>;

/**
 * @param file as it was named, from where the person stands
 * @param hint where it may go
 * @throws ProblemError (usage) where it would be published, also through a link
 */
export function keepPrivate(file: string, where: Where, hint: string): void {
  const by = publisherOf(file, where);
  if (by !== undefined) throw new ProblemError([usage(`${file} would be published: ${by}.`, hint)]);
}

/** Of a list that is there already it is only said. */
export function warnOfPublished(file: string, world: Where & Pick<World, 'output'>): void {
  const by = publisherOf(file, world);
  if (by === undefined) return;
  world.output.problems([
    {
      code: 'file-published',
      message: `This list of people would be published: ${by}.`,
      hint: 'Move it into .tayori/, which nobody publishes, and look whether it is on the site already.',
      at: { file },
    },
  ]);
}

/** @returns who would publish it; `undefined` where nobody does */
function publisherOf(file: string, { root, here }: Where): string | undefined {
  const place = resolve(here, file);
  if (leadsInto(join(root, 'out'), place)) return '`out/` is the public folder';
  const path = relative(root, place);
  if (path.startsWith('..') || path === place) return undefined;
  for (const name of CONFIG_NAMES) {
    const config = readWhole(join(root, name))?.toString('utf8');
    if (config !== undefined && isCopied(path.split(sep).join('/'), config))
      return `this is the folder of a Jekyll site, and \`exclude:\` in ${name} does not name it`;
  }
  return undefined;
}
