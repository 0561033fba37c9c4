/** Which of the posts that were read are published now, and which are left out, each with its reason. */
import type { Problem } from '../problem.ts';
import type { Settings } from '../settings.ts';
import type { HeadReading } from './head.ts';
import { type Collection, newestFirst, type Post, type Skipped } from './post.ts';

/** Every reading ends in `posts` or, once, in `skipped`: with its first fault, or with why it is not shown. */
export function collect(readings: readonly HeadReading[], settings: Settings, now: Date): Collection {
  const skipped: Skipped[] = [];
  const warnings: Problem[] = [];
  const shown: Post[] = [];
  for (const reading of readings) {
    const left = leftOut(reading, now);
    if (left !== undefined) skipped.push(left);
    else if (reading.post !== undefined) {
      shown.push(reading.post);
      warnings.push(...reading.warnings, ...categoryWarnings(reading.post, settings));
    }
  }
  const taken = urlsTaken(shown);
  skipped.push(...taken.values());
  return {
    posts: newestFirst(shown.filter((post) => !taken.has(post))),
    skipped: skipped.toSorted((a, b) => (a.at.file < b.at.file ? -1 : 1)),
    warnings,
  };
}

function leftOut({ post, faults, draft }: HeadReading, now: Date): Skipped | undefined {
  if (faults[0] !== undefined) return faults[0];
  if (post === undefined) return undefined;
  if (draft) {
    return {
      code: 'post-draft',
      message: `「${post.title}」 is a draft.`,
      hint: 'Remove `draft: true` or `published: false` to publish it.',
      at: { file: post.file },
    };
  }
  if (post.published <= now) return undefined;
  return {
    code: 'post-future',
    message: `「${post.title}」 is dated in the future: ${post.published.toISOString()}.`,
    hint: 'It will be published by the first build after that.',
    at: { file: post.file },
  };
}

/** The site shows the newest of two posts with one URL; of one instant, Jekyll writes the later name last. */
function urlsTaken(posts: readonly Post[]): Map<Post, Skipped> {
  const winners = new Map<string, Post>();
  const taken = new Map<Post, Skipped>();
  for (const post of posts) {
    const other = winners.get(post.path);
    const wins = other === undefined || isShownOver(post, other);
    if (wins) winners.set(post.path, post);
    if (other !== undefined) taken.set(wins ? other : post, lost(wins ? other : post));
  }
  for (const [post, problem] of taken)
    taken.set(post, { ...problem, message: takenBy(post, winners.get(post.path)) });
  return taken;
}

function isShownOver(a: Post, b: Post): boolean {
  return (
    a.published.getTime() - b.published.getTime() > 0 || (+a.published === +b.published && a.file > b.file)
  );
}

function lost(post: Post): Skipped {
  return {
    code: 'post-url-taken',
    message: '',
    hint: 'Give one of the two a `slug:` of its own.',
    at: { file: post.file, line: 1, column: 1 },
  };
}

function takenBy(post: Post, winner: Post | undefined): string {
  return `The site shows ${winner?.file ?? 'another post'} at ${decodeURI(post.path)}, because it is newer.`;
}

function categoryWarnings(post: Post, { categories }: Settings): Problem[] {
  const warn = (message: string, hint: string): Problem => ({
    code: 'post-category',
    message,
    hint,
    at: { file: post.file },
  });
  if (post.categories.length === 0)
    return [warn('The post has no category.', 'Write `categories: ["…"]` in the front matter.')];
  if (categories.length === 0) return [];
  return post.categories
    .filter((name) => !categories.some((known) => known.name === name))
    .map((name) =>
      warn(
        `The config does not name the category 「${name}」.`,
        'Add it to `categories`, or correct the post.',
      ),
    );
}
