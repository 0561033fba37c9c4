/** The problem of a name in an issue note that fits no post, with the posts that are nearest to it. */
import type { Post } from '../../posts/post.ts';
import type { Problem } from '../../problem.ts';
import type { Naming } from './note-fields.ts';
import { isNamed, nameFor } from './post-names.ts';

export function unknownPost(
  { name, at }: Naming,
  id: string,
  posts: readonly Post[],
  others: readonly Post[],
): Problem {
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
