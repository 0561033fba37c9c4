/**
 * Cuts a complete feed into archive documents (RFC 5005, section 4).
 *
 * A page holds posts of one month of the site's time zone. Its size is limited, and pages are filled from the oldest
 * post on. A page becomes an archive when none of its posts is among the newest ones that the feed shows; until then
 * its posts are in the subscription document. So every post is in exactly one document, a new post closes at most one
 * page, and a post that is added or removed later moves only other posts of its month. Nothing has to be remembered:
 * the same posts are always cut in the same way.
 */
import type { PostHead } from '../../posts/post.ts';
import { wallTime } from '../../time.ts';

export type ArchivePage = {
  /** Year, month and number, such as `2025-11-1`: also the name of its folder in `archives/`. */
  readonly name: string;
  /** Newest first. */
  readonly posts: readonly PostHead[];
};

export type CutArchives = {
  /**
   * The posts of the subscription document: at least `limit`, and the rest of a page that is not closed yet. Newest
   * first.
   */
  readonly current: readonly PostHead[];
  /** Newest first. */
  readonly pages: readonly ArchivePage[];
};

/**
 * @param posts newest first
 * @param limit the subscription document holds at least this many posts, if there are as many
 * @param size a page holds at most this many posts
 * @param zone IANA time zone
 */
export function cutArchives(
  posts: readonly PostHead[],
  limit: number,
  size: number,
  zone: string,
): CutArchives {
  const pages: { name: string; posts: PostHead[] }[] = [];
  let month = '';
  let number = 0;
  for (const post of posts.toReversed()) {
    const at = monthOf(post, zone);
    const page = pages.at(-1);
    if (page !== undefined && at === month && page.posts.length < size) {
      page.posts.unshift(post);
      continue;
    }
    number = at === month ? number + 1 : 1;
    month = at;
    pages.push({ name: `${month}-${number}`, posts: [post] });
  }
  return separate(pages.reverse(), limit);
}

function separate(pages: readonly ArchivePage[], limit: number): CutArchives {
  const current: PostHead[] = [];
  for (const [index, page] of pages.entries()) {
    if (current.length >= limit) return { current, pages: pages.slice(index) };
    current.push(...page.posts);
  }
  return { current, pages: [] };
}

function monthOf({ published }: PostHead, zone: string): string {
  const { year, month } = wallTime(published, zone);
  return `${year}-${String(month).padStart(2, '0')}`;
}
