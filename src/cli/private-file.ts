/** Files that name people: everything in `out/` is on the web for all to see, so none of them goes there. */
import { join, resolve } from 'node:path';
import { leadsInto } from '../files.ts';
import { ProblemError } from '../problem.ts';
import { usage, type World } from './command.ts';

/**
 * @param file as it was named, from where the person stands
 * @param hint where it may go
 * @throws ProblemError (usage) where it would be published
 */
export function keepPrivate(file: string, { root, here }: Pick<World, 'root' | 'here'>, hint: string): void {
  if (!leadsInto(join(root, 'out'), resolve(here, file))) return;
  throw new ProblemError([usage(`${file} would be published: \`out/\` is the public folder.`, hint)]);
}
