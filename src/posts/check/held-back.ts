/**
 * Decides which posts are held back from every feed and digest: posts that break a rule whose severity is `error`.
 * Every post is tested when it is read, so a fast search for a few words comes first.
 */
import { ProblemError, type RuleCode, ruleCodes } from '../../problem.ts';
import type { Settings } from '../../settings.ts';
import { isHtmlFile, type PostBody, readBody } from '../article/body.ts';
import { type Block, splitBlocks } from '../blocks.ts';
import { normalizeLineEnds } from '../clean-text.ts';
import type { OtherFiles } from '../liquid/other-files.ts';
import type { FrontMatter, Post, Skipped } from '../post.ts';
import { START, wholeLetters } from '../post-bytes.ts';
import { ENDING } from '../rules/assistant/asides.ts';
import { mayRefuse } from '../rules/assistant/refusal.ts';
import { openTitle, wholeTitle } from '../rules/claims/pipeline-title.ts';
import { mayPrompt } from '../rules/prompts/prompt.ts';
import { contextOf, type Headed } from '../rules/rule-context.ts';
import { findingsIn, repairBody, ruleOf } from '../rules/table.ts';
import { levelsFor } from '../severity.ts';

/** The file of a post as it was read, and what its text depends on. */
export type PostFile = {
  /** The path from the site folder, in NFC. */
  readonly file: string;
  /** The whole file, where `asksWhole` says so. */
  readonly bytes: Uint8Array;
  readonly settings: Settings;
  /** What its Liquid may take from other files. */
  readonly files: OtherFiles;
};

/**
 * The findings that hold a post back. Its text is tested after Liquid, as readers get it: a comment of Liquid is not
 * read by anybody. Other posts are not known here, and no rule asks about the targets of links.
 *
 * @param postOf reads the whole head; called only if a rule may hold the post back
 * @returns a finding for each rule that holds the post back
 */
export function heldBy(read: PostFile, frontMatter: FrontMatter, postOf: () => Post | undefined): Skipped[] {
  const { file, bytes, settings } = read;
  const levelOf = levelsFor(frontMatter, settings);
  const heads = headsIn(frontMatter);
  let text: string | undefined;
  const wanted = gateCodes(settings, frontMatter).filter((code) => {
    if (levelOf(code) !== 'error') return false;
    const may = mayHold[code];
    if (may === undefined) return true;
    text ??= decoder.decode(bytes);
    return may(text, heads);
  });
  const post = wanted.length === 0 || isHtmlFile(file) ? undefined : postOf();
  const body = post === undefined ? undefined : bodyOf(read, post);
  if (post === undefined || body === undefined) return [];
  const context = contextOf(post, settings, body.lineOf);
  const found = findingsIn(body.blocks, context, repairBody(body.blocks, context), wanted).map(body.place);
  return wanted.flatMap((code) => {
    const first = found.find((finding) => finding.code === code);
    if (first === undefined) return [];
    const at = { file, line: first.line, column: first.column };
    return [{ code, severity: 'error' as const, message: first.message, hint: ruleOf(code).hint, at }];
  });
}

/** @returns `undefined` if Liquid cannot be run: then rendering refuses the post for that reason */
function bodyOf({ bytes, settings, files }: PostFile, post: Post): PostBody | undefined {
  try {
    return readBody(normalizeLineEnds(decoder.decode(bytes)), post, settings, {
      ...files,
      urlOf: () => settings.site.url,
    });
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

/** Whether a rule that is an error may need more than the first `START` bytes. */
export function asksWhole(settings: Settings): boolean {
  return gateCodes(settings, {}).length > 0;
}

/**
 * The whole title, if the first line of the text has the part that was cut off; if the title lost its end in another
 * way, it ends in ….
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
  const text = normalizeLineEnds(decoder.decode(wholeLetters(start.subarray(0, START))));
  const fence = text.indexOf('\n---\n', 4);
  const line = fence < 0 ? undefined : /^\s*(\S.*)\n\s*\n/.exec(text.slice(fence + 5, fence + 1000))?.[1];
  if (line === undefined || !line.includes(title.slice(0, 4)) || TWO_SENTENCES.test(line)) return undefined;
  return wholeTitle(written, blocksOf(line));
}

/** No line with two sentences is the title. */
const TWO_SENTENCES = /。[\p{L}\p{N}]/u;

/** Most first lines are surely a paragraph or a heading, and need no parser of Markdown. */
function blocksOf(line: string): Block[] {
  const kind = PARAGRAPH.test(line) ? 'prose' : HEADING.test(line) ? 'heading' : undefined;
  return kind === undefined ? splitBlocks(line, 1) : [{ gap: '', text: line, line: 1, kind, code: false }];
}

const PARAGRAPH = /^(?:\*\*)?\p{L}[^|]*$/u;
const HEADING = /^#{1,6} \p{L}[^|]*$/u;

/** The rules that are errors for all posts. If a post has its own `check:`, all rules. */
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

/** Fast tests of the whole file: nearly all posts break neither of these rules. */
const mayHold: Partial<Readonly<Record<RuleCode, (text: string, heads: readonly string[]) => boolean>>> = {
  'post-refusal': (text, heads) => mayRefuse(heads, openingOf(text.slice(0, START)), text.slice(-ENDING)),
  'post-prompt': (text, heads) => mayPrompt(heads, text),
};

/** Title and excerpt as the front matter has them. */
function headsIn(frontMatter: FrontMatter): string[] {
  return ['title', 'excerpt', 'description']
    .map((key) => frontMatter[key])
    .filter((value): value is string => typeof value === 'string');
}

/** The beginning of the text, behind the front matter. */
function openingOf(text: string): string {
  const fence = text.indexOf('\n---', 3);
  return fence < 0 ? text : text.slice(text.indexOf('\n', fence + 4) + 1);
}
