/** What `check` found, for each way of printing it: counted once, while its findings are made anew at each call. */

import { type Baseline, newFindings } from '../../posts/check/baseline.ts';
import type { CheckedPost } from '../../posts/check/check.ts';
import type { Finding } from '../../posts/check/finding.ts';
import type { ProblemCode, Severity } from '../../problem.ts';

/** @property new whether the baseline does not know it */
export type ShownFinding = Finding & { readonly new: boolean };

export type ShownPost = Pick<CheckedPost, 'file' | 'state'> & {
  readonly findings: () => readonly ShownFinding[];
  readonly tally: FindingCounts;
};

export type CheckedFolder = {
  /** The posts, with the findings to show. */
  readonly posts: readonly ShownPost[];
  readonly total: FindingCounts;
  /** Whether there is a baseline. */
  readonly seen: boolean;
};

/** How many findings there are. */
export type FindingCounts = {
  readonly all: number;
  readonly fresh: number;
  readonly severities: Readonly<Record<Severity, number>>;
  readonly freshSeverities: Readonly<Record<Severity, number>>;
  readonly codes: ReadonlyMap<ProblemCode, number>;
  /** The hint of each code; empty if its findings have different ones. */
  readonly hints: ReadonlyMap<ProblemCode, string>;
  /** The most severe finding; among equal ones a new one, then the first. */
  readonly worst: ShownFinding | undefined;
};

export const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, hint: 2 };

/** @param isShown which findings are shown and counted */
export function checkedFolder(
  posts: readonly CheckedPost[],
  baseline: Baseline,
  isShown: (finding: Finding) => boolean,
): CheckedFolder {
  const total = newCounts();
  const shown = posts.map(({ file, state, findings }): ShownPost => {
    const made = () => marked(baseline, findings()).filter(isShown);
    const tally = newCounts();
    for (const finding of made()) {
      count(tally, finding);
      count(total, finding);
    }
    return { file, state, findings: made, tally };
  });
  return { posts: shown, total, seen: Object.keys(baseline).length > 0 };
}

/** @param findings all of one file: of two with the same print, a baseline may know one */
function marked(baseline: Baseline, findings: readonly Finding[]): ShownFinding[] {
  const fresh = new Set(newFindings(baseline, findings));
  return findings.map((finding) => ({ ...finding, new: fresh.has(finding) }));
}

function newCounts() {
  return {
    all: 0,
    fresh: 0,
    severities: { error: 0, warning: 0, hint: 0 },
    freshSeverities: { error: 0, warning: 0, hint: 0 },
    codes: new Map<ProblemCode, number>(),
    hints: new Map<ProblemCode, string>(),
    worst: undefined as ShownFinding | undefined, // until one is counted
  };
}

function count(tally: ReturnType<typeof newCounts>, finding: ShownFinding): void {
  const { code, severity, hint } = finding;
  tally.all += 1;
  tally.severities[severity] += 1;
  if (finding.new) {
    tally.fresh += 1;
    tally.freshSeverities[severity] += 1;
  }
  tally.codes.set(code, (tally.codes.get(code) ?? 0) + 1);
  tally.hints.set(code, (tally.hints.get(code) ?? hint) === hint ? hint : '');
  if (tally.worst === undefined || isWorse(finding, tally.worst)) tally.worst = finding;
}

function isWorse(a: ShownFinding, b: ShownFinding): boolean {
  return (rank[a.severity] - rank[b.severity] || Number(b.new) - Number(a.new)) < 0;
}

/** The most frequent code first. */
export function byFrequency(codes: ReadonlyMap<ProblemCode, number>): [ProblemCode, number][] {
  return [...codes].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
