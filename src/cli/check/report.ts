/**
 * What `check` prints for people: a line for each post, then details with the text of the post, then the totals by
 * rule.
 */
import { join } from 'node:path';
import { readText } from '../../disk/files.ts';
import type { Finding } from '../../posts/check/finding.ts';
import { formatPlace, type ProblemCode, ProblemError } from '../../problem.ts';
import { counted, grouped } from '../../text/amounts.ts';
import { columnsOf } from '../../text/text-columns.ts';
import { table } from '../terminal/table.ts';
import { cut, shortened } from '../terminal/terminal-text.ts';
import { byFrequency, type CheckedFolder, rank } from './checked-folder.ts';

/** This many posts are listed, and this many findings of one kind in a post; `--all` shows the others. */
const POSTS_SHOWN = 40;
const FINDINGS_SHOWN = 3;

/** `error    3  posts/…  The title is empty. [post-title]`, the worst first. */
export function postLines(result: CheckedFolder, all: boolean): string[] {
  const rows = result.posts
    .flatMap(({ file, state, tally }) => {
      return tally.worst === undefined ? [] : [{ file, state, tally, worst: tally.worst }];
    })
    .toSorted(
      (a, b) =>
        rank[a.worst.severity] - rank[b.worst.severity] ||
        Number(b.worst.new) - Number(a.worst.new) ||
        (a.file < b.file ? -1 : 1),
    );
  const shown = all ? rows : rows.slice(0, POSTS_SHOWN);
  const lines = table(
    shown.map(({ file, state, tally, worst }) => [
      state === 'held' ? 'held' : worst.severity,
      grouped(tally.all),
      ...(result.seen ? [tally.fresh === 0 ? 'seen' : `${grouped(tally.fresh)} new`] : []),
      file,
      `${worst.code}: ${shortened(worst.message, 60)}`,
    ]),
    [1],
  );
  const more = rows.length - shown.length;
  return [...lines, ...(more > 0 ? [`… and ${counted(more, 'more post')} (--all)`] : [])];
}

/** This many errors are shown in full even in the short list of posts, because they must be corrected. */
const ERRORS_SHOWN = 20;

/** The first errors that are new, and nothing else. */
export function errorsOf(result: CheckedFolder): CheckedFolder {
  let left = ERRORS_SHOWN;
  const posts = result.posts.map((post) => {
    const errors =
      left === 0 || post.tally.freshSeverities.error === 0
        ? []
        : post.findings().filter((finding) => finding.severity === 'error' && finding.new);
    const shown = errors.slice(0, left);
    left -= shown.length;
    return { ...post, findings: () => shown };
  });
  return { ...result, posts };
}

/** Each finding with its place, the line of the post, and marks below the words that it is about. */
export async function detailLines(root: string, result: CheckedFolder, all: boolean): Promise<string[]> {
  const lines: string[] = [];
  for (const { file, findings: made, tally } of result.posts) {
    const findings = tally.all === 0 ? [] : made();
    if (findings.length === 0) continue;
    const shown = all ? findings : firstOfEach(findings);
    const source = await sourceLines(root, file);
    const hasOwnHint = ({ code, severity }: Finding) =>
      severity === 'error' || result.total.hints.get(code) === '';
    lines.push(
      '',
      ...shown.flatMap((finding) => [
        ...findingLines(finding, source),
        ...(hasOwnHint(finding) ? [`  -> ${finding.hint}`] : []),
      ]),
    );
    for (const [code, count] of byFrequency(countsOf(findings))) {
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
function findingLines({ at, severity, message, code }: Finding, source: readonly string[]): string[] {
  return [
    `${formatPlace(at)}: ${severity}: ${message} [${code}]`,
    ...underlined(source[(at.line ?? 1) - 1] ?? '', at.column ?? 1),
  ];
}

/** This many columns of the line are shown, and this many letters are underlined. */
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

/** Whether the details show every finding, so that there is nothing more to ask for. */
export function areAllIn(details: CheckedFolder, { total }: CheckedFolder): boolean {
  if (total.all > ERRORS_SHOWN) return false;
  return details.posts.reduce((sum, { findings }) => sum + findings().length, 0) === total.all;
}

/**
 * How many findings each rule has and what to do about them, unless that is said with each; then the total.
 *
 * @param detailed whether the details were asked for, or are all there
 */
export function summaryLines({ posts, total, seen }: CheckedFolder, detailed: boolean): string[] {
  const checked = counted(posts.length, 'post');
  if (total.all === 0) return [`${checked}: nothing to mend.`];
  const { error, warning, hint } = total.severities;
  const dirty = posts.filter(({ tally }) => tally.all > 0).length;
  const fresh = seen ? ` ${grouped(total.fresh)} of them new.` : '';
  return [
    '',
    ...table(
      byFrequency(total.codes).map(([code, times]) => {
        const hint =
          total.hints.get(code) || (detailed ? '' : `\`tayori check --rule ${code}\` says it of each.`);
        return [grouped(times), code, hint];
      }),
      [0],
    ),
    '',
    `${checked}: ${counted(error, 'error')}, ${counted(warning, 'warning')} and ${counted(hint, 'hint')} in ${counted(dirty, 'post')}.${fresh}`,
    ...(detailed
      ? []
      : ['Details: `tayori check --all`, or only those of a file, of `--week` or of `--rule CODE`.']),
  ];
}

function countsOf(findings: readonly Finding[]): Map<ProblemCode, number> {
  const counts = new Map<ProblemCode, number>();
  for (const { code } of findings) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}
