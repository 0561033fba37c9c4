/** What the rules find in the posts of the period, as `tayori check --week` does. */

import { contains } from '../period.ts';
import { checkPosts } from '../posts/check/check.ts';
import type { Finding } from '../posts/check/finding.ts';
import type { HeadReading } from '../posts/head/read-head.ts';
import type { PreviewContext } from './preview-context.ts';
import type { RenderedDigest } from './rendered-digest.ts';
import { type ShownProblem, shownProblem } from './shown-problem.ts';

const weight: Readonly<Record<string, number>> = { error: 0, warning: 1, hint: 2 };

/** Reads the posts of the period. @returns the errors, then the warnings, then the hints, each in order of place */
export async function findingsOf(
  rendered: RenderedDigest,
  { root, clock, typed }: Pick<PreviewContext['options'], 'root' | 'clock' | 'typed'>,
): Promise<ShownProblem[]> {
  const { settings, period, posts, cache } = rendered;
  const files = new Set(posts.map(({ file }) => file));
  const wanted = ({ file, post }: HeadReading) =>
    files.has(file) || (post !== undefined && contains(period, post.published));
  const { posts: checked } = await checkPosts(root, settings, clock(), wanted, cache);
  const findings: readonly Finding[] = checked.flatMap(({ findings }) => findings());
  const byWeight = findings.toSorted((a, b) => (weight[a.severity] ?? 0) - (weight[b.severity] ?? 0));
  return byWeight.map((finding) => ({
    ...shownProblem(finding, root, settings.preview.editor, typed),
    severity: finding.severity,
  }));
}
