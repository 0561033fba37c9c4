/**
 * Finds the posts that an issue note names by file, slug or URL. If no post of the period has a name, that is an error;
 * it names the nearest posts, and says if the post belongs to another period.
 */
import { posix } from 'node:path';
import { cleanLine } from '../../posts/clean-text.ts';
import type { Post } from '../../posts/post.ts';
import type { Problem } from '../../problem.ts';
import type { Naming, NoteText } from './note-text.ts';

/** What a note asks for, with the posts that it names. */
export type NotePosts = {
  readonly lead: Post | undefined;
  readonly order: readonly Post[];
  readonly leaveOut: readonly Post[];
  /** What the digest says about a post, instead of the post's own words. */
  readonly words: ReadonlyMap<Post, Pick<Naming, 'title' | 'excerpt'>>;
};

/**
 * @param posts of the period
 * @param others all other published posts, to say to which period a name belongs
 */
export function postsOfNote(
  { lead, order, leaveOut }: NoteText,
  id: string,
  posts: readonly Post[],
  others: readonly Post[],
): { readonly named: NotePosts; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const words = new Map<Post, Pick<Naming, 'title' | 'excerpt'>>();
  const find = (naming: Naming): Post[] => {
    const found = posts.filter((post) => isNamed(post, naming.name));
    const [post] = found;
    if (post === undefined) problems.push(unknown(naming, id, posts, others));
    else if (found.length > 1) problems.push(ambiguous(naming, found));
    else if (naming.title !== undefined || naming.excerpt !== undefined) words.set(post, naming);
    return found.slice(0, 1);
  };
  const [leadPost] = lead === undefined ? [] : find(lead);
  const ordered = [...new Set(order.flatMap(find))];
  const out = leaveOut.flatMap((naming) => find(naming).map((post) => ({ naming, post })));
  for (const { naming, post } of out)
    if (post === leadPost || ordered.includes(post)) problems.push(both(naming));
  const left = [...new Set(out.map(({ post }) => post))];
  return { named: { lead: leadPost, order: ordered, leaveOut: left, words }, problems };
}

/**
 * Whether a name means this post. In a note, names have single blanks and composed letters; a file name may have
 * others: `2025-11-07-港　の話.md`.
 */
export function isNamed({ file, slug, url, path }: Post, name: string): boolean {
  const text = asWritten(name);
  const base = posix.basename(file);
  const bare = base.replace(/\.[^.]+$/, '');
  if ([file, base, bare, slug].some((one) => asWritten(one) === text)) return true;
  const address = trimmed(text);
  return [url, path, readable(url), readable(path)].some((one) => trimmed(asWritten(one)) === address);
}

/** A name in the form that a note can have. */
function asWritten(name: string): string {
  return cleanLine(name).normalize('NFC');
}

function trimmed(address: string): string {
  return address.replace(/\/$/, '');
}

/** `/2025/11/07/港/` for its percent-encoded form. */
function readable(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

/** The shortest name of a post. */
export function nameFor({ file }: Post): string {
  return cleanLine(posix.basename(file).replace(/\.[^.]+$/, ''));
}

function unknown({ name, at }: Naming, id: string, posts: readonly Post[], others: readonly Post[]): Problem {
  const elsewhere = others.find((post) => isNamed(post, name));
  const near = nearest(name, posts).map((post) => `\`${nameFor(post)}\` (${post.title})`);
  return {
    code: 'note-post',
    message:
      elsewhere === undefined
        ? `No post of ${id} is called \`${name}\`.`
        : `\`${name}\` is a post of another time (${elsewhere.file}), and not one of ${id}.`,
    hint: near.length === 0 ? `${id} has no posts.` : `The nearest ones: ${near.join(', ')}.`,
    at,
  };
}

function ambiguous({ name, at }: Naming, found: readonly Post[]): Problem {
  return {
    code: 'note-post',
    message: `\`${name}\` names ${found.length} posts.`,
    hint: `Write one of: ${found.map((post) => `\`${nameFor(post)}\``).join(', ')}.`,
    at,
  };
}

function both({ name, at }: Naming): Problem {
  return {
    code: 'note-post',
    message: `\`${name}\` is left out, and is also the lead or in the order.`,
    hint: 'Take it out of `leave_out`, or out of `lead` and `order`.',
    at,
  };
}

const NEAREST = 3;

/** The posts whose file name or title shares most pairs of letters with the name. */
function nearest(name: string, posts: readonly Post[]): Post[] {
  const wanted = pairsOf(name);
  const shared = (post: Post) => {
    return Math.max(...[nameFor(post), post.title].map((text) => likeness(wanted, pairsOf(text))));
  };
  return posts
    .map((post) => ({ post, score: shared(post) }))
    .toSorted((a, b) => b.score - a.score)
    .slice(0, NEAREST)
    .map(({ post }) => post);
}

/** From 0 to 1 (the Dice coefficient). */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return a.size + b.size === 0 ? 0 : (2 * a.intersection(b).size) / (a.size + b.size);
}

function pairsOf(text: string): Set<string> {
  const letters = [...text.normalize('NFKC').toLowerCase()];
  return new Set(letters.slice(1).map((letter, index) => `${letters[index]}${letter}`));
}
