/**
 * The findings of one post as bytes of JSON: an archive has a hundred thousand of them, which as objects would take
 * some hundred bytes each for as long as the check runs. They are also what the cache keeps.
 */
import { isRule, type ProblemCode, type Severity } from '../../problem.ts';
import { ruleOf } from '../rules/table.ts';
import type { Finding } from './finding.ts';

export type PackedFindings = Uint8Array;

/** The hint stands at the end, and only if it is not that of the rule. */
type Row = readonly [
  code: ProblemCode,
  severity: Severity,
  message: string,
  line: number,
  column: number,
  print: string,
  hint?: string,
];

export const NO_FINDINGS: PackedFindings = Buffer.from('[]');

/**
 * @returns a function that packs the findings of one file, without its name. Those of many posts share large pieces of
 * memory: a small piece for each, between the posts that are read and forgotten, would leave holes of their size
 */
export function packer(): (findings: readonly Finding[]) => PackedFindings {
  let piece = new Uint8Array();
  let used = 0;
  return (findings) => {
    const bytes = bytesOf(findings);
    if (used + bytes.length > piece.length) {
      piece = new Uint8Array(Math.max(PIECE, bytes.length));
      used = 0;
    }
    piece.set(bytes, used);
    used += bytes.length;
    return piece.subarray(used - bytes.length, used);
  };
}

/** In bytes. */
const PIECE = 1024 * 1024;

function bytesOf(findings: readonly Finding[]): Uint8Array {
  const rows = findings.map(({ code, severity, message, hint, at, print }): Row => {
    const row = [code, severity, message, at.line ?? 1, at.column ?? 1, print] as const;
    return hint === hintOf(code) ? row : [...row, hint];
  });
  return Buffer.from(JSON.stringify(rows));
}

export function unpacked(bytes: PackedFindings, file: string): Finding[] {
  const rows = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString()) as Row[]; // from `packed`
  return rows.map(([code, severity, message, line, column, print, hint]) => {
    return { code, message, hint: hint ?? hintOf(code) ?? '', at: { file, line, column }, severity, print };
  });
}

function hintOf(code: ProblemCode): string | undefined {
  return isRule(code) ? ruleOf(code).hint : undefined;
}
