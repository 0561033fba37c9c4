/** Which posts their body keeps from being published: Liquid in it asks for what is not known, or can not be run. */
import { ProblemError } from '../../problem.ts';
import type { Settings } from '../../settings.ts';
import { normalizeLineEnds } from '../clean-text.ts';
import { hasLiquid } from '../liquid/liquid.ts';
import type { Post } from '../post.ts';
import { readBody } from './body.ts';
import { otherFilesOf, takesIn } from './other-files.ts';
import { readSource } from './read-article.ts';

export type Refused = {
  readonly posts: ReadonlySet<Post>;
  /** Whether the answer depends on other files than the posts. */
  readonly depends: boolean;
};

/** Bodies without Liquid are only searched for it. */
export function refusedBodies(root: string, posts: readonly Post[], settings: Settings): Refused {
  const files = otherFilesOf(root, settings);
  const refused = new Set<Post>();
  let depends = false;
  for (const post of posts) {
    try {
      const text = readSource(root, post.file);
      if (!hasLiquid(text)) continue;
      depends ||= takesIn(text);
      readBody(normalizeLineEnds(text), post, settings, files);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      refused.add(post);
    }
  }
  return { posts: refused, depends };
}
