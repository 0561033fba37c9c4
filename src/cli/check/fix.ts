/** `check --fix`: what would change in the posts, as a diff, and writing it. A file that somebody changed meanwhile is left. */
import { join } from 'node:path';
import { readWhole, writeWhole } from '../../disk/files.ts';
import { isHtmlFile } from '../../posts/article/body.ts';
import type { CheckedPost } from '../../posts/check/check.ts';
import { type Fix, fixable, fixText } from '../../posts/check/fix-source.ts';
import { contextOf } from '../../posts/rules/rule-context.ts';
import { isRule, type Problem, type RuleCode } from '../../problem.ts';
import type { Settings } from '../../settings.ts';
import { counted } from '../../text/amounts.ts';
import type { Output } from '../terminal/output.ts';

/** What would be written into a post. */
export type PlannedFix = { readonly file: string; readonly before: Buffer; readonly fix: Fix };

/** What was written, and what was left because somebody else changed it after it was read. */
export type Fixing = { readonly fixed: readonly string[]; readonly left: readonly Problem[] };

/** @param codes the rules to fix; `undefined` means all */
export function planFixes(
  root: string,
  settings: Settings,
  posts: readonly CheckedPost[],
  codes: ReadonlySet<string> | undefined,
): readonly PlannedFix[] {
  const wanted = (code: RuleCode) => codes?.has(code) ?? true;
  return posts.flatMap(({ file, post, findings }) => {
    const some = findings().some(({ code }) => isRule(code) && fixable.has(code) && wanted(code));
    const before = post === undefined || !some ? undefined : readWhole(join(root, file));
    if (post === undefined || before === undefined || isHtmlFile(file)) return [];
    const context = contextOf(post, settings);
    const on = (code: RuleCode) => context.on(code) && wanted(code);
    const fix = fixText(before.toString('utf8'), { ...context, on });
    return fix === undefined ? [] : [{ file, before, fix }];
  });
}

/** Writes the fixes; at a terminal it asks before. */
export async function writeFixes(
  root: string,
  planned: readonly PlannedFix[],
  output: Pick<Output, 'interactive' | 'ask' | 'lines' | 'problems'>,
): Promise<Fixing> {
  if (output.interactive && !(await confirmed(output, planned))) return { fixed: [], left: [] };
  const [fixed, left]: [string[], Problem[]] = [[], []];
  for (const { file, before, fix } of planned) {
    if (readWhole(join(root, file))?.equals(before)) {
      await writeWhole(join(root, file), fix.text);
      fixed.push(file);
    } else left.push(changed(file));
  }
  output.lines(`${counted(fixed.length, 'post')} fixed.`);
  output.problems(left);
  return { fixed, left };
}

async function confirmed(output: Pick<Output, 'ask'>, planned: readonly PlannedFix[]): Promise<boolean> {
  const answer = await output.ask(`${wouldChange(planned)} Write them? [y/N] `);
  return /^y(es)?$/i.test(answer?.trim() ?? '');
}

export function wouldChange(planned: readonly PlannedFix[]): string {
  return `${counted(planned.length, 'post')} would change.`;
}

/** In the form of `diff -u`, with `AROUND` lines before each change and none after it; long lines are cut. */
export function fixDiff({ file, before, fix }: PlannedFix): string[] {
  const old = before.toString('utf8').split(/\r\n|\r|\n/);
  const lines = [`--- ${file}`, `+++ ${file}`];
  let shown = 0;
  let moved = 0;
  for (const { from, to, lines: put } of fix.changes) {
    const start = Math.max(shown, from - AROUND);
    if (start > shown || shown === 0) lines.push(`@@ -${start + 1} +${start + 1 + moved} @@`);
    lines.push(
      ...old.slice(start, from).map((line) => ` ${short(line)}`),
      ...old.slice(from, to).map((line) => `-${short(line)}`),
      ...put.map((line) => `+${short(line)}`),
    );
    moved += put.length - (to - from);
    shown = to;
  }
  return [...lines, ''];
}

const AROUND = 1;
const LONGEST = 160;

function short(line: string): string {
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST)}…`;
}

function changed(file: string): Problem {
  return {
    code: 'fix-changed',
    message: 'The post changed while it was looked at; it was left as it is.',
    hint: 'Run `tayori check --fix` again.',
    at: { file },
  };
}
