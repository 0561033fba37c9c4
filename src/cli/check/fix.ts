/**
 * `check --fix`: shows what would change in the posts, and writes it. A file that somebody changed meanwhile is left.
 */
import { join } from 'node:path';
import { counted } from '../../amounts.ts';
import { readWhole, writeWhole } from '../../files.ts';
import { isHtmlFile } from '../../posts/article/body.ts';
import type { CheckedPost } from '../../posts/check/check.ts';
import { type Fix, fixable, fixText } from '../../posts/rules/fix-source.ts';
import { contextOf } from '../../posts/rules/rule-context.ts';
import { isRule, type Problem, type RuleCode } from '../../problem.ts';
import type { Settings } from '../../settings.ts';
import type { Output } from '../terminal/output.ts';

type Planned = { readonly file: string; readonly before: Buffer; readonly fix: Fix };

export type Fixing = {
  readonly fixed: readonly string[];
  /** Files that somebody else changed after they were read and before they were written. */
  readonly left: readonly Problem[];
};

/**
 * @param codes the rules to fix; `undefined` means all
 * @param dry shows what would change, and writes nothing
 */
export async function fixPosts(
  root: string,
  settings: Settings,
  posts: readonly CheckedPost[],
  codes: ReadonlySet<string> | undefined,
  dry: boolean,
  output: Output,
): Promise<Fixing> {
  const planned = posts.flatMap((post) => plan(root, settings, post, codes));
  output.lines(...planned.flatMap(diffLines));
  const summary = `${counted(planned.length, 'post')} would change.`;
  if (planned.length === 0 || dry) {
    output.lines(planned.length === 0 ? 'Nothing to fix.' : `${summary} Nothing was written (--dry-run).`);
    return { fixed: [], left: [] };
  }
  if (output.interactive && !(await confirmed(output, summary))) return { fixed: [], left: [] };
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

async function confirmed(output: Output, summary: string): Promise<boolean> {
  const answer = await output.ask(`${summary} Write them? [y/N] `);
  return /^y(es)?$/i.test(answer?.trim() ?? '');
}

function plan(
  root: string,
  settings: Settings,
  { file, post, findings }: CheckedPost,
  codes: ReadonlySet<string> | undefined,
): Planned[] {
  const wanted = (code: RuleCode) => codes?.has(code) ?? true;
  const some = findings().some(({ code }) => isRule(code) && fixable.has(code) && wanted(code));
  const before = post === undefined || !some ? undefined : readWhole(join(root, file));
  if (post === undefined || before === undefined || isHtmlFile(file)) return [];
  const context = contextOf(post, settings);
  const on = (code: RuleCode) => context.on(code) && wanted(code);
  const fix = fixText(before.toString('utf8'), { ...context, on });
  return fix === undefined ? [] : [{ file, before, fix }];
}

/** In the form of `diff -u`, with `AROUND` lines before each change and none after it; long lines are cut. */
function diffLines({ file, before, fix }: Planned): string[] {
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
