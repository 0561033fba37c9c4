/**
 * Refuses files that name people in places where they would be published: in `out/`, and in a Jekyll site where Jekyll
 * would copy them into the site, as it does with every file that it does not know.
 */
import { join, relative, resolve, sep } from 'node:path';
import { leadsInto, readWhole } from '../../files.ts';
import { CONFIG_NAMES } from '../../posts/jekyll/site.ts';
import { ProblemError } from '../../problem.ts';
import { usage, type World } from '../command.ts';
import { isCopied } from '../init/jekyll-exclude.ts';

type Where = Pick<World, 'root' | 'here'>;

/**
 * @param file as it was named, from the present folder
 * @param hint where it may be
 * @throws ProblemError (usage) if it would be published, also through a link
 */
export function keepPrivate(file: string, where: Where, hint: string): void {
  const by = publisherOf(file, where);
  if (by !== undefined) throw new ProblemError([usage(`${file} would be published: ${by}.`, hint)]);
}

/** For a list that exists already, this only warns. */
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

/** @returns who would publish it; `undefined` if nobody would */
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
