/** What the rules know about a post. */
import type { Settings } from '../../settings.ts';
import { textOf } from '../head/fields.ts';
import type { Post } from '../post.ts';
import { levelsFor } from '../severity.ts';
import type { RuleContext } from './rule.ts';

/** The parts of the head that rules need. */
export type Headed = Pick<Post, 'title' | 'published' | 'frontMatter'>;

/** @param lineOf gives the line in the file for a line that the rules see */
export function contextOf(
  { title, published, frontMatter }: Headed,
  settings: Settings,
  lineOf: RuleContext['lineOf'] = (line) => line,
): RuleContext {
  const levelOf = levelsFor(frontMatter, settings);
  const excerpt = textOf(frontMatter, 'excerpt', 'description');
  return { title, excerpt, frontMatter, published, settings, on: (code) => levelOf(code) !== 'off', lineOf };
}
