/** Decides which of the posts are published now, and which are left out, each with its reason. */
import { isRule, type Problem } from '../problem.ts';
import { type Generator, generatorOf } from '../settings/generators.ts';
import type { Settings } from '../settings.ts';
import { categoryWarnings } from './category-warnings.ts';
import type { HeadReading } from './head/read-head.ts';
import { type Collection, newestFirst, type PostHead, type Skipped } from './post.ts';

/**
 * Every reading ends either in `posts` or, once, in `skipped`: with its first fault, or with the reason why it is not
 * shown.
 */
export function collect<Head extends PostHead>(
  readings: readonly HeadReading<Head>[],
  settings: Settings,
  now: Date,
): Collection<Head> {
  const skipped: Skipped[] = [];
  const shown: Head[] = [];
  for (const reading of readings) {
    const left = leftOut(reading, settings, now);
    if (left !== undefined) skipped.push(left);
    else if (reading.post !== undefined) shown.push(reading.post);
  }
  const taken = urlsTaken(shown);
  skipped.push(...taken.values());
  return {
    posts: newestFirst(shown.filter((post) => !taken.has(post))),
    skipped: skipped.toSorted((a, b) => (a.at.file < b.at.file ? -1 : 1)),
    // A getter, because a build does not ask for them.
    get warnings() {
      return warningsOf(readings, new Set(shown), settings);
    },
  };
}

function warningsOf(
  readings: readonly HeadReading<PostHead>[],
  shown: ReadonlySet<PostHead>,
  settings: Settings,
): Problem[] {
  const usual = isUsual([...shown]);
  return readings.flatMap(({ post, warnings }) =>
    post !== undefined && shown.has(post) ? [...warnings, ...categoryWarnings(post, settings, usual)] : [],
  );
}

/** If this many of the posts have a category, a post without one is probably a mistake. */
const NEARLY_ALL = 0.9;

/** Whether posts of this publication usually have categories: many people use only tags, or give some posts none. */
function isUsual(posts: readonly PostHead[]): boolean {
  const without = posts.filter(({ categories }) => categories.length === 0).length;
  return posts.length - without >= NEARLY_ALL * (posts.length - 1);
}

/** The moments at which posts are due: before and after such a moment, `collect` gives different results. */
export function momentsOf(readings: readonly HeadReading<PostHead>[]): Date[] {
  return readings.flatMap(({ post, shown }) => [
    ...(post === undefined ? [] : [post.published]),
    ...(shown === undefined ? [] : [new Date(shown.from)]),
    ...(shown?.until == null ? [] : [new Date(shown.until)]),
  ]);
}

function leftOut(
  { post, faults, draft, shown }: HeadReading<PostHead>,
  settings: Settings,
  now: Date,
): Skipped | undefined {
  if (post === undefined) return faults[0];
  if (draft) {
    return {
      code: 'post-draft',
      message: `「${post.title}」 is a draft.`,
      hint: `Remove ${draftKeys(settings)} to publish it.`,
      at: { file: post.file, line: 1, column: 1 },
    };
  }
  // A post that is only held back still counts as a post; a draft does not matter yet.
  if (faults[0] !== undefined) return faults[0];
  const from = Math.max(post.published.getTime(), shown?.from ?? 0);
  const until = shown?.until ?? Infinity;
  if (from <= now.getTime() && now.getTime() < until) return undefined;
  return now.getTime() < until ? ofTheFuture(post, new Date(from)) : expired(post, new Date(until));
}

/** What may make a post a draft. */
function draftKeys({ site }: Settings): string {
  const { hiddenIf = {} }: Generator = generatorOf(site);
  const keys = Object.keys(hiddenIf).map((key) => `, or what \`${key}\` says`);
  return `\`draft: true\` or \`published: false\`${keys.join('')}`;
}

function ofTheFuture({ title, file }: PostHead, from: Date): Skipped {
  return {
    code: 'post-future',
    message: `「${title}」 is dated in the future: ${from.toISOString()}.`,
    hint: 'It will be published by the first build after that.',
    at: { file, line: 1, column: 1 },
  };
}

function expired({ title, file }: PostHead, until: Date): Skipped {
  return {
    code: 'post-expired',
    message: `「${title}」 was to be shown until ${until.toISOString()}.`,
    hint: 'Remove its `expiryDate` (or `unpublishDate`), or write a later one, to show it again.',
    at: { file, line: 1, column: 1 },
  };
}

/** The site shows the newest of two posts with the same URL. */
function urlsTaken(posts: readonly PostHead[]): Map<PostHead, Skipped> {
  const winners = new Map<string, PostHead>();
  for (const post of posts) {
    const other = winners.get(post.path);
    if (other === undefined || isShownOver(post, other)) winners.set(post.path, post);
  }
  const losers = posts.filter((post) => winners.get(post.path) !== post);
  return new Map(losers.map((post) => [post, takenBy(post, winners.get(post.path))]));
}

/** For the same instant, Jekyll writes the later name last. */
function isShownOver(a: PostHead, b: PostHead): boolean {
  const later = a.published.getTime() - b.published.getTime();
  return later > 0 || (later === 0 && a.file > b.file);
}

function takenBy(post: PostHead, winner: PostHead | undefined): Skipped {
  return {
    code: 'post-url-taken',
    message: `The site shows ${winner?.file ?? 'another post'} at ${decodeURI(post.path)}, because it is newer.`,
    hint: 'Give one of the two a `slug:` of its own, or a date on another day.',
    at: { file: post.file, line: 1, column: 1 },
  };
}

/** The state of a post, for lists; `other` is a file that is not a post. */
export type State = 'published' | 'draft' | 'future' | 'expired' | 'url-taken' | 'held' | 'broken' | 'other';

/** The state of each file. */
export function statesOf({ skipped }: Pick<Collection, 'skipped'>): (file: string) => State {
  const codes = new Map(skipped.map(({ at, code }) => [at.file, code]));
  return (file) => {
    const code = codes.get(file);
    if (code === undefined) return 'published';
    if (code === 'post-draft') return 'draft';
    if (code === 'post-future') return 'future';
    if (code === 'post-expired') return 'expired';
    if (code === 'post-url-taken') return 'url-taken';
    if (code === 'post-other-file' || code === 'post-other-language') return 'other';
    return isRule(code) ? 'held' : 'broken';
  };
}
