/**
 * Finds the posts that an issue note names by file, slug or URL. If no post of the period has a name, that is an error;
 * it names the nearest posts, and says if the post belongs to another period.
 */
import type { Post } from '../../posts/post.ts';
import type { Problem } from '../../problem.ts';
import { unknownPost } from './nearest-posts.ts';
import type { Naming } from './note-fields.ts';
import type { NoteText } from './note-text.ts';
import { isNamed, nameFor } from './post-names.ts';

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
    if (post === undefined) problems.push(unknownPost(naming, id, posts, others));
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
