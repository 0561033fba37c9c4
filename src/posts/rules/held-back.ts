/**
 * Which posts are held back, whatever feed or digest asks for them: those that break a rule whose severity is
 * `error`. Asked of every post when it is read, so it looks for a few words first.
 */
import { ProblemError, type RuleCode, ruleCodes } from '../../problem.ts';
import type { Settings } from '../../settings.ts';
import { splitBlocks } from '../blocks.ts';
import { isHtmlFile, type PostBody, readBody } from '../body.ts';
import { normalizeLineEnds } from '../clean-text.ts';
import type { FrontMatter, Post, Skipped } from '../post.ts';
import { PROMPT_NEEDLES } from './assistant/prompt.ts';
import { mayRefuse } from './assistant/refusal.ts';
import { openTitle, wholeTitle } from './claims/pipeline-title.ts';
import { contextOf, type Headed } from './rule-context.ts';
import { levelsFor } from './severity.ts';
import { findingsIn, ruleOf } from './table.ts';

/** So many bytes hold the opening of a post. */
const OPENING = 8192;

/**
 * What holds a post back. Its text is looked at as readers get it, after Liquid: what stands in a comment of
 * Liquid, nobody reads. Other posts are not known here, and no rule asks where links lead.
 *
 * @param bytes the whole file
 * @param postOf all that its head says; asked only where a rule may hold it
 * @returns a finding for each rule that holds the post back
 */
export function heldBy(
  file: string,
  bytes: Uint8Array,
  frontMatter: FrontMatter,
  settings: Settings,
  postOf: () => Post | undefined,
): Skipped[] {
  const levelOf = levelsFor(frontMatter, settings);
  const wanted = gateCodes(settings, frontMatter).filter(
    (code) => levelOf(code) === 'error' && mayHold[code]?.(bytes) !== false,
  );
  const post = wanted.length === 0 || isHtmlFile(file) ? undefined : postOf();
  const body = post === undefined ? undefined : bodyOf(bytes, post, settings);
  if (post === undefined || body === undefined) return [];
  const found = findingsIn(body.blocks, contextOf(post, settings, body.lineOf)).map(body.place);
  return wanted.flatMap((code) => {
    const first = found.find((finding) => finding.code === code);
    if (first === undefined) return [];
    const at = { file, line: first.line, column: first.column };
    return [{ code, severity: 'error' as const, message: first.message, hint: ruleOf(code).hint, at }];
  });
}

/** @returns `undefined` where Liquid can not be run: then the post is refused for that, where it is rendered */
function bodyOf(bytes: Uint8Array, post: Post, settings: Settings): PostBody | undefined {
  try {
    return readBody(normalizeLineEnds(decoder.decode(bytes)), post, settings, () => settings.site.url);
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

/** Whether a rule that is an error may have to look at more than the first `OPENING` bytes. */
export function asksWhole(settings: Settings): boolean {
  return gateCodes(settings, {}).some((code) => code !== 'post-refusal');
}

/**
 * The whole title, where the first line of the text has what was cut off; a title that lost its end otherwise ends
 * in ….
 *
 * @param start the first bytes of the file, at least the opening
 */
export function wholeTitleIn(start: Uint8Array, head: Headed, settings: Settings): string | undefined {
  if (levelsFor(head.frontMatter, settings)('post-title-cut') === 'off') return undefined;
  const value = head.frontMatter['title'];
  const written = typeof value === 'string' ? value : head.title;
  return restInFirstLine(start, written, head.title) ?? openTitle(written, head.title);
}

function restInFirstLine(start: Uint8Array, written: string, title: string): string | undefined {
  const text = normalizeLineEnds(decoder.decode(start.subarray(0, OPENING)));
  const fence = text.indexOf('\n---\n', 4);
  const line = fence < 0 ? undefined : /^\s*(\S.*)\n\s*\n/.exec(text.slice(fence + 5, fence + 1000))?.[1];
  if (line === undefined || !line.includes(title.slice(0, 4))) return undefined;
  return wholeTitle(written, splitBlocks(line, 1));
}

/** The rules that are errors for all posts; a post that has a word of its own is asked for all rules. */
function gateCodes(settings: Settings, frontMatter: FrontMatter): readonly RuleCode[] {
  if (Object.hasOwn(frontMatter, 'check')) return ruleCodes;
  const known = errors.get(settings);
  if (known !== undefined) return known;
  const levelOf = levelsFor({}, settings);
  const found = ruleCodes.filter((code) => levelOf(code) === 'error');
  errors.set(settings, found);
  return found;
}

const errors = new WeakMap<Settings, readonly RuleCode[]>();
const decoder = new TextDecoder();
/** One look at the letters takes a quarter of the time of a look at the bytes for each of the words. */
const prompts = new RegExp(PROMPT_NEEDLES.join('|'));

/** What can be seen of the bytes at once: nearly all posts break neither of these. */
const mayHold: Partial<Readonly<Record<RuleCode, (bytes: Uint8Array) => boolean>>> = {
  'post-refusal': (bytes) => mayRefuse(decoder.decode(bytes.subarray(0, OPENING))),
  'post-prompt': (bytes) => prompts.test(decoder.decode(bytes)),
};
