/**
 * Everything that the rules find in `posts/`, post by post: what can not be published, what is held back, what
 * is repaired on the way to readers, and what only deserves a look. Nothing is rendered, and nothing changed.
 */
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { readWhole } from '../files.ts';
import { isRule, type Place, type Problem, type Severity, severityOf } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { type Block, splitBlocks } from './blocks.ts';
import { normalizeLineEnds } from './clean.ts';
import { collect, type State, statesOf } from './collect.ts';
import { parseHead } from './front-matter.ts';
import type { HeadReading } from './head.ts';
import { lastUpTo } from './lines.ts';
import type { Collection, Post } from './post.ts';
import { readHeads } from './read.ts';
import { checkKeyProblems } from './rules/check-key.ts';
import { sceneOf } from './rules/gate.ts';
import { type LevelOf, levelsFor, markersOf } from './rules/severity.ts';
import { findingsIn, ruleOf } from './rules/table.ts';

/** A problem at its place, with a name for it that stays when lines move. */
export type Finding = Problem & {
  readonly at: Place;
  readonly severity: Severity;
  /** Of the letters of the paragraph that it is about. */
  readonly print: string;
};

export type CheckedPost = {
  readonly file: string;
  readonly post: Post | undefined;
  readonly state: State;
  /** By line and column. */
  readonly findings: readonly Finding[];
};

export type Check = {
  readonly collection: Collection;
  /** The posts that were asked for, by file. */
  readonly posts: readonly CheckedPost[];
};

/**
 * Reads posts to their ends.
 *
 * @param wanted which; a draft or a post of the future is looked at only where it is asked for by its name
 * @throws ProblemError where the disk refuses
 */
export async function checkPosts(
  root: string,
  settings: Settings,
  now: Date,
  wanted: (reading: HeadReading, state: State) => boolean = (_, state) => isShown(state),
): Promise<Check> {
  const readings = await readHeads(root, settings);
  const collection = collect(readings, settings, now);
  const stateOf = statesOf(collection);
  const beside = Map.groupBy(
    [...collection.skipped.filter(({ code }) => code === 'post-url-taken'), ...collection.warnings],
    ({ at }) => at?.file,
  );
  const posts: CheckedPost[] = [];
  for (const reading of readings) {
    const state = stateOf(reading.file);
    if (!wanted(reading, state)) continue;
    posts.push(checkPost(root, reading, state, beside.get(reading.file) ?? [], settings));
    // A long archive must not keep the process from hearing Ctrl-C, or the heap from being held.
    if (posts.length % TURN === 0) await setImmediate();
  }
  return { collection, posts: posts.toSorted((a, b) => (a.file < b.file ? -1 : 1)) };
}

/** After so many posts others get their turn. */
const TURN = 64;

/** Drafts and posts of the future are nobody's concern yet. */
export function isShown(state: State): boolean {
  return state !== 'draft' && state !== 'future';
}

function checkPost(
  root: string,
  reading: HeadReading,
  state: State,
  beside: readonly Problem[],
  settings: Settings,
): CheckedPost {
  const { file, post } = reading;
  const text = post === undefined ? '' : textOf(root, file);
  const head = parseHead(text, markersOf(settings));
  const levelOf = levelsFor(post?.frontMatter ?? {}, settings);
  const known = (problem: Problem) => finding(placed(problem, head), file, [], levelOf);
  const faults = reading.faults.filter(({ code }) => post === undefined || !isRule(code));
  const warnings = beside.length > 0 ? beside : reading.warnings;
  const found = post === undefined || !('data' in head) ? [] : inBody(post, text, head, settings);
  const all = [...[...faults, ...warnings].map(known), ...found].filter((one) => one !== undefined);
  return { file, post, state, findings: all.toSorted(byPlace) };
}

function inBody(
  post: Post,
  text: string,
  head: { readonly bodyStart: number; readonly end: number },
  settings: Settings,
): (Finding | undefined)[] {
  const { file } = post;
  const levelOf = levelsFor(post.frontMatter, settings);
  const body = splitBlocks(text.slice(head.bodyStart), head.end + 1);
  const mends = findingsIn(body, sceneOf(post, settings));
  const found = mends.map(({ code, message, line, column }) => {
    const hint = isRule(code) ? ruleOf(code).hint : 'Mend it in the file.';
    return finding({ code, message, hint, at: { file, line, column } }, file, body, levelOf);
  });
  const others = [...imagesIn(file, text), ...checkKeyProblems(post)];
  return [...found, ...others.map((problem) => finding(problem, file, body, levelOf))];
}

function finding(
  problem: Problem,
  file: string,
  body: readonly Block[],
  levelOf: LevelOf,
): Finding | undefined {
  const level = isRule(problem.code) ? levelOf(problem.code) : severityOf(problem);
  if (level === 'off') return undefined;
  const at = { file, line: 1, column: 1, ...problem.at };
  const block = body[lastUpTo(linesOf(body), at.line)];
  return {
    ...problem,
    at,
    severity: level,
    print: block === undefined ? printOf(problem.message) : printOfBlock(block),
  };
}

const lines = new WeakMap<readonly Block[], readonly number[]>();

function linesOf(body: readonly Block[]): readonly number[] {
  const known = lines.get(body) ?? body.map(({ line }) => line);
  lines.set(body, known);
  return known;
}

const prints = new WeakMap<Block, string>();

/** Many findings are about one paragraph. */
function printOfBlock(block: Block): string {
  const print = prints.get(block) ?? printOf(block.text);
  prints.set(block, print);
  return print;
}

/** So many letters tell one paragraph from all others. */
const ENOUGH = 400;

function printOf(text: string): string {
  return hash('sha1', text.slice(0, ENOUGH).replace(/[^\p{L}\p{N}]/gu, '')).slice(0, 12);
}

function textOf(root: string, file: string): string {
  const bytes = readWhole(join(root, file)) ?? Buffer.alloc(0);
  return normalizeLineEnds(bytes.toString('utf8').replace(/^\ufeff/, ''));
}

/** In Markdown and in HTML; of the kinds that Markdown would write out, mail programs take all out. */
const IMAGE_DATA = /(?:!\[([^\]\n]*)\]\(\s*<?|<img\b[^>\n]*?\bsrc\s*=\s*["']?)data:/gi;

/** Mail programs take such pictures out, and so do many readers: what the bytes are, nobody need know. */
function imagesIn(file: string, text: string): Problem[] {
  if (!text.includes('data:')) return [];
  return text.split('\n').flatMap((line, index) =>
    [...line.matchAll(IMAGE_DATA)].map((match) => ({
      code: 'post-image' as const,
      message: `The picture${match[1] ? ` 「${match[1]}」` : ''} is written into the post as data; feeds and mails show its description instead.`,
      hint: 'Put it into a file of the site, such as /assets/images/a.png, and write that address.',
      at: { file, line: index + 1, column: match.index + 1 },
    })),
  );
}

/** The line of `categories:` is looked for when somebody asks: a head that is kept does not know it. */
function placed(problem: Problem, head: ReturnType<typeof parseHead>): Problem {
  if (problem.code !== 'post-category' || problem.at === undefined || !('data' in head)) return problem;
  const spot = head.places.get('categories') ?? head.places.get('category');
  return spot === undefined ? problem : { ...problem, at: { ...problem.at, ...spot } };
}

function byPlace(a: Finding, b: Finding): number {
  return (a.at.line ?? 0) - (b.at.line ?? 0) || (a.at.column ?? 0) - (b.at.column ?? 0);
}
