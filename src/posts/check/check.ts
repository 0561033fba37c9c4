/**
 * Everything that the rules find in the posts folder, post by post: what cannot be published, what is held back, what
 * is repaired or left out on the way to readers, and what only deserves a look. Nothing is changed.
 */
import { setImmediate } from 'node:timers/promises';
import type { Cache } from '../../cache.ts';
import { isRule, type Problem, type ProblemCode, ProblemError, severityOf } from '../../problem.ts';
import type { Settings } from '../../settings.ts';
import { nurseryGuard } from '../../v8-memory.ts';
import { readBody } from '../article/body.ts';
import { otherFilesOf, takesIn } from '../article/other-files.ts';
import { readSource } from '../article/read-article.ts';
import { renderBody } from '../article/render-article.ts';
import type { Block } from '../blocks.ts';
import { normalizeLineEnds } from '../clean-text.ts';
import { emptyFolder } from '../folder.ts';
import { parseHead } from '../head/front-matter.ts';
import type { HeadReading } from '../head/read-head.ts';
import type { OtherFiles } from '../liquid/other-files.ts';
import type { Collection, Post } from '../post.ts';
import { collect, type State, statesOf } from '../published-posts.ts';
import { readHeads, scanPosts } from '../read-posts.ts';
import type { Mend } from '../repair.ts';
import { checkKeyProblems } from '../rules/check-key.ts';
import { beginningOf } from '../rules/repeats/told-twice.ts';
import { findTwice } from '../rules/repeats/twice-in-a-week.ts';
import { contextOf } from '../rules/rule-context.ts';
import { type LevelOf, levelsFor, markersOf } from '../rules/severity.ts';
import { findingsIn, repairBody, ruleOf } from '../rules/table.ts';
import { type CheckRow, keepChecks, type Looked, recallChecks } from './check-cache.ts';
import { imagesIn } from './embedded-pictures.ts';
import { type Finding, findingOf } from './finding.ts';
import { NO_FINDINGS, packer, unpacked } from './packed-findings.ts';

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

/** Hints for repairs outside the rules, for an author who wants to correct the file itself. */
const hints: Partial<Readonly<Record<ProblemCode, string>>> = {
  'post-address': 'Write the address, such as https://example.jp/page/.',
  'post-include': 'Write what it shows into the post, where readers of feeds and mails need it.',
  'post-empty': 'Write a text, or `published: false` as long as there is none.',
  'post-excerpted': 'Write the value itself, or name it in the config (`site: { values: { … } }`).',
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
  const rows: CheckRow[] = [];
  for (const [index, reading] of readings.entries()) {
    const state = guard(stateOf(reading.file));
    const asked = wanted(reading, state);
    const looked = known[index]?.looked ?? (asked ? findInText(site, reading) : undefined);
    rows.push({ reading, looked });
    if (!asked || looked === undefined) continue;
    if (looked.beginning !== undefined) beginnings.set(reading.file, looked.beginning);
    posts.push(checkedOf(site, reading, looked, state, beside.get(reading.file) ?? []));
    // During a long archive the process must still notice Ctrl-C and free memory.
    if (posts.length % TURN === 0) await setImmediate();
  }
  const files = rows.slice(0, scan.paths.length);
  const isNew = files.some(({ looked }, index) => looked !== known[index]?.looked || !known[index]);
  if (cache !== undefined && isNew) keepChecks(cache, scan, files);
  const all = withTwice(posts, beginnings, settings);
  return { collection, posts: all.toSorted((a, b) => (a.file < b.file ? -1 : 1)) };
}

/** The problems that only show beside other posts, by file. */
function problemsBeside({ skipped, warnings }: Collection) {
  const taken = skipped.filter(({ code }) => code === 'post-url-taken');
  return Map.groupBy([...taken, ...warnings], ({ at }) => at?.file);
}

type Site = {
  readonly root: string;
  readonly settings: Settings;
  readonly files: OtherFiles;
  readonly pack: ReturnType<typeof packer>;
};

/** Adds the findings that need all posts together. */
function withTwice(
  posts: readonly CheckedPost[],
  beginnings: ReadonlyMap<string, string>,
  settings: Settings,
): CheckedPost[] {
  const told = posts.flatMap(({ file, post, state }) => {
    const beginning = beginnings.get(file);
    return post === undefined || state !== 'published' || beginning === undefined
      ? []
      : [{ post, beginning }];
  });
  const twice = findTwice(told, settings);
  return posts.map((checked) => {
    const levelOf = levelsFor(checked.post?.frontMatter ?? {}, settings);
    const found = (twice.get(checked.file) ?? []).flatMap(
      (problem) => findingOf(problem, checked.file, [], levelIn(problem, levelOf)) ?? [],
    );
    return found.length === 0 ? checked : { ...checked, findings: () => [...found, ...checked.findings()] };
  });
}

/** After so many posts other work gets its turn. */
const TURN = 64;

/** Whether a post is of interest now: drafts and posts of the future are not yet. */
export function isShown(state: State): boolean {
  return state !== 'draft' && state !== 'future';
}

/** The folder itself, if it has no post. */
function emptyOf(missing: Problem): CheckedPost {
  const file = missing.at?.file ?? '';
  const found = findingOf(missing, file, [], severityOf(missing));
  return { file, post: undefined, state: 'other', findings: () => (found === undefined ? [] : [found]) };
}

/** Reads the text of a post and checks it. */
function findInText(site: Site, { file, post }: HeadReading): Looked {
  const { root, settings, pack } = site;
  if (post === undefined)
    return {
      findings: NO_FINDINGS,
      categoriesAt: undefined,
      beginning: undefined,
      refused: false,
      depends: false,
    };
  const text = normalizeLineEnds(readSource(root, file));
  const head = parseHead(text, markersOf(settings));
  const places = 'data' in head ? head.places : undefined;
  const { found, beginning } = inBody(site, post, text, levelsFor(post.frontMatter, settings));
  const findings = found.filter((one) => one !== undefined);
  return {
    findings: pack(findings),
    categoriesAt: places?.get('categories') ?? places?.get('category'),
    beginning,
    refused: findings.some(({ code }) => code === 'post-liquid'),
    depends: takesIn(text),
  };
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

function inBody(
  { settings, files }: Site,
  post: Post,
  text: string,
  levelOf: LevelOf,
): { readonly found: readonly (Finding | undefined)[]; readonly beginning: string | undefined } {
  const { file } = post;
  const of = (problem: Problem, blocks: readonly Block[] = [], line?: number) =>
    findingOf(problem, file, blocks, levelIn(problem, levelOf), line);
  const others = [...imagesIn(file, text), ...checkKeyProblems(post)].map((problem) => of(problem));
  try {
    const body = readBody(text, post, settings, files);
    const context = contextOf(post, settings, body.lineOf);
    const repaired = repairBody(body.blocks, context);
    const found = findingsIn(body.blocks, context, repaired);
    const { html, mends } = renderBody(body, repaired, post, context);
    return {
      found: [
        ...found.map((mend) => of(problemOf(file, body.place(mend)), body.blocks, mend.line)),
        ...mends.map((mend) => of(problemOf(file, mend))),
        ...others,
      ],
      beginning: beginningOf(html),
    };
  } catch (error) {
    return {
      found: [...problemsIn(error).map((problem) => of(problem)), ...others],
      beginning: undefined,
    };
  }
}

function problemOf(file: string, { code, message, line, column }: Mend): Problem {
  const hint = isRule(code) ? ruleOf(code).hint : (hints[code] ?? 'Mend it in the file.');
  return { code, message, hint, at: { file, line, column } };
}

/**
 * The problems that keep the body of a post from being published.
 * @throws errors that are not problems of the post
 */
function problemsIn(error: unknown): readonly Problem[] {
  if (error instanceof ProblemError && error.problems.every(({ code }) => code === 'post-liquid'))
    return error.problems;
  throw error;
}

function levelIn(problem: Problem, levelOf: LevelOf): ReturnType<LevelOf> {
  return isRule(problem.code) ? levelOf(problem.code) : severityOf(problem);
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
