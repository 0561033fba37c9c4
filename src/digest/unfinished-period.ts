/** Warns if a digest is made or sent before its period is over: posts that are published later will not be in it. */

import { contains, type Period } from '../period.ts';
import type { HeadReading } from '../posts/head/read-head.ts';
import { readHeads } from '../posts/read-posts.ts';
import type { Problem } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { counted } from '../text/amounts.ts';
import { DAY, dayOf, HOUR } from '../time.ts';

/** @returns nothing if the period is over; then the posts are not read either */
export async function unfinishedProblems(
  root: string,
  settings: Settings,
  period: Period,
  now: Date,
): Promise<Problem[]> {
  if (period.end <= now) return [];
  return [unfinished(period, await readHeads(root, settings), now, settings.site.timezone)];
}

export function unfinished(
  period: Period,
  readings: readonly HeadReading[],
  now: Date,
  zone: string,
): Problem {
  const left = period.end.getTime() - now.getTime();
  const scheduled = readings.filter(
    ({ post, draft }) =>
      post !== undefined && !draft && post.published > now && contains(period, post.published),
  );
  const last = dayOf(new Date(period.end.getTime() - 1), zone);
  return {
    code: 'period-unfinished',
    message: `${period.id} is not over: it has ${timeLeft(left)} left (to the end of ${last}, ${zone}), and ${scheduledWords(scheduled.length)} in it.`,
    hint: 'What is published until then will not be in this digest: go on if that is meant, or wait until it is over.',
  };
}

function timeLeft(ms: number): string {
  return ms > DAY ? counted(Math.ceil(ms / DAY), 'day') : counted(Math.ceil(ms / HOUR), 'hour');
}

function scheduledWords(count: number): string {
  if (count === 0) return 'no post is scheduled';
  return count === 1 ? '1 post is scheduled' : `${count} posts are scheduled`;
}
