/** What `check` prints for programs: one JSON document, SARIF 2.1.0, or the annotations of GitHub's workflows. */
import type { Finding } from '../../posts/check/finding.ts';
import type { ProblemCode, Severity } from '../../problem.ts';
import type { CheckedFolder } from './checked-folder.ts';
import { github } from './github.ts';
import { sarif } from './sarif.ts';

export const formats = { sarif, github } as const satisfies Record<string, (result: CheckedFolder) => string>;

export function isFormat(name: string): name is keyof typeof formats {
  return Object.hasOwn(formats, name);
}

export function documentOf({ posts, fresh }: CheckedFolder) {
  const findings = posts.flatMap((post) => post.findings);
  return {
    posts: posts.filter(({ state }) => state === 'published').length,
    checked: posts.length,
    ...tallyOf(findings),
    new: fresh.size,
    counts: Object.fromEntries(countsOf(findings)),
    files: posts
      .filter((post) => post.findings.length > 0)
      .map(({ file, state, findings: own }) => ({ file, state, ...tallyOf(own), worst: worstOf(own) })),
    problems: findings.map((finding) => ({ ...finding, new: fresh.has(finding) })),
  };
}

function tallyOf(findings: readonly Finding[]) {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return { errors: count('error'), warnings: count('warning'), hints: count('hint') };
}

function worstOf(findings: readonly Finding[]): ProblemCode | undefined {
  const of = (severity: Severity) => findings.find((finding) => finding.severity === severity)?.code;
  return of('error') ?? of('warning') ?? of('hint');
}

/** The most frequent code first. */
export function countsOf(findings: readonly Finding[]): [ProblemCode, number][] {
  const counts = new Map<ProblemCode, number>();
  for (const { code } of findings) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
