/**
 * What happens to a body before it is read as Markdown: it is cleaned, its Liquid runs, and kramdown's tags are
 * removed. If Liquid asks for something unknown, the post is refused, or cut to the paragraphs before that place.
 */
import { ProblemError } from '../../problem.ts';
import type { Settings } from '../../settings.ts';
import { cleanText } from '../clean-text.ts';
import { textOf } from '../head/fields.ts';
import { hasLiquid, type LiquidResult, runLiquid } from '../liquid/liquid.ts';
import type { OtherFiles } from '../liquid/other-files.ts';
import { UNKNOWN_ADDRESS } from '../liquid/tags.ts';
import { type Mapped, unchanged } from '../mapped-lines.ts';
import { dropExtensions } from '../markdown/kramdown/kramdown-tags.ts';
import { renderMarkdown } from '../markdown/markdown.ts';
import { dropLineNumbers } from '../markdown/numbered-code.ts';
import type { Post } from '../post.ts';
import type { Mend } from '../repair.ts';

/** The values of its head that a body may use. */
export type LiquidPage = Pick<
  Post,
  'file' | 'title' | 'excerpt' | 'frontMatter' | 'url' | 'slug' | 'path' | 'published' | 'categories' | 'tags'
>;

export type Prepared = Mapped & { readonly mends: readonly Mend[] };

/**
 * @param written the body, and its line in the file
 * @throws ProblemError (post-liquid)
 */
export function prepareBody(
  written: { readonly text: string; readonly line: number },
  post: LiquidPage,
  settings: Settings,
  files: OtherFiles,
): Prepared {
  const source = cleanText(written.text);
  if (!runsLiquid(source, post)) return { ...withoutMarks(unchanged(source, written.line)), mends: [] };
  const { site } = settings;
  const html = (text: string) => renderMarkdown(text, post.url, false, site.kramdown).html;
  const run = runLiquid(source, written.line, {
    site,
    page: post,
    frontMatter: post.frontMatter,
    files,
    html,
  });
  if (run.unknown.length > 0 && site.unresolved === 'error')
    throw new ProblemError(problemsOf(run, post.file));
  const whole = run.unknown.length > 0 ? beginning(source, written.line, run, post) : run;
  const left = run.leftOut.map((one): Mend => ({ code: 'post-include', ...one }));
  const slips = run.slips.map((one): Mend => ({ code: 'post-liquid-slip', ...one }));
  return { ...withoutMarks(whole), mends: [...cutMends(run), ...slips, ...left, ...addressMends(whole)] };
}

/** Without what has a meaning for kramdown or a page alone. */
function withoutMarks(source: Mapped): Mapped {
  return dropExtensions(dropLineNumbers(source));
}

/** Whether a body has Liquid that is run: `render_with_liquid: false` in the front matter leaves it as text, as in Jekyll 4. */
export function runsLiquid(text: string, { frontMatter }: Pick<LiquidPage, 'frontMatter'>): boolean {
  return hasLiquid(text) && !/^(?:false|no|off)$/i.test(textOf(frontMatter, 'render_with_liquid') ?? '');
}

function problemsOf({ unknown }: LiquidResult, file: string) {
  return unknown.map(({ message, hint, line, column }) => ({
    code: 'post-liquid' as const,
    message,
    hint,
    at: { file, line, column },
  }));
}

/** The paragraphs before the first one that has any Liquid, and a link to the whole post. */
function beginning(
  source: string,
  line: number,
  { unknown }: LiquidResult,
  { title, url, excerpt }: LiquidPage,
): Mapped {
  const first = Math.min(...unknown.map((one) => one.line)) - line;
  const lines = source.split('\n').slice(0, Math.max(0, first));
  const tag = lines.findIndex(hasLiquid);
  const kept = tag < 0 ? lines : lines.slice(0, tag);
  const blank = kept.findLastIndex((text) => text.trim() === '');
  const whole = kept.slice(0, blank + 1).join('\n');
  const words = escaped(title);
  const text = `${whole.trim() === '' ? escaped(excerpt ?? '') : whole.trimEnd()}\n\n[${words}](<${url}>)\n`;
  return { text, lines: text.split('\n').map((_, index) => line + index) };
}

/** Plain text as Markdown. */
function escaped(text: string): string {
  return text.replace(/[\\[\]<>*_`&$]/g, '\\$&');
}

function cutMends({ unknown }: LiquidResult): Mend[] {
  return unknown.map(({ message, line, column }) => ({
    code: 'post-excerpted',
    message: `${message} Readers get the beginning of the post and its link.`,
    line,
    column,
  }));
}

function addressMends({ text, lines }: Mapped): Mend[] {
  if (!text.includes(UNKNOWN_ADDRESS)) return [];
  return text.split('\n').flatMap((line, index) =>
    line.includes(UNKNOWN_ADDRESS)
      ? [
          {
            code: 'post-address' as const,
            message: 'A link leads to a page that is not known here; its words stay, the link goes.',
            line: lines[index] ?? 1,
            column: 1,
          },
        ]
      : [],
  );
}
