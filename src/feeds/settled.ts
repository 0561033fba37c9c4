/**
 * Which ids the posts had when they were last settled, in `.tayori/cache/ids`. To settle them once more, the
 * whole register is parsed and every post looked up; where register and posts are as they were then, it would
 * say the same, and change nothing.
 */
import { createHash } from 'node:crypto';
import { type Cache, keepValue, recallValue } from '../cache.ts';
import { type Collection, type PostHead, withId } from '../posts/post.ts';

const FILE = 'ids';

/** The ids that posts do not have of themselves, by file. */
type Ids = Readonly<Record<string, string>>;

type Kept = { readonly standing: string; readonly ids: Ids };

/** A hash of all that settling depends on. @param register what its file holds */
export function standingOf({ key }: Cache, found: Collection<PostHead>, register: string): string {
  const posts = found.posts.map(
    ({ file, title, path, id, published }) => `${file}\n${title}\n${path}\n${id}\n${published.getTime()}\n`,
  );
  const others = JSON.stringify([key, found.skipped.map(({ at }) => at.file)]);
  return createHash('sha1').update(others).update(posts.join('')).update(register).digest('hex');
}

/** @returns the posts with their ids; `undefined` where they must be settled */
export function recallIds(
  { folder }: Cache,
  standing: string,
  posts: readonly PostHead[],
): PostHead[] | undefined {
  const kept = recallValue<Kept>(folder, FILE);
  if (kept?.standing !== standing) return undefined;
  return posts.map((post) => {
    const id = Object.hasOwn(kept.ids, post.file) ? kept.ids[post.file] : undefined;
    return id === undefined ? post : withId(post, id);
  });
}

/**
 * @param standing of the register as it is now, and of the posts before they were settled
 * @param found those posts
 * @param posts the same in the same order, settled
 */
export function keepIds(
  { folder }: Cache,
  standing: string,
  found: readonly PostHead[],
  posts: readonly PostHead[],
): void {
  const ids = posts.flatMap(({ file, id }, index) => (found[index]?.id === id ? [] : [[file, id]]));
  const kept: Kept = { standing, ids: Object.fromEntries(ids) };
  keepValue(folder, FILE, kept);
}
