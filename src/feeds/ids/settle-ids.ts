/**
 * Gives each post an id that never changes. A post keeps its id when its file name, slug, date or permalink pattern
 * changes, because a feed reader that sees a new id shows the post to everyone again.
 *
 * A post whose file is not in the register is compared with the posts whose file is gone. Much evidence: it keeps the
 * id of the old post. No evidence: it is new. Something between: a person must decide.
 */
import { type PostHead, type Skipped, withId } from '../../posts/post.ts';
import type { Register, Registered } from './id-register.ts';
import { type Gone, indexGone, recognise, type Suspect } from './moved-posts.ts';
import { hash } from './text-fingerprint.ts';

export type Settled = {
  /** In the same order, each with the id that it keeps. */
  readonly posts: readonly PostHead[];
  /** The same object as before if nothing changed. */
  readonly register: Register;
  /** Posts that cannot be published before a person says whether they are an old post. */
  readonly skipped: readonly Skipped[];
  /** What a person may want to know, a sentence each. */
  readonly notes: readonly string[];
};

export type SiteIds = { readonly zone: string; readonly firstId: (post: PostHead) => string };

/**
 * @param posts newest first
 * @param present every file in `posts/`, published or not: the file of a draft is not gone
 * @param sketchOf gives the sketch of a post whose file is not in the register
 * @param site its time zone, because a post without a time is dated at midnight there; and the first id of a new post
 */
export function settleIds(
  posts: readonly PostHead[],
  register: Register,
  present: ReadonlySet<string>,
  sketchOf: (post: PostHead) => readonly string[],
  site: SiteIds,
): Settled {
  const gone = indexGone(register, present, site.zone);
  const owners = new Map(Object.entries(register).map(([file, { id }]) => [id, file]));
  const next = new Map(Object.entries(register));
  const skipped: Skipped[] = [];
  const notes: string[] = [];
  const suspects = new Set<string>();
  let changed = false;

  const settle = (post: PostHead): PostHead | undefined => {
    const known = Object.hasOwn(register, post.file) ? register[post.file] : undefined;
    const features = featuresOf(post, known?.sketch ?? sketchOf(post));
    const found = known !== undefined || isDeclared(post) ? undefined : recognise(post.file, features, gone);
    if (found?.sure === false) {
      suspects.add(found.file);
      skipped.push(unclear(post, found));
      return undefined;
    }
    const id = idOf(post, known ?? found?.was, owners, site);
    const owner = owners.get(id) ?? post.file;
    if (owner !== post.file && present.has(owner)) {
      skipped.push(idTaken(post, id, owner));
      return undefined;
    }
    notes.push(...noteOf(post, id, owner, known));
    if (owner !== post.file) {
      gone.byFile.delete(owner);
      next.delete(owner);
    }
    owners.set(id, post.file);
    const isNew = !isSame(known, id, features);
    if (isNew) next.set(post.file, { id, ...features });
    changed ||= isNew || owner !== post.file;
    return id === post.id ? post : withId(post, id);
  };

  const settled = posts.flatMap((post) => settle(post) ?? []);
  const left = newlyGone(gone, suspects);
  for (const [file, was] of left) next.set(file, { ...was, gone: true });
  notes.push(...left.map(([file, { id }]) => `${file} is gone: its id ${id} stays reserved`));
  const isChanged = changed || left.length > 0;
  return { posts: settled, register: isChanged ? Object.fromEntries(next) : register, skipped, notes };
}

/** The posts whose file has gone since the last build, except those that a new post may be. */
function newlyGone({ byFile }: Gone, suspects: ReadonlySet<string>): [file: string, was: Registered][] {
  return [...byFile].filter(([file, was]) => was.gone !== true && !suspects.has(file));
}

function noteOf(post: PostHead, id: string, owner: string, known: Registered | undefined): string[] {
  if (owner !== post.file) return [`${post.file} was ${owner}: it keeps the id ${id}`];
  if (known === undefined || known.url === post.url || id === post.url) return [];
  return [`${post.file} moved to ${post.url}: it keeps the id ${id}`];
}

/** Whether the front matter has an id: it counts before everything else. */
function isDeclared(post: PostHead): boolean {
  return post.id !== post.url;
}

/**
 * The id in the front matter, else the one in the register, else its first id. If an older post has that first id
 * already, a hash is added.
 */
function idOf(
  post: PostHead,
  was: Registered | undefined,
  owners: ReadonlyMap<string, string>,
  { firstId }: SiteIds,
): string {
  if (isDeclared(post)) return post.id;
  if (was !== undefined) return was.id;
  const first = firstId(post);
  return owners.has(first) ? `${first}#${hash(post.file)}` : first;
}

/** Whether the register holds this already. */
function isSame(
  known: Registered | undefined,
  id: string,
  { url, published, title }: ReturnType<typeof featuresOf>,
): boolean {
  return (
    known?.id === id &&
    known.url === url &&
    known.published === published &&
    known.title === title &&
    known.gone === undefined
  );
}

function featuresOf({ title, url, published }: PostHead, sketch: readonly string[]) {
  return { url, published: published.toISOString(), title: hash(title), sketch: [...sketch] };
}

function unclear(post: PostHead, { file, was }: Suspect): Skipped {
  return {
    code: 'post-id-unclear',
    message: `It may be ${file}, which is gone, renamed and changed: readers would see it twice if that is so.`,
    hint: `Write \`id: ${was.id}\` in its front matter if it is that post, or \`id: ${post.url}#new\` if it is another.`,
    at: { file: post.file, line: 1 },
  };
}

function idTaken(post: PostHead, id: string, owner: string): Skipped {
  return {
    code: 'post-id-taken',
    message: `Its id ${id} is that of ${owner}: readers would take the two for one post.`,
    hint: 'Remove the `id:` or `guid:` from its front matter, or give it one of its own.',
    at: { file: post.file, line: 1 },
  };
}
