/** What `check` prints for programs: one JSON document, SARIF 2.1.0, or the annotations of GitHub's workflows. */
import type { Finding } from '../../posts/check/finding.ts';
import type { ProblemCode, Severity } from '../../problem.ts';
import { byFrequency, type CheckedFolder, type FindingCounts } from './checked-folder.ts';
import { github } from './github.ts';
import { sarif } from './sarif.ts';

export const formats = { sarif, github } as const satisfies Record<string, (result: CheckedFolder) => string>;

export function isFormat(name: string): name is keyof typeof formats {
  return Object.hasOwn(formats, name);
}

export function documentOf({ posts, total }: CheckedFolder) {
  return {
    posts: posts.filter(({ state }) => state === 'published').length,
    checked: posts.length,
    ...countsOf(total),
    new: total.fresh,
    counts: Object.fromEntries(byFrequency(total.codes)),
    files: posts
      .filter(({ tally }) => tally.all > 0)
      .map(({ file, state, tally, findings }) => ({
        file,
        state,
        ...countsOf(tally),
        worst: worstOf(findings()),
      })),
    problems: posts.flatMap(({ findings }) => findings()),
  };
}

function countsOf({ severities }: FindingCounts) {
  return { errors: severities.error, warnings: severities.warning, hints: severities.hint };
}

function worstOf(findings: readonly Finding[]): ProblemCode | undefined {
  const of = (severity: Severity) => findings.find((finding) => finding.severity === severity)?.code;
  return of('error') ?? of('warning') ?? of('hint');
}
