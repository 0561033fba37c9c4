/**
 * Refuses files that name people in places where they would be published: in `out/`, and in a Jekyll site where Jekyll
 * would copy them into the site, as it does with every file that it does not know.
 */
import { join, relative, resolve, sep } from 'node:path';
import { readWhole } from '../../disk/files.ts';
import { leadsInto } from '../../disk/links-on-disk.ts';
import { includeProblems, isCopied } from '../../posts/jekyll/copied-files.ts';
import { CONFIG_NAMES } from '../../posts/jekyll/site.ts';
import { ProblemError } from '../../problem.ts';
import { usage, type World } from '../command.ts';

type Where = Pick<World, 'root' | 'here'>;

/**
 * @param file as it was named, from the present folder
 * @param hint where it may be
 * @throws ProblemError (usage) if it would be published, also through a link
 */
export function keepPrivate(file: string, where: Where, hint: string): void {
  const found = publisherOf(file, where);
  if (found === undefined) return;
  throw new ProblemError([usage(`${file} would be published: ${found.by}.`, found.hint ?? hint)]);
}

/** For a list that exists already, this only warns. */
export function warnOfPublished(file: string, world: Where & Pick<World, 'output'>): void {
  const found = publisherOf(file, world);
  if (found === undefined) return;
  world.output.problems([
    {
      code: 'file-published',
      message: `This list of people would be published: ${found.by}.`,
      hint:
        found.hint ??
        'Move it into .tayori/, which nobody publishes, and look whether it is on the site already.',
      at: { file },
    },
  ]);
}

type Publisher = {
  readonly by: string;
  /** What to do, if it is the config of Jekyll that publishes even `.tayori/`. */
  readonly hint?: string | undefined;
};

/** @returns who would publish it; `undefined` if nobody would */
function publisherOf(file: string, { root, here }: Where): Publisher | undefined {
  const place = resolve(here, file);
  if (leadsInto(join(root, 'out'), place)) return { by: '`out/` is the public folder' };
  const path = relative(root, place);
  if (path.startsWith('..') || path === place) return undefined;
  for (const name of CONFIG_NAMES) {
    const config = readWhole(join(root, name))?.toString('utf8');
    if (config === undefined || !isCopied(path.split(sep).join('/'), config)) continue;
    const jekyll = 'this is the folder of a Jekyll site, and';
    const [problem] = /(?:^|[\\/])\.(?:tayori|env)/.test(path) ? includeProblems(name, config) : [];
    return problem === undefined
      ? { by: `${jekyll} \`exclude:\` in ${name} does not name it` }
      : { by: `${jekyll} \`include:\` in ${name} names it`, hint: problem.hint };
  }
  return undefined;
}
