/** `npm run check`: everything in the posts that is to mend, with its place. */
import { grouped } from '../amounts.ts';
import { loadConfig } from '../config.ts';
import { type Check, checkPosts } from '../posts/check.ts';
import { formatPlace, type Problem, type ProblemCode, severityOf } from '../problem.ts';
import { type Command, exitCodes } from './command.ts';
import { table } from './terminal-text.ts';

/** So many warnings of one kind a file shows; `--all` shows the others. */
const SHOWN = 3;

export const check: Command = {
  doc: 'Names everything in the posts that is to mend: what can not be published, and what was repaired.',
  details: [
    'An error is what keeps a post from being published; then the exit code is 1. What feeds and mails',
    'repair by themselves is a warning: the file still has it. Nothing is changed.',
  ].join('\n'),
  options: {
    strict: { type: 'boolean', doc: 'Exit with 1 on warnings too.' },
    all: { type: 'boolean', doc: `Show every warning, not only the first ${SHOWN} of a kind in a file.` },
  },
  json: {
    posts: 'How many posts are published.',
    errors: 'How many problems keep a post from being published.',
    warnings: 'How many other problems there are.',
    counts: 'How many problems of each code.',
    problems: 'Each problem: `{code, severity, message, hint, at: {file, line, column}}`.',
  },
  run: async (call, { root, clock, output }) => {
    const settings = await loadConfig(root);
    const result = await checkPosts(root, settings, clock());
    output.lines(...report(result, call.flag('all')));
    output.document(documentOf(result));
    const mend = result.errors > 0 || (call.flag('strict') && result.warnings > 0);
    return mend ? exitCodes.mend : exitCodes.done;
  },
};

function documentOf({ collection, problems, errors, warnings }: Check) {
  return {
    posts: collection.posts.length,
    errors,
    warnings,
    counts: Object.fromEntries(countsOf(problems)),
    problems: problems.map((problem) => ({ severity: severityOf(problem), ...problem })),
  };
}

function countsOf(problems: readonly Problem[]): [ProblemCode, number][] {
  const counts = new Map<ProblemCode, number>();
  for (const { code } of problems) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** One group for each file, then how many of each kind and what to do about them. */
function report(result: Check, all: boolean): string[] {
  const { collection, problems, errors, warnings } = result;
  const posts = plural(collection.posts.length, 'post');
  if (problems.length === 0) return [`${posts}: nothing to mend.`];
  const files = [...Map.groupBy(problems, ({ at }) => at?.file ?? '')];
  const hints = new Map(problems.map(({ code, hint }) => [code, hint]));
  return [
    ...files.flatMap(([, found]) => ['', ...fileLines(found, all)]).slice(1),
    '',
    ...table(
      countsOf(problems).map(([code, count]) => [grouped(count), code, hints.get(code) ?? '']),
      [0],
    ),
    '',
    `${posts} published; ${plural(errors, 'error')}, ${plural(warnings, 'warning')} in ${plural(files.length, 'file')}.`,
  ];
}

function fileLines(problems: readonly Problem[], all: boolean): string[] {
  const shown: Problem[] = [];
  const hidden = new Map<ProblemCode, number>();
  for (const problem of problems) {
    const before = shown.filter(({ code }) => code === problem.code).length;
    if (all || before < SHOWN || severityOf(problem) === 'error') shown.push(problem);
    else hidden.set(problem.code, (hidden.get(problem.code) ?? 0) + 1);
  }
  return [
    ...shown.flatMap(problemLines),
    ...[...hidden].map(([code, count]) => `  … and ${grouped(count)} more ${code} (--all)`),
  ];
}

/** The place in full, so that a terminal can open it; the hint of an error stands right below. */
function problemLines(problem: Problem): string[] {
  const place = problem.at === undefined ? '' : `${formatPlace(problem.at)}: `;
  const line = `${place}${severityOf(problem)}: ${problem.message} [${problem.code}]`;
  return severityOf(problem) === 'error' ? [line, `  -> ${problem.hint}`] : [line];
}

function plural(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}
