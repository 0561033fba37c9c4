/** After a digest is made: the feed of the digests is brought up to date, and the next steps are said in their order. */

import { webUrlOf } from '../../digest/web-address.ts';
import { DIGESTS } from '../../feeds/digests-folder.ts';
import { optionFor } from '../../period.ts';
import { ProblemError } from '../../problem.ts';
import type { Settings } from '../../settings.ts';
import type { World } from '../command.ts';

/**
 * The same as `tayori build`: feeds, their page and their list hang together. What keeps it from that is said, and
 * is no reason to be without the digest.
 *
 * @returns how many files were written
 */
export async function updateFeeds(world: World, settings: Settings): Promise<number> {
  if (!settings.feeds.digests.on) return 0;
  try {
    const { buildSite } = await import('../build/build.ts');
    return (await buildSite(world, world.clock())).written;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    world.output.problems(error.problems);
    world.output.note(
      'The digest was made, and the feeds are as they were: mend this, and run `tayori build`.',
    );
    return 0;
  }
}

/**
 *     Publish   copy out/ to the root of https://minato.example: readers find it at https://…/digests/2025-W45/
 *     Then      `tayori send --week 2025-W45`
 */
export function nextLines(id: string, settings: Settings): string[] {
  return [
    `Publish   copy out/ to the root of ${settings.site.url}: ${DIGESTS}/${id}/ is read at ${webUrlOf(settings, id)}`,
    `Then      \`tayori send ${optionFor(id)}\``,
  ];
}
