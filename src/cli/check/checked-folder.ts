/** What `check` found, for each way of printing it. */
import type { CheckedPost } from '../../posts/check/check.ts';
import type { Finding } from '../../posts/check/finding.ts';

export type CheckedFolder = {
  /** The posts, with the findings to show. */
  readonly posts: readonly CheckedPost[];
  /** The findings that are not in the baseline. */
  readonly fresh: ReadonlySet<Finding>;
  /** Whether there is a baseline. */
  readonly seen: boolean;
};
