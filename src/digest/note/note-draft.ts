/** The text of a new issue note: it shows every field, and every post of the period, in comments. */
import { localeOf } from '../../locale/locale.ts';
import type { Period } from '../../period.ts';
import type { Post } from '../../posts/post.ts';
import type { Settings } from '../../settings.ts';
import { nameFor } from './post-names.ts';

/** In letters: front matter may not be longer than a limit, and a month may have hundreds of posts. */
const LIST_LIMIT = 12_000;

/** @param posts of the period, newest first; at least one */
export function draftNote(period: Period, posts: readonly Post[], { site }: Settings): string {
  const { periods } = localeOf(site.language);
  const example = posts[0] === undefined ? 'NAME' : nameFor(posts[0]);
  const last = posts.at(-1) === undefined ? 'NAME' : nameFor(posts.at(-1) as Post); // there is at least one post
  const lines = posts.map((post) => {
    const about = [post.title, ...post.categories, periods.day(post.published, site.timezone)].join(' | ');
    return `#   ${nameFor(post)}   ${about}`;
  });
  return `---
# ${period.id}, ${periods.label(period, site.timezone)}. Every line is optional: take the # away from what you want to say.
# A post is named by its file, its slug or its URL.
#
#subject:                     # of the mail, instead of the title of the lead
#preheader:                   # the line after it in a list of mails
#number: 1                    # of the issue
#lead: ${example}
#order:                       # these come first in their sections, in this order
#  - ${example}
#  - { post: ${last}, title: Another title for the digest alone, excerpt: And another sentence. }
#leave_out:                   # these are not in the digest; they stay in the feeds
#  - ${last}
#sponsor: { name: , text: , url: }   # shown with a mark that says it is an advertisement
#closing:                     # the last line
#
# The ${posts.length === 1 ? 'post' : `${posts.length} posts`}:
${within(lines).join('\n')}
---

`;
}

/** As many lines as fit into front matter. */
function within(lines: readonly string[]): string[] {
  const kept: string[] = [];
  let letters = 0;
  for (const line of lines) {
    letters += line.length + 1;
    if (letters > LIST_LIMIT)
      return [...kept, `#   and ${lines.length - kept.length} more: tayori posts lists them`];
    kept.push(line);
  }
  return kept;
}
