/**
 * Everything that the rules find in the posts folder, post by post: what cannot be published, what is held back, what
 * is repaired or left out on the way to readers, and what only deserves a look. Nothing is changed.
 */
import { setImmediate } from 'node:timers/promises';
import type { Cache } from '../../cache.ts';
import { isRule, type Problem, severityOf } from '../../problem.ts';
import { nurseryGuard } from '../../process/v8-memory.ts';
import type { Settings } from '../../settings.ts';
import { otherFilesOf } from '../article/other-files.ts';
import { emptyFolder } from '../folder.ts';
import type { HeadReading } from '../head/read-head.ts';
import type { Collection, Post } from '../post.ts';
import { collect, type State, statesOf } from '../published-posts.ts';
import { readHeads, scanPosts } from '../read-posts.ts';
import { findSameShares } from '../rules/claims/same-share.ts';
import { findTwice } from '../rules/same-event/twice-in-a-week.ts';
import { levelsFor } from '../severity.ts';
import { type CheckRow, keepChecks, type Looked, recallChecks } from './check-cache.ts';
import { findInText, levelIn, type Site } from './check-text.ts';
import { type Finding, findingOf } from './finding.ts';
import { packer, unpacked } from './packed-findings.ts';

/** A post, or another file of the folder. */
export type CheckedPost = {
  readonly file: string;
  readonly post: Post | undefined;
  readonly state: State;
  /** Its findings by line and column, made anew at each call: those of an archive would fill the memory. */
  readonly findings: () => readonly Finding[];
};

export type CheckedSite = {
  readonly collection: Collection;
  /** The posts that were asked for, by file. */
  readonly posts: readonly CheckedPost[];
};

/**
 * Reads posts completely and checks them.
 *
 * @param wanted which posts; a draft or a post of the future is checked only if it is asked for by its name
 * @param cache where findings are kept, so that an unchanged post is not checked again
 * @throws ProblemError (posts-missing) if there is no post at all, (file-unreadable) if the disk refuses
 */
export async function checkPosts(
  root: string,
  settings: Settings,
  now: Date,
  wanted: (reading: HeadReading, state: State) => boolean = (_, state) => isShown(state),
  cache?: Cache,
): Promise<CheckedSite> {
  const scan = scanPosts(root, settings);
  const kept = cache === undefined ? () => undefined : recallChecks(cache, scan);
  const known = scan.paths.map((_, index) => kept(index));
  const guard = nurseryGuard();
  const readings = await readHeads(root, settings, scan, (index) => guard(known[index]?.reading));
  const missing = emptyFolder(root, scan, settings);
  const collection = collect(readings, settings, now);
  const stateOf = statesOf(collection);
  const beside = problemsBeside(collection);
  const site: Site = { root, settings, files: otherFilesOf(root, settings), pack: packer() };
  const posts: CheckedPost[] = missing === undefined ? [] : [emptyOf(missing)];
  const beginnings = new Map<string, string>();
  const shares: Parameters<typeof findSameShares>[0][number][] = [];
  const rows: CheckRow[] = [];
  for (const [index, reading] of readings.entries()) {
    const state = guard(stateOf(reading.file));
    const asked = wanted(reading, state);
    const looked = known[index]?.looked ?? (asked ? findInText(site, reading) : undefined);
    rows.push({ reading, looked });
    if (!asked || looked === undefined) continue;
    if (looked.beginning !== undefined) beginnings.set(reading.file, looked.beginning);
    shares.push({ file: reading.file, shares: looked.shares });
    posts.push(checkedOf(site, reading, looked, state, beside.get(reading.file) ?? []));
    // During a long archive the process must still notice Ctrl-C and free memory.
    if (posts.length % TURN === 0) await setImmediate();
  }
  const files = rows.slice(0, scan.paths.length);
  const isNew = files.some(({ looked }, index) => looked !== known[index]?.looked || !known[index]);
  if (cache !== undefined && isNew) keepChecks(cache, scan, files);
  const all = withOthers(posts, [twiceIn(posts, beginnings, settings), findSameShares(shares)], settings);
  return { collection, posts: all.toSorted((a, b) => (a.file < b.file ? -1 : 1)) };
}

/** The problems that only show beside other posts, by file. */
function problemsBeside({ skipped, warnings }: Collection) {
  const taken = skipped.filter(({ code }) => code === 'post-url-taken');
  return Map.groupBy([...taken, ...warnings], ({ at }) => at?.file);
}

function twiceIn(
  posts: readonly CheckedPost[],
  beginnings: ReadonlyMap<string, string>,
  settings: Settings,
): ReturnType<typeof findTwice> {
  const told = posts.flatMap(({ file, post, state }) => {
    const beginning = beginnings.get(file);
    return post === undefined || state !== 'published' || beginning === undefined
      ? []
      : [{ post, beginning }];
  });
  return findTwice(told, settings);
}

/** Adds what only all posts together show, by file. */
function withOthers(
  posts: readonly CheckedPost[],
  shown: readonly ReadonlyMap<string, readonly Problem[]>[],
  settings: Settings,
): CheckedPost[] {
  return posts.map((checked) => {
    const problems = shown.flatMap((byFile) => byFile.get(checked.file) ?? []);
    if (problems.length === 0) return checked;
    const levelOf = levelsFor(checked.post?.frontMatter ?? {}, settings);
    const found = problems.flatMap(
      (problem) => findingOf(problem, checked.file, [], levelIn(problem, levelOf)) ?? [],
    );
    return { ...checked, findings: () => [...found, ...checked.findings()] };
  });
}

/** After this many posts other work gets its turn. */
const TURN = 64;

/** Whether a post is of interest now: drafts and posts of the future are not yet, and expired ones no more. */
export function isShown(state: State): boolean {
  return state !== 'draft' && state !== 'future' && state !== 'expired';
}

/** The folder itself, if it has no post. */
function emptyOf(missing: Problem): CheckedPost {
  const file = missing.at?.file ?? '';
  const found = findingOf(missing, file, [], severityOf(missing));
  return { file, post: undefined, state: 'other', findings: () => (found === undefined ? [] : [found]) };
}

/** Adds the findings about the head, and those that need other posts. */
function checkedOf(
  { settings }: Site,
  reading: HeadReading,
  { findings, categoriesAt, refused }: Looked,
  state: State,
  beside: readonly Problem[],
): CheckedPost {
  const { file, post } = reading;
  const levelOf = levelsFor(post?.frontMatter ?? {}, settings);
  const faults = reading.faults.filter(({ code }) => post === undefined || !isRule(code));
  const warnings = beside.length > 0 ? beside : reading.warnings;
  const known = [...faults, ...warnings].flatMap(
    (problem) =>
      findingOf(withCategoriesPlace(problem, categoriesAt), file, [], levelIn(problem, levelOf)) ?? [],
  );
  return {
    file,
    post,
    state: refused && state === 'published' ? 'broken' : state,
    findings: () => [...known, ...unpacked(findings, file)].toSorted(byPlace),
  };
}

/** Adds the line of `categories:`. It is searched only now, because a kept head does not have it. */
function withCategoriesPlace(problem: Problem, categoriesAt: Looked['categoriesAt']): Problem {
  const asks = problem.code === 'post-category' || problem.code === 'post-uncategorised';
  if (!asks || problem.at === undefined || categoriesAt === undefined) return problem;
  return { ...problem, at: { ...problem.at, ...categoriesAt } };
}

function byPlace(a: Finding, b: Finding): number {
  return (a.at.line ?? 0) - (b.at.line ?? 0) || (a.at.column ?? 0) - (b.at.column ?? 0);
}
