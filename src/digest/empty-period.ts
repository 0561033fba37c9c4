/** A period without posts: no digest is made, and this is not an error, so that a cron job sends no mail about it. */

import { type Period, weekOf } from '../period.ts';
import { readFileName } from '../posts/head/file-name.ts';
import type { Collection } from '../posts/post.ts';
import { isError, type Problem } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { DAY, dayOf, parseStamp } from '../time.ts';

/**
 * Whether nobody wrote a post for the period, as far as can be known: there are posts of other periods, and no broken
 * post can belong to this one. The date of a broken post is that of its file name.
 */
export function isQuiet(
  period: Period,
  { posts, skipped }: Pick<Collection, 'posts' | 'skipped'>,
  zone: string,
): boolean {
  const broken = skipped.filter(isError);
  return posts.length > 0 && !broken.some(({ at }) => mayBeIn(period, at.file, zone));
}

function mayBeIn({ start, end }: Period, file: string, zone: string): boolean {
  const { date } = readFileName(file);
  const day = date === undefined ? undefined : parseStamp(date, zone);
  return day === undefined || (day < end && day.getTime() + DAY > start.getTime());
}

/** The message for a period without posts. It says where the nearest posts are, or why there are none. */
export function emptyPeriod(
  period: Period,
  { posts, skipped }: Pick<Collection, 'posts' | 'skipped'>,
  settings: Settings,
): Problem {
  const counts = new Map<string, number>();
  for (const { published } of posts) {
    const id = idFor(period.kind, published, settings);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const ids = [...counts.keys()].toSorted();
  const near = [ids.findLast((id) => id < period.id), ids.find((id) => id > period.id)];
  const named = near.filter((id) => id !== undefined).map((id) => `${id} (${counts.get(id)})`);
  const broken = new Set(skipped.filter(isError).map(({ at }) => at.file));
  return {
    code: 'digest-empty',
    message: `There are no posts in ${period.id} (${settings.site.timezone}), so there is nothing to send.`,
    hint:
      named.length === 0
        ? noneAnywhere(broken.size, settings.site.posts)
        : `The nearest ${period.kind}s with posts: ${named.join(', ')}; name one with --${period.kind}.`,
  };
}

/** @param broken how many posts can not be published */
function noneAnywhere(broken: number, folder: string): string {
  return broken === 0
    ? `Put posts into ${folder}/ first; \`site.posts\` names that folder.`
    : `${broken === 1 ? 'The one post' : `All ${broken} posts`} in ${folder}/ can not be published: \`tayori check\` says why.`;
}

function idFor(kind: Period['kind'], instant: Date, { site, digest }: Settings): string {
  if (kind === 'week') return weekOf(instant, site.timezone, digest.weekStart).id;
  return dayOf(instant, site.timezone).slice(0, kind === 'day' ? 10 : 7);
}
