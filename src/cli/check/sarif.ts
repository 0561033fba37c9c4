/** The findings of a check as SARIF, a format that code hosts and editors show beside the lines of a file. */
import { problemCodes, type Severity } from '../../problem.ts';
import type { CheckedFolder } from './checked-folder.ts';

/** SARIF's names of severities. */
const levels = { error: 'error', warning: 'warning', hint: 'note' } as const satisfies Record<
  Severity,
  string
>;

/** https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
export function sarif({ posts }: CheckedFolder): string {
  const findings = posts.flatMap((post) => post.findings());
  const codes = [...new Set(findings.map(({ code }) => code))].toSorted();
  const document = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'tayori',
            rules: codes.map((id) => ({ id, shortDescription: { text: problemCodes[id].about } })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => ({
          ruleId: finding.code,
          ruleIndex: codes.indexOf(finding.code),
          level: levels[finding.severity],
          message: { text: `${finding.message} ${finding.hint}` },
          baselineState: finding.new ? 'new' : 'unchanged',
          partialFingerprints: { 'tayoriFinding/v1': finding.print },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: encodeURI(finding.at.file) },
                region: { startLine: finding.at.line ?? 1, startColumn: finding.at.column ?? 1 },
              },
            },
          ],
        })),
      },
    ],
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
