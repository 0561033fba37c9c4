/**
 * Makes an `Article` from the text of a file: cleaned, repaired, rendered, sanitised. A pure function of the text, the
 * post and the settings, so that a cache can be put before it.
 */
import type { Settings } from '../../settings.ts';
import { type Block, joinBlocks } from '../blocks.ts';
import { cleanText, normalizeLineEnds, withoutCutLetters } from '../clean-text.ts';
import { textOf } from '../head/fields.ts';
import { plainText, showsSomething } from '../html-to-text.ts';
import { lastUpTo } from '../line-numbers.ts';
import { NO_OTHER_FILES, type OtherFiles } from '../liquid/other-files.ts';
import { renderMarkdown } from '../markdown/markdown.ts';
import { sanitize } from '../markdown/sanitize.ts';
import type { Article, Post } from '../post.ts';
import type { Mend, Mended } from '../repair.ts';
import type { RuleContext } from '../rules/rule.ts';
import { contextOf } from '../rules/rule-context.ts';
import { isSurelyMachineMade } from '../rules/scars/evidence.ts';
import { repairBody } from '../rules/table.ts';
import { type PostBody, readBody } from './body.ts';
import { excerptOf, markedExcerpt } from './excerpt.ts';
import { partBeforeMark } from './excerpt-mark.ts';
import { readingMinutes } from './reading-minutes.ts';

/**
 * @param source the whole file, with any line ends
 * @param files what Liquid in it may take from other files
 * @throws ProblemError (post-liquid)
 */
export function renderArticle(
  source: string,
  post: Post,
  settings: Settings,
  files: OtherFiles = NO_OTHER_FILES,
): Article {
  const body = readBody(normalizeLineEnds(source), post, settings, files);
  const context = contextOf(post, settings, body.lineOf);
  const repaired = repairBody(body.blocks, context);
  const { html, mends } = renderBody(body, repaired, post, context);
  const telling = settings.site.excerpts === 'telling' ? post.title : undefined;
  // Made anew for whoever asks: kept, it would be as large as the HTML, and a build needs only its length.
  const asText = () => plainText(html);
  return {
    post,
    html,
    get text() {
      return asText();
    },
    excerpt: post.excerpt ?? (markedIn(body, repaired, post, settings) || excerptOf(html, telling)),
    readingMinutes: post.readingMinutes ?? readingMinutes(asText()),
    repairs: [...repaired.mends.map(body.place), ...mends]
      .toSorted((a, b) => a.line - b.line || a.column - b.column)
      .map(({ code, message, line, column }) => ({ code, message, at: { file: post.file, line, column } })),
  };
}

/** The text before the mark that ends the excerpt; empty if there is no mark, or nothing before it. */
function markedIn(body: PostBody, repaired: Mended, { url, frontMatter }: Post, { site }: Settings): string {
  const text = body.isHtml ? body.text : joinBlocks(repaired.blocks);
  const part = partBeforeMark(text, [textOf(frontMatter, 'excerpt_separator'), site.excerptSeparator]);
  if (part === undefined) return '';
  return markedExcerpt(
    body.isHtml ? sanitize(part, url) : renderMarkdown(part, url, false, site.kramdown).html,
  );
}

/** What readers get. */
export type ShownBody = {
  /** Sanitised, every URL absolute. */
  readonly html: string;
  /** What was left out before and after the repairs, with its place in the file. */
  readonly mends: readonly Mend[];
};

/** @param repaired the blocks of the body after the rules have repaired them */
export function renderBody(
  body: PostBody,
  repaired: Mended,
  { url }: Post,
  { on, settings }: RuleContext,
): ShownBody {
  const { html: safe, strays } = body.isHtml
    ? { html: sanitize(body.text, url), strays: [] }
    : renderMarkdown(
        joinBlocks(repaired.blocks),
        url,
        on('post-stray-emphasis') && isSurelyMachineMade(repaired.blocks, repaired.mends),
        settings.site.kramdown,
      );
  const html = cleanHtml(safe, on('post-replacement-character')).trim();
  const stray = strayMends(repaired.blocks, strays).map(body.place);
  return { html, mends: [...body.mends, ...stray, ...emptyMends(html, body.firstLine)] };
}

/** A post that shows readers nothing is published, as in Jekyll, but named. */
function emptyMends(html: string, line: number): Mend[] {
  if (showsSomething(html)) return [];
  return [
    { code: 'post-empty', message: 'Nothing is left of the body once it is rendered.', line, column: 1 },
  ];
}

/** A forbidden letter may come back as an entity (`&#xFFFE;`), which only rendering decodes. */
function cleanHtml(html: string, dropReplacement: boolean): string {
  const clean = cleanText(html);
  return dropReplacement ? withoutCutLetters(clean) : clean;
}

/** @param lines for each line of the repaired text, its line in the file, from 1 */
function strayMends(blocks: readonly Block[], lines: readonly number[]): Mend[] {
  if (lines.length === 0) return [];
  let end = 1;
  const spans = blocks.map(({ gap, text }) => {
    const begin = end + gap.split('\n').length - 1;
    end = begin + text.split('\n').length - 1;
    return { begin, end };
  });
  const ends = spans.map((span) => span.end);
  return lines.map((line) => {
    const index = lastUpTo(ends, line - 1) + 1;
    const block = blocks[index] ?? blocks.at(-1);
    return stray((block?.line ?? 1) + Math.max(0, line - (spans[index]?.begin ?? line)));
  });
}

function stray(line: number): Mend {
  return { code: 'post-stray-emphasis', message: 'A `**` without a partner is dropped.', line, column: 1 };
}
