/**
 * Keeps the ids of all posts, in `.tayori/cache/ids`. To settle ids again, the whole register is parsed and every post
 * looked up. If register and posts are unchanged since then, the result would be the same: then it is taken from here.
 */
import { createHash } from 'node:crypto';
import { type Cache, keepValue, recallValue } from '../../cache.ts';
import { type Collection, type PostHead, withId } from '../../posts/post.ts';

const FILE = 'ids';

/** The ids that differ from the post's own, by file. */
type Ids = Readonly<Record<string, string>>;

type Kept = { readonly standing: string; readonly ids: Ids };

/**
 * A hash of everything that the ids depend on.
 * @param register the content of its file
 */
export function standingOf({ key }: Cache, found: Collection<PostHead>, register: string): string {
  const posts = found.posts.map(
    ({ file, title, path, id, published }) => `${file}\n${title}\n${path}\n${id}\n${published.getTime()}\n`,
  );
  const others = JSON.stringify([key, found.skipped.map(({ at }) => at.file)]);
  return createHash('sha1').update(others).update(posts.join('')).update(register).digest('hex');
}

/** @returns the posts with their ids; `undefined` if they must be settled again */
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
 * @param standing the hash for the present register and the posts before they were settled
 * @param found those posts
 * @param posts the same posts in the same order, settled
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
