/**
 * What an editor may want to know about an issue note: the note decides, but the rules would have chosen something
 * else.
 */
import type { Post } from '../../posts/post.ts';
import type { Problem } from '../../problem.ts';
import { storiesOf } from '../same-story.ts';
import { isWhole } from '../text/whole-title.ts';
import { isYes } from './issue-note.ts';
import type { NotePosts } from './note-posts.ts';
import { nameFor } from './post-names.ts';

/** What an editor may want to know: the note decides, but the rules would have chosen something else. */
export function noteWarnings(
  { lead, order, leaveOut, words }: NotePosts,
  posts: readonly Post[],
  file: string,
): Problem[] {
  const same = storiesOf(posts);
  const first = [...(lead === undefined ? [] : [lead]), ...order];
  const twice = first.flatMap((post, index) => {
    const other = first.slice(0, index).find((earlier) => earlier !== post && same(earlier, post));
    return other === undefined ? [] : [{ post, other }];
  });
  const cut = lead !== undefined && !isWhole(words.get(lead)?.title ?? lead.title) ? [lead] : [];
  return [
    ...cut.map((post) =>
      choice(
        file,
        `The title of the lead \`${nameFor(post)}\` is cut off.`,
        'Give it a whole one: `lead: { post: …, title: … }`.',
      ),
    ),
    ...twice.map(({ post, other }) =>
      choice(
        file,
        `\`${nameFor(post)}\` tells the same story as \`${nameFor(other)}\`.`,
        'Leave one of them out of `order`, or leave it as it is.',
      ),
    ),
    ...leaveOut
      .filter(({ frontMatter }) => isYes(frontMatter['featured']) || isYes(frontMatter['pin']))
      .map((post) =>
        choice(
          file,
          `\`${nameFor(post)}\` is left out, and its front matter asks for the top.`,
          'Take it out of `leave_out`, or leave it as it is.',
        ),
      ),
  ];
}

function choice(file: string, message: string, hint: string): Problem {
  return { code: 'note-choice', message, hint, at: { file } };
}
