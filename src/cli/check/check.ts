/** `npm run check`: what the rules find in the posts: first a line for each post, then the new findings. */
import { join } from 'node:path';
import { CACHE_FOLDER } from '../../cache.ts';
import { keyOf } from '../../cache-key.ts';
import { loadConfig } from '../../config.ts';
import { contains } from '../../period.ts';
import { BASELINE_FILE } from '../../posts/check/baseline.ts';
import { checkPosts, isShown } from '../../posts/check/check.ts';
import type { Finding } from '../../posts/check/finding.ts';
import type { HeadReading } from '../../posts/head/read-head.ts';
import type { State } from '../../posts/published-posts.ts';
import { type Problem, type ProblemCode, ProblemError, problemCodes } from '../../problem.ts';
import { holdHeap } from '../../process/v8-memory.ts';
import type { Settings } from '../../settings.ts';
import { grouped } from '../../text/amounts.ts';
import { nearestName } from '../../text/nearest-name.ts';
import { type Call, type Command, type ExitCode, exitCodes, usage, type World } from '../command.ts';
import { namedPeriod, periodOptions } from '../period-options.ts';
import { working } from '../terminal/working.ts';
import { baselineOf, loadBaseline, saveBaseline } from './baseline-file.ts';
import { changedSince } from './changed-files.ts';
import { type CheckedFolder, checkedFolder } from './checked-folder.ts';
import { fixDiff, type PlannedFix, planFixes, wouldChange, writeFixes } from './fix.ts';
import { documentOf, formats, isFormat } from './formats.ts';
import { expectAll, nameOf } from './named-files.ts';
import { areAllIn, detailLines, errorsOf, postLines, summaryLines } from './report.ts';

export const check: Command = {
  doc: 'Says what is to mend in the posts: a line for each post, then the details that were asked for.',
  details: [
    'An error keeps a post out of feeds and digests; then the exit code is 1. Warnings and hints do not: most of',
    'them are repaired on the way to readers, and the file still has the scar. Severities are set by `check.rules`',
    'in the config, and for one post by the key `check` in its front matter; docs/rules.md explains each rule.',
    `A baseline (${BASELINE_FILE} in the posts folder) holds what an editor has seen: only what is new fails then.`,
  ].join('\n'),
  args: '[FILE …]',
  options: {
    ...periodOptions('all'),
    since: { type: 'string', value: 'REV', doc: 'Only posts that changed since this commit.' },
    errors: { type: 'boolean', doc: 'Only errors.' },
    rule: { type: 'string', value: 'CODE', doc: 'Only this rule, or these: `post-marker,post-cut-open`.' },
    all: { type: 'boolean', doc: 'Every post and every finding, not only the first.' },
    strict: { type: 'boolean', doc: 'Exit with 1 on new warnings too.' },
    format: { type: 'string', value: 'FORMAT', doc: 'text, json, sarif, or github (annotations).' },
    fix: { type: 'boolean', doc: 'Show the repairs as a diff, and write them into the posts.' },
    'dry-run': { type: 'boolean', doc: 'With --fix: only show the diff.' },
    'update-baseline': { type: 'boolean', doc: 'Take what is found now as seen.' },
  },
  examples: [
    ['tayori check posts/2026-11-09-1-kiln.md', 'Everything that is to mend in one post.'],
    ['tayori check --week 2026-W45 --errors', 'What keeps posts of that week from being published.'],
    ['tayori check --fix --dry-run posts/2026-11-09-1-kiln.md', 'What a fix would change in it.'],
    ['tayori check --since origin/main --format github', 'Annotations on what a pull request brings.'],
  ],
  json: {
    posts: 'How many of the posts that were checked are published.',
    checked: 'How many were checked.',
    errors: 'How many findings keep a post from being published.',
    warnings: 'How many are warnings.',
    hints: 'How many are hints.',
    new: 'How many of all of them the baseline does not know.',
    counts: 'How many findings of each code.',
    files: 'Each post that has one: `{file, state, errors, warnings, hints, worst}`.',
    fixed: 'With --fix: the files that were written.',
    left: 'With --fix: files that changed meanwhile, and were left.',
    problems: 'Each finding: `{code, severity, message, hint, new, print, at: {file, line, column}}`.',
  },
  run: async (call, world) => {
    const { root, output } = world;
    const format = formatOf(call, output.json);
    const settings = await loadConfig(root);
    const codes = codesOf(call);
    const { posts, some } = await checkChosen(call, world, settings);
    const baseline = await loadBaseline(root, settings);
    if (call.flag('fix')) return await fixAll(call, world, planFixes(root, settings, posts, codes));
    const result = () => checkedFolder(posts, baseline, shownBy(call, codes));
    if (call.flag('update-baseline')) {
      const written = await saveBaseline(root, settings, baseline, posts);
      output.lines(`${grouped(written)} findings are in ${baselineOf(settings)} now: only new ones fail.`);
      if (output.json) output.document(documentOf(result()));
      return exitCodes.done;
    }
    return await show(call, world, format, result(), some || codes !== undefined);
  },
};

/** Checks the posts that the command line asks for. */
async function checkChosen(call: Call, world: World, settings: Settings) {
  const { root, clock, output } = world;
  const { wanted, named, some } = await selection(call, world, settings);
  const cache = { folder: join(root, CACHE_FOLDER), key: await keyOf(root) };
  holdHeap();
  const { posts, collection } = await working(output, 'Checking the posts', () =>
    checkPosts(root, settings, clock(), wanted, cache),
  );
  if (named !== undefined) expectAll(named, posts, collection, settings);
  return { posts, some };
}

/** `--fix`: shows the fixes, and writes them. */
async function fixAll(
  call: Call,
  { root, output }: World,
  planned: readonly PlannedFix[],
): Promise<ExitCode> {
  output.lines(...planned.flatMap(fixDiff));
  if (planned.length === 0) output.lines('Nothing to fix.');
  else if (call.flag('dry-run')) output.lines(`${wouldChange(planned)} Nothing was written (--dry-run).`);
  const isToWrite = planned.length > 0 && !call.flag('dry-run');
  const { fixed, left } = isToWrite ? await writeFixes(root, planned, output) : { fixed: [], left: [] };
  output.document({ fixed, left });
  return left.length > 0 ? exitCodes.mend : exitCodes.done;
}

/** @param some whether less than all was asked for: then every finding is shown with its text */
async function show(
  call: Call,
  { root, output }: World,
  format: Format,
  result: CheckedFolder,
  some: boolean,
): Promise<ExitCode> {
  const all = call.flag('all');
  if (format === 'text') {
    const asked = some || call.flag('errors') || all || result.posts.length <= 3;
    const details = asked ? result : errorsOf(result);
    output.lines(
      ...postLines(result, all),
      ...(await detailLines(root, details, all)),
      ...summaryLines(result, asked || areAllIn(details, result)),
    );
  } else if (format !== 'json') output.copy(formats[format](result));
  else if (!output.json) output.copy(`${JSON.stringify(documentOf(result), undefined, 2)}\n`);
  if (output.json) output.document(documentOf(result));
  return exitOf(result, call.flag('strict'));
}

function exitOf({ total: { freshSeverities } }: CheckedFolder, strict: boolean) {
  const fails = freshSeverities.error > 0 || (strict && freshSeverities.warning > 0);
  return fails ? exitCodes.mend : exitCodes.done;
}

/** Which findings were asked for. */
function shownBy(call: Call, codes: ReadonlySet<string> | undefined): (finding: Finding) => boolean {
  const errors = call.flag('errors');
  return ({ code, severity }) => (codes?.has(code) ?? true) && (!errors || severity === 'error');
}

type Selection = {
  readonly wanted: (reading: HeadReading, state: State) => boolean;
  /** The files that were named on the command line. */
  readonly named: ReadonlySet<string> | undefined;
  /** Whether fewer posts than all were asked for. */
  readonly some: boolean;
};

/** @throws ProblemError (usage) if the week is wrong, or Git does not know the commit */
async function selection(call: Call, world: World, settings: Settings): Promise<Selection> {
  const period = namedPeriod(call, settings, world.clock());
  const revision = call.text('since');
  const changed = revision === undefined ? undefined : await changedSince(world.root, revision);
  const named =
    call.args.length === 0 ? undefined : new Set(call.args.map((name) => nameOf(name, world, settings)));
  const wanted = ({ file, post }: HeadReading, state: State) => {
    if (named !== undefined && !named.has(file)) return false;
    if (changed !== undefined && !changed.has(file)) return false;
    if (period !== undefined && (post === undefined || !contains(period, post.published))) return false;
    return named !== undefined || isShown(state);
  };
  return { wanted, named, some: named !== undefined || changed !== undefined || period !== undefined };
}

function codesOf(call: Call): ReadonlySet<ProblemCode> | undefined {
  const text = call.text('rule');
  if (text === undefined) return undefined;
  const known = Object.keys(problemCodes) as ProblemCode[]; // the keys of the table
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !known.some((code) => code === name));
  if (unknown.length > 0) throw new ProblemError(unknown.map((name) => unknownCode(name, known)));
  return new Set(known.filter((code) => names.includes(code)));
}

function unknownCode(name: string, known: readonly string[]): Problem {
  const near = nearestName(name, known);
  const hint = near === undefined ? 'docs/rules.md lists them.' : `Did you mean \`${near}\`?`;
  return usage(`There is no rule \`${name}\`.`, hint);
}

type Format = 'text' | 'json' | keyof typeof formats;

function formatOf(call: Call, json: boolean): Format {
  const format = json ? 'json' : (call.text('format') ?? 'text');
  if (format === 'text' || format === 'json' || isFormat(format)) return format;
  throw new ProblemError([
    usage(`There is no format \`${format}\`.`, 'Write `--format text`, `json`, `sarif` or `github`.'),
  ]);
}
