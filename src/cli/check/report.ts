/**
 * What `check` prints for people: a line for each post, then details with the text of the post, then the totals by
 * rule.
 */
import { join } from 'node:path';
import { grouped } from '../../amounts.ts';
import { readText } from '../../files.ts';
import type { CheckedPost } from '../../posts/check/check.ts';
import type { Finding } from '../../posts/check/finding.ts';
import { formatPlace, type ProblemCode, ProblemError, type Severity } from '../../problem.ts';
import { columnsOf } from '../../text-columns.ts';
import { table } from '../terminal/table.ts';
import { cut, shortened } from '../terminal/terminal-text.ts';
import type { CheckedFolder } from './checked-folder.ts';
import { countsOf } from './formats.ts';

/** So many posts are listed, and so many findings of one kind in a post; `--all` shows the others. */
const POSTS_SHOWN = 40;
const FINDINGS_SHOWN = 3;

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, hint: 2 };

/** `error    3  posts/…  The title is empty. [post-title]`, the worst first. */
export function postLines(result: CheckedFolder, all: boolean): string[] {
  const rows = result.posts
    .filter(({ findings }) => findings.length > 0)
    .map((post) => ({ post, worst: worstOf(post, result.fresh) }))
    .toSorted(
      (a, b) =>
        rank[a.worst.severity] - rank[b.worst.severity] ||
        Number(result.fresh.has(b.worst)) - Number(result.fresh.has(a.worst)) ||
        (a.post.file < b.post.file ? -1 : 1),
    );
  const shown = all ? rows : rows.slice(0, POSTS_SHOWN);
  const lines = table(
    shown.map(({ post, worst }) => [
      post.state === 'held' ? 'held' : worst.severity,
      grouped(post.findings.length),
      ...(result.seen ? [newOf(post, result.fresh)] : []),
      post.file,
      `${worst.code}: ${shortened(worst.message, 60)}`,
    ]),
    [1],
  );
  const more = rows.length - shown.length;
  return [...lines, ...(more > 0 ? [`… and ${plural(more, 'more post')} (--all)`] : [])];
}

function newOf({ findings }: CheckedPost, fresh: ReadonlySet<Finding>): string {
  const count = findings.filter((finding) => fresh.has(finding)).length;
  return count === 0 ? 'seen' : `${grouped(count)} new`;
}

/** The most severe finding; among equal ones a new one, then the first. */
function worstOf({ findings }: CheckedPost, fresh: ReadonlySet<Finding>): Finding {
  const [worst] = findings.toSorted(
    (a, b) => rank[a.severity] - rank[b.severity] || Number(fresh.has(b)) - Number(fresh.has(a)),
  );
  if (worst === undefined) throw new Error('a post that is listed has a finding');
  return worst;
}

/** Each finding with its place, the line of the post, and marks below the words that it is about. */
export async function detailLines(root: string, result: CheckedFolder, all: boolean): Promise<string[]> {
  const lines: string[] = [];
  for (const { file, findings } of result.posts) {
    if (findings.length === 0) continue;
    const shown = all ? findings : firstOfEach(findings);
    const source = await sourceLines(root, file);
    lines.push('', ...shown.flatMap((finding) => findingLines(finding, source)));
    for (const [code, count] of countsOf(findings)) {
      const hidden = count - shown.filter((finding) => finding.code === code).length;
      if (hidden > 0) lines.push(`  … and ${grouped(hidden)} more ${code} (--all)`);
    }
  }
  return lines;
}

/**
 * The lines of a post. An empty list if it cannot be read as text, such as a folder or Shift_JIS: its finding says so.
 */
async function sourceLines(root: string, file: string): Promise<string[]> {
  try {
    return ((await readText(join(root, file))) ?? '').split(/\r\n?|\n/);
  } catch (error) {
    if (error instanceof ProblemError) return [];
    throw error;
  }
}

function firstOfEach(findings: readonly Finding[]): Finding[] {
  const seen = new Map<ProblemCode, number>();
  return findings.filter(({ code, severity }) => {
    const before = seen.get(code) ?? 0;
    seen.set(code, before + 1);
    return severity === 'error' || before < FINDINGS_SHOWN;
  });
}

/** The full path, so that a terminal can open it. */
function findingLines(finding: Finding, source: readonly string[]): string[] {
  const { at, severity, message, code, hint } = finding;
  return [
    `${formatPlace(at)}: ${severity}: ${message} [${code}]`,
    ...underlined(source[(at.line ?? 1) - 1] ?? '', at.column ?? 1),
    ...(severity === 'error' ? [`  -> ${hint}`] : []),
  ];
}

/** So many columns of the line are shown, and so many letters are underlined. */
const COLUMNS = 72;
const LETTERS = 20;

/** The line, from a little before the place. A full-width letter takes two columns, so it gets two marks. */
function underlined(line: string, column: number): string[] {
  if (line.trim() === '') return [];
  const from = Math.max(0, column - 1 - LETTERS);
  const before = `${from > 0 ? '…' : ''}${line.slice(from, column - 1)}`;
  const about = line.slice(column - 1);
  const shown = cut(before + about, COLUMNS);
  const marked = [...about].slice(0, LETTERS).join('').trimEnd();
  const marks = Math.max(1, Math.min(columnsOf(marked), COLUMNS - columnsOf(before)));
  return [`  ${shown}`, `  ${' '.repeat(columnsOf(before))}${'^'.repeat(marks)}`];
}

/** How many findings each rule has and what to do about them; then the total. */
export function summaryLines(result: CheckedFolder, detailed: boolean): string[] {
  const findings = result.posts.flatMap((post) => post.findings);
  const posts = plural(result.posts.length, 'post');
  if (findings.length === 0) return [`${posts}: nothing to mend.`];
  const hints = new Map(findings.map(({ code, hint }) => [code, hint]));
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const dirty = result.posts.filter((post) => post.findings.length > 0).length;
  const fresh = result.seen ? ` ${grouped(result.fresh.size)} of them new.` : '';
  return [
    '',
    ...table(
      countsOf(findings).map(([code, times]) => [grouped(times), code, hints.get(code) ?? '']),
      [0],
    ),
    '',
    `${posts}: ${plural(count('error'), 'error')}, ${plural(count('warning'), 'warning')} and ${plural(count('hint'), 'hint')} in ${plural(dirty, 'post')}.${fresh}`,
    ...(detailed
      ? []
      : ['Details: `tayori check --all`, or only those of a file, of `--week` or of `--rule CODE`.']),
  ];
}

function plural(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}
