/**
 * Finds posts of one week about the same event: the digest makes one entry of them, and an editor may want to make one
 * post of them.
 */

import { contains, type Period, weekOf } from '../../../period.ts';
import type { Problem } from '../../../problem.ts';
import type { Settings } from '../../../settings.ts';
import type { Post } from '../../post.ts';
import { quote } from '../../repair.ts';
import { ruleOf } from '../table.ts';
import { pairsIn } from './told-twice.ts';

type Told = { readonly post: Pick<Post, 'file' | 'title' | 'published'>; readonly beginning: string };

/** @returns the problems, by the file of the later post of each pair */
export function findTwice(posts: readonly Told[], { site, digest }: Settings): Map<string, Problem[]> {
  const found = new Map<string, Problem[]>();
  let week: Period | undefined;
  const weeks = Map.groupBy(posts, ({ post: { published } }) => {
    // Posts are sorted by date, so a week is computed once for all posts in it.
    if (week === undefined || !contains(week, published))
      week = weekOf(published, site.timezone, digest.weekStart);
    return week.id;
  });
  for (const held of weeks.values()) {
    const ordered = held.toSorted(
      (a, b) =>
        a.post.published.getTime() - b.post.published.getTime() || (a.post.file < b.post.file ? -1 : 1),
    );
    const told = ordered.map(({ post, beginning }) => ({ title: post.title, beginning }));
    for (const { a, b, same } of pairsIn(told)) {
      const [first, later] = [ordered[a]?.post, ordered[b]?.post];
      if (first === undefined || later === undefined) continue;
      const says = same ? 'tells the same event as' : 'may tell the same event as';
      const problem: Problem = {
        code: 'post-told-twice',
        message: `${quote(later.title, 30)} ${says} ${quote(first.title, 30)} (${first.file}).`,
        hint: ruleOf('post-told-twice').hint,
        at: { file: later.file, line: 1, column: 1 },
      };
      found.set(later.file, [...(found.get(later.file) ?? []), problem]);
    }
  }
  return found;
}
